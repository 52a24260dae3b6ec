"""Dates, times, durations and lists as people write them, over CLDR's data in Babel.

Our own are only the patterns that CLDR's short forms get wrong for running text; all hours are of 24.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

LOCALES: Final = {
    "kk": Locale("kk"),
    "ru": Locale("ru"),
    "en": Locale("en", "GB"),
}  # plain "en": 2 PM

_DAY: Final = "d MMMM"
_SHORT_DAY: Final = "d MMM"
_WEEKDAY: Final = {"kk": "d MMMM, EEEE", "ru": "d MMMM, EEEE", "en": "EEEE, d MMMM"}
_SHORT_WEEKDAY: Final = {"kk": "d MMM, EEE", "ru": "d MMM, EEE", "en": "EEE d MMM"}
_YEAR: Final = {"kk": "{year} жылғы {days}", "ru": "{days} {year} года", "en": "{days} {year}"}


def locale_of(language: str) -> Locale:
    """CLDR's locale for one of our languages, British English for any other."""
    return LOCALES.get(language, LOCALES["en"])


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an aware moment in `zone`."""
    return moment.astimezone(zone).date()


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """14:00, the same in the three languages."""
    local = moment.astimezone(zone)
    return f"{local.hour:02}:{local.minute:02}"  # half of what strftime takes, and it is everywhere


def time_range(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """14:00–16:00."""
    return f"{clock_time(start, zone)}–{clock_time(end, zone)}"


def short_date(day: date, language: str) -> str:
    """1 May: at most 7 characters, for buttons."""
    return _formatted(day, _SHORT_DAY, language)


def long_date(day: date, language: str) -> str:
    """1 May, with the month in full."""
    return _formatted(day, _DAY, language)


def weekday_date(day: date, language: str) -> str:
    """Wednesday, 1 May."""
    return _formatted(day, _WEEKDAY.get(language, _WEEKDAY["en"]), language)


def short_weekday_date(day: date, language: str) -> str:
    """Wed 1 May."""
    return _formatted(day, _SHORT_WEEKDAY.get(language, _SHORT_WEEKDAY["en"]), language)


def full_date(day: date, language: str) -> str:
    """1 May 2019."""
    return _with_year(long_date(day, language), day.year, language)


def month_and_year(day: date, language: str) -> str:
    """May 2019."""
    return format_skeleton("yMMMM", day, locale=locale_of(language))


def short_month(day: date, language: str) -> str:
    """May 2019, as short as on the axis of a picture."""
    return _formatted(day, "LLL y", language)


def date_range(first: date, last: date, language: str) -> str:
    """30 April – 1 May 2019; one date where both are the same day."""
    if first == last:
        return full_date(first, language)
    if first.year != last.year:
        return f"{full_date(first, language)} – {full_date(last, language)}"
    if first.month == last.month:
        return _with_year(f"{first.day}–{long_date(last, language)}", last.year, language)
    return _with_year(f"{long_date(first, language)} – {long_date(last, language)}", last.year, language)


@lru_cache(maxsize=1000)  # a seminar has few days, and each screen names some
def _formatted(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale_of(language))


def _with_year(days: str, year: int, language: str) -> str:
    return _YEAR.get(language, _YEAR["en"]).format(year=year, days=days)


def date_and_time(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """1 May, 14:00."""
    return f"{long_date(day_of(moment, zone), language)}, {clock_time(moment, zone)}"


def in_time(left: timedelta, language: str) -> str:
    """In 25 minutes, in 3 hours, in 2 days; exact to the minute below two hours, at least one minute.

    Print the clock time beside it: whole hours and days are rounded.
    """
    # Babel would call 51-75 minutes "1 hour" without a threshold.
    return format_timedelta(
        timedelta(minutes=_whole_minutes(left)),
        granularity="minute",
        threshold=2,
        add_direction=True,
        locale=locale_of(language),
    )


def duration(length: timedelta, language: str) -> str:
    """1 hour 30 minutes; never less than one minute."""
    hours, minutes = divmod(_whole_minutes(length), 60)
    parts = [(hours, "duration-hour"), (minutes, "duration-minute")]
    locale = locale_of(language)
    return " ".join(format_unit(number, unit, "long", locale=locale) for number, unit in parts if number)


def seconds(length: timedelta, language: str) -> str:
    """5.1, with the sign for tenths that people write."""
    return format_decimal(round(length.total_seconds(), 1), "0.#", locale_of(language))


def _whole_minutes(length: timedelta) -> int:
    return max(1, (length + timedelta(seconds=30)) // timedelta(minutes=1))


def listed(items: Sequence[str], language: str) -> str:
    """A, B and C."""
    return format_list(list(items), locale=locale_of(language))
