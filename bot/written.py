"""What somebody wrote or sent: a text with its formatting, a file."""

from typing import Final, NamedTuple

from markupsafe import Markup, escape
from telegram import Bot, Message, Update
from telegram.error import BadRequest

from bot.errors import TooBigError
from bot.screens import Attached

LONG: Final = 200_000  # bytes of a file from which on reading it is felt


class Command(NamedTuple):
    """`/announce tomorrow` is "announce" with "tomorrow"."""

    name: str  # in small letters
    rest: str


def command_in(message: Message | None, username: str) -> Command | None:
    """The command that a text is to the bot of this name; `/bind@another_bot` and `/ bind` are texts."""
    text = (message.text if message else None) or ""
    if not text.startswith("/"):
        return None
    first, *rest = text.split(maxsplit=1)
    name, _, whom = first[1:].partition("@")
    if not name or (whom and whom.lower() != username.lower()):
        return None
    return Command(name.lower(), "".join(rest).strip())


def written(update: Update) -> Message | None:
    """What somebody wrote; after a tap, the message of theirs that the tapped screen replies to.

    So a text waits in its chat until a button says what to do with it, and is kept nowhere else.
    """
    if update.callback_query is None:
        return update.effective_message
    tapped = update.callback_query.message
    quoted = tapped.reply_to_message if isinstance(tapped, Message) else None
    return quoted if quoted and quoted.from_user == update.effective_user else None


def html_of(message: Message | None) -> Markup:
    """The text or caption as Telegram's HTML, with its formatting; all else is escaped."""
    if message is None:
        return Markup()
    safe = _with_escaped_attributes(message)
    return Markup(safe.text_html if safe.text is not None else safe.caption_html or "")  # noqa: S704


def _with_escaped_attributes(message: Message) -> Message:
    """The same; python-telegram-bot writes addresses and names of languages into its HTML as they are."""
    attributes = {"url", "language"}
    given = message.to_dict()
    for entity in (*given.get("entities", ()), *given.get("caption_entities", ())):
        entity |= {name: escape(entity[name]) for name in attributes & entity.keys()}
    return Message.de_json(given)


def attached_to(message: Message | None) -> Attached | None:
    """The photo, in its largest size, or the document."""
    if message and message.photo:
        return Attached(message.photo[-1].file_id, photo=True)
    if message and message.document:
        return Attached(message.document.file_id)
    return None


def carries_more(message: Message | None) -> bool:
    """Something besides the text is neither a photo nor a document: a video, a voice, a place."""
    return bool(message and message.effective_attachment) and attached_to(message) is None


async def download(bot: Bot, message: Message | None, limit: int) -> tuple[str, bytes] | None:
    """The name and the content of a document; None where there is none.

    Raises TooBigError where it has more than `limit` bytes, or more than Telegram gives to bots (Bot API
    "getFile": 20 MB), and telegram.error.TelegramError where it cannot be had.
    """
    document = message.document if message else None
    if document is None:
        return None
    if (document.file_size or 0) > limit:
        raise TooBigError
    try:
        file = await bot.get_file(document.file_id)
    except BadRequest as error:
        if "too big" in error.message:
            raise TooBigError from error
        raise
    if (file.file_size or 0) > limit:  # a message need not say it
        raise TooBigError
    return document.file_name or "", bytes(await file.download_as_bytearray())
