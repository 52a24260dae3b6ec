"""Leads are told who leads the plan too: once, where they want to hear of it, and not at night."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from sqlalchemy import insert, select, update

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.agenda.sample import SAMPLE
from bot.plans import jobs, writing
from bot.storage.engine import Database, Transaction
from bot.storage.tables import mutes, outbox, people
from tests.reminders.seminar import join

NOW: Final = datetime(2019, 5, 2, 6, tzinfo=UTC)  # noon in Almaty, the seminar's zone
NIGHT: Final = datetime(2019, 5, 2, 16, tzinfo=UTC)  # 22:00 there
FIRST, SECOND, NEWCOMER = 1, 2, 3


@pytest.fixture
async def tx(database: Database, sample: Document) -> AsyncIterator[Transaction]:
    """A plan that two people lead, on each kind of database in turn."""
    await join(database, FIRST, SECOND, NEWCOMER)
    async with database.writing() as tx:
        await agenda.store_programme(tx, sample, source=SAMPLE.name, now=NOW - timedelta(days=9))
        plan_id = await writing.begin(tx, FIRST, NOW - timedelta(days=3))
        await writing.lead(tx, plan_id, SECOND, NOW - timedelta(days=2))
        yield tx


async def comes(tx: Transaction, now: datetime) -> None:
    await writing.lead(tx, 1, NEWCOMER, now)


async def told(tx: Transaction, now: datetime) -> list[tuple[int, datetime]]:
    """Who is to be told by now, and when."""
    for _ in range(2):
        await jobs.plan(tx, now)
    found = select(outbox.c.person_id, outbox.c.due_at).order_by(outbox.c.person_id)
    return [(row.person_id, row.due_at) for row in await tx.execute(found)]


async def test_nobody_is_told_while_nobody_comes(tx: Transaction) -> None:
    assert await told(tx, NOW) == []


async def test_those_who_led_it_before_are_told_once(tx: Transaction) -> None:
    await comes(tx, NOW)
    assert await told(tx, NOW) == [(FIRST, NOW), (SECOND, NOW)]
    assert await told(tx, NOW + timedelta(minutes=30)) == [(FIRST, NOW), (SECOND, NOW)]


async def test_at_night_each_is_told_in_their_own_morning(tx: Transaction) -> None:
    await tx.execute(update(people).where(people.c.id == SECOND).values(zone="Europe/Berlin"))
    await comes(tx, NIGHT)
    assert await told(tx, NIGHT) == [(FIRST, datetime(2019, 5, 3, 3, tzinfo=UTC)), (SECOND, NIGHT)]


async def test_whoever_wants_nothing_about_plans_is_left_in_peace(tx: Transaction) -> None:
    await tx.execute(insert(mutes).values(person_id=FIRST, kind="plan"))
    await tx.execute(update(people).where(people.c.id == SECOND).values(active=False))
    await comes(tx, NOW)
    assert await told(tx, NOW) == []


async def test_old_news_is_not_told(tx: Transaction) -> None:
    await comes(tx, NOW - timedelta(hours=2))
    assert await told(tx, NOW) == []
