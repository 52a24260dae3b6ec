"""Making a copy of the database while the bot runs: what is in it is of one moment."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Final

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from bot.backups.files import appearing
from bot.errors import SettingError, UserError
from bot.storage.copying import copy
from bot.storage.engine import Database, open_database, reason_of
from bot.storage.migrate import is_migrated, upgrade
from bot.storage.sqlite import BUSY_TIMEOUT

OURS: Final = {"alembic_version", "people", "outbox"}


async def make(database_url: str, file: Path) -> None:
    """Copy the database to a new file.

    Raises SettingError where it cannot be read, UserError where the file cannot be written.
    """
    async with open_database(database_url) as database:
        with appearing(file) as unfinished:
            if database.file:
                _duplicate(database.file, unfinished, file)
            else:
                await _write(database, unfinished, file)


def _duplicate(source: Path, unfinished: Path, file: Path) -> None:
    if not source.is_file():
        raise SettingError(f"DATABASE_URL: {source} is no file")
    try:
        duplicate(source, unfinished)
    except sqlite3.Error as error:
        raise UserError(f"{file} was not written: {error}") from None
    if not is_ours(unfinished):
        raise SettingError(f"DATABASE_URL: {source} is no database of seminar-bot")


def duplicate(file: Path, new: Path) -> None:
    """Copy an SQLite database, with what is still in its log; raises sqlite3.Error."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT)) as connection:
        connection.execute("SELECT name FROM sqlite_master").fetchall()  # says better what is wrong with it
        connection.execute("VACUUM INTO ?", (str(new),))


def is_ours(file: Path) -> bool:
    """Whether it has the tables of every version; raises sqlite3.Error."""
    with closing(sqlite3.connect(file)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")} >= OURS


async def _write(database: Database, unfinished: Path, file: Path) -> None:
    if not await is_migrated(database):
        raise SettingError(f"DATABASE_URL: {database} is an older version's: run `seminar-bot migrate` first")
    try:
        async with database.reading() as source, opened(unfinished) as target:
            await upgrade(target)
            async with target.writing() as tx:
                await copy(source, tx)
    except DBAPIError as error:
        raise UserError(f"{file} was not written: {reason_of(error)}") from None
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # it can be read where nothing can be written


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[Database]:
    """An SQLite file, whatever its name; what it refuses is sqlalchemy's DBAPIError."""
    database = Database(URL.create("sqlite", database=str(file)))
    try:
        yield database
    finally:
        await database.close()
