"""Which large tables the database would read from one end to the other."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.storage.engine import Transaction
from bot.storage.tables import inbox, outbox, people

LARGE: Final = (outbox, people, inbox)
# An index of few rows may be read whole: of those that wait, are on their way, or have failed.
_OF_FEW: Final = {
    index.name
    for table in LARGE
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}


async def read_whole(tx: Transaction, statement: str, parameters: Any) -> set[str]:
    """The large tables that this statement reads whole; it is not executed."""
    if isinstance(parameters, list) and parameters and isinstance(parameters[0], tuple | list):
        parameters = parameters[0]  # of many at once
    names = _names(statement)
    if tx.dialect.name == "sqlite":
        steps = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return {names[name] for step in steps for name in _scanned(step.detail) if name in names}
    explained = await tx.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
    return {step["Relation Name"] for step in _steps(explained.scalar_one()[0]["Plan"]) if _is_whole(step)}


def _names(statement: str) -> Mapping[str, str]:
    """What the large tables are called in a statement."""
    tables = "|".join(table.name for table in LARGE)
    called = re.findall(rf"\b({tables})\b(?: AS (\w+))?", statement)
    return {alias or table: table for table, alias in called}


def _scanned(detail: str) -> Iterator[str]:
    found = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", detail)
    if found and found[2] not in _OF_FEW:
        yield found[1]


def _steps(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield step
    for below in step.get("Plans", ()):
        yield from _steps(below)


def _is_whole(step: dict[str, Any]) -> bool:
    sought = step["Node Type"] == "Bitmap Heap Scan" or "Index Cond" in step
    large = step.get("Relation Name") in {table.name for table in LARGE}
    is_read = step["Node Type"].endswith("Scan")
    return large and is_read and not sought and step.get("Index Name") not in _OF_FEW


async def rows_read(tx: Transaction, statement: str, parameters: Any) -> float:
    """How many PostgreSQL reads for this statement, which is executed, whether they are of use or not."""
    explained = await tx.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
    return sum(map(_read, _steps(explained.scalar_one()[0]["Plan"])))


def _read(step: dict[str, Any]) -> float:
    removed = sum(number for name, number in step.items() if name.startswith("Rows Removed"))
    return float((step["Actual Rows"] + removed) * step["Actual Loops"])
