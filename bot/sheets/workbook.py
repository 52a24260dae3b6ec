"""An XLSX file from a stranger, opened within bounds; formulas and merged cells are told, and not read."""

import warnings
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Final, NamedTuple

import openpyxl
from defusedxml import ElementTree
from openpyxl.worksheet.cell_range import CellRange

UNPACKED_LIMIT: Final = 20_000_000  # bytes of all parts together
PARTS_LIMIT: Final = 1000
SHEETS: Final = 20  # that are read; more are among those that are not
EMPTY_ROWS: Final = 10_000  # in a row, after which nothing more of a sheet is read
_COLUMNS: Final = 60
_MERGED: Final = 500  # merged cells of a sheet that are looked at
_LAST_ROW: Final = 1_048_576  # of Excel (ECMA-376 leaves it open)

Name = Callable[[str], str | None]  # what a sheet of this title is called; None: it is not read


class WorkbookError(Exception):
    """It is not read at all: not-xlsx, zip-too-big or too-many-rows, with what bounds it as `limit`."""

    def __init__(self, code: str, sheet: str = "", **about: str) -> None:
        super().__init__(code)
        self.code, self.sheet, self.about = code, sheet, about


class Refused(NamedTuple):
    """A cell that is not read: formula, cell-error; or, of the whole sheet, merged cells."""

    code: str
    row: int  # from 1; 0: the sheet
    column: int  # from 1
    about: Mapping[str, str] = {}


class Row(NamedTuple):
    """A row that is not empty, with the values of its cells from column A on."""

    number: int
    values: Sequence[Any]


class Sheet(NamedTuple):
    name: str
    rows: Sequence[Row]
    refused: Sequence[Refused]
    beneath: Collection[tuple[int, int]]  # cells that a merged one covers; empty in `rows`, like the refused


def open_workbook(content: bytes, name: Name, most_rows: int) -> tuple[Mapping[str, Sheet], Sequence[str]]:
    """The sheets that have a name, and the titles of all others; empty rows do not count.

    Read are SHEETS at most, and of each what stands before EMPTY_ROWS: a few bytes may claim a million.
    Raises WorkbookError for what is no workbook or is too big.
    """
    _weigh(content)
    try:
        return _opened(content, name, most_rows)
    except WorkbookError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts do
        raise WorkbookError("not-xlsx") from error


def _weigh(content: bytes) -> None:
    """What the parts will take is written in the archive's directory; reading never gives more."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise WorkbookError("not-xlsx") from error
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT or len(parts) > PARTS_LIMIT:
        raise WorkbookError("zip-too-big", limit=str(UNPACKED_LIMIT // 1_000_000))


def _opened(content: bytes, name: Name, most_rows: int) -> tuple[Mapping[str, Sheet], Sequence[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, about decorations that it does not keep
        workbook = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
        titles = [worksheet.title for worksheet in workbook.worksheets]
        names = dict([(title, known) for title in titles if (known := name(title))][:SHEETS])
        merged = _merged_by_title(content, names)
        read = {
            names[sheet.title]: _sheet(names[sheet.title], sheet, merged.get(sheet.title, ()), most_rows)
            for sheet in workbook.worksheets
            if sheet.title in names
        }
    return read, [title for title in titles if title not in names]


def _sheet(name: str, worksheet: Any, merged: Sequence[CellRange], most_rows: int) -> Sheet:
    beneath: set[tuple[int, int]] = set()
    sheet = Sheet(name, rows := [], refused := [], beneath)
    if merged:
        first = ", ".join(cells.coord for cells in merged[:10])
        refused.append(Refused("merged", 0, 0, {"cells": first}))
    for number, cells in _full_rows(worksheet):
        covered = _covered(merged, number)
        unread = {column: why for column, why in _refused(cells) if column not in covered}
        refused += [Refused(code, number, column + 1, about) for column, (code, about) in unread.items()]
        beneath.update((number, column + 1) for column in covered)
        values = [None if n in covered or n in unread else _value(cell) for n, cell in enumerate(cells)]
        rows.append(Row(number, values))
        if len(rows) > most_rows:
            raise WorkbookError("too-many-rows", name, limit=str(most_rows))
    return sheet


def _full_rows(worksheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    last, empty = 0, None  # openpyxl gives the same object for each row that is not there
    for number, cells in enumerate(worksheet.iter_rows(max_row=_LAST_ROW, max_col=_COLUMNS), start=1):
        if cells is not empty and any(_value(cell) is not None for cell in cells):
            last = number
            yield number, cells
        elif number - last >= EMPTY_ROWS:
            return
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


def _merged_by_title(content: bytes, titles: Collection[str]) -> Mapping[str, Sequence[CellRange]]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [(title, part) for title, part in _parts(archive) if title in titles]
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
