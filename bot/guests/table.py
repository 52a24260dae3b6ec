"""A file as a table of texts: the sheet of a workbook that looks like a list, or a CSV of any making."""

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from openpyxl.utils import get_column_letter

from bot.guests.rules import BYTES, ROWS, Code, Problem
from bot.guests.vocabulary import column_of
from bot.sheets.workbook import Refused, Sheet, WorkbookError, open_workbook

_BYTE_ORDER_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_DELIMITERS: Final = ",;\t"
_UNPRINTABLE: Final = frozenset(map(chr, range(32))) - set("\t\r\n\x0b\x0c")


class Line(NamedTuple):
    """A row with something in it; `cells` by column from 1, without the empty ones."""

    number: int
    cells: Mapping[int, str]


class Table(NamedTuple):
    top: int  # the number of the row with the names of the columns
    header: Mapping[int, str]
    lines: Sequence[Line]
    problems: Sequence[Problem] = ()
    unread: frozenset[tuple[int, int]] = frozenset()  # row and column of what a problem was said of

    def name(self, column: int) -> str:
        """The column as the file calls it."""
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
    if content.startswith(b"PK") or name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        return _from_workbook(content)
    return _from_text(content)


def _knows(header: Mapping[int, str]) -> int:
    """How many of these are columns of a list."""
    return len({column_of(name) for name in header.values()} - {None})


# ------------------------------------------------------------------ workbooks


def _from_workbook(content: bytes) -> Table:
    try:
        sheets, _ = open_workbook(content, lambda title: title, ROWS + 1)
    except WorkbookError as error:
        raise UnreadableError(Code(error.code), **_limit(error)) from error
    tables = [_from_sheet(sheet) for sheet in sheets.values() if sheet.rows]
    if not tables:
        raise UnreadableError(Code.EMPTY)
    return max(tables, key=lambda table: _knows(table.header))


def _limit(error: WorkbookError) -> Mapping[str, str]:
    return {"limit": str(ROWS)} if error.code == Code.TOO_MANY else error.about


def _from_sheet(sheet: Sheet) -> Table:
    lines = [Line(row.number, _texts(row.values)) for row in sheet.rows]
    table = Table(lines[0].number, lines[0].cells, lines[1:])
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
    tables = [_split(text, delimiter) for delimiter in _DELIMITERS]
    header, lines = max(tables, key=lambda table: (_knows(table[0].cells), len(table[0].cells)))
    if len(rest := list(lines)) > ROWS:
        raise UnreadableError(Code.TOO_MANY, limit=str(ROWS))
    return Table(header.number, header.cells, rest)


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 or the Cyrillic code page that Excel still writes; whatever else it is shows rubbish."""
    marked = (name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark))
    for encoding in (*marked, "utf-8", _utf16_without_mark(content), "cp1251"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _UNPRINTABLE.isdisjoint(text):
            return text
    raise UnreadableError(Code.NO_TABLE)


def _utf16_without_mark(content: bytes) -> str:
    return "utf-16-be" if content[:1] == b"\x00" else "utf-16-le"


def _split(text: str, delimiter: str) -> tuple[Line, Iterator[Line]]:
    """The header, and the lines below it as they are asked for, one more than are allowed."""
    lines = _lines(text, delimiter)
    header = next(lines, None)
    if header is None:
        raise UnreadableError(Code.EMPTY)
    return header, (line for line, _ in zip(lines, range(ROWS + 1), strict=False))


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        for number, values in enumerate(reader, start=1):
            cells = {place: value for place, value in enumerate(values, start=1) if value.strip()}
            if cells:
                yield Line(number, cells)
    except csv.Error as error:  # a quote that is never closed takes in the rest of the file
        raise UnreadableError(Code.NO_TABLE) from error
