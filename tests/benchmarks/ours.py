"""This bot, whole: updates through the inbox, messages through the outbox, in a SQLite file."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot

from bot.agenda.sample import SAMPLE
from bot.announcements import course, queries
from bot.announcements.rules import Audience, Criterion, Dimension
from bot.app import Application, running
from bot.delivery.post import post
from bot.delivery.request import AiohttpRequest
from bot.screens.texts import complaint
from bot.settings import Settings
from tests.benchmarks.contest import Go, Task, side_by_side
from tests.benchmarks.texts import DAY, REMINDER, TEXTS, TOKEN, Movable, meet


@asynccontextmanager
async def sends(url: str, task: Task) -> AsyncIterator[Go]:
    """As the outbox sends: the transport alone."""
    request = AiohttpRequest()
    bot = Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=request)
    screen = complaint(REMINDER)
    await asyncio.gather(*(post(bot, 1, screen) for _ in range(task.at_once)))  # the connections are open
    yield lambda: side_by_side(task, lambda chat: post(bot, chat, screen))
    await request.shutdown()


@asynccontextmanager
async def announcement(url: str, task: Task) -> AsyncIterator[Go]:
    async with _bot(url, task, task.count) as bot:
        await _announce(bot, Audience(frozenset({Criterion(Dimension.ROLE, "organiser")})))  # it is warm
        await asyncio.sleep(2)
        yield lambda: _announce(bot, Audience())


@asynccontextmanager
async def taps(url: str, task: Task) -> AsyncIterator[Go]:
    assert task.taps is not None
    async with _bot(url, task, task.taps.people):
        yield lambda: asyncio.sleep(0)


@asynccontextmanager
async def _bot(url: str, task: Task, known: int) -> AsyncIterator[Application]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None,
            bot_token=TOKEN,
            telegram_api_url=url,
            database_url=f"sqlite:///{folder}/bot.db",
            programme=SAMPLE,
            organisers=frozenset({1}),
            messages_per_second=task.rate,
        )
        async with running(settings, Movable(DAY)) as bot:
            await meet(bot.services.database, known)
            await asyncio.sleep(1)  # the menu is published
            yield bot


async def _announce(bot: Application, audience: Audience) -> None:
    now = bot.services.clock.now()
    async with bot.services.database.writing() as tx:
        its_id = await queries.draft(tx, 1, now)
        await queries.set_audience(tx, its_id, audience)
        for language, text in TEXTS.items():
            await queries.set_text(tx, its_id, 1, language, text)
        await course.begin(tx, its_id, frozenset({1}), now)
    bot.sender.wake()
