"""Sheets for organisers: one to fill in, and the list with everybody's link."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

_WIDTH: Final = 24  # characters
_OFFERED_ROWS: Final = 1000  # how far down the lists to choose from reach

Texts = Sequence[str]


def write_sheet(
    title: str, header: Texts, rows: Iterable[Texts], offers: Mapping[int, Texts] | None = None
) -> bytes:
    """A workbook with one sheet of texts; `offers` are what to choose from, by column from 1."""
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to begin with
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

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


def _one_of(values: Texts, column: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    offered = DataValidation("list", formula1=f'"{",".join(values)}"', allow_blank=True)
    offered.add(f"{column}2:{column}{_OFFERED_ROWS}")
    return offered


def _cells(sheet: Any, texts: Texts, font: Any = None) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    for text in texts:
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"  # a name that begins with = is no formula
        cell.number_format = "@"
        if font:
            cell.font = font
        yield cell
