"""Refusals in Telegram's own words."""

from typing import Final

NAMES: Final = {
    400: "Bad Request: ",
    401: "Unauthorized",
    403: "Forbidden: ",
    404: "Not Found",
    409: "Conflict: ",
    413: "Request Entity Too Large",
    429: "Too Many Requests: ",
    500: "Internal Server Error",
}


class Refusal(Exception):  # noqa: N818 -- an answer like others
    """What Telegram answers instead of a result; its text stands behind the name of the code.

    The texts are those of tdlib/telegram-bot-api 10.0 and tdlib/td, where those two decide, and of Telegram's
    servers as bots report them. Where a text is ours, a comment says so.
    """

    def __init__(self, text: str = "", code: int = 400, *, retry_after: int = 0) -> None:
        super().__init__(text)
        self.code, self.retry_after = code, retry_after
        self.description = NAMES[code] + text

    def answer(self) -> dict[str, object]:
        """The JSON that a bot receives."""
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


class PhoneError(ValueError):
    """Something that Telegram's apps do not let a person do; the texts are ours."""


def too_many(seconds: int) -> Refusal:
    """Try again after so many seconds."""
    return Refusal(f"retry after {seconds}", 429, retry_after=seconds)
