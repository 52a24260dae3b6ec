"""New messages: texts, photos, documents, albums."""

from typing import Any, Final

from bot.demo.chats import Chat
from bot.demo.fields import FieldError, optional, parsing, required
from bot.demo.files import Kind, StoredFile
from bot.demo.formatted import Formatted
from bot.demo.keyboards import read_markup
from bot.demo.messages import Message
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram
from bot.demo.views import for_bot
from bot.demo.wording import caption, read_caption, read_text

MOST_IN_ALBUM: Final = 10  # Bot API "sendMediaGroup"


def send_message(telegram: Telegram, given: Parameters) -> object:
    text, markup = read_text(given), read_markup(given)
    chat = reached(telegram, given)
    message = new_message(telegram, text, markup=markup, reply_to=replied_to(chat, given))
    telegram.say(chat, message)
    return for_bot(message, chat)


def send_photo(telegram: Telegram, given: Parameters) -> object:
    return _send_file(telegram, given, "photo")


def send_document(telegram: Telegram, given: Parameters) -> object:
    return _send_file(telegram, given, "document")


def send_media_group(telegram: Telegram, given: Parameters) -> object:
    items = _album(given)
    chat = reached(telegram, given, len(items))
    reply_to, album = replied_to(chat, given), str(telegram.next_number())
    contents = [read_media(telegram, given, item) for item in items]
    messages = [
        new_message(telegram, text, file=file, reply_to=reply_to, album=album) for text, file in contents
    ]
    for message in messages:
        telegram.say(chat, message)
    return [for_bot(message, chat) for message in messages]


def reached(telegram: Telegram, given: Parameters, messages: int = 1) -> Chat:
    """The chat that so many messages go to, counted against the limits; raises Refusal."""
    chat = telegram.recipient(given)
    telegram.pace.admit(chat.id, telegram.monotonic(), messages)
    return chat


def new_message(telegram: Telegram, formatted: Formatted, **more: Any) -> Message:
    """By the bot, now."""
    return Message(telegram.next_number(), telegram.date, telegram.me, formatted, **more)


def replied_to(chat: Chat, given: Parameters) -> int:
    """The message that is answered; 0 for none."""
    document = given.document("reply_parameters", "reply parameters")
    if document is None:
        return 0
    if not isinstance(document, dict):
        raise Refusal("object expected as reply parameters")
    with parsing():
        number = int(required(document, "message_id", int))
        optional_one = optional(document, "allow_sending_without_reply", bool, default=False)
    if number in chat.messages:
        return number
    if not optional_one:
        raise Refusal("message to be replied not found")
    return 0


def read_media(telegram: Telegram, given: Parameters, item: Any) -> tuple[Formatted, StoredFile]:
    """Bot API "InputMediaPhoto" or "InputMediaDocument": its caption and its file."""
    with parsing("InputMedia"):
        if not isinstance(item, dict):
            raise FieldError("expected an Object")
        words = optional(item, "caption", str, ""), optional(item, "parse_mode", str, "")
        kind, media = required(item, "type", str), optional(item, "media", str, "")
        if kind not in ("photo", "document"):
            raise FieldError(f'type "{kind}" is unsupported')
        if not media or (
            media.startswith("attach://") and media.removeprefix("attach://") not in given.files
        ):
            raise FieldError("media not found")
    formatted = caption(*words, item.get("caption_entities"))
    return formatted, telegram.files.sent(given, media, "", "photo" if kind == "photo" else "document")


def _send_file(telegram: Telegram, given: Parameters, kind: Kind) -> object:
    text, markup = read_caption(given), read_markup(given)
    chat = reached(telegram, given)
    reply_to = replied_to(chat, given)
    file = telegram.files.sent(given, given.text(kind), kind, kind)
    message = new_message(telegram, text, file=file, markup=markup, reply_to=reply_to)
    telegram.say(chat, message)
    return for_bot(message, chat)


def _album(given: Parameters) -> list[Any]:
    items = given.document("media", "media")
    if not isinstance(items, list):
        raise Refusal("expected an Array of InputMedia")
    if not items:
        raise Refusal("there are no messages to send")
    if len(items) > MOST_IN_ALBUM:
        raise Refusal("too many messages to send as an album")
    if len({item.get("type") for item in items if isinstance(item, dict)}) > 1:
        raise Refusal("can't use the media of the specified type in the album")
    return items


METHODS: Final = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
}
