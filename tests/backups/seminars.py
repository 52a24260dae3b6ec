"""Databases with something in every table, and all that is in them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy import insert, select

from bot.storage.engine import Database, open_database
from bot.storage.migrate import migrate
from bot.storage.tables import letters, metadata
from tests.storage.filling import NUMBERS, fill

KAZAKH: Final = "Қөңіл"  # as much as the shortest columns hold

Content = Mapping[str, Sequence[Mapping[str, Any]]]


@asynccontextmanager
async def migrated(url: str) -> AsyncIterator[Database]:
    async with open_database(url) as database:
        await migrate(database)
        yield database


async def filled(url: str, now: datetime) -> Content:
    """Fill every table of a new database, letters that are answered among them; what is in it."""
    async with migrated(url) as database, database.writing() as tx:
        aizhan = await fill(tx, KAZAKH, 1001, now)
        await fill(tx, KAZAKH, 2002, now)
        asked, answered = next(NUMBERS), next(NUMBERS)
        letter = {"person_id": aizhan.id, "text": KAZAKH, "written_at": now}
        await tx.execute(insert(letters).values(letter | {"id": asked}))
        await tx.execute(insert(letters).values(letter | {"id": answered, "answers_id": asked}))
    return await content(url)


async def content(url: str) -> Content:
    """Every row of every table."""
    async with open_database(url) as database, database.reading() as tx:
        return {
            table.name: [dict(row) for row in (await tx.execute(_all(table))).mappings()]
            for table in metadata.sorted_tables
        }


def _all(table: Any) -> Any:
    return select(table).order_by(*table.primary_key)
