"""A workbook as `bot.sheets` opens it, with what it refuses as findings at their places."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from bot.agenda.formats.findings import SOMEWHERE, Finding, Spot, UnreadableError, Where, whole_sheet
from bot.sheets import workbook
from bot.sheets.archive import WorkbookError
from bot.sheets.workbook import Row

__all__ = ["Row", "Sheet", "open_workbook"]

ROWS_LIMIT: Final = 2000  # of a sheet, empty ones not counted


class Sheet(NamedTuple):
    name: str
    rows: Sequence[Row]
    findings: Sequence[Finding]  # formulas, errors and merged cells
    beneath: Collection[Where]  # the cells that a merged one covers; empty in `rows`, like the former

    def cell(self, row: int, column: int) -> Where:
        """E7 of this sheet; both count from 1."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- slow to begin with

        return Where(Spot.CELL, f"{get_column_letter(column)}{row}", self.name)

    def row(self, number: int) -> Where:
        return Where(Spot.ROW, str(number), self.name)


def open_workbook(content: bytes, names: Sequence[str]) -> tuple[Mapping[str, Sheet], Sequence[str]]:
    """The sheets of these names (in any case of letters), and the names of all others.

    Raises UnreadableError for what is no workbook or is too big.
    """
    known = {name.casefold(): name for name in names}
    try:
        read, others = workbook.open_workbook(
            content, lambda title: known.get(title.strip().casefold()), ROWS_LIMIT
        )
    except WorkbookError as error:
        where = whole_sheet(error.sheet) if error.sheet else SOMEWHERE
        raise UnreadableError(error.code, where, **error.about) from error
    return {name: _with_findings(sheet) for name, sheet in read.items()}, others


def _with_findings(read: workbook.Sheet) -> Sheet:
    beneath: set[Where] = set()
    sheet = Sheet(read.name, read.rows, findings := [], beneath)
    for code, row, column, about in read.refused:
        findings.append(Finding(code, sheet.cell(row, column) if row else whole_sheet(read.name), about))
    beneath.update(sheet.cell(row, column) for row, column in read.beneath)
    return sheet
