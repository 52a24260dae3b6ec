"""Opening the database: SQLite in one file, or PostgreSQL; the same SQL on both."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Table, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import SettingError
from bot.storage.sqlite import Connections, begin_writing, empty_log, open_sqlite

Transaction = AsyncConnection

DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
PASSWORDS: Final = ("password", "sslpassword")  # libpq takes them as parameters too
CONNECT_TIMEOUT: Final = 10  # seconds
ONE_VIEW: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
AUTOCOMMIT: Final = {"isolation_level": "AUTOCOMMIT"}
_NOT_TO_BE_HAD: Final = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
_NO_TRACE: Final = "no trace"
_MORE_MEMORY: Final = text(
    "SELECT set_config('work_mem', :memory, true)"
    " WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes(:memory)"
)
ALTERING: Final = 7_364_692  # names the advisory lock of who changes the tables; any number of our own
LEADING: Final = 7_364_693  # and that of who leads ...
LEADS_FOR: Final = 30  # seconds at most, should its process hang
CROWD_MEMORY: Final = "64MB"  # two million ids


def database_url(setting: str | URL) -> URL:
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

    def __init__(self, setting: str | URL) -> None:
        self.url = database_url(setting)
        self.is_sqlite = self.url.drivername == DRIVERS["sqlite"]
        self._engine = open_sqlite(self.url) if self.is_sqlite else _postgresql(self.url)
        self._views = self._glances = self._engine
        if not self.is_sqlite:
            self._views = self._engine.execution_options(**ONE_VIEW)
            self._glances = self._engine.execution_options(**AUTOCOMMIT)
        self._kept = Connections(self._engine) if self.is_sqlite else None
        self._one_writer = asyncio.Lock() if self.is_sqlite else None
        self._untidy = False  # SQLite's log is to be emptied

    def reading(self, *, once: bool = False) -> AbstractAsyncContextManager[Transaction]:
        """A consistent view; nothing is written. `once`: by one statement, which needs no view."""
        if self._kept:
            return self._kept.reading(once=once)
        return _lent(self._glances if once else self._views)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Transaction]:
        """One transaction: all of it is kept, or, where an exception leaves the block, nothing."""
        if self._one_writer is None:
            async with self._connected(self._engine) as connection, connection.begin():
                yield connection
            return
        async with self._one_writer, self._connected(self._engine) as connection:
            async with connection.begin():
                await begin_writing(connection)
                yield connection
            self._untidy |= connection.info.pop(_NO_TRACE, False)
            if self._untidy:
                self._untidy = not await empty_log(connection)

    @asynccontextmanager
    async def altering(self) -> AsyncIterator[Transaction]:
        """One transaction that changes the tables; processes that want the same wait for each other."""
        async with self._connected(self._engine) as connection:
            try:
                async with connection.begin():
                    if self.is_sqlite:
                        await begin_writing(connection, alters=True)
                    else:
                        await connection.execute(text(f"SELECT pg_advisory_xact_lock({ALTERING})"))
                    yield connection
            finally:
                await connection.invalidate()  # on SQLite it no longer checks foreign keys

    @asynccontextmanager
    async def leading(self) -> AsyncIterator[bool]:
        """Whether this process is the one to lead while the block lasts.

        Where it is not, another process leads. One that dies leads no more, since its connection ends. On
        SQLite, where writing is serial, everybody leads.
        """
        if self.is_sqlite:
            yield True
            return
        async with self._connected(self._engine) as connection, connection.begin():
            await connection.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = '{LEADS_FOR}s'"))
            yield bool(await connection.scalar(text(f"SELECT pg_try_advisory_xact_lock({LEADING})")))

    def _connected(self, engine: AsyncEngine) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._kept.connected() if self._kept else _lent(engine)

    async def close(self) -> None:
        if self._kept:
            await self._kept.close()
        await self._engine.dispose()

    @property
    def file(self) -> Path | None:
        """SQLite's, where it is known by its path."""
        return Path(self.url.database or "") if self.is_sqlite and "uri" not in self.url.query else None

    @property
    def missing_file(self) -> Path | None:
        """SQLite's, where it would be made."""
        return self.file if self.file and not seen(self.file) else None

    def __str__(self) -> str:
        """For people: without driver and passwords."""
        named = self.url.set(drivername=self.url.drivername.partition("+")[0])
        plain = named.difference_update_query(PASSWORDS)
        return plain.render_as_string(hide_password=True)


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
        raise SettingError(
            f"DATABASE_URL: {database}: {reason_of(error)}{_whose(database, error)}"
        ) from error


def reason_of(error: DBAPIError) -> str:
    """What the database says, in one line."""
    reason = str(error.orig).partition(">: ")[2] or str(error.orig)  # SQLAlchemy: "<class ...>: reason"
    return reason.splitlines()[0]


def _whose(database: Database, error: DBAPIError) -> str:
    """Whose SQLite's file, or the folder it is to be in, is where somebody else's was not to be had."""
    name = getattr(error.orig and (error.orig.__cause__ or error.orig), "sqlite_errorname", "")
    if os.name != "posix" or database.file is None or not name.startswith(_NOT_TO_BE_HAD):
        return ""
    file = database.file if seen(database.file) else database.file.absolute().parent
    if not seen(file) or file.stat().st_uid == os.geteuid():
        return ""
    return f" ({file} belongs to {_user(file.stat().st_uid)}, and this is {_user(os.geteuid())})"


def seen(file: Path) -> bool:
    """Whether it is there; what is in a folder that is closed to us is not, where Path.exists would raise."""
    return os.path.exists(file)  # noqa: PTH110


def _user(number: int) -> str:
    import pwd  # noqa: PLC0415 -- not on Windows

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:  # a container's
        return f"user {number}"


# ---------------------------------------------------------------- PostgreSQL


def _postgresql(url: URL) -> AsyncEngine:
    try:
        import asyncpg  # noqa: PLC0415 -- an extra
        from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi  # noqa: PLC0415
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


@asynccontextmanager
async def _lent(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    try:
        connection = await engine.connect()
    except PoolTimeoutError as error:  # all are in use: no DBAPIError by itself
        raise OperationalError(None, None, error) from error
    async with AsyncExitStack() as until_given_back:
        until_given_back.push_async_exit(connection)
        yield connection


# ----------------------------------------------------- the same SQL on both


def leave_no_trace(tx: Transaction) -> None:
    """Empty SQLite's write-ahead log, where rows are as they were before, once the transaction is kept."""
    tx.info[_NO_TRACE] = True


async def hold_crowds(tx: Transaction) -> None:
    """Let ids of millions be held in memory until the transaction ends.

    Where PostgreSQL expects that a list does not fit, NOT IN reads all of it for each row.
    """
    if tx.dialect.name == "postgresql":
        await tx.execute(_MORE_MEMORY, {"memory": CROWD_MEMORY})


async def keep_others_out(tx: Transaction, table: Table) -> None:
    """Let nobody else write to a table until the transaction ends; on SQLite nobody can anyhow."""
    if tx.dialect.name == "postgresql":
        await tx.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))
