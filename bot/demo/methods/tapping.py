"""Answering taps on buttons."""

from typing import Final

from bot.demo.formatted import units
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram

NOTICE: Final = 200  # UTF-16 units, Bot API "answerCallbackQuery"
# Telegram's own patience is not published; bots report refusals after about a quarter of an hour.
ANSWER_WITHIN: Final = 15 * 60.0  # seconds
TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(telegram: Telegram, given: Parameters) -> object:
    """Each tap is answered once; without a text the spinner of the button just stops."""
    number = given.text("callback_query_id")
    tap = telegram.taps.get(number)
    if tap is None or telegram.monotonic() - tap.at > ANSWER_WITHIN:
        raise Refusal(TOO_OLD)
    if units(given.text("text")) > NOTICE:
        raise Refusal("MESSAGE_TOO_LONG")
    if given.text("url"):
        raise Refusal("URL_INVALID")  # Telegram opens links to games and to the bot itself only
    del telegram.taps[number]
    telegram.events.send(
        "notice", tap.phone, text=given.text("text"), alert=given.flag("show_alert"), tap=number
    )
    return True


METHODS: Final = {"answerCallbackQuery": answer_callback_query}
