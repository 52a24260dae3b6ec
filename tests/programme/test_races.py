"""A change of the programme while people choose or are told, on PostgreSQL, where both happen at once."""

import asyncio

import pytest
from sqlalchemy import select

from bot.agenda import queries as agenda
from bot.agenda import seats as desk
from bot.agenda.formats import Document
from bot.agenda.outlook import Outcome
from bot.programme import edits, queries
from bot.programme.rules import SETTLING
from bot.storage.engine import Database
from bot.storage.tables import concerns
from tests.agenda.test_races import somebody_waits
from tests.programme.telling import change, read, told
from tests.reminders.seminar import MORNING, join, put

ART = "d1-training2"


@pytest.fixture
async def database(on_postgresql: Database, sample: Document) -> Database:
    """A seminar with one participant."""
    await put(on_postgresql, sample)
    await join(on_postgresql, 1)
    return on_postgresql


async def test_whoever_sits_down_is_told_or_sees_the_change(database: Database, sample: Document) -> None:
    async def change() -> None:
        async with database.writing() as tx:
            moved = edits.set_room(sample, ART, "foyer")
            await queries.apply(tx, moved, base=1, tell=True, source="test", now=MORNING)

    async with database.writing() as tx:
        assert await desk.take(tx, 1, ART, MORNING) is Outcome.DONE
        changing = asyncio.create_task(change())
        await somebody_waits(database)
    await changing
    async with database.reading() as tx:
        assert list(await tx.scalars(select(concerns.c.person_id))) == [1]
        assert await agenda.latest_version(tx) == 2


@pytest.mark.parametrize("order", [("d1-lunch", "d1-dinner"), ("d1-dinner", "d1-lunch")])
async def test_a_change_and_the_telling_of_earlier_ones_wait_for_each_other(
    database: Database, sample: Document, order: tuple[str, str]
) -> None:
    earlier = edits.set_room(edits.set_room(sample, "d1-lunch", "foyer"), "d1-dinner", "foyer")
    await change(database, earlier, 1, MORNING)
    first = edits.set_room(earlier, order[0], "hall3")
    both = edits.set_room(first, order[1], "hall3")
    settled = MORNING + SETTLING
    async with database.writing() as tx:
        await queries.apply(tx, first, base=2, tell=True, source="test", now=settled)
        telling = asyncio.create_task(told(database, settled))
        await somebody_waits(database)
        await queries.apply(tx, both, base=3, tell=True, source="test", now=settled)
    assert await telling == []  # all has just changed again
    (news,) = await read(database, settled + SETTLING)
    assert [line for line in news if "→ Hall 3" in line]
