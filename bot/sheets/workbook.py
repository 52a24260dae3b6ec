"""An XLSX file from a stranger, opened within bounds; formulas and merged cells are told, and not read."""

import warnings
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from io import BytesIO
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from bot.sheets.archive import WorkbookError, look_through

if TYPE_CHECKING:
    from openpyxl.worksheet.cell_range import CellRange

SHEETS: Final = 20  # that are read; more are among those that are not
EMPTY_ROWS: Final = 10_000  # in a row, after which nothing more of a sheet is read
_COLUMNS: Final = 60
_LAST_ROW: Final = 1_048_576  # of Excel (ECMA-376 leaves it open)

Name = Callable[[str], str | None]  # what a sheet of this title is called; None: it is not read


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
    try:
        return _opened(content, name, most_rows)
    except WorkbookError:
        raise
    except Exception as error:  # zipfile and openpyxl raise whatever the parts make them do
        raise WorkbookError("not-xlsx") from error


def _opened(content: bytes, name: Name, most_rows: int) -> tuple[Mapping[str, Sheet], Sequence[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow to begin with

    merged = _merged_by_title(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, about decorations that it does not keep
        workbook = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        titles = [worksheet.title for worksheet in workbook.worksheets]
        names = dict([(title, known) for title in titles if (known := name(title))][:SHEETS])
        read = {
            names[sheet.title]: _sheet(names[sheet.title], sheet, merged.get(sheet.title, ()), most_rows)
            for sheet in workbook.worksheets
            if sheet.title in names
        }
    return read, [title for title in titles if title not in names]


def _sheet(name: str, worksheet: Any, merged: "Sequence[CellRange]", most_rows: int) -> Sheet:
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


def _merged_by_title(content: bytes) -> "Mapping[str, Sequence[CellRange]]":
    from openpyxl.worksheet.cell_range import CellRange  # noqa: PLC0415

    with zipfile.ZipFile(BytesIO(content)) as archive:
        merged, parts = look_through(archive), _parts(archive)
    return {title: [CellRange(ref) for ref in merged.get(part, ())] for title, part in parts}


def _parts(archive: zipfile.ZipFile) -> Sequence[tuple[str, str]]:
    """Each sheet's title and where in the archive it is (ECMA-376 part 1, 18.2.20); no two are in one."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")).findall("{*}Relationship")
    targets = {link.get("Id"): normpath(join("/xl", link.get("Target", ""))).lstrip("/") for link in links}
    sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).findall("{*}sheets/{*}sheet")
    parts = [(sheet.get("name", ""), targets.get(_link(sheet), "")) for sheet in sheets]
    if len({part for _, part in parts}) < len(parts):
        raise WorkbookError("not-xlsx")
    return parts


def _link(sheet: Element) -> str | None:
    return next((value for name, value in sheet.items() if name.endswith("}id")), None)


def _covered(merged: "Sequence[CellRange]", row: int) -> set[int]:
    """The columns of a row, from 0, that lie in a merged cell but are not its first."""
    covered: set[int] = set()
    for cells in merged:
        if cells.min_row <= row <= cells.max_row:
            first = cells.min_col if row == cells.min_row else cells.min_col - 1
            covered.update(range(first, min(cells.max_col, _COLUMNS)))
    return covered
