"""A change of the programme while people choose, on PostgreSQL, where both happen at once."""

import asyncio

from sqlalchemy import select

from bot.agenda import queries as agenda
from bot.agenda import seats as desk
from bot.agenda.formats import Document
from bot.agenda.outlook import Outcome
from bot.programme import edits, queries
from bot.storage.engine import Database
from bot.storage.tables import concerns, metadata
from tests.agenda.test_races import somebody_waits
from tests.reminders.seminar import MORNING, join, put

ART = "d1-training2"


async def test_whoever_sits_down_is_told_or_sees_the_change(postgresql_url: str, sample: Document) -> None:
    database = Database(postgresql_url)
    async with database.writing() as tx:
        await tx.run_sync(metadata.create_all)
    await put(database, sample)
    await join(database, 1)

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
    await database.close()
