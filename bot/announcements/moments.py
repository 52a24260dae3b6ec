"""When an announcement may go out: moments that make sense now, and what somebody wrote."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.agenda.rules import Kind, Programme

MORNING: Final = time(9)
_MINUTE: Final = timedelta(minutes=1)
_DATE: Final = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2})\.(?P<month2>\d{1,2})(?:\.(?P<year2>\d{4})?)?"
)
_AT: Final = r"(?:at|в|сағат)\s+"
_IN_KAZAKH: Final = r"\s?[-\u2010-\u2014]?\s?(?:де|да|те|та)"  # 18:30-де
_TIME: Final = rf"(?:{_AT})?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:{_IN_KAZAKH})?"
_MOMENT: Final = re.compile(rf"(?:(?:{_DATE})[\s,T]+)?{_TIME}", re.IGNORECASE)


class When(StrEnum):
    """What makes a moment a good one."""

    SOON = "soon"
    IN_AN_HOUR = "in_an_hour"
    END = "end"  # of what runs now
    BREAK = "break"  # the next
    TOMORROW = "tomorrow"


class Suggestion(NamedTuple):
    when: When
    moment: datetime


def suggestions(programme: Programme, now: datetime) -> Sequence[Suggestion]:
    """Good moments, the next first, no two of them the same."""
    by_moment = {one.moment: one for one in (*_any_day(programme, now), *_by_programme(programme, now))}
    return sorted(by_moment.values(), key=lambda one: one.moment)


def _any_day(programme: Programme, now: datetime) -> Iterator[Suggestion]:
    minute = now.replace(second=0, microsecond=0)
    yield Suggestion(When.SOON, minute + 10 * _MINUTE)
    yield Suggestion(When.IN_AN_HOUR, minute + 60 * _MINUTE)
    tomorrow = now.astimezone(programme.zone).date() + timedelta(days=1)
    yield Suggestion(When.TOMORROW, datetime.combine(tomorrow, MORNING, programme.zone))


def _by_programme(programme: Programme, now: datetime) -> Iterator[Suggestion]:
    today = now.astimezone(programme.zone).date()
    held = [session for session in programme.sessions if not session.cancelled]
    ends = [session.ends_at for session in held if session.runs_at(now)]
    breaks = [
        session.starts_at
        for session in held
        if session.kind in {Kind.BREAK, Kind.MEAL}
        and session.starts_at > now
        and session.starts_at.astimezone(programme.zone).date() == today
    ]
    if ends:
        yield Suggestion(When.END, min(ends))
    if breaks:
        yield Suggestion(When.BREAK, min(breaks))


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """What is meant by 16:30, 1.05 09:00 or 2019-05-01 09:00 in the seminar's zone; None if nothing is.

    Also by “at 16:30” in three languages. Without a date it is today, without a year this one.
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    today = now.astimezone(zone)
    parts = {
        "year": found["year"] or found["year2"] or today.year,
        "month": found["month"] or found["month2"] or today.month,
        "day": found["day"] or found["day2"] or today.day,
        "hour": found["hour"],
        "minute": found["minute"],
    }
    try:
        wall = datetime(**{name: int(value) for name, value in parts.items()}, tzinfo=zone)
        return None if is_skipped(wall) else wall.astimezone(now.tzinfo)
    except (ValueError, OverflowError):  # 31.02, 25:00, the year 0000
        return None


def is_skipped(wall: datetime) -> bool:
    """Whether clocks are put forward over this time of theirs, so that it never is (PEP 495)."""
    there_and_back = wall.astimezone(UTC).astimezone(wall.tzinfo)
    return there_and_back.replace(tzinfo=None) != wall.replace(tzinfo=None)
