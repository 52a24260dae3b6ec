"""Two people at the same moment, on PostgreSQL."""

import asyncio

import pytest
from sqlalchemy import text

from bot.declaration import queries
from bot.declaration.rules import Adoption
from bot.storage.engine import Database
from tests.declaration.people import AIGERIM, DANIEL, DRAFT, MARINA, NEXT, NOW, adopted, set_up


@pytest.fixture
async def database(on_postgresql: Database) -> Database:
    async with on_postgresql.writing() as tx:
        await set_up(tx)
    return on_postgresql


async def adopt(database: Database, person_id: int) -> Adoption | None:
    async with database.writing() as tx:
        words = DRAFT if person_id == DANIEL else NEXT
        return await queries.adopt(tx, words, person_id, NOW)


async def waits(database: Database) -> None:
    """Until a transaction waits for another one's lock."""
    waiting = text("select count(*) from pg_locks where not granted")
    async with asyncio.timeout(20), database.reading() as tx:
        while not await tx.scalar(waiting):
            pass


async def test_of_two_organisers_one_adopts(database: Database) -> None:
    outcomes = await asyncio.gather(*(adopt(database, one) for one in (DANIEL, AIGERIM, MARINA)))
    (adoption,) = [outcome for outcome in outcomes if outcome]
    async with database.reading() as tx:
        assert await queries.adoption(tx) == adoption


async def test_nobody_commits_to_what_is_just_being_withdrawn(database: Database) -> None:
    async with database.writing() as tx:
        version = (await adopted(tx)).version

    async def commit() -> None:
        async with database.writing() as tx:
            if await queries.stays_adopted(tx):
                await queries.commit(tx, MARINA, NOW)

    async with database.writing() as tx:
        assert await queries.withdraw(tx, version)
        committing = asyncio.create_task(commit())
        await waits(database)
    await committing
    async with database.reading() as tx:
        standing = await queries.standing(tx, DRAFT)
    assert (standing.adoption, standing.committed) == (None, 0)


async def test_it_is_not_withdrawn_while_somebody_commits(database: Database) -> None:
    async with database.writing() as tx:
        version = (await adopted(tx)).version

    async def withdraw() -> bool:
        async with database.writing() as tx:
            return await queries.withdraw(tx, version)

    async with database.writing() as tx:
        assert await queries.stays_adopted(tx)
        await queries.commit(tx, MARINA, NOW)
        withdrawing = asyncio.create_task(withdraw())
        await waits(database)
    assert not await withdrawing
    async with database.reading() as tx:
        assert (await queries.standing(tx, DRAFT)).committed == 1


async def test_nobody_adopts_it_while_somebody_proposes(database: Database) -> None:
    async with database.writing() as tx:
        await queries.hold_still(tx)
        adopting = asyncio.create_task(adopt(database, DANIEL))
        await waits(database)
        assert await queries.adoption(tx) is None
    assert await adopting
