"""Processes that die or are stopped: nothing is lost, nobody waits for long, every double is recorded."""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime

import pytest

from bot.clock import RehearsalClock
from bot.delivery import sender as sending
from bot.delivery.outbox import LEASE, Row
from bot.delivery.sender import Sender
from bot.screens import Screen
from bot.storage.engine import Transaction
from tests.delivery.office import Office, plainly
from tests.delivery.telegram import Telegram, hold

AFTER_THE_LEASE = LEASE.total_seconds() + 1


async def kill(sender: Sender) -> None:
    """What the process had in memory is no more; what it had asked Telegram is on its way."""
    tasks = list(sender._tasks)
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_who_dies_before_the_request_leaves_loses_nothing(office: Office, telegram: Telegram) -> None:
    for chat_id in range(1, 6):
        await office.plan("news", chat_id)
    dying = office.sender("dying")
    await dying._round()
    await kill(dying)
    assert set((await office.states()).values()) == {"sending"}
    assert telegram.calls == []
    heir = office.sender("heir")
    await office.work(heir, seconds=LEASE.total_seconds() - 1)
    assert telegram.calls == []
    await office.work(heir, seconds=5)
    assert len(telegram.texts) == 5
    assert {(row.state, row.ambiguous) for row in await office.rows()} == {("sent", 1)}


async def test_who_dies_while_telegram_answers_leaves_recorded_doubles_and_no_more(
    office: Office, telegram: Telegram
) -> None:
    for chat_id in range(1, 21):
        await office.plan("news", chat_id)
    answer = asyncio.Event()
    for chat_id in range(1, 21):
        telegram.next_for[chat_id] = [hold(answer)]
    dying = office.sender("dying")
    await dying._round()
    await telegram.until(lambda telegram: len(telegram.calls) == 8)
    await kill(dying)
    telegram.next_for.clear()
    office.clock.move(AFTER_THE_LEASE)
    await office.work(office.sender("heir"), seconds=10)
    answer.set()
    doubles = len(telegram.texts) - 20
    assert doubles == 8
    assert sum(row.ambiguous for row in await office.rows()) == doubles
    assert [row.state for row in await office.rows()] == ["sent"] * 20


async def test_who_dies_between_answer_and_commit_leaves_recorded_doubles(
    office: Office, telegram: Telegram
) -> None:
    await office.plan("news")
    await office.plan("after it")
    await office.round(office.sender("dying"))
    assert telegram.texts == ["news"]
    office.clock.move(AFTER_THE_LEASE)
    await office.work(office.sender("heir"), seconds=5)
    assert telegram.texts == ["news", "news", "after it"]
    assert [(row.state, row.ambiguous) for row in await office.rows()] == [("sent", 1), ("sent", 0)]


async def test_who_was_thought_dead_does_not_spoil_what_its_heir_wrote(
    office: Office, telegram: Telegram
) -> None:
    await office.plan("news")
    slow = office.sender("slow")
    await office.round(slow)
    office.clock.move(AFTER_THE_LEASE)
    await office.work(office.sender("heir"), seconds=3)
    (settled,) = await office.rows()
    await slow._round()
    assert await office.rows() == [settled]
    assert (settled.state, settled.ambiguous, settled.message_id) == ("sent", 1, 2)


async def test_a_message_whose_processes_die_again_and_again_is_listed(
    office: Office, telegram: Telegram
) -> None:
    await office.plan("news")
    for attempt in range(5):
        sender = office.sender(f"dying {attempt}")
        await sender._round()
        await kill(sender)
        office.clock.move(AFTER_THE_LEASE)
    await office.round(office.sender("heir"))
    (row,) = await office.rows()
    assert (row.state, row.ambiguous) == ("ambiguous", 3)


# ------------------------------------------------------------------- stopping


async def test_who_is_stopped_settles_what_is_under_way_and_begins_nothing(
    office: Office, telegram: Telegram
) -> None:
    for chat_id in range(1, 61):
        await office.plan("news", chat_id)
    answer = asyncio.Event()
    telegram.always = hold(answer)
    sender = office.sender(clock=RehearsalClock(office.clock.now()))  # its rounds go on by themselves
    running = asyncio.create_task(sender.run())
    await telegram.until(lambda telegram: len(telegram.calls) >= 3)
    sender.stop()
    answer.set()
    await running
    rows = await office.rows()
    assert {(row.state, row.ambiguous) for row in rows} == {("sent", 0), ("ready", 0)}
    assert sum(row.state == "sent" for row in rows) == len(telegram.texts) == len(telegram.calls)


async def test_who_is_stopped_before_a_request_leaves_gives_its_row_back(
    office: Office, telegram: Telegram
) -> None:
    async def render(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Screen | None]:
        sender.stop()
        return await plainly(tx, rows, now)

    await office.plan("news")
    sender = office.sender(render=render)
    await sender.run()
    assert telegram.calls == []
    (row,) = await office.rows()
    assert (row.state, row.ambiguous, row.owner) == ("ready", 0, None)


async def test_who_is_stopped_waits_for_no_answer_that_does_not_come(
    office: Office, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "GRACE", 0.01)
    await office.plan("news")
    never = asyncio.Event()
    telegram.always = hold(never)
    sender = office.sender(clock=RehearsalClock(office.clock.now()))  # its rounds go on by themselves
    running = asyncio.create_task(sender.run())
    await telegram.until(lambda telegram: len(telegram.calls) == 1)
    sender.stop()
    await running
    never.set()
    (row,) = await office.rows()
    assert (row.state, row.ambiguous) == ("ready", 1)
