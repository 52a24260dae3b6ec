"""When an event of a frab schedule begins and ends, on the clock of the seminar's place.

Exporters differ: `date` may be missing, naive, in UTC, or a local time wrongly marked as UTC; `start` is a
clock time; durations are h:mm, hh:mm or d:hh:mm, and their minutes may go up to 99.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.agenda.formats.times import offset_text

_DAY_CHANGE: Final = time(
    4
)  # an event before it belongs to the night of the day before, where no date is given
_CLOCK: Final = re.compile(r"(\d{1,2}):?(\d{2})(?::\d{2})?")
_DURATION: Final = re.compile(
    r"(?:(?P<days>\d{1,2}):)?(?P<hours>\d{1,2}):(?P<minutes>\d{2})|(?P<only>\d{1,4})"
)


class UnclearTimesError(Exception):
    """The times of an event cannot be told; `code` and `parameters` say why."""

    def __init__(self, code: str, field: str, **parameters: str) -> None:
        super().__init__(code)
        self.code, self.field, self.parameters = code, field, parameters


class Times(NamedTuple):
    starts: datetime  # wall time
    ends: datetime  # wall time, on the same day
    doubt: tuple[str, Mapping[str, str]] | None = None  # a warning


def times_of(event: Mapping[str, Any], day: str, zone: ZoneInfo, day_change: str = "") -> Times:
    """Raises UnclearTimesError where begin or end cannot be told, or lie on two days."""
    starts, doubt = _starts(event, day, zone, day_change)
    ends = _ends(event, starts, zone)
    if ends == datetime.combine(starts.date() + timedelta(days=1), time()):
        ends -= timedelta(minutes=1)  # midnight belongs to the next day
    if ends.date() > starts.date():
        raise UnclearTimesError("past-midnight", "duration")
    return Times(starts, ends, doubt)


def _starts(
    event: Mapping[str, Any], day: str, zone: ZoneInfo, day_change: str
) -> tuple[datetime, tuple[str, Mapping[str, str]] | None]:
    start, date_text = str(event.get("start") or ""), str(event.get("date") or "")
    clock = clock_time(start)
    if clock is None:
        date_text, start = date_text or start, ""
    moment = moment_of(date_text)
    if moment is None:
        return _by_day(date_text or day, clock, day_change), None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    wall = moment.astimezone(zone).replace(tzinfo=None)
    if clock is None or wall.time() == clock:
        return wall, _foreign_offset(moment, zone, wall) if clock is None else None
    return _disagreeing(moment, clock, zone)


def _by_day(day: str, clock: time | None, day_change: str) -> datetime:
    try:
        on = date.fromisoformat(day[:10])
    except ValueError:
        raise UnclearTimesError("event-without-start", "date") from None
    if clock is None:
        raise UnclearTimesError("event-without-start", "start")
    night = clock < (clock_time(day_change) or _DAY_CHANGE)
    return datetime.combine(on + timedelta(days=night), clock)


def _foreign_offset(moment: datetime, zone: ZoneInfo, wall: datetime) -> tuple[str, Mapping[str, str]] | None:
    """Without a clock time beside it, another offset than the zone's may be meant or be a mistake."""
    if moment.utcoffset() in {timedelta(), wall.replace(tzinfo=zone).utcoffset()}:
        return None
    return "offset-other", _about(moment, zone) | {"start": f"{wall:%H:%M}"}


def _disagreeing(
    moment: datetime, clock: time, zone: ZoneInfo
) -> tuple[datetime, tuple[str, Mapping[str, str]]]:
    about = _about(moment, zone) | {"start": f"{clock:%H:%M}"}
    if moment.utcoffset() == timedelta() and moment.time() == clock:
        return moment.replace(tzinfo=None), ("local-marked-utc", about)
    raise UnclearTimesError("start-disagrees", "date", **about)


def _about(moment: datetime, zone: ZoneInfo) -> dict[str, str]:
    return {"date": moment.isoformat(timespec="minutes"), "offset": offset_text(moment), "zone": zone.key}


def _ends(event: Mapping[str, Any], starts: datetime, zone: ZoneInfo) -> datetime:
    text = str(event.get("duration") or "").strip()
    if text:
        duration = duration_of(text)
        if duration is None:
            raise UnclearTimesError("not-a-duration", "duration", value=text)
        return starts + duration
    end = moment_of(str(event.get("end") or ""))
    if end is None:
        raise UnclearTimesError("event-without-end", "duration")
    return end.astimezone(zone).replace(tzinfo=None) if end.tzinfo else end


def clock_time(text: str) -> time | None:
    """09:30, 9:30, 0930 or 09:30:00."""
    found = _CLOCK.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found and int(found[1]) < 24 and int(found[2]) < 60 else None


def duration_of(text: str) -> timedelta | None:
    """h:mm, hh:mm or d:hh:mm with any minutes up to 99, or minutes alone."""
    found = _DURATION.fullmatch(text)
    if found is None:
        return None
    if found["only"]:
        return timedelta(minutes=int(found["only"]))
    days, hours, minutes = (int(found[name] or 0) for name in ("days", "hours", "minutes"))
    return timedelta(days=days, hours=hours, minutes=minutes)


def moment_of(text: str) -> datetime | None:
    """A date with a time as ISO 8601 writes it, with or without an offset."""
    try:
        moment = datetime.fromisoformat(text.strip()) if len(text) > 10 else None
    except ValueError:
        return None
    return moment.replace(second=0, microsecond=0) if moment else None
