"""What people do with their phones."""

import re
from typing import Any, Final

from bot.demo.files import Kind
from bot.demo.finding import with_found
from bot.demo.formatted import Formatted, units
from bot.demo.keyboards import CALLBACK_DATA
from bot.demo.messages import Message, Phone, for_bot
from bot.demo.methods.chats import bot_as_member
from bot.demo.parameters import Upload
from bot.demo.telegram import Telegram
from bot.demo.tidying import tidy
from bot.demo.wording import CAPTION_LENGTH, TEXT_LENGTH

START_PARAMETER: Final = re.compile("[A-Za-z0-9_-]{1,64}")  # core.telegram.org/bots/features#deep-linking


class PhoneError(ValueError):
    """Something that Telegram's apps do not let a person do."""


def write(telegram: Telegram, phone: Phone, text: str) -> Message:
    """They type a message; a command in it is marked as one."""
    return _say(telegram, phone, _typed(text, TEXT_LENGTH, may_be_empty=False))


def start(telegram: Telegram, phone: Phone, parameter: str) -> Message:
    """They follow a link t.me/BOT?start=PARAMETER and tap Start."""
    if not START_PARAMETER.fullmatch(parameter):
        raise PhoneError("a start parameter has 1 to 64 of A-Z, a-z, 0-9, _ and -")
    return write(telegram, phone, f"/start {parameter}")


def send_file(telegram: Telegram, phone: Phone, upload: Upload, caption: str, kind: Kind) -> Message:
    """They send a file, or a picture as a photo; raises Refusal where Telegram takes no such file."""
    _check_can_write(phone)
    words = _typed(caption, CAPTION_LENGTH, may_be_empty=True)
    return _say(telegram, phone, words, file=telegram.files.keep(upload, kind))


def tap(telegram: Telegram, phone: Phone, message_id: int, data: str) -> str:
    """They tap a button; a forged one, or one of a message that is gone, comes through just the same."""
    _check_can_write(phone)
    if not 1 <= len(data.encode()) <= CALLBACK_DATA:
        raise PhoneError(f"data must have 1 to {CALLBACK_DATA} bytes")
    message = phone.messages.get(message_id)
    gone = {"chat": phone.chat, "message_id": message_id, "date": 0}
    number = telegram.remember_tap(phone)
    telegram.tell_bot(
        "callback_query",
        {
            "id": number,
            "from": phone.user,
            "message": for_bot(message, phone) if message else gone,
            "chat_instance": str(phone.person.id),
            "data": data,
        },
    )
    return number


def block(telegram: Telegram, phone: Phone, *, blocked: bool) -> None:
    """They block the bot, or let it write again."""
    if phone.blocked == blocked:
        return
    before = bot_as_member(telegram, phone)
    phone.blocked, phone.acquainted = blocked, True
    change: dict[str, Any] = {
        "chat": phone.chat,
        "from": phone.user,
        "date": telegram.date,
        "old_chat_member": before,
        "new_chat_member": bot_as_member(telegram, phone),
    }
    telegram.tell_bot("my_chat_member", change)
    telegram.events.send("blocked", phone.person.id, blocked=blocked)


def _say(telegram: Telegram, phone: Phone, formatted: Formatted, **more: Any) -> Message:
    _check_can_write(phone)
    phone.acquainted = True
    message = Message(telegram.next_number(), telegram.date, phone.user, formatted, **more)
    telegram.say(phone, message)
    telegram.tell_bot("message", for_bot(message, phone))
    return message


def _check_can_write(phone: Phone) -> None:
    if phone.blocked:
        raise PhoneError("the bot is blocked on this phone")


def _typed(text: str, most: int, *, may_be_empty: bool) -> Formatted:
    formatted = with_found(tidy(Formatted(text)))
    if not (formatted.text or may_be_empty):
        raise PhoneError("a message needs a text")
    if units(formatted.text) > most:
        raise PhoneError(f"a text has at most {most} UTF-16 units")
    return formatted
