"""Why Telegram refuses something: the one place where its texts are read.

They stand in tdlib/telegram-bot-api, Client.cpp, `fail_query_with_error`. Nothing here speaks to Telegram, so
that queries may ask for a reason.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Reason(StrEnum):
    """Why Telegram refuses a request, as it is kept with a row that failed."""

    BLOCKED = "blocked"  # the bot
    DELETED = "deleted"  # the person's account
    NO_CHAT = "no_chat"  # they have not opened the bot, or the group is no more
    KEPT_OUT = "kept_out"  # of a group: removed from it, or not allowed to write
    TOO_OLD = "too_old"  # the message to change, or the tap to answer
    MISSING = "missing"  # the message to change
    UNCHANGED = "unchanged"  # the message is already as it should be
    REFUSED = "refused"  # otherwise


_WORDS: Final[Mapping[str, Reason]] = MappingProxyType(
    {
        "bot was blocked by the user": Reason.BLOCKED,
        "user is deactivated": Reason.DELETED,
        "chat not found": Reason.NO_CHAT,
        "bot can't initiate conversation": Reason.NO_CHAT,
        "chat was deleted": Reason.NO_CHAT,
        "bot was kicked": Reason.KEPT_OUT,
        "is not a member": Reason.KEPT_OUT,
        "not enough rights": Reason.KEPT_OUT,
        "have no write access": Reason.KEPT_OUT,
        "chat_write_forbidden": Reason.KEPT_OUT,
        "message can't be edited": Reason.TOO_OLD,
        "message can't be deleted": Reason.TOO_OLD,
        "query is too old": Reason.TOO_OLD,
        "message to edit not found": Reason.MISSING,
        "message to delete not found": Reason.MISSING,
        "message is not modified": Reason.UNCHANGED,
    }
)


def reason_of(error: Exception) -> Reason:
    """What Telegram's text says, in whatever request."""
    text = str(error).lower()
    return next((reason for words, reason in _WORDS.items() if words in text), Reason.REFUSED)
