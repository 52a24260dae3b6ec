"""The rows of a workbook's sheets, read under the headers of their columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bot.agenda.formats.findings import Finding, UnreadableError, Where, whole_sheet
from bot.agenda.formats.sheet_cells import plain
from bot.agenda.formats.sheet_columns import SHEETS, Column
from bot.agenda.formats.validation import suggestion
from bot.agenda.formats.workbook import Row, Sheet


class Item(NamedTuple):
    """A row as an item of the document, and the cell of each of its values."""

    row: int
    values: dict[str, Any]
    cells: Mapping[tuple[str, ...], Where]


def tables_of(sheets: Mapping[str, Sheet], others: Sequence[str]) -> Mapping[str, Sequence[Item]]:
    """Raises UnreadableError where a sheet or its columns are not those that are known."""
    wrong = list(_misspelt(sheets, others))
    for name, sheet in sheets.items():
        wrong += _wrong_headers(sheet, SHEETS[name])
    if wrong:
        raise UnreadableError.of(
            [*(finding for sheet in sheets.values() for finding in sheet.findings), *wrong]
        )
    return {name: list(_items(sheet, SHEETS[name])) for name, sheet in sheets.items()}


def _misspelt(sheets: Mapping[str, Sheet], others: Sequence[str]) -> Iterator[Finding]:
    """Other sheets may be there, but not one that looks like a missing one."""
    missing = [name for name in SHEETS if name not in sheets]
    for other in others:
        if "close" in suggestion(other.strip().capitalize(), missing):
            about = {"sheet": other, "expected": ", ".join(missing)}
            yield Finding("sheet-unknown", whole_sheet(other), about)


def _wrong_headers(sheet: Sheet, columns: Sequence[Column]) -> Iterator[Finding]:
    headers, row = _headers(sheet), sheet.rows[0].number if sheet.rows else 1
    known = [column.header for column in columns]
    for number, header in headers:
        if header not in map(folded, known):
            about = {"column": header} | suggestion(header, known)
            yield Finding("column-unknown", sheet.cell(row, number), about)
    names = [header for _, header in headers]
    for column in columns:
        if column.required and folded(column.header) not in names:
            yield Finding("column-missing", sheet.row(row), {"column": column.header})
        if names.count(folded(column.header)) > 1:
            yield Finding("column-twice", sheet.row(row), {"column": column.header})


def _headers(sheet: Sheet) -> Sequence[tuple[int, str]]:
    """The columns that have a header, counted from 1."""
    first = sheet.rows[0].values if sheet.rows else ()
    return [
        (number, folded(str(header))) for number, header in enumerate(first, start=1) if header is not None
    ]


def folded(header: str) -> str:
    return re.sub(r"[\s_]+", " ", header.strip().casefold())


def _items(sheet: Sheet, columns: Sequence[Column]) -> Iterator[Item]:
    numbers = {header: number for number, header in _headers(sheet)}
    present = [
        (numbers[folded(column.header)], column) for column in columns if folded(column.header) in numbers
    ]
    for row in sheet.rows[1:]:
        if any(row.values[number - 1] is not None for number, _ in present):
            yield _item(sheet, row, present)


def _item(sheet: Sheet, row: Row, columns: Sequence[tuple[int, Column]]) -> Item:
    values: dict[str, Any] = {}
    for number, column in columns:
        value = row.values[number - 1]
        if value is not None:
            *outer, last = column.path
            holder = values.setdefault(outer[0], {}) if outer else values
            holder[last] = plain(value, column.holds)
    cells = {column.path: sheet.cell(row.number, number) for number, column in columns}
    return Item(row.number, values, cells)
