"""Bringing one message to one chat: a new one, or a change of one that is there."""

from typing import Any, Final

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.delivery.reasons import Reason, reason_of
from bot.screens.screen import Deletion, Edit, Outgoing, Screen, keyboard, plain_keyboard
from bot.screens.show import send

# As `Bot.send_message`, without building a Message that nobody reads: a third of the cost; see `EDIT_TEXT`.
_SEND: Final = "sendMessage_"


async def post(bot: Bot, chat_id: int, outgoing: Outgoing) -> int:
    """Bring it there, and give the message's id; raises telegram.error.TelegramError."""
    match outgoing:
        case Screen():
            return await _send(bot, chat_id, outgoing)
        case Edit(message_id, screen):
            await _edit(bot, chat_id, message_id, screen)
        case Deletion(message_id):
            await _delete(bot, chat_id, message_id)
    return message_id


async def _send(bot: Bot, chat_id: int, screen: Screen) -> int:
    if screen.file is not None:
        return (await send(bot, chat_id, screen)).message_id
    text = {"chat_id": chat_id, "text": screen.text, "parse_mode": ParseMode.HTML}
    message = await bot.do_api_request(_SEND, {**text, "reply_markup": plain_keyboard(screen.rows)})
    return int(message["message_id"])


async def _edit(bot: Bot, chat_id: int, message_id: int, screen: Screen) -> None:
    where: dict[str, Any] = {"chat_id": chat_id, "message_id": message_id}
    how: dict[str, Any] = {"parse_mode": ParseMode.HTML, "reply_markup": keyboard(screen.rows)}
    try:
        if screen.file is None:
            await bot.edit_message_text(screen.text, **where, **how)
        else:
            await bot.edit_message_caption(**where, caption=screen.text, **how)
    except BadRequest as error:
        if reason_of(error) is not Reason.UNCHANGED:
            raise


async def _delete(bot: Bot, chat_id: int, message_id: int) -> None:
    try:
        await bot.delete_message(chat_id, message_id)
    except BadRequest as error:
        if reason_of(error) is not Reason.MISSING:
            raise
