"""INSERT … ON CONFLICT, the same on SQLite and PostgreSQL, which SQLAlchemy compiles once.

Those of its dialects are compiled each time they are executed, which takes longer than the database does:
their clause has no cache key (docs.sqlalchemy.org, "Enabling Caching Support for Custom Constructs").
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Insert, Table, insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import InternalTraversal


class _OnConflict(ClauseElement):
    """Overwrites the `changes` columns of the row that is there already; nothing where there are none."""

    inherit_cache = True
    _traverse_internals = [  # noqa: RUF012 -- as SQLAlchemy declares them
        ("unique", InternalTraversal.dp_plain_obj),
        ("changes", InternalTraversal.dp_plain_obj),
        ("among", InternalTraversal.dp_clauseelement),
    ]

    def __init__(
        self, unique: Sequence[str], changes: Sequence[str] = (), among: ColumnElement[bool] | None = None
    ) -> None:
        self.unique, self.changes, self.among = tuple(unique), tuple(changes), among


@compiles(_OnConflict)
def _compile(clause: _OnConflict, compiler: SQLCompiler, **_: Any) -> str:
    quote = compiler.preparer.quote
    target = f"({', '.join(map(quote, clause.unique))})"
    if clause.among is not None:
        target += f" WHERE {compiler.process(clause.among, include_table=False, literal_execute=True)}"
    if not clause.changes:
        return f"ON CONFLICT {target} DO NOTHING"
    changes = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in clause.changes)
    return f"ON CONFLICT {target} DO UPDATE SET {changes}"


def insert_new(table: Table, unique: Sequence[str]) -> Insert:
    """An INSERT that leaves rows alone whose `unique` columns are there already."""
    return _with(insert(table), _OnConflict(unique))


def insert_or_update(
    table: Table, unique: Sequence[str], changes: Sequence[str], among: ColumnElement[bool] | None = None
) -> Insert:
    """An INSERT that overwrites the `changes` columns of a row whose `unique` columns are there already.

    `among`: they are unique in the rows for which this holds, as a partial index says.
    """
    return _with(insert(table), _OnConflict(unique, changes, among))


def _with(statement: Insert, clause: _OnConflict) -> Insert:
    statement._post_values_clause = clause  # noqa: SLF001 -- where the dialects put theirs
    return statement
