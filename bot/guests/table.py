"""A file as a table of texts: the sheet of a workbook that looks like a list, or a CSV of any making."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import StringIO
from math import inf
from typing import Any, Final, NamedTuple

from bot.guests.rules import BYTES, ROWS, Code, Column, Problem
from bot.guests.vocabulary import column_of
from bot.sheets.archive import WorkbookError
from bot.sheets.kinds import kind_of, refusal_of
from bot.sheets.workbook import Refused, Sheet, open_workbook

TITLES: Final = 10  # rows above which the names of the columns may stand

_BYTE_ORDER_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_DELIMITERS: Final = ",;\t"
_UNPRINTABLE: Final = frozenset(map(chr, range(32))) - set("\t\r\n\x0b\x0c")


class Line(NamedTuple):
    """A row with something in it; `cells` by column from 1, without the empty ones.

    `width` is the number of its cells with the empty ones: a row of a text may be too short.
    """

    number: int
    cells: Mapping[int, str]
    width: float = inf


class Table(NamedTuple):
    top: int  # the number of the row with the names of the columns
    header: Mapping[int, str]
    lines: Sequence[Line]
    problems: Sequence[Problem] = ()
    unread: frozenset[tuple[int, int]] = frozenset()  # row and column of what a problem was said of

    def name(self, column: int) -> str:
        """The column as the file calls it."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- slow to begin with

        return self.header.get(column) or get_column_letter(column)


class UnreadableError(Exception):
    """The file is no table, or too much of one; its one problem says why."""

    def __init__(self, code: Code, **about: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, about=about)


def read_table(name: str, content: bytes) -> Table:
    """Raises UnreadableError."""
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableError(Code.EMPTY)
    if len(content) > BYTES:
        raise UnreadableError(Code.TOO_BIG, limit=str(BYTES // 1_000_000))
    if kind := kind_of(content):
        raise UnreadableError(Code(refusal_of(kind)), kind=kind)
    if content.startswith(b"PK") or name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        return _from_workbook(content)
    return _from_text(content)


def _table(lines: Sequence[Line]) -> Table:
    """The first rows may be a title: the names of the columns are where most of them are known."""
    if not lines:
        raise UnreadableError(Code.EMPTY)
    top = max(range(len(lines[:TITLES])), key=lambda number: _knows(lines[number].cells))
    if len(below := lines[top + 1 :]) > ROWS:
        raise UnreadableError(Code.TOO_MANY, limit=str(ROWS))
    return Table(lines[top].number, lines[top].cells, below)


def _knows(cells: Mapping[int, str]) -> int:
    """How many of these are names of columns."""
    return len({column_of(name) for name in cells.values()} - {None})


def _is_list(table: Table) -> bool:
    """Somebody is named on it, in a column that says so."""
    names = [number for number, header in table.header.items() if column_of(header) is Column.NAME]
    return any(number in line.cells for line in table.lines for number in names)


def _best(tables: Iterable[Table]) -> Table:
    return max(tables, key=lambda table: (_knows(table.header), len(table.header)))


# ------------------------------------------------------------------ workbooks


def _from_workbook(content: bytes) -> Table:
    try:
        sheets, _ = open_workbook(content, lambda title: title, ROWS + TITLES)
    except WorkbookError as error:
        limit = {"limit": str(ROWS)} if error.code == Code.TOO_MANY else error.about
        raise UnreadableError(Code(error.code), **limit) from error
    full = [sheet for sheet in sheets.values() if sheet.rows]
    if not full:
        raise UnreadableError(Code.EMPTY)
    tables = {sheet.name: _from_sheet(sheet) for sheet in full}
    lists = [name for name, table in tables.items() if _is_list(table)]
    if len(lists) > 1:
        raise UnreadableError(Code.LISTS, sheets=", ".join(lists))
    return _best(tables.values())


def _from_sheet(sheet: Sheet) -> Table:
    table = _table([Line(row.number, _texts(row.values)) for row in sheet.rows])
    unread = {*sheet.beneath, *((refused.row, refused.column) for refused in sheet.refused)}
    problems = [_problem(table, refused) for refused in sheet.refused]
    return table._replace(problems=problems, unread=frozenset(unread))


def _problem(table: Table, refused: Refused) -> Problem:
    column = table.name(refused.column) if refused.column else ""
    return Problem(Code(refused.code), refused.row, column, refused.about)


def _texts(values: Sequence[Any]) -> Mapping[int, str]:
    return {number: _text(value) for number, value in enumerate(values, start=1) if value is not None}


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)


# ----------------------------------------------------------------------- CSV


def _from_text(content: bytes) -> Table:
    text = _decoded(content)
    tables = [table for delimiter in _DELIMITERS if (table := _split(text, delimiter))]
    if not tables:
        raise UnreadableError(Code.NO_TABLE)
    return _best(tables)


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 or the Cyrillic code page that Excel still writes; whatever else it is shows rubbish."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _UNPRINTABLE.isdisjoint(text):
            return text
    raise UnreadableError(Code.NO_TABLE)


def _encodings(content: bytes) -> Iterator[str]:
    """UTF-16 without a mark only where ends of lines have zero bytes: any text decodes as it."""
    yield from (name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark))
    yield "utf-8"
    high, low = content[::2].count(0), content[1::2].count(0)
    if high or low:
        yield "utf-16-be" if high > low else "utf-16-le"
    yield "cp1251"


def _split(text: str, delimiter: str) -> Table | None:
    """What stands before a quote that is not closed, and where that is; None where nothing does."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    problems, number = [], 0
    try:
        for number, values in enumerate(reader, start=1):
            cells = {place: value for place, value in enumerate(values, start=1) if value.strip()}
            lines += [Line(number, cells, len(values))] if cells else []
            if len(lines) > ROWS + TITLES:
                break
    except csv.Error:
        problems = [Problem(Code.QUOTE, number + 1)]
    return _table(lines)._replace(problems=problems) if lines else None
