"""Dates as people type them: 15.06, 15 июня, маусымның 15-і, in two weeks, next Monday, end of May.

Without a year the next such day is meant, unless it has just passed. Where two days may be meant, or none,
the answer says so.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.i18n import date_words as words
from bot.i18n.date_spans import days_in, from_today

LONGEST: Final = 60  # characters of a date; more is a story
RECENT: Final = timedelta(days=90)  # a day without a year that is over for no longer is hardly the next one
YEARS_AHEAD: Final = 3  # what is later is most likely a slip of the thumb

_TOKEN: Final = re.compile(r"\d+(?:[.:/-]\d+)*|[^\W\d_]+")
_DAY: Final = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{2}|\d{4})?", re.ASCII)
_DIGITS: Final = 4  # of a year, and at most of any number
_PARTS: Final = dict.fromkeys(words.BEGINNING, "1") | dict.fromkeys(words.MIDDLE, "15")  # of a month
_YEARS: Final = words.YEAR - words.OF_A_DATE
_CENTURY: Final = 2000  # of a year of two digits


@dataclass(frozen=True)
class Day:
    day: date


@dataclass(frozen=True)
class Ambiguous:
    """03/04, "next Friday" on a Tuesday, and "in September"; the likelier day comes first."""

    candidates: tuple[date, ...]


@dataclass(frozen=True)
class Impossible:
    """No calendar has such a day: 31.06."""


@dataclass(frozen=True)
class Past:
    day: date
    again: date  # the next such day


@dataclass(frozen=True)
class Far:
    """More than three years ahead."""

    day: date


@dataclass(frozen=True)
class Unknown:
    """It is no date in any form that we know."""


Answer = Day | Ambiguous | Impossible | Past | Far | Unknown


def read(text: str, today: date) -> Answer:
    """What is meant by a text of whatever language."""
    if len(text) > LONGEST:
        return Unknown()
    tokens = _TOKEN.findall(unicodedata.normalize("NFC", text).casefold())
    found = from_today(tokens, today) or _at_the_end(tokens, today)
    if found:
        return _judged(found, today)
    rest = ["1" if token in words.FIRST else token for token in tokens if token not in words.SMALL]
    if _is_a_span(tokens):
        return Unknown()
    return _next_span(tokens, today) or _weekday(rest, today) or _dated(rest, today) or Unknown()


# -------------------------------------------------------------- from today on


def _is_a_span(tokens: Sequence[str]) -> bool:
    """3-4 months, 1,5 года: not the third of April."""
    numbers = [token for token in tokens if token[0].isdecimal()]
    if not numbers or any(words.month_of(token) for token in tokens):
        return False
    years = any(len(part) == _DIGITS for token in numbers for part in re.split(r"\D", token))
    return not words.MONTH.isdisjoint(tokens) or (not years and not _YEARS.isdisjoint(tokens))


def _next_span(tokens: Sequence[str], today: date) -> Answer | None:
    """Next week may be its Monday or its Friday; next month its first day or its last."""
    spans = {token for token in tokens if token not in words.NEXT | words.FILLERS}
    if words.NEXT.isdisjoint(tokens) or len(spans) != 1:
        return None
    if spans <= words.WEEK:
        monday = today + timedelta(days=7 - today.weekday())
        return Ambiguous((monday, monday + timedelta(days=4)))
    if spans <= words.MONTH:
        return _some_day_of(today.month % 12 + 1, "", today)
    return None


def _weekday(rest: Sequence[str], today: date) -> Answer | None:
    """Friday is the next one; "next Friday" may be this week's or that of the next."""
    named, others = [day for token in rest if (day := words.weekday_of(token)) is not None], set(rest[:-1])
    if len(named) != 1 or len(rest) > 2 or not others <= words.NEXT:
        return None
    coming = today + timedelta(days=(named[0] - today.weekday() - 1) % 7 + 1)
    next_week = today + timedelta(days=7 - today.weekday() + named[0])
    return Ambiguous((coming, next_week)) if others and coming != next_week else Day(coming)


def _at_the_end(tokens: Sequence[str], today: date) -> date | None:
    """Of a month, of this month, of this year or another."""
    if words.END.isdisjoint(tokens):
        return None
    rest = [token for token in tokens if token not in words.SMALL | words.END]
    months = [month for token in rest if (month := words.month_of(token))]
    years = [int(token) for token in rest if token.isdecimal() and len(token) == _DIGITS]
    if len(months) == 1 and len(rest) == 1 + len(years) <= 2:
        return _end_of(months[0], years[0] if years else None, today)
    if len(rest) == len(years) == 1:
        return _end_of(12, years[0], today)
    if rest or words.MONTH.isdisjoint(tokens) == words.YEAR.isdisjoint(tokens):
        return None
    return _end_of(today.month if words.MONTH.intersection(tokens) else 12, today.year, today)


