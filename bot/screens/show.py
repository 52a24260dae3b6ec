"""Bringing a screen to a person: edit where it was a tap, send where it was not."""

import asyncio
from collections.abc import Awaitable
from typing import Any, Final

from telegram import Bot, InputFile, Message, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.delivery.reasons import Reason, reason_of
from bot.screens.screen import Attached, Picture, Screen, keyboard, plain_keyboard

# As `Bot.edit_message_text`, without building a Message that nobody reads. The underscore, which
# python-telegram-bot drops, keeps it from recommending that method each time.
EDIT_TEXT: Final = "editMessageText_"


async def show(bot: Bot, update: Update, screen: Screen, notice: str = "", *, edits: bool = True) -> None:
    """Answer a tap with `notice` and, if it `edits`, edit its message; anything else gets a new message."""
    tapped = update.callback_query.message if update.callback_query and edits else None
    chat = update.effective_chat
    if chat is None:
        return
    if isinstance(tapped, Message) and tapped.text is not None and screen.file is None:
        await _both(_edit(bot, tapped, screen), answer(update, notice))
    else:
        await _both(send(bot, chat.id, screen), answer(update, notice))


async def answer(update: Update, text: str = "", *, alert: bool = False) -> None:
    """Stop the spinner of a tapped button; nothing for other updates, or where Telegram waits no longer."""
    if update.callback_query is None:
        return
    try:
        await update.callback_query.answer(text or None, show_alert=alert)
    except BadRequest as error:
        if reason_of(error) is not Reason.TOO_OLD:
            raise


async def send(bot: Bot, chat_id: int, screen: Screen, reply_to: int | None = None) -> Message:
    """A new message, as a reply to one that may be gone; raises telegram.error.TelegramError."""
    how: dict[str, Any] = {"parse_mode": ParseMode.HTML, "reply_markup": keyboard(screen.rows)}
    if reply_to:
        how["reply_parameters"] = ReplyParameters(reply_to, allow_sending_without_reply=True)
    if screen.file is None:
        return await bot.send_message(chat_id, screen.text, **how)
    content = _content(screen.file)
    if screen.file.photo:
        return await bot.send_photo(chat_id, content, screen.text, **how)
    return await bot.send_document(chat_id, content, screen.text, **how)


def _content(file: Picture | Attached) -> InputFile | str:
    return file.file_id if isinstance(file, Attached) else InputFile(file.content, filename=file.name)


async def _both(reply: Awaitable[object], answer: Awaitable[object]) -> None:
    """Both at once, and to the end: nothing is under way any more when a failure is told."""
    for outcome in await asyncio.gather(reply, answer, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome


async def _edit(bot: Bot, message: Message, screen: Screen) -> None:
    text = {"chat_id": message.chat_id, "message_id": message.message_id, "text": screen.text}
    how = {"parse_mode": ParseMode.HTML, "reply_markup": plain_keyboard(screen.rows)}
    try:
        await bot.do_api_request(EDIT_TEXT, {**text, **how})
    except BadRequest as error:
        match reason_of(error):
            case Reason.UNCHANGED:
                return
            case Reason.TOO_OLD | Reason.MISSING:
                await send(bot, message.chat_id, screen)
            case _:
                raise
