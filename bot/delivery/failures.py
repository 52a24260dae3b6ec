"""What a failed request means: did the message arrive, and is the person still there."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
)

from bot.delivery.limits import backoff
from bot.delivery.reasons import Reason, reason_of
from bot.delivery.request import NotSent

# "bot can't send messages to the user" passes by itself; who was deactivated for it was lost for nothing.
_LASTING: Final = frozenset({Reason.BLOCKED, Reason.DELETED, Reason.NO_CHAT, Reason.KEPT_OUT})
# Without NO_CHAT: with another bot's token no chat would be found.
_GONE: Final = frozenset({Reason.BLOCKED, Reason.DELETED})


class Meaning(Enum):
    LIMITED = auto()  # 429: it did not arrive, and may be sent again after a while
    UNSENT = auto()  # no connection, or the token is refused: it did not arrive, nor would any other
    REFUSED = auto()  # it did not arrive, and the next try may be refused as well
    DEFINITE = auto()  # it did not arrive and never will
    AMBIGUOUS = auto()  # it may have arrived


@dataclass(frozen=True, slots=True)
class Failure:
    meaning: Meaning
    error: str  # as it is kept with the row; Telegram may repeat there what was sent
    reason: Reason = Reason.REFUSED
    retry_after: timedelta = timedelta()

    @property
    def kind(self) -> str:
        """What may be logged: TimedOut; Forbidden, blocked."""
        kind, said, _ = self.error.partition(": ")
        return f"{kind}, {self.reason}" if said and self.reason is not Reason.REFUSED else kind

    @property
    def person_gone(self) -> bool:
        return self.meaning is Meaning.DEFINITE and self.reason in _GONE


def retry_after(error: RetryAfter) -> timedelta:
    """How long a 429 asks to wait."""
    after = error.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)


def patience(error: Exception, failures: int) -> float:
    """Seconds to the next try after so many failures in a row."""
    return retry_after(error).total_seconds() if isinstance(error, RetryAfter) else backoff(failures)


def classify(error: Exception) -> Failure:
    """What an error of a send means. What is not known may have arrived."""
    reason = reason_of(error)
    after = retry_after(error) if isinstance(error, RetryAfter) else timedelta()
    return Failure(_meaning(error, reason), f"{type(error).__name__}: {error}", reason, after)


def _meaning(error: Exception, reason: Reason) -> Meaning:
    match error:
        case RetryAfter():
            return Meaning.LIMITED
        case NotSent() | InvalidToken() | EndPointNotFound() | Conflict():
            return Meaning.UNSENT
        case Forbidden():
            return Meaning.DEFINITE if reason in _LASTING else Meaning.REFUSED
        case ChatMigrated():  # the row waits for the group's new id, of which an update tells
            return Meaning.REFUSED
        case BadRequest():
            return Meaning.DEFINITE
        case _:
            return Meaning.AMBIGUOUS
