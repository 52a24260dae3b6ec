"""Opening the database: SQLite in one file, or PostgreSQL; the same SQL on both."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import SettingError

Transaction = AsyncConnection

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
BUSY_TIMEOUT = 30.0  # seconds a second process may hold the write lock before we give up


def database_url(setting: str) -> URL:
    """The SQLAlchemy URL of a `DATABASE_URL` as platforms write it.

    `sqlite:///FILE` is relative to the working directory, `sqlite:////FILE` absolute; `postgres://` and
    `postgresql://` are the same. Raises SettingError.
    """
    try:
        url = make_url(setting)
    except Exception as error:
        raise SettingError("DATABASE_URL cannot be read; write sqlite:///FILE or postgresql://...") from error
    driver = DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None:
        raise SettingError(f"DATABASE_URL starts with {url.drivername}://; write sqlite:///FILE or postgresql://...")
    return _without_sslmode(url.set(drivername=driver))


def _without_sslmode(url: URL) -> URL:
    # asyncpg calls libpq's `sslmode` `ssl`; platforms write the first.
    mode = url.query.get("sslmode")
    if mode is None:
        return url
    return url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})


class Database:
    """One open database. Writing is serial on SQLite, where a second writer could only wait."""

    def __init__(self, setting: str) -> None:
        self.url = database_url(setting)
        self.is_sqlite = self.url.drivername.startswith("sqlite")
        self._engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url)
        self._one_writer = asyncio.Lock() if self.is_sqlite else None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """A consistent view; nothing is written."""
        async with self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Transaction]:
        """One transaction: all of it is kept, or, where an exception leaves the block, nothing."""
        if self._one_writer is None:
            async with self._engine.begin() as connection:
                yield connection
            return
        async with self._one_writer, self._engine.connect() as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                yield connection

    async def close(self) -> None:
        await self._engine.dispose()


def _postgresql(url: URL) -> AsyncEngine:
    return create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)


def _sqlite(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, connect_args={"timeout": BUSY_TIMEOUT}, pool_size=5, max_overflow=5)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # Taking the write lock at once: a transaction that reads first and writes later could fail halfway.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def insert_new(tx: Transaction, table: Table, unique: Sequence[str]) -> Any:
    """An INSERT that leaves rows alone whose `unique` columns are there already."""
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    return dialect.insert(table).on_conflict_do_nothing(index_elements=unique)


def insert_or_update(tx: Transaction, table: Table, unique: Sequence[str], changes: Sequence[str]) -> Any:
    """An INSERT that overwrites the `changes` columns of a row whose `unique` columns are there already."""
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table)
    return statement.on_conflict_do_update(
        index_elements=unique, set_={name: statement.excluded[name] for name in changes}
    )
