"""What was written, as reports keep it."""

from telegram.helpers import effective_message_type

from bot.context import Context
from bot.errors import UserError
from bot.followup.screens.answers import refused
from bot.letters.rules import Content
from bot.screens.message import FileKind
from bot.written import written


def content_of(context: Context) -> Content:
    """The text, photo or document; empty where the message is gone. Raises UserError for anything else."""
    file, text = context.attached, str(context.html).strip()
    if context.carries_more:
        message = written(context.update)
        raise UserError(refused(context.t, (message and effective_message_type(message)) or ""))
    if file is None:
        return Content(text)
    return Content(text, file.file_id, FileKind.PHOTO if file.photo else FileKind.DOCUMENT)


def still_awaited(context: Context) -> str | None:
    """What the next message answers once this one has: the rest of its album, in the same way."""
    awaited = context.person.awaiting or ""
    return awaited if is_rest_of_album(context) else rest_of_album(context, awaited)


def rest_of_album(context: Context, action: str) -> str | None:
    """The same for an action; None where it is no album."""
    album = context.update.message.media_group_id if context.update.message else None
    return f"album:{album}:{action}" if album else None


def is_rest_of_album(context: Context) -> bool:
    """Its first part has been answered."""
    return (context.person.awaiting or "").startswith("album:")
