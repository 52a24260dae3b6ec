"""A schedule as its readers give it: the keys of schedule.json, whatever the file was."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """One event."""

    values: Mapping[str, Any]
    place: str  # "/schedule/day[2]/room[1]/event[3]"
    day: str  # the date of the day around it, "" where there is none


class Schedule(NamedTuple):
    conference: Mapping[str, Any]
    entries: Sequence[Entry]
    place: str  # of the conference


def mapping(value: Any) -> Mapping[str, Any]:
    """The value, empty where it is something else."""
    return value if isinstance(value, Mapping) else {}


def items(value: Any) -> Sequence[Any]:
    """The value, empty where it is something else."""
    return value if isinstance(value, list) else []


def word(value: Any) -> str:
    """The value where it is a text or a number."""
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
