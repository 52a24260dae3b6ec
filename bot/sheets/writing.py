"""Tables as files that a spreadsheet opens, whoever wrote what is in them: nothing in them is a formula."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from typing import Any, Final, NamedTuple

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # OWASP, "CSV injection"
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDTH: Final = 24  # characters

Cell = str | int | float
Row = Sequence[Cell]


class Table(NamedTuple):
    """Rows with their header."""

    name: str  # of its file; nobody's language
    title: str  # of its sheet
    header: Sequence[str]
    rows: Sequence[Row]

    @property
    def lines(self) -> Sequence[Row]:
        """All of it, the header first."""
        return [self.header, *self.rows]


def as_workbook(tables: Iterable[Table]) -> bytes:
    """An XLSX file with a sheet for each; numbers stay numbers."""
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to begin with
    from openpyxl.styles import Font  # noqa: PLC0415

    workbook, bold = Workbook(write_only=True), Font(bold=True)
    for table in tables:
        sheet: Any = workbook.create_sheet(table.title)
        sheet.freeze_panes = "A2"
        for column in range(len(table.header)):
            sheet.column_dimensions[chr(ord("A") + column)].width = _WIDTH
        sheet.append(_cells(sheet, table.header, bold))
        for row in table.rows:
            sheet.append(_cells(sheet, row))
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _cells(sheet: Any, row: Row, font: Any = None) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    for value in row:
        cell = WriteOnlyCell(sheet, _storable(value))
        if isinstance(value, str):
            cell.data_type = "s"  # a text that begins with = is no formula
            cell.number_format = "@"
        if font:
            cell.font = font
        yield cell


def _storable(value: Cell) -> Cell:
    """Without control characters, which XML does not have."""
    return _NOT_IN_XML.sub("", value) if isinstance(value, str) else value


def as_csv(lines: Iterable[Row]) -> bytes:
    """In UTF-8 with the mark by which Excel knows it."""
    text = StringIO()
    csv.writer(text).writerows([_harmless(value) for value in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Cell) -> Cell:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_archive(tables: Iterable[Table]) -> bytes:
    """A ZIP file with a CSV file for each."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            entry = zipfile.ZipInfo(f"{table.name}.csv")  # without a moment, which would be the machine's
            archive.writestr(entry, as_csv(table.lines), zipfile.ZIP_DEFLATED)
    return file.getvalue()
