"""Several processes look at plans, on PostgreSQL, where that happens at once."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.agenda.formats import Document
from bot.followup import jobs, looking
from bot.plans import writing
from bot.storage.engine import Database
from bot.storage.tables import asks, outbox
from tests.agenda.test_races import somebody_waits
from tests.followup.post import CHECK_IN, keeps_plan, plan, planned
from tests.reminders.seminar import put

PEOPLE = range(1, 11)


@pytest.fixture
async def database(on_postgresql: Database, sample: Document) -> Database:
    await put(on_postgresql, sample)
    return on_postgresql


async def test_planners_at_once_ask_each_lead_once(database: Database) -> None:
    for person in PEOPLE:
        await keeps_plan(database, person)
    await asyncio.gather(*(plan(database, CHECK_IN) for _ in range(6)))
    await plan(database, CHECK_IN)
    assert await planned(database) == list(PEOPLE)
    async with database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(asks)) == len(PEOPLE)


async def test_a_planner_passes_by_what_another_one_is_looking_at(database: Database) -> None:
    await keeps_plan(database, 1)
    async with database.writing() as tx:
        assert len(await looking.due(tx, CHECK_IN)) == 1
        await asyncio.wait_for(plan(database, CHECK_IN), 10)
        assert await tx.scalar(select(func.count()).select_from(outbox)) == 0
    await plan(database, CHECK_IN)
    assert await planned(database) == [1]


async def test_a_change_meanwhile_is_looked_at_afterwards(database: Database) -> None:
    plan_id = await keeps_plan(database, 1)

    async def change() -> None:
        async with database.writing() as tx:
            await writing.set_aim(tx, plan_id, "Peace", CHECK_IN)

    async with database.writing() as tx:
        await jobs.plan(tx, CHECK_IN)
        changing = asyncio.create_task(change())
        await somebody_waits(database)
    await changing
    async with database.writing() as tx:
        assert await looking.due(tx, CHECK_IN) == [plan_id]
