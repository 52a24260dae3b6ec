"""Quiet hours: from 21:00 to 09:00 where the seminar is, nobody has to answer."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

BEGIN: Final = time(21)
END: Final = time(9)


def disturbs(now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is a quiet hour."""
    return awake(now, zone) != now


def awake(now: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself, or the end of the quiet hours that it lies in."""
    local = now.astimezone(zone)
    if END <= local.time() < BEGIN:
        return now
    morning = local.date() + timedelta(days=local.time() >= BEGIN)
    return datetime.combine(morning, END, zone).astimezone(UTC)