def _some_day_of(month: int, year: str, today: date) -> Answer | None:
    """The first day of it that is left, or the last."""
    last = _end_of(month, int(year) if year else None, today)
    if last is None:
        return None
    verdict, first = _judged(last, today), last.replace(day=1)
    if isinstance(verdict, Past) or isinstance(_judged(first, today), Far):
        return verdict
    first = max(first, today)
    return Ambiguous((first, last)) if first < last else verdict


def _end_of(month: int, year: int | None, today: date) -> date | None:
    year = today.year + (month < today.month) if year is None else year
    return date(year, month, days_in(year, month)) if year else None


# ---------------------------------------------------------------- a calendar's


def _dated(rest: Sequence[str], today: date) -> Answer | None:
    """A day and a month, with or without a year; a weekday beside them is theirs, or asked back."""
    named = [day for token in rest if (day := words.weekday_of(token)) is not None]
    tokens = [_PARTS.get(token, token) for token in rest if words.weekday_of(token) is None]
    months = [month for token in tokens if (month := words.month_of(token))]
    numbers = [token for token in tokens if token[0].isdecimal()]
    if len(months) + len(numbers) != len(tokens):
        return None
    found = _with_a_name(months, numbers, today) if months else _in_numbers(" ".join(numbers), today)
    if named and isinstance(found, Past) and not _has_a_year(months, numbers):
        found = _said_of_the_next(found, named[0], today)
    return _beside_a_weekday(found, named, today) if isinstance(found, Day) and named else found


def _has_a_year(months: Sequence[int], numbers: Sequence[str]) -> bool:
    parts = [part for token in numbers for part in re.split(r"\D", token)]
    return len(months) + len(parts) > 2 or any(len(part) == _DIGITS for part in parts)


def _said_of_the_next(found: Past, weekday: int, today: date) -> Answer:
    """Friday, 20 December, which was a Thursday the last time and will be a Friday the next."""
    fits = found.again.weekday() == weekday != found.day.weekday()
    return _judged(found.again, today) if fits else found


def _beside_a_weekday(found: Day, named: Sequence[int], today: date) -> Answer:
    """Friday, 15 June, which is a Saturday: one of the two is a slip."""
    days = (named[0] - found.day.weekday() + 3) % 7 - 3
    nearest = found.day + timedelta(days=days)
    other = nearest if nearest >= today else nearest + timedelta(days=7)
    return Ambiguous((found.day, other)) if days else found


def _with_a_name(months: Sequence[int], numbers: Sequence[str], today: date) -> Answer | None:
    """June 15, 15 июня 2019, 2019 жылғы 15 маусым, June; of two short numbers the second is the year."""
    if len(months) != 1 or len(numbers) > 2:
        return None
    if all(len(number) == _DIGITS for number in numbers):
        return _some_day_of(months[0], "".join(numbers), today) if len(numbers) < 2 else None
    day, *year = sorted(numbers, key=lambda token: len(token) == _DIGITS)
    return _day(day, str(months[0]), "".join(year), today)


def _in_numbers(text: str, today: date) -> Answer | None:
    """The day comes first, or the year; with strokes it may be the month too."""
    parts = re.split(r"[ ./-]", text)
    if len(parts) == 3 and len(parts[0]) == _DIGITS:
        return _day(parts[2], parts[1], parts[0], today)
    if not 2 <= len(parts) <= 3:
        return None
    day, month, *year = parts
    as_written = _day(day, month, "".join(year), today)
    if "/" not in text:
        return as_written
    return _either(as_written, _day(month, day, "".join(year), today), has_year=bool(year))


def _either(one: Answer | None, other: Answer | None, *, has_year: bool) -> Answer | None:
    days = tuple(day for answer in (one, other) if (day := _coming(answer, has_year=has_year)))
    if len(set(days)) > 1 and (isinstance(one, Day) or isinstance(other, Day)):
        return Ambiguous(days)
    return other if isinstance(other, Day) or isinstance(one, Impossible) else one


def _coming(answer: Answer | None, *, has_year: bool) -> date | None:
    """Without a year a day that has just passed may be meant of the next."""
    if isinstance(answer, Day):
        return answer.day
    return answer.again if isinstance(answer, Past) and not has_year else None


def _day(day: str, month: str, year: str, today: date) -> Answer | None:
    """`year` has two digits, four, or is not given."""
    if not _DAY.fullmatch(f"{day}.{month}.{year}"):
        return None
    if year:
        found = _date(int(year) + (_CENTURY if len(year) == 2 else 0), int(month), int(day))
        return _judged(found, today) if found else Impossible()
    found = _next_such(int(month), int(day), today - RECENT)
    return _judged(found, today) if found else Impossible()


def _next_such(month: int, day: int, today: date) -> date | None:
    """29 February may be years away."""
    such = (_date(year, month, day) for year in range(today.year, today.year + 9))
    return next((one for one in such if one and one >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _judged(day: date, today: date) -> Answer:
    if day < today:
        return Past(day, _next_such(day.month, day.day, today) or today)
    last = (today.year + YEARS_AHEAD, today.month, today.day)
    return Far(day) if (day.year, day.month, day.day) > last else Day(day)
