"""Bringing a copy, or the database of a stopped bot on SQLite, into an empty database."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from bot.backups.making import duplicate, is_ours, opened
from bot.delivery import outbox
from bot.errors import UserError
from bot.shell import migrated_database
from bot.storage.copying import copy, is_empty
from bot.storage.engine import Database, Transaction, reason_of
from bot.storage.migrate import is_known, upgrade


class Sent(NamedTuple):
    """What the lost database has sent since the copy was made: all that was due by then."""

    until: datetime
    plan: Callable[
        [Transaction, datetime], Awaitable[None]
    ]  # what is due at a moment; it had planned that too


class Restored(NamedTuple):
    """How much came back."""

    rows: int
    kept_back: int  # messages that are not sent again


async def restore(database_url: str, file: Path, sent: Sent | None = None) -> Restored:
    """Copy all there is in the file into the database, or nothing; what was sent since is not sent again.

    What else was being sent when the copy was made is freed when its lease ends, as after a crash.
    Raises UserError where the file is none of ours, what was sent cannot be planned or the database is not
    empty, SettingError where it cannot be written.
    """
    with TemporaryDirectory() as folder:
        working = Path(folder) / "working.db"  # migrated where the file is an older version's
        _take(file, working)
        async with opened(working) as source:
            await _migrate(source, file)
            kept_back = await _keep_back(source, sent, file) if sent else 0
            async with migrated_database(database_url) as target:
                return Restored(await _fill(target, source), kept_back)


def _take(file: Path, working: Path) -> None:
    if not file.is_file():
        raise UserError(f"{file} is no file")
    try:
        duplicate(file, working)
        if not is_ours(working):
            raise UserError(f"{file} is no database of seminar-bot")
        with closing(sqlite3.connect(working)) as connection:
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise UserError(f"{file} cannot be restored: {error}") from None
    if not is_known(revision):
        raise UserError(f"{file} is a newer version's (it has {revision}): update seminar-bot")


async def _migrate(source: Database, file: Path) -> None:
    try:
        await upgrade(source)
    except DBAPIError as error:
        raise UserError(f"{file} cannot be restored: {reason_of(error)}") from None


async def _keep_back(source: Database, sent: Sent, file: Path) -> int:
    async with source.writing() as tx:
        try:
            await sent.plan(tx, sent.until)
        except Exception as error:
            fault = type(error).__name__  # its text may repeat what somebody wrote
            raise UserError(f"{file} was not restored: what was due cannot be planned ({fault})") from error
        return await outbox.assume_sent(tx, sent.until)


async def _fill(target: Database, source: Database) -> int:
    async with source.reading() as old, target.writing() as new:
        if not await is_empty(new):
            raise UserError(f"{target} is not empty: nothing was restored; name a new one in DATABASE_URL")
        return await copy(old, new)
