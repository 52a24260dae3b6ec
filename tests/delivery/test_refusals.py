"""Requests that surely did not arrive: who waits, who is told, and who is not kept back by it."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from markupsafe import Markup
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.delivery.outbox import Row
from bot.delivery.reasons import Reason
from bot.screens import Screen
from bot.storage.engine import Transaction
from tests.delivery.office import Office
from tests.delivery.telegram import Telegram, flood, refuse


async def test_after_429_nothing_goes_to_that_chat_before_the_deadline(
    office: Office, telegram: Telegram
) -> None:
    telegram.next_for[1] = [flood(20)]
    await office.plan("held back")
    await office.plan("after it")
    for chat_id in range(2, 12):
        await office.plan("others", chat_id)
    sender = office.sender()
    await office.work(sender, seconds=19)
    assert telegram.texts == ["others"] * 10
    assert len(telegram.calls) == 11
    await office.work(sender, seconds=4)
    assert telegram.texts[10:] == ["held back", "after it"]
    first = (await office.rows())[0]
    assert (first.state, first.tries, first.ambiguous) == ("sent", 0, 0)


async def test_a_shorter_deadline_does_not_end_a_longer_one(office: Office, telegram: Telegram) -> None:
    telegram.next_for[1] = [flood(20)]
    await office.plan("held back")
    await office.work(office.sender(), seconds=1)
    async with office.database.writing() as tx:
        await tx.execute(text("UPDATE outbox SET chat_id = 2"))
    telegram.next_for[2] = [flood(5)]
    await office.work(office.sender(), seconds=1)
    async with office.database.writing() as tx:
        await tx.execute(text("UPDATE outbox SET chat_id = 1"))
    await office.work(office.sender(), seconds=15)
    assert telegram.texts == []


async def test_when_chat_after_chat_is_refused_all_wait(office: Office, telegram: Telegram) -> None:
    telegram.always = flood(30)
    for chat_id in range(1, 101):
        await office.plan("news", chat_id)
    sender = office.sender()
    await office.work(sender, seconds=25)
    assert len(telegram.calls) < 20
    telegram.always = None
    await office.work(sender, seconds=15)
    assert len(telegram.texts) == 100


async def test_chats_that_are_refused_here_and_there_stop_nobody_else(
    office: Office, telegram: Telegram
) -> None:
    for chat_id in range(1, 61):
        await office.plan("news", chat_id)
        if chat_id % 3 == 0:
            telegram.next_for[chat_id] = [flood(60)]
    await office.work(office.sender(), seconds=4)
    assert len(telegram.texts) == 40


# --------------------------------------------------- whom it can no longer reach


async def test_who_blocked_the_bot_is_reported_and_not_tried_again(
    office: Office, telegram: Telegram
) -> None:
    telegram.next_for[1] = [refuse(403, "Forbidden: bot was blocked by the user")]
    await office.plan("news")
    await office.work(office.sender(), seconds=30)
    assert len(telegram.calls) == 1
    (row,) = await office.rows()
    assert (row.state, row.reason) == ("failed", Reason.BLOCKED)
    assert "blocked" in row.error
    assert office.unreachable == [1]


async def test_a_403_that_passes_deactivates_nobody(office: Office, telegram: Telegram) -> None:
    telegram.next_for[1] = [refuse(403, "Forbidden: bot can't send messages to the user")]
    await office.plan("news")
    await office.work(office.sender(), seconds=30)
    assert office.unreachable == []
    (row,) = await office.rows()
    assert (row.state, row.tries, row.ambiguous, row.reason) == ("sent", 1, 0, None)


async def test_a_403_that_does_not_pass_ends_after_some_tries(office: Office, telegram: Telegram) -> None:
    telegram.always = refuse(403, "Forbidden: bot can't send messages to the user")
    await office.plan("news")
    await office.work(office.sender(), seconds=120)
    assert len(telegram.calls) == 5
    (row,) = await office.rows()
    assert (row.state, row.tries, row.reason) == ("failed", 5, Reason.REFUSED)


async def test_what_telegram_cannot_read_fails_and_keeps_nobody_back(
    office: Office, telegram: Telegram
) -> None:
    telegram.next_for[1] = [refuse(400, "Bad Request: can't parse entities: unclosed tag")]
    await office.plan("broken")
    await office.plan("fine")
    await office.work(office.sender(), seconds=3)
    assert await office.states() == {"broken": "failed", "fine": "sent"}
    assert office.unreachable == []


# -------------------------------------------------------- our own mistakes


async def test_a_renderer_that_fails_keeps_only_its_row_back(office: Office, telegram: Telegram) -> None:
    async def render(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Screen]:
        if any(row.subject == "broken" for row in rows):
            raise KeyError("no such session")
        return [Screen(Markup("fine")) for _ in rows]

    await office.plan("broken")
    for chat_id in range(2, 5):
        await office.plan(f"fine {chat_id}", chat_id)
    sender = office.sender(render=render)
    await office.work(sender)
    assert telegram.texts == ["fine"] * 3
    broken = (await office.rows())[0]
    assert (broken.state, broken.tries) == ("ready", 1)
    await office.work(sender, seconds=120)
    broken = (await office.rows())[0]
    assert (broken.state, broken.tries, broken.error) == ("failed", 5, "KeyError('no such session')")
    assert broken.reason == Reason.REFUSED


async def test_a_lost_database_loses_no_result(office: Office, telegram: Telegram) -> None:
    await office.plan("once")
    sender = office.sender()
    await office.round(sender)
    assert telegram.texts == ["once"]
    async with office.database.writing() as tx:
        await tx.execute(text("ALTER TABLE outbox RENAME TO away"))
    for _ in range(3):
        with pytest.raises(DBAPIError):
            await sender._round()
    async with office.database.writing() as tx:
        await tx.execute(text("ALTER TABLE away RENAME TO outbox"))
    await office.work(sender)
    assert telegram.texts == ["once"]
    assert await office.states() == {"once": "sent"}


async def test_a_database_that_is_lost_while_rendering_costs_no_try(
    office: Office, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    async def render(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Screen]:
        if lost:
            lost.pop()
            await tx.execute(text("SELECT * FROM away"))
        return [Screen(Markup("fine")) for _ in rows]

    lost = [True] * 7
    await office.plan("fine")
    await office.work(office.sender(render=render), seconds=5)
    assert telegram.texts == ["fine"]
    (row,) = await office.rows()
    assert (row.state, row.tries) == ("sent", 0)
    assert "cannot be put into words" not in caplog.text
