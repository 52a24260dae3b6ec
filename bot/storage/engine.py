"""Opening the database: SQLite in one file, or PostgreSQL; the same SQL on both."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Table, event, text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import SettingError

Transaction = AsyncConnection

DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
BUSY_TIMEOUT: Final = 30  # seconds a second process may hold the write lock before we give up
CONNECT_TIMEOUT: Final = 10  # seconds
ONE_VIEW: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_NO_TRACE: Final = "no trace"
ALTERING: Final = 7_364_692  # names the advisory lock of who changes the tables; any number of our own


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
        raise SettingError(
            f"DATABASE_URL starts with {url.drivername}://; write sqlite:///FILE or postgresql://..."
        )
    if driver == DRIVERS["sqlite"] and url.database in {None, "", ":memory:"}:
        raise SettingError("DATABASE_URL names no file; write sqlite:///FILE")
    return url.set(drivername=driver)


class Database:
    """One open database. Writing is serial on SQLite, where a second writer could only wait.

    Whatever it refuses, a connection too, is sqlalchemy's DBAPIError.
    """

    def __init__(self, setting: str) -> None:
        self.url = database_url(setting)
        self.is_sqlite = self.url.drivername == DRIVERS["sqlite"]
        self._engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url)
        self._views = self._engine if self.is_sqlite else self._engine.execution_options(**ONE_VIEW)
        self._one_writer = asyncio.Lock() if self.is_sqlite else None
        self._untidy = False  # SQLite's log is to be emptied

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """A consistent view; nothing is written."""
        async with _connected(self._views) as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Transaction]:
        """One transaction: all of it is kept, or, where an exception leaves the block, nothing."""
        if self._one_writer is None:
            async with _connected(self._engine) as connection, connection.begin():
                yield connection
            return
        async with self._one_writer, _connected(self._engine) as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                yield connection
            self._untidy |= connection.info.pop(_NO_TRACE, False)
            if self._untidy:
                self._untidy = not await _empty_log(connection)

    @asynccontextmanager
    async def altering(self) -> AsyncIterator[Transaction]:
        """One transaction that changes the tables; processes that want the same wait for each other."""
        async with _connected(self._engine) as connection:
            await connection.execution_options(writes=True, alters=True)
            try:
                async with connection.begin():
                    if not self.is_sqlite:
                        await connection.execute(text(f"SELECT pg_advisory_xact_lock({ALTERING})"))
                    yield connection
            finally:
                await connection.invalidate()  # on SQLite it no longer checks foreign keys

    async def close(self) -> None:
        await self._engine.dispose()

    @property
    def file(self) -> Path | None:
        """SQLite's, where it is known by its path."""
        return Path(self.url.database or "") if self.is_sqlite and "uri" not in self.url.query else None

    def __str__(self) -> str:
        """For people: without driver and password."""
        plain = self.url.set(drivername=self.url.drivername.partition("+")[0])
        return plain.render_as_string(hide_password=True)


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with AsyncExitStack() as stack:
        try:
            connection = await stack.enter_async_context(engine.connect())
        except PoolTimeoutError as error:  # all are in use: no DBAPIError by itself
            raise OperationalError(None, None, error) from error
        yield connection


@asynccontextmanager
async def open_database(setting: str) -> AsyncIterator[Database]:
    """The database while the block lasts; what it refuses there is a SettingError."""
    database = Database(setting)
    try:
        with refusals_named(database):
            yield database
    finally:
        await database.close()


@contextmanager
def refusals_named(database: Database) -> Iterator[None]:
    """Make what the database refuses in the block a SettingError: one line that names DATABASE_URL."""
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig).partition(">: ")[2] or str(error.orig)  # SQLAlchemy: "<class ...>: reason"
        raise SettingError(f"DATABASE_URL: {database}: {reason.splitlines()[0]}") from error


# ---------------------------------------------------------------- PostgreSQL


def _postgresql(url: URL) -> AsyncEngine:
    try:
        import asyncpg  # noqa: PLC0415 -- an extra
    except ImportError:
        raise SettingError("DATABASE_URL is PostgreSQL's: pip install 'seminar-bot[postgres]'") from None

    # asyncpg reads the URL itself, as libpq does (sslmode, ...); the one thing it lacks some platforms write.
    dsn = url.set(drivername="postgresql").difference_update_query(["channel_binding"])

    async def connect() -> Any:
        try:
            return await asyncpg.connect(dsn.render_as_string(hide_password=False), timeout=CONNECT_TIMEOUT)
        except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            reason = str(error) or f"no answer within {CONNECT_TIMEOUT} s"
            raise AsyncAdapt_asyncpg_dbapi.OperationalError(reason) from error

    pool = {"pool_size": 10, "max_overflow": 10, "pool_pre_ping": True}
    return create_async_engine(url, async_creator=connect, hide_parameters=True, **pool)


# -------------------------------------------------------------------- SQLite


def _sqlite(url: URL) -> AsyncEngine:
    patient = url.update_query_dict({"timeout": str(BUSY_TIMEOUT), **url.query})
    engine = create_async_engine(patient, hide_parameters=True, pool_size=5, max_overflow=5)
    event.listen(engine.sync_engine, "do_connect", _can_be_opened)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _can_be_opened(_dialect: Any, _record: Any, arguments: list[Any], parameters: dict[str, Any]) -> None:
    # Where a file cannot be opened, aiosqlite's thread would outlive the event loop it reports to.
    sqlite3.connect(*arguments, **parameters).close()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("alters"):
        # A table is rebuilt by dropping it, which would drop the rows that refer to it.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    # Taking the write lock at once: a transaction that reads first and writes later could fail halfway.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


async def _empty_log(connection: AsyncConnection) -> bool:
    """Whether SQLite's write-ahead log could be emptied: not while somebody still reads what it holds."""
    await connection.execution_options(writes=False)  # who holds the write lock cannot
    await connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    busy = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
    await connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_TIMEOUT * 1000:.0f}")
    return not busy


# ----------------------------------------------------- the same SQL on both


def leave_no_trace(tx: Transaction) -> None:
    """Empty SQLite's write-ahead log, where rows are as they were before, once the transaction is kept."""
    tx.info[_NO_TRACE] = True


async def keep_others_out(tx: Transaction, table: Table) -> None:
    """Let nobody else write to a table until the transaction ends; on SQLite nobody can anyhow."""
    if tx.dialect.name == "postgresql":
        await tx.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))
