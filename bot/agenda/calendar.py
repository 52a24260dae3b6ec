"""Sessions as a calendar file (RFC 5545), in UTC: right whatever a phone believes about Almaty's zone."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.agenda.rules import Programme, Session

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//seminar-bot//agenda//EN"


def calendar_of(programme: Programme, sessions: Sequence[Session], language: str, now: datetime) -> bytes:
    """An .ics of these sessions in one language; importing a newer one updates the events of an older one."""
    from icalendar import Calendar  # noqa: PLC0415 -- only calendars are worth its megabytes

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", programme.short_name.to(language))
    for session in sessions:
        calendar.add_component(_event(programme, session, language, now))
    content: bytes = calendar.to_ical()
    return content


def _event(programme: Programme, session: Session, language: str, now: datetime) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{session.id}@{programme.id}")
    event.add("sequence", programme.version)
    event.add("dtstamp", now)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", session.title.to(language))
    event.add("location", _location(programme, session, language))
    if description := _description(programme, session, language):
        event.add("description", description)
    event.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    return event


def _location(programme: Programme, session: Session, language: str) -> str:
    room = programme.room(session.room_id)
    parts = [room.name, room.directions, programme.city]
    return ", ".join(part.to(language) for part in parts if part)


def _description(programme: Programme, session: Session, language: str) -> str:
    names = [programme.host_name(host_id).to(language) for host_id in session.host_ids]
    texts = [", ".join(names), session.description.to(language) if session.description else ""]
    return "\n\n".join(text for text in texts if text)
