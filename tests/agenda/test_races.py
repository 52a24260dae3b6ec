"""An import while people choose, on PostgreSQL, where both happen at once."""

import asyncio

import pytest
from sqlalchemy import select, text

from bot.agenda import queries
from bot.agenda import seats as desk
from bot.agenda.formats import Document
from bot.agenda.outlook import Outcome
from bot.storage.engine import Database
from bot.storage.tables import choices, seats
from tests.agenda.choosing import MORNING, join


@pytest.fixture
async def database(on_postgresql: Database, sample: Document) -> Database:
    async with on_postgresql.writing() as tx:
        await queries.store_programme(tx, sample, source="programme.yaml", now=MORNING)
        await join(tx, [1])
    return on_postgresql


async def somebody_waits(database: Database) -> None:
    """Until a transaction waits for another one's lock."""
    waiting = text("select count(*) from pg_locks where not granted")
    async with asyncio.timeout(20), database.reading() as tx:
        while not await tx.scalar(waiting):
            pass


async def apply(database: Database, document: Document) -> None:
    async with database.writing() as tx:
        await queries.store_programme(tx, document, source="programme.yaml", now=MORNING)


async def take(database: Database, session_id: str) -> Outcome:
    async with database.writing() as tx:
        return await desk.take(tx, 1, session_id, MORNING)


def changed(document: Document, **values: object) -> Document:
    sessions = [
        session.model_copy(update=values) if session.id == "d1-training2" else session
        for session in document.sessions
    ]
    return document.model_copy(update={"sessions": sessions})


@pytest.mark.parametrize("values", [{"cancelled": True}, {"choice": None}])
async def test_nobody_sits_down_in_what_is_being_cancelled_or_taken_out_of_the_choice(
    database: Database, sample: Document, values: dict[str, object]
) -> None:
    async with database.writing() as tx:
        await queries.store_programme(tx, changed(sample, **values), source="programme.yaml", now=MORNING)
        taking = asyncio.create_task(take(database, "d1-training2"))
        await somebody_waits(database)
    assert await taking is Outcome.STALE
    async with database.reading() as tx:
        assert (await tx.execute(select(seats))).all() == []


async def test_an_import_locks_choices_in_the_same_order_as_a_tick(
    database: Database, sample: Document
) -> None:
    lock = select(choices.c.id).with_for_update(key_share=True)
    reversed_file = sample.model_copy(update={"choices": sample.choices[::-1]})
    async with database.writing() as tx:
        await tx.execute(lock.where(choices.c.id == "training"))
        importing = asyncio.create_task(apply(database, reversed_file))
        await somebody_waits(database)
        await tx.execute(lock.where(choices.c.id == "workshop"))
    await importing
