"""Sheets for organisers: one to fill in, and the list with everybody's link."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

_WIDTH: Final = 24  # characters
_OFFERED_ROWS: Final = 1000  # how far down the lists to choose from reach

Texts = Sequence[str]


def write_sheet(
    title: str, header: Texts, rows: Iterable[Texts], offers: Mapping[int, Texts] | None = None
) -> bytes:
    """A workbook with one sheet of texts; `offers` are what to choose from, by column from 1."""
    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet(title)
    sheet.freeze_panes = "B2"
    for number, values in (offers or {}).items():
        sheet.data_validations.append(_one_of(values, get_column_letter(number)))
    for number in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    sheet.append(_cells(sheet, header, Font(bold=True)))
    for row in rows:
        sheet.append(_cells(sheet, row))
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _one_of(values: Texts, column: str) -> DataValidation:
    offered = DataValidation("list", formula1=f'"{",".join(values)}"', allow_blank=True)
    offered.add(f"{column}2:{column}{_OFFERED_ROWS}")
    return offered


def _cells(sheet: Any, texts: Texts, font: Font | None = None) -> Iterator[Any]:
    for text in texts:
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"  # a name that begins with = is no formula
        cell.number_format = "@"
        if font:
            cell.font = font
        yield cell
