"""Periods and days of every year as people write them: 3 months, and 05-25 or 25.05."""

import re
from datetime import date
from typing import Annotated, Any, Final

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from bot.agenda.followup import DAYS_OF_A_WEEK, Annual, Period

_PERIOD: Final = re.compile(r"(?P<number>[1-9]\d{0,2}) ?(?P<unit>day|week|month)s?")
_ANNUAL: Final = re.compile(r"(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.?")
_LEAP_YEAR: Final = 2000  # has all days that there are


def read_period(value: Any) -> Period:
    """Days, weeks or months; raises PydanticCustomError `not_a_period`."""
    if isinstance(value, Period):
        return value
    found = _PERIOD.fullmatch(value.strip().casefold()) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("not_a_period", "not a period", {"value": str(value)})
    number = int(found["number"])
    if found["unit"] == "month":
        return Period(months=number)
    return Period(days=number * (DAYS_OF_A_WEEK if found["unit"] == "week" else 1))


def read_annual(value: Any) -> Annual:
    """A month and a day, or those of a date; raises PydanticCustomError `not_an_annual`."""
    if isinstance(value, Annual):
        return value
    if isinstance(value, date):  # what a sheet makes of 05-25
        return Annual(value.month, value.day)
    found = _ANNUAL.fullmatch(value.strip()) if isinstance(value, str) else None
    if found:
        month, day = int(found["m"] or found["m2"]), int(found["d"] or found["d2"])
        try:
            date(_LEAP_YEAR, month, day)
        except ValueError:
            pass
        else:
            return Annual(month, day)
    raise PydanticCustomError("not_an_annual", "not a day of the year", {"value": str(value)})


CalendarPeriod = Annotated[Period, PlainValidator(read_period), PlainSerializer(str, return_type=str)]
DayOfYear = Annotated[Annual, PlainValidator(read_annual), PlainSerializer(str, return_type=str)]
