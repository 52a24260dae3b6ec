"""Choices among parallel sessions that do not hold together."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.agenda.formats.document import Choice, Document, Session
from bot.agenda.formats.findings import Fault


def check(document: Document, *, whole: bool) -> Iterator[Fault]:
    """Where the document is not `whole`, what it lacks is no fault."""
    for number, choice in enumerate(document.choices):
        sessions = [session for session in document.sessions if session.choice == choice.id]
        offered = [session for session in sessions if not session.cancelled]
        if sessions:
            yield from _closes_in_time(document, number, offered)
            yield from _parallel(document, choice)
        if whole and sessions:
            yield from _seats_suffice(document, number, offered)
        elif whole:
            yield Fault("choice-empty", ("choices", number, "id"), warning=True)


def _closes_in_time(document: Document, number: int, sessions: Sequence[Session]) -> Iterator[Fault]:
    closes = document.choices[number].closes
    starts = [(start, session.id) for session in sessions if (start := _at(document, session, "start"))]
    if starts and closes > (first := min(starts))[0]:
        about = {
            "closes": f"{closes:%Y-%m-%d %H:%M}",
            "start": f"{first[0]:%Y-%m-%d %H:%M}",
            "session": first[1],
        }
        yield Fault("closes-late", ("choices", number, "closes"), about)


def _seats_suffice(document: Document, number: int, sessions: Sequence[Session]) -> Iterator[Fault]:
    rooms = {room.id: room.capacity for room in document.rooms}
    seats = sum(session.capacity or rooms.get(session.room, 0) for session in sessions)
    if seats < document.event.capacity:
        about = {"seats": str(seats), "people": str(document.event.capacity)}
        yield Fault("choice-small", ("choices", number), about, warning=True)


def _parallel(document: Document, choice: Choice) -> Iterator[Fault]:
    """Each session of a choice that shares no moment with the first one."""
    numbered = [
        (number, session) for number, session in enumerate(document.sessions) if session.choice == choice.id
    ]
    first = numbered[0][1]
    for number, session in numbered[1:]:
        if _apart(document, first, session):
            yield Fault("choice-apart", ("sessions", number, "choice"), {"other": first.id}, warning=True)


def _apart(document: Document, one: Session, other: Session) -> bool:
    spans = [(_at(document, session, "start"), _at(document, session, "end")) for session in (one, other)]
    (starts, ends), (other_starts, other_ends) = spans
    if not (starts and ends and other_starts and other_ends):
        return False
    return ends <= other_starts or other_ends <= starts


def _at(document: Document, session: Session, name: str) -> datetime | None:
    days: dict[str, date] = {day.id: day.date for day in document.days}
    return datetime.combine(days[session.day], getattr(session, name)) if session.day in days else None
