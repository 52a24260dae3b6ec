"""Texts that came in parts: Telegram's apps cut one that is too long, and send its parts at once.

So what is awaited after a long text names its language and its second, by which the next part is known.
"""

from datetime import UTC, datetime

from bot.announcements.rules import LONG_PART, continues
from bot.context import Context
from bot.i18n.localised import LANGUAGES
from bot.screens.message import length


def may_go_on(context: Context, language: str) -> str:
    """What is to stand behind `verb:id:language` in what is awaited next; nothing after a short text.

    The last part of a long one is short too, mostly: what comes after that is a text of its own.
    """
    return f":{language}:{int(_sent_at(context).timestamp())}" if length(context.html) >= LONG_PART else ""


def begun_in(context: Context) -> str | None:
    """The language of the text that this message goes on with; None where it is a text of its own."""
    language, second = (*context.arguments[2:4], "", "")[:2]
    if language not in LANGUAGES or not second.isdecimal():
        return None
    return language if continues(datetime.fromtimestamp(int(second), UTC), _sent_at(context)) else None


def _sent_at(context: Context) -> datetime:
    message = context.update.effective_message
    assert message is not None  # noqa: S101 -- only messages come here
    return message.date
