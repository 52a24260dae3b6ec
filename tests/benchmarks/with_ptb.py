"""python-telegram-bot as it comes: httpx, its AIORateLimiter, its Application."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Update
from telegram.ext import AIORateLimiter, Application, CallbackQueryHandler, ExtBot
from telegram.request import HTTPXRequest

from bot.screens.screen import keyboard
from tests.benchmarks.contest import Go, Task, side_by_side
from tests.benchmarks.texts import REMINDER, TOKEN, text_for
from tests.benchmarks.work import work_of


def _httpx() -> HTTPXRequest:
    return HTTPXRequest(connection_pool_size=512, pool_timeout=120, read_timeout=120, connect_timeout=60)


@asynccontextmanager
async def _stock(url: str, rate: int = 0) -> AsyncIterator[ExtBot]:
    limiter = AIORateLimiter(overall_max_rate=rate, overall_time_period=1, max_retries=100) if rate else None
    bot: ExtBot = ExtBot(
        TOKEN, base_url=f"{url}/bot", request=_httpx(), get_updates_request=_httpx(), rate_limiter=limiter
    )
    async with bot:
        yield bot


@asynccontextmanager
async def sends(url: str, task: Task) -> AsyncIterator[Go]:
    async with _stock(url) as bot:
        await asyncio.gather(*(bot.send_message(1, REMINDER) for _ in range(task.at_once)))
        yield lambda: side_by_side(task, lambda chat: bot.send_message(chat, REMINDER))


@asynccontextmanager
async def gather(url: str, task: Task) -> AsyncIterator[Go]:
    """AIORateLimiter, and all at once."""
    async with _stock(url, task.rate) as bot:
        chats = range(1, task.count + 1)
        yield lambda: asyncio.gather(*(bot.send_message(chat, text_for(chat), "HTML") for chat in chats))


@asynccontextmanager
async def loop(url: str, task: Task) -> AsyncIterator[Go]:
    """AIORateLimiter, and one after another."""
    async with _stock(url, task.rate) as bot:

        async def go() -> None:
            for chat in range(1, task.count + 1):
                await bot.send_message(chat, text_for(chat), "HTML")

        yield go


@asynccontextmanager
async def taps(url: str, task: Task) -> AsyncIterator[Go]:
    async with work_of(task) as work:

        async def tapped(update: Update, _: object) -> None:
            query = update.callback_query
            assert query is not None
            screen = await work(query.from_user.id, str(query.data))
            edit = query.edit_message_text(screen.text, "HTML", reply_markup=keyboard(screen.rows))
            await asyncio.gather(edit, query.answer())

        builder = Application.builder().token(TOKEN).base_url(f"{url}/bot").concurrent_updates(64)
        application = builder.request(_httpx()).get_updates_request(_httpx()).build()
        application.add_handler(CallbackQueryHandler(tapped))
        async with application:
            await application.start()
            await application.updater.start_polling()
            yield lambda: asyncio.sleep(0)
