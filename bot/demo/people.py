"""What people do with their phones, in their chat with the bot and in groups."""

import re
from typing import Any, Final, NamedTuple

from bot.demo.chats import Chat, Phone
from bot.demo.files import Kind
from bot.demo.finding import with_found
from bot.demo.formatted import Formatted, units
from bot.demo.keyboards import CALLBACK_DATA
from bot.demo.messages import Message
from bot.demo.parameters import Upload
from bot.demo.refusal import PhoneError
from bot.demo.splitting import parts
from bot.demo.telegram import Telegram
from bot.demo.tidying import tidy
from bot.demo.views import for_bot
from bot.demo.wording import CAPTION_LENGTH, TEXT_LENGTH, with_entities

START_PARAMETER: Final = re.compile("[A-Za-z0-9_-]{1,64}")  # core.telegram.org/bots/features#deep-linking
PREMIUM_CAPTION_LENGTH: Final = 4096  # of people with Telegram Premium, since 2024


class OpenChat(NamedTuple):
    """A chat that is open on somebody's phone: with the bot, or a group."""

    phone: Phone
    chat: Chat


class Draft(NamedTuple):
    """What stands in the field for writing; entities are as in Bot API "MessageEntity"."""

    text: str
    entities: Any = None
    reply_to: int = 0  # the message it answers
    album: str = ""  # what it is sent together with; Bot API "Message", media_group_id


def write(telegram: Telegram, here: OpenChat, draft: Draft) -> Message:
    """They send a text; one that is too long goes as several messages, and the last of them is returned."""
    pieces = parts(with_entities(draft.text, draft.entities), TEXT_LENGTH)
    messages = [_say(telegram, here, with_found(piece), draft.reply_to) for piece in pieces]
    if not messages:
        raise PhoneError("a message needs a text")
    return messages[-1]


def start(telegram: Telegram, phone: Phone, parameter: str) -> Message:
    """They follow a link t.me/BOT?start=PARAMETER and tap Start."""
    if not START_PARAMETER.fullmatch(parameter):
        raise PhoneError("a start parameter has 1 to 64 of A-Z, a-z, 0-9, _ and -")
    return write(telegram, OpenChat(phone, phone), Draft(f"/start {parameter}"))


def send_file(telegram: Telegram, here: OpenChat, draft: Draft, upload: Upload, kind: Kind) -> Message:
    """They send a file, or a picture as a photo; raises Refusal where Telegram takes no such file."""
    _check_can_write(here)
    caption = _caption(here.phone, draft)
    return _say(
        telegram, here, caption, draft.reply_to, file=telegram.files.keep(upload, kind), album=draft.album
    )


def forward(telegram: Telegram, here: OpenChat, source: Chat, message_id: int) -> Message:
    """They forward a message that they see elsewhere; its buttons stay behind."""
    message = source.messages.get(message_id)
    if message is None:
        raise PhoneError("there is no such message to forward")
    return _say(telegram, here, message.formatted, file=message.file, origin=message.source)


def tap(telegram: Telegram, here: OpenChat, message_id: int, data: str) -> str:
    """They tap a button; a forged one, or one of a message that is gone, comes through just the same."""
    phone, chat = here
    if chat.bot_status != "member":
        raise PhoneError("the bot is not there to hear it")
    if not 1 <= len(data.encode()) <= CALLBACK_DATA:
        raise PhoneError(f"data must have 1 to {CALLBACK_DATA} bytes")
    message = chat.messages.get(message_id)
    gone = {"chat": chat.document, "message_id": message_id, "date": 0}
    number = telegram.remember_tap(phone)
    telegram.tell_bot(
        "callback_query",
        {
            "id": number,
            "from": phone.user,
            "message": for_bot(message, chat) if message else gone,
            "chat_instance": str(chat.id),
            "data": data,
        },
    )
    return number


def _say(telegram: Telegram, here: OpenChat, formatted: Formatted, reply_to: int = 0, **more: Any) -> Message:
    _check_can_write(here)
    phone, chat = here
    if reply_to and reply_to not in chat.messages:
        raise PhoneError("there is no such message to reply to")
    phone.acquainted |= chat is phone
    number = telegram.next_number()
    message = Message(number, telegram.date, phone.user, formatted, reply_to=reply_to, **more)
    telegram.say(chat, message)
    if chat.bot_hears(message, telegram.stage.bot_username):
        telegram.tell_bot("message", for_bot(message, chat))
    return message


def _check_can_write(here: OpenChat) -> None:
    if here.chat is here.phone and here.phone.blocked:
        raise PhoneError("the bot is blocked on this phone")


def _caption(phone: Phone, draft: Draft) -> Formatted:
    formatted = with_found(tidy(with_entities(draft.text, draft.entities)))
    most = PREMIUM_CAPTION_LENGTH if phone.person.premium else CAPTION_LENGTH
    if units(formatted.text) > most:
        raise PhoneError(f"a caption has at most {most} UTF-16 units")
    return formatted
