"""Taking messages back."""

from typing import Any, Final

from bot.demo.chats import Chat
from bot.demo.messages import Message
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram

MOST_AT_ONCE: Final = 100  # Bot API "deleteMessages"


def delete_message(telegram: Telegram, given: Parameters) -> object:
    chat = telegram.chat(given)
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise Refusal("message to delete not found")
    return _delete(telegram, chat, [message])


def delete_messages(telegram: Telegram, given: Parameters) -> object:
    """Those that are not found are skipped."""
    numbers = _numbers(given)
    chat = telegram.chat(given)
    return _delete(telegram, chat, [chat.messages[number] for number in numbers if number in chat.messages])


def _numbers(given: Parameters) -> list[int]:
    numbers = given.document("message_ids", "message_ids")
    if not isinstance(numbers, list):
        raise Refusal("expected an Array of message identifiers")
    if len(numbers) > MOST_AT_ONCE:
        raise Refusal("too many message identifiers specified")
    if not numbers:
        raise Refusal("message identifiers are not specified")
    return [_number(number) for number in numbers]


def _number(value: Any) -> int:
    if not isinstance(value, int | str) or isinstance(value, bool):
        raise Refusal("message identifier must be a Number")
    if not str(value).removeprefix("-").isdecimal():
        raise Refusal("can't parse message identifier as a Number")
    if int(value) <= 0:
        raise Refusal("invalid message identifier specified")
    return int(value)


def _delete(telegram: Telegram, chat: Chat, messages: list[Message]) -> object:
    for message in messages:
        chat.check_deletable(message, telegram.date)
    for message in messages:
        del chat.messages[message.id]
    if messages:
        telegram.events.send("deleted", chat.id, message_ids=[message.id for message in messages])
    return True


METHODS: Final = {"deleteMessage": delete_message, "deleteMessages": delete_messages}
