"""Sending once more what was already said: with its origin, or as if it were new."""

from typing import Final

from bot.demo.keyboards import read_markup
from bot.demo.messages import Message
from bot.demo.methods.sending import new_message, reached, replied_to
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram
from bot.demo.views import for_bot
from bot.demo.wording import read_caption


def copy_message(telegram: Telegram, given: Parameters) -> object:
    """The keyboard is not copied; files may get another caption."""
    caption = read_caption(given) if "caption" in given else None
    markup = read_markup(given)
    source = _source(telegram, given, "message to copy not found")
    chat = reached(telegram, given)
    words = caption if caption and source.file else source.formatted
    message = new_message(telegram, words, file=source.file, markup=markup, reply_to=replied_to(chat, given))
    telegram.say(chat, message)
    return {"message_id": message.id}


def forward_message(telegram: Telegram, given: Parameters) -> object:
    source = _source(telegram, given, "message to forward not found")
    chat = reached(telegram, given)
    message = new_message(telegram, source.formatted, file=source.file, origin=source.source)
    telegram.say(chat, message)
    return for_bot(message, chat)


def _source(telegram: Telegram, given: Parameters, missing: str) -> Message:
    message = telegram.chat(given, "from_chat_id").messages.get(given.integer("message_id"))
    if message is None:
        raise Refusal(missing)
    return message


METHODS: Final = {"copyMessage": copy_message, "forwardMessage": forward_message}
