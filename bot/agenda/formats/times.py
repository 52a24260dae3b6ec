"""Times that cannot be: the zone, the days, ends before starts, hours that a clock skips."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.agenda.formats.document import Document, Event, Session
from bot.agenda.formats.findings import Fault

# Kazakhstan went to +05:00 on 2024-03-01; tzdata knows it since 2024a.
_ALMATY_SINCE_2024: Final = datetime(2024, 3, 2, 12, tzinfo=ZoneInfo("Asia/Almaty"))


def check(document: Document) -> Iterator[Fault]:
    zone = zone_named(document.event.time_zone)
    yield from check_zone(document.event)
    yield from _days(document)
    dates = {day.id: day.date for day in document.days}
    for number, session in enumerate(document.sessions):
        for fault in _session(session, dates.get(session.day), zone):
            yield fault._replace(path=("sessions", number, *fault.path))
    for number, choice in enumerate(document.choices):
        if zone and skipped(choice.closes, zone):
            yield _skipped(choice.closes, ("choices", number, "closes"))


def check_zone(event: Event) -> Iterator[Fault]:
    """Whether this machine's time zone data know the zone, and its offset as the organisers expect it."""
    zone = zone_named(event.time_zone)
    if zone is None:
        yield Fault("unknown-zone", ("event", "time_zone"), {"value": event.time_zone})
    else:
        yield from _offset(event, zone)


def zone_named(name: str) -> ZoneInfo | None:
    """The IANA zone of that name, None where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder, like "Asia"
        return None


def offset_text(moment: datetime) -> str:
    """+05:00."""
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


def skipped(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock never shows this time, because it goes forward over it."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall


def _offset(event: Event, zone: ZoneInfo) -> Iterator[Fault]:
    if _ALMATY_SINCE_2024.utcoffset() != timedelta(hours=5):
        yield Fault("stale-zones", ("event", "time_zone"))
    real = offset_text(datetime.combine(event.first_day, time(12), zone))
    if real != event.expected_utc_offset:
        about = {
            "expected": event.expected_utc_offset,
            "date": f"{event.first_day}",
            "zone": zone.key,
            "real": real,
        }
        yield Fault("wrong-offset", ("event", "expected_utc_offset"), about)


def _days(document: Document) -> Iterator[Fault]:
    first, last = document.event.first_day, document.event.last_day
    about = {"first": f"{first}", "last": f"{last}"}
    if last < first:
        yield Fault("last-day-first", ("event", "last_day"), about)
    seen: set[date] = set()
    for number, day in enumerate(document.days):
        if not first <= day.date <= last:
            yield Fault("day-outside", ("days", number, "date"), about | {"date": f"{day.date}"})
        if day.date in seen:
            yield Fault("date-twice", ("days", number, "date"), {"date": f"{day.date}"})
        seen.add(day.date)


def _session(session: Session, day: date | None, zone: ZoneInfo | None) -> Iterator[Fault]:
    about = {"start": f"{session.start:%H:%M}", "end": f"{session.end:%H:%M}"}
    if session.end <= session.start:
        yield Fault("end-before-start", ("end",), about)
    for number, talk in enumerate(session.talks):
        if session.start < session.end and not session.start <= talk.start < session.end:
            yield Fault("talk-outside", ("talks", number, "start"), about | {"time": f"{talk.start:%H:%M}"})
    for name, moment in (("start", session.start), ("end", session.end)):
        if day and zone and skipped(datetime.combine(day, moment), zone):
            yield _skipped(datetime.combine(day, moment), (name,))


def _skipped(wall: datetime, path: tuple[str | int, ...]) -> Fault:
    return Fault("time-skipped", path, {"time": f"{wall:%H:%M}", "date": f"{wall:%Y-%m-%d}"})
