"""The programme as an XLSX workbook; every finding names its cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from openpyxl.utils.datetime import to_excel

from bot.agenda.formats.findings import Finding, Path, Places, Source, UnreadableError, Where, whole_sheet
from bot.agenda.formats.sheet_columns import (
    EVENT_TEXTS,
    EVENT_VALUES,
    REQUIRED,
    SECTIONS,
    SHEETS,
    Cell,
    Column,
)
from bot.agenda.formats.template import template
from bot.agenda.formats.validation import suggestion
from bot.agenda.formats.workbook import Row, Sheet, open_workbook
from bot.i18n.localised import LANGUAGES

__all__ = ["read_sheet", "template"]

_FAR: Final = 10_000  # days since 1900; what is later was meant as a date, and is said as one


class _Item(NamedTuple):
    """A row as an item of the document, and the cell of each of its values."""

    row: int
    values: dict[str, Any]
    cells: Mapping[tuple[str, ...], Where]


class _Draft:
    """The document while it grows."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self.raw: dict[str, Any] = {"schema": 1}
        self.places: dict[Path, Where] = {(name.lower(),): whole_sheet(name) for name in SHEETS}
        self.findings: list[Finding] = [finding for sheet in sheets.values() for finding in sheet.findings]
        self.unread = frozenset(place for sheet in sheets.values() for place in sheet.beneath)

    def put(self, path: Path, item: _Item) -> None:
        for field, cell in item.cells.items():
            for length in range(1, len(field) + 1):
                self.places.setdefault((*path, *field[:length]), cell)
        self.places.setdefault(path, next(iter(item.cells.values())))


def read_sheet(content: bytes) -> Source:
    """Raises UnreadableError where it is no workbook, or one of another shape."""
    sheets, others = open_workbook(content, list(SHEETS))
    tables = _tables(sheets, others)
    draft = _Draft(sheets)
    draft.findings += [
        Finding("sheet-missing", whole_sheet(name), {"sheet": name}) for name in _missing(tables)
    ]
    if "Event" in tables:
        _event(draft, tables["Event"])
    for name in SECTIONS:
        if name in tables:
            _section(draft, name, tables[name])
    for item in tables.get("Talks", ()):
        _part(draft, item, "sessions", "session", "talks")
    for item in tables.get("Values", ()):
        _page_value(draft, item)
    for item in tables.get("Options", ()):
        _part(draft, item, "questions", "question", "options")
    return Source(draft.raw, Places(draft.places), findings=draft.findings, unread=draft.unread)


# ----------------------------------------------------------- rows under their headers


def _tables(sheets: Mapping[str, Sheet], others: Sequence[str]) -> Mapping[str, Sequence[_Item]]:
    wrong = list(_misspelt(sheets, others))
    for name, sheet in sheets.items():
        wrong += _wrong_headers(sheet, SHEETS[name])
    if wrong:
        raise UnreadableError.of(
            [*(finding for sheet in sheets.values() for finding in sheet.findings), *wrong]
        )
    return {name: list(_items(sheet, SHEETS[name])) for name, sheet in sheets.items()}


def _missing(tables: Mapping[str, Sequence[_Item]]) -> Sequence[str]:
    needed = [*REQUIRED, *(["Info"] if tables.get("Values") else [])]
    return [name for name in needed if name not in tables]


def _misspelt(sheets: Mapping[str, Sheet], others: Sequence[str]) -> Iterator[Finding]:
    """Other sheets may be there, but not one that looks like a missing one."""
    missing = [name for name in SHEETS if name not in sheets]
    for other in others:
        if "close" in suggestion(other.strip().capitalize(), missing):
            about = {"sheet": other, "expected": ", ".join(missing)}
            yield Finding("sheet-unknown", whole_sheet(other), about)


def _wrong_headers(sheet: Sheet, columns: Sequence[Column]) -> Iterator[Finding]:
    headers, row = _headers(sheet), sheet.rows[0].number if sheet.rows else 1
    known = [column.header for column in columns]
    for number, header in headers:
        if header not in map(_folded, known):
            about = {"column": header} | suggestion(header, known)
            yield Finding("column-unknown", sheet.cell(row, number), about)
    names = [header for _, header in headers]
    for column in columns:
        if column.required and _folded(column.header) not in names:
            yield Finding("column-missing", sheet.row(row), {"column": column.header})
        if names.count(_folded(column.header)) > 1:
            yield Finding("column-twice", sheet.row(row), {"column": column.header})


def _headers(sheet: Sheet) -> Sequence[tuple[int, str]]:
    """The columns that have a header, counted from 1."""
    first = sheet.rows[0].values if sheet.rows else ()
    return [
        (number, _folded(str(header))) for number, header in enumerate(first, start=1) if header is not None
    ]


def _folded(header: str) -> str:
    return re.sub(r"[\s_]+", " ", header.strip().casefold())


