"""Bringing one screen to one chat."""

from typing import Final

from telegram import Bot
from telegram.constants import ParseMode

from bot.screens.screen import Screen, keyboard
from bot.screens.show import send

# As `Bot.send_message`, without building a Message that nobody reads: a third of the cost. The underscore,
# which python-telegram-bot drops, keeps it from recommending that method each time.
_SEND: Final = "sendMessage_"


async def post(bot: Bot, chat_id: int, screen: Screen) -> int:
    """Send a new message and give its id; raises telegram.error.TelegramError."""
    if screen.file is not None:
        return (await send(bot, chat_id, screen)).message_id
    text = {"chat_id": chat_id, "text": screen.text, "parse_mode": ParseMode.HTML}
    message = await bot.do_api_request(_SEND, {**text, "reply_markup": keyboard(screen.rows)})
    return int(message["message_id"])
