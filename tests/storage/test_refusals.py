"""What a database refuses is logged by its kind, without what it was given."""

from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from bot.storage.engine import Database
from bot.storage.refusals import in_words
from bot.storage.tables import clubs

WORDS = "Достық"


async def refused(database: Database, statement: Any, **values: object) -> DBAPIError:
    with pytest.raises(DBAPIError) as refusal:
        async with database.writing() as tx:
            await tx.execute(statement, values)
    return refusal.value


async def test_a_value_that_is_there_already_is_not_repeated(database: Database) -> None:
    async with database.writing() as tx:
        await tx.execute(insert(clubs).values(name=WORDS))
    error = await refused(database, insert(clubs), name=WORDS)
    assert in_words(error) in {"SQLITE_CONSTRAINT_UNIQUE", "UniqueViolationError"}


async def test_a_value_of_another_kind_is_not_repeated(database: Database) -> None:
    error = await refused(database, text("INSERT INTO clubs (id, name) VALUES (:id, '')"), id=WORDS)
    assert in_words(error) in {"SQLITE_MISMATCH", "DataError"}


async def test_what_is_about_the_database_itself_is_said(database: Database) -> None:
    error = await refused(database, text("SELECT one FROM nowhere"))
    assert in_words(error) in {"SQLITE_ERROR: no such table: nowhere", "UndefinedTableError"}


async def test_a_server_that_is_not_there_is_said() -> None:
    database = Database("postgresql://127.0.0.1:1/nowhere")
    error = await refused(database, text("SELECT 1"))
    await database.close()
    assert in_words(error).startswith("ConnectionRefusedError: ")