def _items(sheet: Sheet, columns: Sequence[Column]) -> Iterator[_Item]:
    numbers = {header: number for number, header in _headers(sheet)}
    present = [
        (numbers[_folded(column.header)], column) for column in columns if _folded(column.header) in numbers
    ]
    for row in sheet.rows[1:]:
        if any(row.values[number - 1] is not None for number, _ in present):
            yield _item(sheet, row, present)


def _item(sheet: Sheet, row: Row, columns: Sequence[tuple[int, Column]]) -> _Item:
    values: dict[str, Any] = {}
    for number, column in columns:
        value = row.values[number - 1]
        if value is not None:
            *outer, last = column.path
            holder = values.setdefault(outer[0], {}) if outer else values
            holder[last] = plain(value, column.holds)
    cells = {column.path: sheet.cell(row.number, number) for number, column in columns}
    return _Item(row.number, values, cells)


# ----------------------------------------------------------- items into the document


def _event(draft: _Draft, items: Sequence[_Item]) -> None:
    event: dict[str, Any] = draft.raw.setdefault("event", {})
    for item in items:
        name = str(item.values.get("field", ""))
        field, cell = _folded(name).replace(" ", "_"), item.cells[("field",)]
        if field not in (*EVENT_VALUES, *EVENT_TEXTS):
            about = {"value": name} | suggestion(field, (*EVENT_VALUES, *EVENT_TEXTS))
            draft.findings.append(Finding("row-unknown", cell, about))
        elif field in event:
            draft.findings.append(Finding("row-twice", cell, {"value": field}))
        else:
            _event_field(draft, event, field, item)


def _event_field(draft: _Draft, event: dict[str, Any], field: str, item: _Item) -> None:
    if field in EVENT_TEXTS:
        texts = {language: item.values[language] for language in LANGUAGES if language in item.values}
        event.update({field: texts} if texts else {})
        draft.put(("event", field), item._replace(cells={(lang,): item.cells[(lang,)] for lang in LANGUAGES}))
    else:
        value = item.values.get("value")
        event.update({} if value is None else {field: plain(value, EVENT_VALUES[field])})
        draft.places["event", field] = item.cells[("value",)]


def _section(draft: _Draft, name: str, items: Sequence[_Item]) -> None:
    section = name.lower()
    draft.raw[section] = [item.values for item in items]
    for number, item in enumerate(items):
        draft.put((section, number), item)


def _part(draft: _Draft, item: _Item, section: str, column: str, field: str) -> None:
    """A row of a list that an item of another sheet has."""
    number = _owner(draft, section, item, column)
    if number is not None:
        parts: list[Any] = draft.raw[section][number].setdefault(field, [])
        draft.put((section, number, field, len(parts)), item)
        parts.append({key: value for key, value in item.values.items() if key != column})


def _page_value(draft: _Draft, item: _Item) -> None:
    """A row without any text is a placeholder that is still to be filled."""
    texts = {language: item.values[language] for language in LANGUAGES if language in item.values}
    number = _owner(draft, "info", item, "page")
    if number is not None and texts:
        name = str(item.values.get("name", ""))
        draft.put(("info", number, "values", name), item)
        draft.raw["info"][number].setdefault("values", {})[name] = texts


def _owner(draft: _Draft, section: str, item: _Item, column: str) -> int | None:
    """The number of the item that a row belongs to."""
    owner = item.values.get(column, "")
    ids = [other.get("id") for other in draft.raw.get(section, ())]
    if owner in ids:
        return ids.index(owner)
    if section in draft.raw and item.cells[(column,)] not in draft.unread:
        about = {"value": str(owner), "sheet": section.capitalize()}
        draft.findings.append(Finding("no-such-row", item.cells[(column,)], about))
    return None


# ----------------------------------------------------------- a cell's value


def plain(value: Any, holds: Cell) -> Any:
    """The value as the document reads it: a cell may hold a real date or time, or what somebody typed."""
    if holds is Cell.AS_ROW:
        return value
    if holds is Cell.TIME:
        return _time(value)
    if holds is Cell.IDS:
        return [part for part in re.split(r"[\s,;]+", _text(value)) if part]
    if holds is Cell.TEXT or not isinstance(value, date | time | bool):
        return _text(value)
    return _whole(value) if isinstance(value, datetime) else value


def _time(value: Any) -> Any:
    """A day or more is no clock time, but somebody's 9.3 for 09:30: left as a number, to be refused."""
    if isinstance(value, time):
        return _whole(datetime.combine(date.min, value)).time()
    days: Any = value
    if isinstance(value, datetime | timedelta):
        days = to_excel(value)  # type: ignore[no-untyped-call]  # openpyxl leaves its types out
    if isinstance(days, bool) or not isinstance(days, float | int):
        return _text(value)
    if 0 <= days < 1:  # a part of a day, whatever the cell's format
        return _whole(datetime.combine(date.min, time()) + timedelta(days=days)).time()
    return value if days > _FAR else round(days, 4) if days % 1 else int(days)


def _whole(moment: datetime) -> datetime:
    """To the second: a sheet keeps a part of a day, which is a hair off."""
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
