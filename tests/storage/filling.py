"""A row in every table: hardly one is named here, so that whatever is added to them later is filled too."""

import itertools
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, insert

from bot.delivery.inbox_rows import MOST_TRIES
from bot.people import queries
from bot.people.rules import Person
from bot.storage.engine import Transaction
from bot.storage.tables import Instant, metadata

NUMBERS = itertools.count(1)


async def fill(tx: Transaction, mark: str, telegram_id: int, now: datetime) -> Person:
    """One row in every table, all hanging together, whose texts carry the mark."""
    rows: dict[str, dict[str, Any]] = {}
    for table in metadata.sorted_tables:
        row = {
            column.name: _value(column, mark, telegram_id, now, rows) for column in table.c if _filled(column)
        }
        await tx.execute(insert(table).values(row))
        rows[table.name] = row
    found = await queries.recognise(tx, telegram_id, frozenset())
    assert found is not None
    return found


def _filled(column: Column[Any]) -> bool:
    without = {"state", "awaiting", "language", "zone", "handled_at"}
    itself = any(key.column.table is column.table for key in column.foreign_keys)
    return (column.primary_key or column.name not in without) and not itself


def _value(
    column: Column[Any], mark: str, telegram_id: int, now: datetime, rows: dict[str, dict[str, Any]]
) -> object:
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return rows[key.column.table.name][key.column.name]
    given = {
        "telegram_id": telegram_id,
        "chat_id": telegram_id,
        "role": "host",
        "stage": "first",
        "tries": MOST_TRIES,
        "language": "kk",
    }
    return given[column.name] if column.name in given else _of_type(column, mark, now)


def _of_type(column: Column[Any], mark: str, now: datetime) -> object:
    if isinstance(column.type, Instant):
        return now
    values = {
        str: f"{mark}{next(NUMBERS)}",
        dict: {"document": mark},
        bool: True,
        int: next(NUMBERS),
        date: now.date(),
    }
    return values[column.type.python_type]
