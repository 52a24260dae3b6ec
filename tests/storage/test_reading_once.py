"""Who reads `once` keeps no view, and therefore may ask but one question."""

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import StatementError

from bot.storage.engine import Database
from bot.storage.tables import clubs

COUNT = select(func.count()).select_from(clubs)


async def test_what_was_kept_is_seen_and_the_connection_is_as_before(database: Database) -> None:
    async with database.reading(once=True) as tx, database.writing() as other:
        await other.execute(insert(clubs).values(name="Дарын"))
        assert await tx.scalar(COUNT) == 0
    async with database.reading(once=True) as tx:
        assert await tx.scalar(COUNT) == 1
    async with database.writing() as tx:
        await tx.execute(insert(clubs).values(name="Алтай"))
        await tx.rollback()
    async with database.reading() as tx:
        assert await tx.scalar(COUNT) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_second_question_is_refused_and_nothing_is_written(database: Database) -> None:
    async with database.reading(once=True) as tx:
        await tx.execute(insert(clubs).values(name="Дарын"))
        with pytest.raises(RuntimeError, match="asks one question"):
            await tx.scalar(COUNT)
    async with database.reading() as tx:
        assert await tx.scalar(COUNT) == 0


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_rollback_in_between_is_no_second_chance(database: Database) -> None:
    async with database.reading(once=True) as tx:
        await tx.scalar(COUNT)
        await tx.rollback()
        with pytest.raises(RuntimeError, match="asks one question"):
            await tx.execute(insert(clubs).values(name="Дарын"))
        with pytest.raises(StatementError, match="keeps no view"):
            async with tx.stream(select(clubs.c.name)):
                pass
