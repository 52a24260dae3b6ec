"""Rules of the year after the seminar: when clubs are asked about their plans, and topics to begin one with.

All days and times are where the asked person lives; the check-ins count from the seminar's last day.
"""

import calendar
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from bot.i18n.localised import Localised

DAYS_OF_A_WEEK: Final = 7


@dataclass(frozen=True)
class Period:
    """A while in a calendar: a month after 31 January is the last of February."""

    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        """As the programme file has it: 3 months, 1 week, 10 days."""
        number, unit = self.months, "month"
        if not self.months:
            weeks, rest = divmod(self.days, DAYS_OF_A_WEEK)
            number, unit = (self.days, "day") if rest else (weeks, "week")
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"

    def after(self, day: date) -> date:
        years, month = divmod(day.month - 1 + self.months, 12)
        year, month = day.year + years, month + 1
        last = calendar.monthrange(year, month)[1]
        return date(year, month, min(day.day, last)) + timedelta(days=self.days)


CHECK_INS: Final = (Period(days=7), Period(months=1), Period(months=3), Period(months=6), Period(months=12))


@dataclass(frozen=True)
class Annual:
    """A day of every year."""

    month: int
    day: int

    def __str__(self) -> str:
        """As the programme file has it: 05-25."""
        return f"{self.month:02}-{self.day:02}"

    def next_after(self, day: date) -> date:
        """The first such day that is later than `day`."""
        this_year = self._in(day.year)
        return this_year if this_year > day else self._in(day.year + 1)

    def _in(self, year: int) -> date:
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))


@dataclass(frozen=True)
class FollowUp:
    """When leads are asked how their plan goes."""

    asks_at: time = time(10)  # outside of the quiet hours
    check_ins: tuple[Period, ...] = CHECK_INS
    days_before: int = 3  # a step is due
    days_after: int = 2
    holidays: frozenset[date] = frozenset()  # on which nobody is asked
    school_year_ends: Annual = Annual(5, 25)

    def open_day(self, day: date) -> date:
        """When something of this day is asked: on itself, or on the next one that is no holiday."""
        while day in self.holidays:
            day += timedelta(days=1)
        return day


@dataclass(frozen=True)
class Topic:
    """What a plan may be about, with an example to begin from."""

    id: str
    name: Localised  # at most 28 characters: a button's label
    aim: Localised
    steps: tuple[Localised, ...] = ()
