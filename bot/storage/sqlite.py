"""SQLite in one file, off the event loop.

SQLAlchemy goes to aiosqlite's thread and back four times for one SELECT: for a cursor, to execute, to fetch,
to close. Each time costs more than the reading itself, so that here a statement goes there and back once. Who
only reads begins with their first statement, and nobody waits for the end of it; who reads once begins, asks
and ends on one way.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext, suppress
from enum import Enum, auto
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, event
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection, AsyncAdapt_aiosqlite_cursor
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

CONNECTIONS: Final = 5  # at once; to open another one takes longer than to wait
PLACE_TIMEOUT: Final = 30  # seconds until one of them is free
AT_ONCE: Final = 10  # processes that may make one file together
BUSY_TIMEOUT: Final = 30  # seconds a second process may hold the write lock before we give up


def open_sqlite(url: URL) -> AsyncEngine:
    """An engine for one file: write-ahead log, every commit on the disk."""
    patient = url.update_query_dict({"timeout": str(BUSY_TIMEOUT), **url.query})
    pool = {"pool_size": CONNECTIONS, "max_overflow": -1, "pool_use_lifo": True}  # never more are wanted
    engine = create_async_engine(patient, hide_parameters=True, **pool)
    event.listen(engine.sync_engine, "do_connect", _connect)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


class _Reads(Enum):
    """Where somebody who writes nothing stands."""

    SOON = auto()  # a transaction begins with the next statement
    NOW = auto()
    ONCE = auto()  # the only statement is all of it
    OVER = auto()


class Connections:
    """As many as may be open; each is kept for whoever comes next.

    SQLAlchemy's own pool makes a task of each wait for one, and two of each return.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._free = asyncio.Semaphore(CONNECTIONS)
        self._idle: list[Connection] = []
        self._closed = False

    def reading(self, *, once: bool) -> AbstractAsyncContextManager[AsyncConnection]:
        """As `connected`: the first statement begins a transaction, or, `once`, is all of it."""
        return self.connected(_Reads.ONCE if once else _Reads.SOON)

    @asynccontextmanager
    async def connected(self, reads: _Reads | None = None) -> AsyncIterator[AsyncConnection]:
        """One of them while the block lasts; raises OperationalError where none becomes free."""
        await self._take_place()
        try:
            lent = self._lend(self._idle.pop()) if self._idle else await self._engine.connect()
            async with AsyncExitStack() as until_kept:
                until_kept.push_async_exit(lent)
                _ours(lent).reads = reads
                yield lent
                if self._closed and not lent.closed:  # a thread of aiosqlite's would outlive the program
                    await lent.invalidate()
                elif kept := _as_new(lent):
                    until_kept.pop_all()
                    self._idle.append(kept)
                    lent.sync_connection = None  # whoever uses it after its block is refused
        finally:
            self._free.release()

    def _lend(self, kept: Connection) -> AsyncConnection:
        return AsyncConnection(self._engine, kept)

    async def _take_place(self) -> None:
        try:
            async with asyncio.timeout(PLACE_TIMEOUT) if self._free.locked() else nullcontext():
                await self._free.acquire()
        except TimeoutError as error:
            raise OperationalError(None, None, TimeoutError("all connections are in use")) from error

    async def close(self) -> None:
        """Those in use are closed once they come back."""
        self._closed = True
        while self._idle:
            await self._lend(self._idle.pop()).close()


def _as_new(lent: AsyncConnection) -> Connection | None:
    """What another transaction may begin on; one of which nothing is to be kept ends without waiting."""
    connection = lent.sync_connection
    if connection is None or lent.closed or lent.invalidated:
        return None
    if lent.in_transaction() and _ours(lent).reads:
        connection.rollback()
    return None if lent.in_transaction() else connection


