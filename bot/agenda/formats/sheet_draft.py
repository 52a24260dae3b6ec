"""A document that grows out of a workbook, and the cell that each of its values comes from."""

from collections.abc import Mapping
from typing import Any

from bot.agenda.formats.findings import Finding, Path, Where, whole_sheet
from bot.agenda.formats.sheet_columns import SHEETS, section_of
from bot.agenda.formats.sheet_rows import Item
from bot.agenda.formats.workbook import Sheet


class Draft:
    """The document while it grows."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self.raw: dict[str, Any] = {"schema": 1}
        self.places: dict[Path, Where] = {(section_of(name),): whole_sheet(name) for name in SHEETS}
        self.findings: list[Finding] = [finding for sheet in sheets.values() for finding in sheet.findings]
        self.unread = frozenset(place for sheet in sheets.values() for place in sheet.beneath)

    def put(self, path: Path, item: Item) -> None:
        for field, cell in item.cells.items():
            for length in range(1, len(field) + 1):
                self.places.setdefault((*path, *field[:length]), cell)
        self.places.setdefault(path, next(iter(item.cells.values())))
