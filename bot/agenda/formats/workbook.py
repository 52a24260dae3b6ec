"""An XLSX file from a stranger, opened within bounds; formulas and merged cells are told, and not read."""

import warnings
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Final, NamedTuple

import openpyxl
from defusedxml import ElementTree
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from bot.agenda.formats.findings import Finding, UnreadableError

UNPACKED_LIMIT: Final = 20_000_000  # bytes of all parts together
PARTS_LIMIT: Final = 1000
ROWS_LIMIT: Final = 2000  # of a sheet, empty ones not counted
_COLUMNS: Final = 60
_MERGED: Final = 500  # merged cells of a sheet that are looked at
_LAST_ROW: Final = 1_048_576  # of Excel (ECMA-376 leaves it open)


class Row(NamedTuple):
    """A row that is not empty, with the values of its cells from column A on."""

    number: int
    values: Sequence[Any]


class Sheet(NamedTuple):
    name: str
    rows: Sequence[Row]
    findings: Sequence[Finding]  # formulas, errors and merged cells
    beneath: Collection[str]  # places of the cells that a merged one covers; empty in `rows`, like the former

    def cell(self, row: int, column: int) -> str:
        """`sheet Sessions, cell E7`; both count from 1."""
        return f"sheet {self.name}, cell {get_column_letter(column)}{row}"


def open_workbook(content: bytes, names: Sequence[str]) -> tuple[Mapping[str, Sheet], Sequence[str]]:
    """The sheets of these names (in any case of letters), and the names of all others.

    Raises UnreadableError for what is no workbook or is too big.
    """
    _weigh(content)
    try:
        return _opened(content, {name.casefold(): name for name in names})
    except UnreadableError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts do
        raise UnreadableError("not-xlsx") from error


def _weigh(content: bytes) -> None:
    """What the parts will take is written in the archive's directory; reading never gives more."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("not-xlsx") from error
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT or len(parts) > PARTS_LIMIT:
        raise UnreadableError("zip-too-big", limit=str(UNPACKED_LIMIT // 1_000_000))


def _opened(content: bytes, names: Mapping[str, str]) -> tuple[Mapping[str, Sheet], Sequence[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, about decorations that it does not keep
        workbook = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
        merged = _merged_by_title(content, names)
        titles = [
            (names.get(worksheet.title.strip().casefold()), worksheet) for worksheet in workbook.worksheets
        ]
        sheets = {name: _sheet(name, sheet, merged.get(sheet.title, ())) for name, sheet in titles if name}
    others = [worksheet.title for name, worksheet in titles if not name]
    return sheets, others


def _sheet(name: str, worksheet: Any, merged: Sequence[CellRange]) -> Sheet:
    beneath: set[str] = set()
    sheet = Sheet(name, rows := [], findings := [], beneath)
    if merged:
        first = ", ".join(cells.coord for cells in merged[:10])
        findings.append(Finding("merged", f"sheet {name}", {"cells": first}))
    for number, cells in _full_rows(worksheet):
        covered = _covered(merged, number)
        refused = {column: why for column, why in _refused(cells) if column not in covered}
        for column, (code, about) in refused.items():
            findings.append(Finding(code, sheet.cell(number, column + 1), about))
        beneath.update(sheet.cell(number, column + 1) for column in covered)
        unread = covered | refused.keys()
        rows.append(Row(number, [None if n in unread else _value(cell) for n, cell in enumerate(cells)]))
        if len(rows) > ROWS_LIMIT:
            raise UnreadableError("too-many-rows", f"sheet {name}", limit=str(ROWS_LIMIT))
    return sheet


def _full_rows(worksheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    empty = None  # openpyxl gives the same object for each of a million rows that are not there
    for number, cells in enumerate(worksheet.iter_rows(max_row=_LAST_ROW, max_col=_COLUMNS), start=1):
        if cells is empty:
            continue
        if any(_value(cell) is not None for cell in cells):
            yield number, cells
        else:
            empty = cells


def _refused(cells: Sequence[Any]) -> Iterator[tuple[int, tuple[str, Mapping[str, str]]]]:
    for column, cell in enumerate(cells):
        if cell.data_type == "f":
            yield column, ("formula", {})
        elif cell.data_type == "e":
            yield column, ("cell-error", {"value": str(cell.value)})


def _value(cell: Any) -> Any:
    blank = isinstance(cell.value, str) and not cell.value.strip()
    return None if blank else cell.value


# --------------------------------------------------------- merged cells, which reading row by row passes over


def _merged_by_title(content: bytes, names: Mapping[str, str]) -> Mapping[str, Sequence[CellRange]]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [(title, part) for title, part in _parts(archive) if title.strip().casefold() in names]
        return {title: _merged(archive, part) for title, part in parts}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's title and where in the archive it is (ECMA-376 part 1, 18.2.20)."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")).findall("{*}Relationship")
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).findall("{*}sheets/{*}sheet"):
        link = next((value for name, value in sheet.items() if name.endswith("}id")), None)
        target = targets.get(link, "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _merged(archive: zipfile.ZipFile, part: str) -> Sequence[CellRange]:
    ranges: list[CellRange] = []
    with archive.open(part) as source:
        for _, element in ElementTree.iterparse(source):
            if element.tag.endswith("}mergeCell") and len(ranges) < _MERGED:
                ranges.append(CellRange(element.get("ref")))
            element.clear()
    return ranges


def _covered(merged: Sequence[CellRange], row: int) -> set[int]:
    """The columns of a row, from 0, that lie in a merged cell but are not its first."""
    covered: set[int] = set()
    for cells in merged:
        if cells.min_row <= row <= cells.max_row:
            first = cells.min_col if row == cells.min_row else cells.min_col - 1
            covered.update(range(first, min(cells.max_col, _COLUMNS)))
    return covered
