"""All that is kept about one person, found by the shape of the tables: a new table is included by itself.

A row is about somebody when it references their row in `people` or carries their Telegram id, or when it
belongs to such a row: by a cascading reference, or by a number that this row holds (`tables.belongs_to`).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, ForeignKey, Table, and_, delete, or_, select

from bot.delivery import inbox_rows
from bot.people.rules import Person
from bot.storage.engine import Transaction
from bot.storage.tables import (
    MACHINERY,
    clubs,
    guests,
    inbox,
    metadata,
    people,
    plan_leads,
    plans,
    roles,
    steps,
)

Rows = Sequence[Mapping[str, Any]]

_TELEGRAM_IDS: Final = ("telegram_id", "chat_id")  # in a private chat both are the person's


def about(table: Table, person: Person, *, owned: bool = False) -> ColumnElement[bool] | None:
    """Which rows of a table are about a person; None where the table is about nobody.

    With `owned`, without those that only name the person and outlive them (ON DELETE SET NULL).
    """
    if table is people:
        return people.c.id == person.id
    direct = [_points_at(key, person) for key in _references(table, people) if _cascades(key) or not owned]
    direct += [table.c[name] == person.telegram_id for name in _TELEGRAM_IDS if name in table.c]
    return or_(*direct) if direct else _inherited(table, person)


def _points_at(key: ForeignKey, person: Person) -> ColumnElement[bool]:
    return key.parent == person.id


def _inherited(table: Table, person: Person) -> ColumnElement[bool] | None:
    owners = [(own, its, about(its.table, person, owned=True)) for own, its in _owners(table)]
    through = [own.in_(select(its).where(rows)) for own, its, rows in owners if rows is not None]
    return or_(*through) if through else None


def _owners(table: Table) -> Sequence[tuple[Column[Any], Column[Any]]]:
    """Its columns that say to which row of another table it belongs, and those that they name."""
    keys = [key for key in table.foreign_keys if _cascades(key) and key.column.table not in (table, people)]
    numbered = [(column, column.info["belongs_to"]) for column in table.c if "belongs_to" in column.info]
    return [*((key.parent, key.column) for key in keys), *numbered]


def _references(table: Table, to: Table) -> Sequence[ForeignKey]:
    return [key for key in table.foreign_keys if key.column.table is to]


def _cascades(key: ForeignKey) -> bool:
    return key.ondelete == "CASCADE"


async def collect(tx: Transaction, person: Person) -> Mapping[str, Rows]:
    """Every row about this person, by table, of their club and plan; without what only drives the post."""
    rows_by_table = {}
    for table, condition in [*_tables_about(person), *_shared_by(person)]:
        told = [column for column in table.c if column.info != MACHINERY]
        rows = (await tx.execute(select(*told).where(condition))).mappings().all()
        if rows:
            rows_by_table[table.name] = [dict(row) for row in rows]
    return rows_by_table


def _shared_by(person: Person) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """What is theirs together with others."""
    club = select(people.c.club_id).where(people.c.id == person.id).scalar_subquery()
    plan = select(plan_leads.c.plan_id).where(plan_leads.c.person_id == person.id).scalar_subquery()
    return [(clubs, clubs.c.id == club), (plans, plans.c.id == plan), (steps, steps.c.plan_id == plan)]


def _tables_about(person: Person, *, owned: bool = False) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """The tables with rows about a person, the referenced ones first."""
    conditions = [(table, about(table, person, owned=owned)) for table in metadata.sorted_tables]
    return [(table, rows) for table, rows in conditions if rows is not None]


def as_json(rows_by_table: Mapping[str, Rows]) -> bytes:
    """A file that people can read; instants are ISO 8601, UTC."""
    return json.dumps(rows_by_table, ensure_ascii=False, indent=2, default=_readable).encode()


def _readable(value: object) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)


async def erase(tx: Transaction, person: Person) -> Mapping[str, int]:
    """Delete every row about this person; how many there were, by table.

    An update that waits for its handler, or is in hand, stays: once it is handled only its number is kept.
    """
    deleted, referring_first = {}, _tables_about(person, owned=True)[::-1]
    for table, about_them in sorted(referring_first, key=_turn):
        condition = and_(about_them, inbox_rows.is_parked()) if table is inbox else about_them
        deleted[table.name] = (await tx.execute(delete(table).where(condition))).rowcount
    return {name: count for name, count in deleted.items() if count}


def _turn(rows: tuple[Table, Any]) -> int:
    """Whoever changes a list of guests locks these tables in this order; the others can wait."""
    first = (roles, guests)
    return first.index(rows[0]) if rows[0] in first else len(first)