def _connect(dialect: Any, _record: Any, arguments: list[Any], parameters: dict[str, Any]) -> Any:
    # Where a file cannot be opened, aiosqlite's thread would outlive the event loop it reports to.
    sqlite3.connect(*arguments, **parameters).close()
    return _Connection(dialect.dbapi, dialect.connect(*arguments, **parameters).driver_connection)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    _write_ahead(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Several may make one file at once: for this lock SQLite does not wait, for a transaction's it does."""
    for _ in range(AT_ONCE):
        with suppress(sqlite3.OperationalError):
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("ROLLBACK")
    cursor.execute("PRAGMA journal_mode=WAL")


async def begin_writing(connection: AsyncConnection, *, alters: bool = False) -> None:
    """Take the write lock at once: a transaction that reads first and writes later could fail halfway."""
    if alters:  # a table is rebuilt by dropping it, which would drop the rows that refer to it
        await connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    await connection.exec_driver_sql("BEGIN IMMEDIATE")


def _ours(connection: AsyncConnection) -> Any:
    assert connection.sync_connection is not None  # noqa: S101 -- it is open
    return connection.sync_connection.connection.dbapi_connection


async def empty_log(connection: AsyncConnection) -> bool:
    """Whether SQLite's write-ahead log could be emptied: not while somebody still reads what it holds."""
    await connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    busy = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
    await connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_TIMEOUT * 1000:.0f}")
    return not busy


# ------------------------------------------------------------ one way a statement


Outcome = tuple[Any, Sequence[Any], int | None, int]  # description, rows, lastrowid, rowcount
Run = Callable[[str, Any], Outcome]


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """Holds all rows of a statement once it is executed, as SQLAlchemy's does."""

    __slots__ = ()

    def execute(self, operation: Any, parameters: Any = None) -> None:
        self._keep("execute", operation, parameters or ())

    def executemany(self, operation: Any, seq_of_parameters: Any) -> None:
        self._keep("executemany", operation, seq_of_parameters)

    def _keep(self, how: str, operation: str, parameters: Any) -> None:
        adapted: Any = self._adapt_connection
        try:
            run: Any = partial(_run, getattr(self._connection._conn, how))
            if adapted.reads is _Reads.SOON:
                adapted.reads, run = _Reads.NOW, partial(_begin_and, self._connection._conn, run)
            elif adapted.reads is _Reads.ONCE:
                adapted.reads, run = _Reads.OVER, partial(_alone, self._connection._conn, run)
            elif adapted.reads is _Reads.OVER:
                raise RuntimeError("who reads once asks one question")
            outcome = self.await_(self._connection._execute(run, operation, parameters))
        except Exception as error:  # noqa: BLE001 -- as SQLAlchemy's own: it names what is wrong
            adapted._handle_exception(error)
        self.description, rows, self.lastrowid, self.rowcount = outcome
        self._rows = deque(rows)


def _begin_and(connection: sqlite3.Connection, run: Run, operation: str, parameters: Any) -> Outcome:
    connection.execute("BEGIN")
    return run(operation, parameters)


def _alone(connection: sqlite3.Connection, run: Run, operation: str, parameters: Any) -> Outcome:
    """As a transaction of its own, of which nothing is kept."""
    connection.execute("BEGIN")
    try:
        return run(operation, parameters)
    finally:
        connection.rollback()


def _run(run: Any, operation: str, parameters: Any) -> Outcome:
    """In aiosqlite's thread."""
    cursor = run(operation, parameters)
    try:
        if cursor.description:
            return cursor.description, cursor.fetchall(), -1, -1
        return None, (), cursor.lastrowid, cursor.rowcount
    finally:
        cursor.close()


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ("reads",)

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.reads: _Reads | None = None  # who writes

    def rollback(self) -> None:
        if self.reads is None:
            super().rollback()
        elif self.reads is _Reads.NOW:  # whatever comes next on this connection comes after it
            self.reads = _Reads.SOON
            try:
                self._connection._tx.put_nowait((None, self._connection._conn.rollback))
            except ValueError as error:  # it is closed
                self._handle_exception(error)

    def commit(self) -> None:
        if self.reads is None:
            super().commit()
        else:  # there is nothing to keep
            self.rollback()

    def cursor(self, server_side: bool = False) -> AsyncAdapt_aiosqlite_cursor:  # noqa: FBT001, FBT002
        if not server_side:
            return _Cursor(self)
        if self.reads in {_Reads.ONCE, _Reads.OVER}:
            raise RuntimeError("who reads once keeps no view")
        if self.reads is _Reads.SOON:
            self.reads = _Reads.NOW
            self.execute("BEGIN")
        return super().cursor(server_side)
