"""Taking messages back."""

from typing import Any, Final

from bot.demo.messages import Message, Phone
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram

NO_LONGER_AFTER: Final = 48 * 3600  # seconds, Bot API "deleteMessage"
MOST_AT_ONCE: Final = 100  # Bot API "deleteMessages"


def delete_message(telegram: Telegram, given: Parameters) -> object:
    phone = telegram.chat(given)
    message = phone.messages.get(given.integer("message_id"))
    if message is None:
        raise Refusal("message to delete not found")
    return _delete(telegram, phone, [message])


def delete_messages(telegram: Telegram, given: Parameters) -> object:
    """Those that are not found are skipped."""
    numbers = _numbers(given)
    phone = telegram.chat(given)
    return _delete(
        telegram, phone, [phone.messages[number] for number in numbers if number in phone.messages]
    )


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


def _delete(telegram: Telegram, phone: Phone, messages: list[Message]) -> object:
    for message in messages:
        if telegram.date - message.date > NO_LONGER_AFTER:
            raise Refusal("message can't be deleted for everyone")
    for message in messages:
        del phone.messages[message.id]
    if messages:
        telegram.events.send("deleted", phone.person.id, message_ids=[message.id for message in messages])
    return True


METHODS: Final = {"deleteMessage": delete_message, "deleteMessages": delete_messages}
