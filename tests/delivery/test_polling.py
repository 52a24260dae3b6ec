"""Asking for updates: nothing is confirmed to Telegram that is not stored."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import select, text
from telegram import Bot

from bot.delivery.polling import poll
from bot.storage.engine import Database
from bot.storage.tables import inbox
from tests.delivery.still import StillClock
from tests.delivery.telegram import TOKEN, Answer, Call, Telegram, flood, page, refuse, reset


class Queue:
    """The updates that wait at Telegram's; an offset confirms those before it."""

    def __init__(self, *numbers: int) -> None:
        self.waiting = list(numbers)
        self.asked: list[dict[str, Any]] = []
        self.troubles: list[Answer] = []
        self.polled = asyncio.Condition()
        self.webhook_deleted = False

    async def answer(self, telegram: Telegram, call: Call) -> web.StreamResponse:
        if call.method == "deleteWebhook":
            self.webhook_deleted = True
            return web.json_response({"ok": True, "result": True})
        self.asked.append(call.parameters)
        self.waiting = [number for number in self.waiting if number >= call.parameters["offset"]]
        async with self.polled:
            self.polled.notify_all()
        if self.troubles:
            return await self.troubles.pop(0)(telegram, call)
        if not self.waiting:
            await asyncio.Event().wait()
        result = [{"update_id": number, "message": {"chat": {"id": 1}}} for number in self.waiting]
        return web.json_response({"ok": True, "result": result})

    async def until_asked(self, times: int) -> None:
        async with self.polled:
            await self.polled.wait_for(lambda: len(self.asked) >= times)


@contextlib.asynccontextmanager
async def polling(
    bot: Bot, database: Database, clock: StillClock, received: list[bool]
) -> AsyncIterator[None]:
    task = asyncio.create_task(poll(bot, database, clock, lambda: received.append(True)))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def stored(database: Database) -> list[int]:
    async with database.reading() as tx:
        return list(await tx.scalars(select(inbox.c.update_id).order_by(inbox.c.update_id)))


async def test_updates_are_stored_before_they_are_confirmed(
    bot: Bot, telegram: Telegram, database: Database, clock: StillClock
) -> None:
    queue, received = Queue(7, 8), list[bool]()
    telegram.always = queue.answer
    async with polling(bot, database, clock, received):
        await queue.until_asked(2)
        assert await stored(database) == [7, 8]
    first, second = queue.asked
    assert queue.webhook_deleted
    assert first["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
    assert first["timeout"] == 30
    assert second["offset"] == 9
    assert received == [True]


async def test_what_could_not_be_stored_is_not_confirmed(
    bot: Bot, telegram: Telegram, database: Database, clock: StillClock,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    queue = Queue(7)
    telegram.always = queue.answer
    async with database.writing() as tx:
        await tx.execute(text("ALTER TABLE inbox RENAME TO away"))
    refused = asyncio.Event()
    handler = logging.Handler()
    handler.emit = lambda record: refused.set()  # type: ignore[method-assign]
    log = logging.getLogger("bot.delivery.polling")
    log.addHandler(handler)
    try:
        async with polling(bot, database, clock, []):
            await refused.wait()
            assert len(queue.asked) == 1
            async with database.writing() as tx:
                await tx.execute(text("ALTER TABLE away RENAME TO inbox"))
            await queue.until_asked(2)
            assert await stored(database) == [7]
    finally:
        log.removeHandler(handler)
    assert "the database fails" in caplog.text


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        pytest.param(
            refuse(409, "Conflict: terminated by other getUpdates request"), "another program", id="409"
        ),
        pytest.param(refuse(401, "Unauthorized"), "refuses BOT_TOKEN", id="401"),
        pytest.param(page(502), "cannot be asked", id="502"),
        pytest.param(page(200), "cannot be asked", id="no JSON"),
        pytest.param(reset, "cannot be asked", id="reset"),
    ],
)
async def test_troubles_are_said_clearly_and_pass(  # noqa: PLR0917
    bot: Bot, telegram: Telegram, database: Database, clock: StillClock,
    caplog: pytest.LogCaptureFixture, trouble: Answer, words: str,
) -> None:  # fmt: skip
    caplog.set_level(logging.INFO, "bot")
    queue = Queue(7)
    queue.troubles = [trouble, trouble]
    telegram.always = queue.answer
    begun = clock.machine_now()
    async with polling(bot, database, clock, []):
        await queue.until_asked(4)
        assert await stored(database) == [7]
    assert (clock.machine_now() - begun).total_seconds() == 1 + 2
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert [words in line for line in ours] == [True, True, False]
    assert ours[-1] == "polling: it works again"
    assert not any(TOKEN in line for line in ours)


async def test_a_429_is_obeyed(bot: Bot, telegram: Telegram, database: Database, clock: StillClock) -> None:
    queue = Queue(7)
    queue.troubles = [flood(37)]
    telegram.always = queue.answer
    begun = clock.machine_now()
    async with polling(bot, database, clock, []):
        await queue.until_asked(3)
    assert (clock.machine_now() - begun).total_seconds() == 37
