"""Days that people name by how far away they are."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from bot.i18n import date_words as words
from bot.i18n.date_words import Unit

_DIGITS: Final = 4  # at most of a number


def from_today(tokens: Sequence[str], today: date) -> date | None:
    """Today, tomorrow, in two weeks; None where nothing of that kind is meant."""
    tokens = [words.AFTER.get(token, token) for token in tokens]
    phrase = " ".join(tokens)
    if phrase in words.HALF_A_YEAR:
        return _months_after(today, 6)
    days = words.NEAR.get(" ".join(token for token in tokens if token not in words.SMALL))
    return today + timedelta(days=days) if days is not None else _after_a_span(tokens, today)


def _after_a_span(tokens: Sequence[str], today: date) -> date | None:
    numbers = [_number(token) for token in tokens]
    given = [number for number in numbers if number is not None]
    phrase = " ".join(token if number is None else "#" for token, number in zip(tokens, numbers, strict=True))
    unit = words.unit_of(phrase)
    if unit is None or len(given) > 1:
        return None
    return _later(today, unit, *given or [1])


def _number(token: str) -> int | None:
    """2, or "two"."""
    return int(token) if token.isdecimal() and len(token) <= _DIGITS else words.NUMBERS.get(token)


def _later(today: date, unit: Unit, number: int) -> date | None:
    match unit:
        case "day":
            return today + timedelta(days=number)
        case "week":
            return today + timedelta(weeks=number)
        case "month":
            return _months_after(today, number)
        case "year":
            return _months_after(today, 12 * number)


def _months_after(day: date, months: int) -> date | None:
    """A month after 31 January is the last of February."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, days_in(year, month + 1))) if year <= date.max.year else None


def days_in(year: int, month: int) -> int:
    """28 to 31."""
    return calendar.monthrange(year, month)[1]
