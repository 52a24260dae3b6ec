"""Dates and clock times as people write them: 2019-04-30 or 30.04.2019, 08:30, and a sheet's own cells."""

import re
from datetime import date, datetime, time
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

_DATE: Final = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})"
)
_TIME: Final = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")


def read_date(value: Any) -> date:
    """A calendar date; raises PydanticCustomError `not_a_date`."""
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found:
        year, month, day = (
            (found["y"], found["m"], found["d"]) if found["y"] else (found["y2"], found["m2"], found["d2"])
        )
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            pass
    raise PydanticCustomError("not_a_date", "not a date", {"value": str(value)})


def read_time(value: Any) -> time:
    """A clock time in whole minutes; raises PydanticCustomError `not_a_time`."""
    if isinstance(value, time) and value == value.replace(second=0, microsecond=0, tzinfo=None):
        return value
    found = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise PydanticCustomError("not_a_time", "not a time", {"value": str(value)})


def read_moment(value: Any) -> datetime:
    """A date and a clock time of the seminar's zone; raises PydanticCustomError `not_a_moment`."""
    if isinstance(value, datetime) and value == value.replace(second=0, microsecond=0, tzinfo=None):
        return value
    parts = re.split(r"[T ]+", value.strip()) if isinstance(value, str) else []
    try:
        return (
            datetime.combine(read_date(parts[0]), read_time(parts[1])) if len(parts) == 2 else _refused(value)
        )
    except PydanticCustomError:
        return _refused(value)


def _refused(value: Any) -> datetime:
    raise PydanticCustomError("not_a_moment", "not a moment", {"value": str(value)})


def _clock_time(value: time) -> str:
    return f"{value:%H:%M}"


def _moment(value: datetime) -> str:
    return f"{value:%Y-%m-%dT%H:%M}"


CalendarDate = Annotated[date, BeforeValidator(read_date)]
WallTime = Annotated[
    time, BeforeValidator(read_time), PlainSerializer(_clock_time, return_type=str, when_used="json")
]
WallMoment = Annotated[
    datetime, BeforeValidator(read_moment), PlainSerializer(_moment, return_type=str, when_used="json")
]
