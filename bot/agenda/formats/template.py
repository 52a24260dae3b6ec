"""A workbook with a programme in it, for organisers to overwrite."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.agenda.formats.document import Document
from bot.agenda.formats.how_to import HOW_TO
from bot.agenda.formats.sheet_columns import (
    EVENT_TEXTS,
    EVENT_VALUES,
    FOLLOW_UP_LISTS,
    FOLLOW_UP_VALUES,
    SECTIONS,
    SHEETS,
    Cell,
    Column,
)
from bot.agenda.questions import Questionnaire, Type
from bot.agenda.rules import Kind

_FORMATS: Final[Mapping[Cell, str]] = {
    Cell.TEXT: "@",
    Cell.IDS: "@",
    Cell.DAY_OF_YEAR: "@",
    Cell.DATE: "yyyy-mm-dd",
    Cell.TIME: "hh:mm",
    Cell.MOMENT: "yyyy-mm-dd hh:mm",
}
_AS_ROW: Final = {**EVENT_VALUES, **FOLLOW_UP_VALUES}
_WRAPPED: Final = 40  # characters; from this width on a cell shows several lines
_OFFERED_ROWS: Final = 500  # how far down the lists of allowed values reach
_TRUTHS: Final = '"TRUE,FALSE"'


def _one_of(values: Iterable[str]) -> str:
    return f'"{",".join(values)}"'


def _id_from(sheet: str) -> str:
    return f"{sheet}!$A$2:$A${_OFFERED_ROWS}"


_OF_SESSIONS: Final = {
    "kind": _one_of(Kind),
    "day": _id_from("Days"),
    "room": _id_from("Rooms"),
    "choice": _id_from("Choices"),
    "reminder": _TRUTHS,
    "feedback": _TRUTHS,
    "cancelled": _TRUTHS,
}
_OF_QUESTIONS: Final = {"questionnaire": _one_of(Questionnaire), "type": _one_of(Type)}


def template(document: Document) -> bytes:
    """An XLSX file that reads back as this document."""
    raw = document.model_dump()
    workbook = Workbook()
    how_to = workbook.active
    assert isinstance(how_to, Worksheet)  # noqa: S101 -- a new workbook has one sheet
    _write_how_to(how_to)
    for name, rows in _tables(document, raw).items():
        _write_sheet(workbook.create_sheet(name), SHEETS[name], rows)
    _offer_values(workbook["Sessions"], SECTIONS["Sessions"], _OF_SESSIONS)
    _offer_values(workbook["Questions"], SECTIONS["Questions"], _OF_QUESTIONS)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _tables(document: Document, raw: Mapping[str, Any]) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    return {
        "Event": _event_rows(raw["event"]),
        **{name: raw[name.lower()] for name in ("Days", "Rooms", "People", "Choices", "Sessions")},
        "Talks": [
            {"session": session["id"], **talk} for session in raw["sessions"] for talk in session["talks"]
        ],
        "Info": raw["info"],
        "Values": _value_rows(document),
        "Questions": raw["questions"],
        "Options": [
            {"question": question["id"], **option}
            for question in raw["questions"]
            for option in question["options"]
        ],
        "Topics": raw["topics"],
        "Steps": [{"topic": topic["id"], **step} for topic in raw["topics"] for step in topic["steps"]],
        "Follow-up": _follow_up_rows(raw["follow_up"]),
        "Declaration": [raw["declaration"] or {}],
    }


def _event_rows(event: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    yield from ({"field": field, "value": event[field]} for field in EVENT_VALUES)
    yield from ({"field": field, **(event[field] or {})} for field in EVENT_TEXTS)


def _follow_up_rows(follow_up: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """A row for each value; an empty one where there is none yet."""
    for field in FOLLOW_UP_VALUES:
        several = FOLLOW_UP_LISTS.get(field)
        values = follow_up[several] if several else [follow_up[field]]
        yield from ({"field": field, "value": value} for value in values or [None])


def _value_rows(document: Document) -> Iterable[Mapping[str, Any]]:
    """Also the placeholders that nobody has filled yet."""
    for page in document.info:
        for name, value in page.values.items():
            yield {"page": page.id, "name": name, **value.model_dump()}
        yield from ({"page": page.id, "name": name} for name in page.unfilled)


# ----------------------------------------------------------------- sheets


def _write_sheet(sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> None:
    for number, column in enumerate(columns, start=1):
        _put(sheet, 1, number, column.header, Cell.TEXT)
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for row, item in enumerate(rows, start=2):
        for number, column in enumerate(columns, start=1):
            _put(sheet, row, number, _value(item, column), _holds(column, item))
            wrap = column.width >= _WRAPPED
            sheet.cell(row, number).alignment = Alignment(vertical="top", wrap_text=wrap)
    sheet.freeze_panes = "B2"


def _holds(column: Column, item: Mapping[str, Any]) -> Cell:
    as_row = column.holds is Cell.AS_ROW
    return _AS_ROW.get(item["field"], Cell.TEXT) if as_row else column.holds


def _value(item: Mapping[str, Any], column: Column) -> Any:
    value: Any = item
    for part in column.path:
        value = value.get(part) if value else None
    if column.path == ("cancelled",) and value is False:
        return None
    return ", ".join(value) if column.holds is Cell.IDS else value


def _put(sheet: Worksheet, row: int, number: int, value: Any, holds: Cell) -> None:
    cell = sheet.cell(row, number, value)
    cell.number_format = _FORMATS.get(holds, "General")
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = is still a text


def _offer_values(sheet: Worksheet, columns: Sequence[Column], offers: Mapping[str, str]) -> None:
    """Lists to choose from, where only some values are right."""
    for header, values in offers.items():
        letter = get_column_letter([column.header for column in columns].index(header) + 1)
        offered = DataValidation("list", formula1=values, allow_blank=True)
        offered.add(f"{letter}2:{letter}{_OFFERED_ROWS}")
        sheet.add_data_validation(offered)


def _write_how_to(sheet: Worksheet) -> None:
    sheet.title = "How to"
    sheet.column_dimensions["A"].width = 120
    row = 1
    for language, lines in HOW_TO.items():
        sheet.cell(row, 1, language).font = Font(bold=True)
        for offset, line in enumerate(lines, start=1):
            sheet.cell(row + offset, 1, line).alignment = Alignment(wrap_text=True)
        row += len(lines) + 2
