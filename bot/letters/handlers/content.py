"""What was written, as letters keep it."""

from markupsafe import escape
from telegram.constants import ChatType

from bot.context import Context
from bot.letters.rules import Content
from bot.screens.message import FileKind


def content_of(context: Context) -> Content | None:
    """The text, photo or document; None where it is none of these."""
    text, file = _text(context), context.attached
    if context.carries_more or not (text or file):
        return None
    if file is None:
        return Content(text)
    return Content(text, file.file_id, FileKind.PHOTO if file.photo else FileKind.DOCUMENT)


def _text(context: Context) -> str:
    """With its formatting, and without the command it may stand behind."""
    return str(escape(context.typed) if context.command else context.html).strip()


def still_awaited(context: Context, action: str) -> str | None:
    """What the next message answers once this one has: the rest of its album, with the same arguments."""
    message = context.update.message
    album = message.media_group_id if message else None
    return ":".join(("album", album, action, *context.arguments)) if album else None


def group_of(context: Context) -> int | None:
    """Telegram's id of the group in which it happens; None in a private chat."""
    chat = context.update.effective_chat
    return chat.id if chat and chat.type != ChatType.PRIVATE else None
