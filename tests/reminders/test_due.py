"""Whom a session concerns, and when they are reminded of it."""

import pytest
from sqlalchemy import insert, select

from bot.agenda.formats import Document
from bot.people.rules import LEADS, Kind
from bot.storage.engine import Database
from bot.storage.tables import mutes, outbox
from tests.reminders.seminar import (
    DISCUSSION,
    TRAINING,
    changed,
    join,
    lead,
    minutes,
    plan,
    planned,
    put,
    set_person,
    sit,
)

TEN = minutes(10)


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)


async def test_everybody_is_reminded_of_a_plenary_once(database: Database) -> None:
    await join(database, 1, 2)
    await plan(database, DISCUSSION - TEN - minutes(0.1))
    assert await planned(database) == []
    for left in (10, 9, 9, 2):
        await plan(database, DISCUSSION - minutes(left))
    assert sorted(await planned(database)) == [(1, "d1-discussion"), (2, "d1-discussion")]


async def test_only_those_who_sit_there_are_reminded_of_a_parallel_session(database: Database) -> None:
    await join(database, 1, 2, 3)
    await sit(database, 1, "d1-training1")
    await sit(database, 2, "d1-training2")
    await plan(database, TRAINING - TEN)
    assert sorted(await planned(database)) == [(1, "d1-training1"), (2, "d1-training2")]


async def test_a_trainer_is_reminded_of_the_session_they_lead(database: Database) -> None:
    await join(database, 1)
    await lead(database, 1, "trainer3")
    await plan(database, TRAINING - TEN)
    assert await planned(database) == [(1, "d1-training3")]


async def test_whoever_leads_a_plenary_is_reminded_once(database: Database) -> None:
    await join(database, 1)
    for host_id in ("key1", "moderator"):
        await lead(database, 1, host_id)
    await plan(database, DISCUSSION - TEN)
    assert await planned(database) == [(1, "d1-discussion")]


@pytest.mark.parametrize("minutes_before", LEADS)
async def test_everyone_has_a_time_of_their_own(database: Database, minutes_before: int) -> None:
    await join(database, 1, reminder_lead=minutes_before)
    due_at = DISCUSSION - minutes(minutes_before)
    await plan(database, due_at - minutes(0.1))
    assert await planned(database) == []
    await plan(database, due_at)
    assert bool(await planned(database)) is (minutes_before > 0)


async def test_a_row_waits_for_nothing_and_ends_with_the_start(database: Database) -> None:
    await join(database, 1)
    await plan(database, DISCUSSION - TEN)
    async with database.reading() as tx:
        row = (await tx.execute(select(outbox))).one()
    assert (row.kind, row.person_id, row.chat_id) == ("reminder", 1, 101)
    assert (row.due_at, row.expires_at) == (DISCUSSION - TEN, DISCUSSION)


async def test_nobody_is_reminded_who_cannot_be_or_does_not_want_to(database: Database) -> None:
    await join(database, 1, active=False)
    await join(database, 2, language=None)
    await join(database, 3)
    async with database.writing() as tx:
        await tx.execute(insert(mutes).values(person_id=3, kind=Kind.REMINDER))
    await join(database, 4)
    async with database.writing() as tx:
        await tx.execute(insert(mutes).values(person_id=4, kind=Kind.ANNOUNCEMENT))
    await plan(database, DISCUSSION - TEN)
    assert await planned(database) == [(4, "d1-discussion")]


async def test_breaks_and_meals_only_where_the_programme_says_so(
    database: Database, sample: Document
) -> None:
    await join(database, 1)
    lunch = DISCUSSION + minutes(60)
    await plan(database, lunch - TEN)
    assert await planned(database) == []
    await put(database, changed(sample, "d1-lunch", reminder=True))
    await plan(database, lunch - TEN)
    assert await planned(database) == [(1, "d1-lunch")]


async def test_nobody_is_reminded_of_what_is_cancelled(database: Database, sample: Document) -> None:
    await join(database, 1)
    await put(database, changed(sample, "d1-discussion", cancelled=True))
    await plan(database, DISCUSSION - TEN)
    assert await planned(database) == []


async def test_whoever_comes_late_is_reminded_until_two_minutes_before(database: Database) -> None:
    await join(database, 1)
    await plan(database, TRAINING - minutes(3))
    await sit(database, 1, "d1-training1")
    await join(database, 2)
    await sit(database, 2, "d1-training2")
    await plan(database, TRAINING - minutes(2))
    assert sorted(await planned(database)) == [(1, "d1-training1"), (2, "d1-training2")]


async def test_nearer_to_the_start_it_would_only_disturb(database: Database) -> None:
    await join(database, 1)
    await plan(database, DISCUSSION - minutes(1.9))
    assert await planned(database) == []


async def test_a_longer_time_of_their_own_counts_at_once(database: Database) -> None:
    await join(database, 1, reminder_lead=5)
    await plan(database, DISCUSSION - minutes(20))
    await set_person(database, 1, reminder_lead=30)
    await plan(database, DISCUSSION - minutes(20))
    assert await planned(database) == [(1, "d1-discussion")]
