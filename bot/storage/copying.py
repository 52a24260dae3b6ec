"""Copying all there is from one database into another, empty one, of either kind, both at this version.

Rows keep their ids. What SQLite and PostgreSQL count up is copied too: the id of something that is gone,
which an old button may name, is never given again.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Select,
    Table,
    exists,
    func,
    insert,
    select,
    text,
    type_coerce,
)

from bot.storage.engine import Transaction, keep_others_out
from bot.storage.tables import Instant, metadata

PAGE: Final = 2000  # rows in memory at a time


async def is_empty(tx: Transaction) -> bool:
    """Whether no table has a row; then nobody else can write until the transaction ends."""
    for table in metadata.sorted_tables:
        await keep_others_out(tx, table)
        if await tx.scalar(select(exists(table.select()))):
            return False
    return True


async def copy(source: Transaction, target: Transaction) -> int:
    """Copy every row and every counter; how many rows there were."""
    rows = 0
    for table in metadata.sorted_tables:
        async for page in _pages(source, table):
            await target.execute(insert(table), page)
            rows += len(page)
    await _set_counters(target, await _counters(source))
    return rows


async def _pages(tx: Transaction, table: Table) -> AsyncIterator[Sequence[dict[str, Any]]]:
    async with tx.stream(_in_order(table), execution_options={"yield_per": PAGE}) as result:
        async for page in result.mappings().partitions():
            yield [dict(row) for row in page]


def _in_order(table: Table) -> Select[Any]:
    """A row that refers to another of its table, which is older, comes after it."""
    return select(*map(_as_stored, table.c)).order_by(*table.primary_key)


def _as_stored(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return type_coerce(column, BigInteger) if isinstance(column.type, Instant) else column


# ---------------------------------------------------------------- counters


def _counted(tx: Transaction) -> Sequence[Column[Any]]:
    """The ids that the database counts up, and of which it gives none twice."""
    return [
        table.autoincrement_column
        for table in metadata.sorted_tables
        if table.autoincrement_column is not None
        and (tx.dialect.name != "sqlite" or table.dialect_options["sqlite"]["autoincrement"])
    ]


async def _counters(tx: Transaction) -> Mapping[str, int]:
    """The last id that was given, by table."""
    if tx.dialect.name == "sqlite":
        return dict((await tx.execute(text("SELECT name, seq FROM sqlite_sequence"))).tuples().all())
    return {column.table.name: await tx.scalar(_LAST, _names(column)) or 0 for column in _counted(tx)}


async def _set_counters(tx: Transaction, counters: Mapping[str, int]) -> None:
    for column in _counted(tx):
        highest = await tx.scalar(select(func.max(column))) or 0
        last = max(highest, counters.get(column.table.name, 0))
        for statement in _SET[tx.dialect.name] if last else ():
            await tx.execute(statement, {**_names(column), "last": last})


def _names(column: Column[Any]) -> dict[str, Any]:
    return {"name": column.table.name, "id": column.name}


_LAST: Final = text("SELECT pg_sequence_last_value(pg_get_serial_sequence(:name, :id)::regclass)")
_SET: Final = {
    "postgresql": (text("SELECT setval(pg_get_serial_sequence(:name, :id), :last)"),),
    "sqlite": (  # a table without a unique key
        text("DELETE FROM sqlite_sequence WHERE name = :name"),
        text("INSERT INTO sqlite_sequence VALUES (:name, :last)"),
    ),
}
