"""The sheets of a workbook and their columns: one list for reading and for writing."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from bot.i18n.localised import LANGUAGES


class Cell(Enum):
    """What a column's cells hold."""

    TEXT = auto()
    NUMBER = auto()
    TRUTH = auto()
    DATE = auto()
    TIME = auto()
    MOMENT = auto()  # a date with a clock time
    AS_ROW = auto()  # as the row says
    DAY_OF_YEAR = auto()  # 05-25
    IDS = auto()  # several, with commas between them


class Column(NamedTuple):
    """One column; `path` is where its value belongs in an item of the document."""

    header: str
    path: tuple[str, ...]
    holds: Cell = Cell.TEXT
    width: int = 16  # characters
    required: bool = True


def _three(name: str, width: int, *, required: bool = True) -> Sequence[Column]:
    return [
        Column(f"{name} {language}", (name, language), Cell.TEXT, width, required) for language in LANGUAGES
    ]


def _languages(width: int) -> Sequence[Column]:
    return [Column(language, (language,), Cell.TEXT, width) for language in LANGUAGES]


def _plain(name: str, holds: Cell = Cell.TEXT, width: int = 12, *, required: bool = True) -> Column:
    return Column(name, (name,), holds, width, required)


# Sheets whose rows are items of the section of the same name.
SECTIONS: Final[Mapping[str, Sequence[Column]]] = {
    "Days": [
        _plain("id"),
        _plain("date", Cell.DATE),
        *_three("name", 16),
        *_three("note", 40, required=False),
    ],
    "Rooms": [
        _plain("id"),
        _plain("capacity", Cell.NUMBER),
        *_three("name", 30),
        *_three("directions", 40, required=False),
    ],
    "People": [_plain("id"), _plain("role"), *_three("name", 30)],
    "Choices": [
        _plain("id"),
        _plain("closes", Cell.MOMENT, 18),
        _plain("offer_minutes", Cell.NUMBER, 15, required=False),
        *_three("name", 30),
    ],
    "Sessions": [
        _plain("id", width=18),
        _plain("day"),
        _plain("kind", width=13),
        _plain("start", Cell.TIME, 8),
        _plain("end", Cell.TIME, 8),
        _plain("room"),
        _plain("choice", required=False),
        _plain("capacity", Cell.NUMBER, required=False),
        _plain("people", Cell.IDS, 22, required=False),
        _plain("reminder", Cell.TRUTH, required=False),
        _plain("feedback", Cell.TRUTH, required=False),
        _plain("cancelled", Cell.TRUTH, required=False),
        *_three("title", 40),
        *_three("short", 26),
        *_three("description", 60, required=False),
    ],
    "Info": [_plain("id", width=16), *_three("title", 24), *_three("text", 60)],
    "Questions": [
        _plain("id", width=14),
        _plain("questionnaire", width=14),
        _plain("type"),
        _plain("lowest", Cell.NUMBER, required=False),
        _plain("highest", Cell.NUMBER, required=False),
        *_three("text", 60),
    ],
    "Topics": [_plain("id", width=16), *_three("name", 28), *_three("aim", 60)],
}

# Rows that belong to an item of another sheet.
TALKS: Final = [
    _plain("session", width=18),
    _plain("start", Cell.TIME, 8),
    _plain("person", required=False),
    *_three("title", 50),
]
VALUES: Final = [_plain("page", width=16), _plain("name", width=16), *_languages(30)]
OPTIONS: Final = [_plain("question", width=14), _plain("id", width=14), *_three("text", 28)]
STEPS: Final = [_plain("topic", width=16), *_languages(60)]
NEEDED_BY: Final[Mapping[str, str]] = {"Values": "Info", "Options": "Questions", "Steps": "Topics"}

# The sheet Event has a row a field: its value, or its three texts.
EVENT: Final = [
    Column("field", ("field",), Cell.TEXT, 22),
    Column("value", ("value",), Cell.AS_ROW, 22),
    *_languages(50),
]
EVENT_VALUES: Final[Mapping[str, Cell]] = {
    "id": Cell.TEXT,
    "time_zone": Cell.TEXT,
    "expected_utc_offset": Cell.TEXT,
    "first_day": Cell.DATE,
    "last_day": Cell.DATE,
    "capacity": Cell.NUMBER,
    "feedback_minutes": Cell.NUMBER,
    "feedback_days": Cell.NUMBER,
}
EVENT_TEXTS: Final = ("name", "short_name", "city", "country")

# So has the sheet Follow-up, with several rows of some fields: lists of the document.
FOLLOW_UP: Final = EVENT[:2]
FOLLOW_UP_VALUES: Final[Mapping[str, Cell]] = {
    "asks_at": Cell.TIME,
    "check_in": Cell.TEXT,
    "days_before": Cell.NUMBER,
    "days_after": Cell.NUMBER,
    "school_year_ends": Cell.DAY_OF_YEAR,
    "holiday": Cell.DATE,
}
FOLLOW_UP_LISTS: Final[Mapping[str, str]] = {"check_in": "check_ins", "holiday": "holidays"}

SHEETS: Final[Mapping[str, Sequence[Column]]] = {
    "Event": EVENT,
    **{name: SECTIONS[name] for name in ("Days", "Rooms", "People", "Choices", "Sessions")},
    "Talks": TALKS,
    "Info": SECTIONS["Info"],
    "Values": VALUES,
    "Questions": SECTIONS["Questions"],
    "Options": OPTIONS,
    "Topics": SECTIONS["Topics"],
    "Steps": STEPS,
    "Follow-up": FOLLOW_UP,
    "Declaration": _languages(80),
}
REQUIRED: Final = ("Event", "Days", "Rooms", "Sessions")


def section_of(sheet: str) -> str:
    """The section of the document that a sheet is named after."""
    return sheet.lower().replace("-", "_")
