"""What a failed request means: did the message arrive, and is the person still there.

Telegram's texts: tdlib/telegram-bot-api, Client.cpp, `fail_query_with_error`; 429: Query.cpp.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum, auto
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
from bot.delivery.request import NotSent

# Not "chat not found": with another bot's token no chat would be.
_GONE: Final = ("bot was blocked by the user", "user is deactivated")
# "bot can't send messages to the user" passes by itself; who was deactivated for it was lost for nothing.
_LASTING: Final = (
    *_GONE,
    "bot can't initiate conversation",
    "bot was kicked",
    "is not a member",
    "was deleted",
)


class Reason(StrEnum):
    """Why a message did not arrive, as it is kept with its row."""

    BLOCKED = "blocked"  # the bot
    DELETED = "deleted"  # the person's account
    NO_CHAT = "no_chat"  # they have not opened the bot, or the group is no more
    KEPT_OUT = "kept_out"  # of a group: removed from it, or not allowed to write
    TOO_OLD = "too_old"  # the message to change, for Telegram
    MISSING = "missing"  # the message to change
    REFUSED = "refused"  # otherwise


class Meaning(Enum):
    LIMITED = auto()  # 429: it did not arrive, and may be sent again after a while
    UNSENT = auto()  # no connection, or the token is refused: it did not arrive, nor would any other
    REFUSED = auto()  # it did not arrive, and the next try may be refused as well
    DEFINITE = auto()  # it did not arrive and never will
    AMBIGUOUS = auto()  # it may have arrived


@dataclass(frozen=True, slots=True)
class Failure:
    meaning: Meaning
    reason: str  # for the log and for organisers
    retry_after: timedelta = timedelta()
    person_gone: bool = False


def retry_after(error: RetryAfter) -> timedelta:
    """How long a 429 asks to wait."""
    after = error.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)


def patience(error: Exception, failures: int) -> float:
    """Seconds to the next try after so many failures in a row."""
    return retry_after(error).total_seconds() if isinstance(error, RetryAfter) else backoff(failures)


def classify(error: Exception) -> Failure:
    """What an error of a send means. What is not known may have arrived."""
    reason = f"{type(error).__name__}: {error}"
    match error:
        case RetryAfter():
            return Failure(Meaning.LIMITED, reason, retry_after=retry_after(error))
        case NotSent() | InvalidToken() | EndPointNotFound() | Conflict():
            return Failure(Meaning.UNSENT, reason)
        case Forbidden():
            return _forbidden(error.message.lower(), reason)
        case ChatMigrated():  # the row waits for the group's new id, of which an update tells
            return Failure(Meaning.REFUSED, reason)
        case BadRequest():
            return Failure(Meaning.DEFINITE, reason)
        case _:
            return Failure(Meaning.AMBIGUOUS, reason)


def _forbidden(text: str, reason: str) -> Failure:
    lasting = any(words in text for words in _LASTING)
    gone = any(words in text for words in _GONE)
    return Failure(Meaning.DEFINITE if lasting else Meaning.REFUSED, reason, person_gone=gone)
