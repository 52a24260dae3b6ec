"""aiogram, and aiogram-broadcaster for announcements."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardMarkup
from aiogram_broadcaster import Broadcaster
from aiogram_broadcaster.contents import TextContent

from bot.screens.screen import keyboard
from tests.benchmarks.contest import Go, Task, side_by_side
from tests.benchmarks.texts import REMINDER, TOKEN, text_for
from tests.benchmarks.work import work_of


@asynccontextmanager
async def _bot(url: str) -> AsyncIterator[Bot]:
    bot = Bot(TOKEN, AiohttpSession(api=TelegramAPIServer.from_base(url), limit=512))
    async with bot:
        yield bot


@asynccontextmanager
async def sends(url: str, task: Task) -> AsyncIterator[Go]:
    async with _bot(url) as bot:
        await asyncio.gather(*(bot.send_message(1, REMINDER) for _ in range(task.at_once)))
        yield lambda: side_by_side(task, lambda chat: bot.send_message(chat, REMINDER))


@asynccontextmanager
async def broadcaster(url: str, task: Task) -> AsyncIterator[Go]:
    async with _bot(url) as bot:
        content = TextContent(text=text_for(0), parse_mode="HTML")
        mailer = await Broadcaster(bot).create_mailer(range(1, task.count + 1), content)
        yield mailer.start


@asynccontextmanager
async def taps(url: str, task: Task) -> AsyncIterator[Go]:
    async with work_of(task) as work, _bot(url) as bot:
        dispatcher = Dispatcher()

        @dispatcher.callback_query()
        async def tapped(query: CallbackQuery) -> None:
            screen = await work(query.from_user.id, str(query.data))
            buttons = keyboard(screen.rows)
            markup = InlineKeyboardMarkup.model_validate(buttons.to_dict()) if buttons else None
            edit = bot(query.message.edit_text(screen.text, parse_mode="HTML", reply_markup=markup))
            await asyncio.gather(edit, bot(query.answer()))

        polling = asyncio.ensure_future(dispatcher.start_polling(bot, handle_signals=False))
        yield lambda: asyncio.sleep(0)
        polling.cancel()
