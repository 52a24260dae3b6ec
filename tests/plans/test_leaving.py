"""Somebody is forgotten: what becomes of the plans that they led, and of those of others."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import delete

from bot.plans import leaving, queries, writing
from bot.storage.engine import Database, Transaction
from bot.storage.tables import people, plans
from tests.reminders.seminar import join

NOW: Final = datetime(2019, 5, 1, 12, tzinfo=UTC)
AIGUL, BORIS = 1, 2  # ids


async def test_whose_plan_it_was_takes_it_along_and_what_others_gave_up_stays(database: Database) -> None:
    await join(database, AIGUL, BORIS)
    async with database.writing() as tx:
        given_up = await writing.begin(tx, AIGUL, NOW)
        await writing.drop_plan(tx, given_up, AIGUL, NOW)
        another, _ = await writing.begin(tx, AIGUL, NOW), await writing.begin(tx, BORIS, NOW)
        await leaving.say_farewell(tx, BORIS, NOW)
        left = await queries.load_all(tx, plans.c.id > 0)
        assert [plan.id for plan in left] == [given_up, another]
        assert left[0].leads == ()
        await writing.lead(tx, another, BORIS, NOW)
        await leaving.say_farewell(tx, AIGUL, NOW)
        (going_on,) = await queries.load_all(tx, plans.c.id > 0)
        assert going_on.id == another
        assert [lead.person_id for lead in going_on.leads] == [BORIS]


async def test_a_plan_that_was_given_up_goes_with_the_last_who_led_it(database: Database) -> None:
    await join(database, AIGUL, BORIS)
    async with database.writing() as tx:
        given_up = await writing.begin(tx, AIGUL, NOW)
        await writing.lead(tx, given_up, BORIS, NOW)
        await writing.drop_plan(tx, given_up, AIGUL, NOW)
        await forget(tx, AIGUL)
        another = await writing.begin(tx, BORIS, NOW)
        assert [plan.id for plan in await queries.load_all(tx, plans.c.id > 0)] == [given_up, another]
        await forget(tx, BORIS)
        assert await queries.load_all(tx, plans.c.id > 0) == []


async def forget(tx: Transaction, person_id: int) -> None:
    await leaving.say_farewell(tx, person_id, NOW)
    await tx.execute(delete(people).where(people.c.id == person_id))
