"""What only the whole programme shows: times, references, overlaps, capacities, placeholders."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from bot.agenda.formats import asking, choosing, following_up, overlaps, placeholding, times
from bot.agenda.formats.document import Document
from bot.agenda.formats.findings import Fault, Path
from bot.agenda.formats.validation import suggestion
from bot.agenda.rules import Kind

_WITH_IDS: Final = ("days", "rooms", "people", "choices", "sessions", "info", "questions", "topics")


def check(document: Document, left_out: Collection[str] = frozenset()) -> Iterator[Fault]:
    """All that is wrong; `left_out` are ids that were in the file, but not in this part of it."""
    yield from _unique_ids(document)
    named = {number: session.model_dump() for number, session in enumerate(document.sessions)}
    yield from references(document, named, left_out)
    yield from times.check(document)
    yield from _rooms_hold(document)
    yield from overlaps.check(document)
    yield from choosing.check(document, whole=not left_out)
    yield from placeholding.check(document)
    yield from asking.check(document)
    yield from following_up.check(document)


def _unique_ids(document: Document) -> Iterator[Fault]:
    for section in _WITH_IDS:
        seen: Counter[str] = Counter()
        for number, item in enumerate(getattr(document, section)):
            seen[item.id] += 1
            if seen[item.id] == 2:
                yield Fault("id-twice", (section, number, "id"))


def references(
    document: Document, sessions: Mapping[int, Mapping[str, Any]], left_out: Collection[str] = frozenset()
) -> Iterator[Fault]:
    """What these sessions name and is not there, once for all that name it; a session is as in the file."""
    known = {section: [item.id for item in getattr(document, section)] for section in _WITH_IDS}
    places: dict[tuple[str, str, str], list[Path]] = {}
    for number, session in sessions.items():
        for path, section, kind, value in _referred(session):
            if isinstance(value, str) and value not in known[section] and value not in left_out:
                places.setdefault((section, kind, value), []).append(("sessions", number, *path))
    for (section, kind, value), (first, *others) in places.items():
        about = {"value": value, "places": str(len(others) or "")}
        yield Fault(f"unknown-{kind}", first, about | suggestion(value, known[section]))


def _referred(session: Mapping[str, Any]) -> Iterator[tuple[Path, str, str, Any]]:
    yield ("day",), "days", "day", session.get("day")
    yield ("room",), "rooms", "room", session.get("room")
    yield ("choice",), "choices", "choice", session.get("choice") or None
    for number, person in _numbered(session.get("people")):
        yield ("people", number), "people", "person", person
    for number, talk in _numbered(session.get("talks")):
        person = talk.get("person") if isinstance(talk, Mapping) else None
        yield ("talks", number, "person"), "people", "person", person or None


def _numbered(items: Any) -> Iterator[tuple[int, Any]]:
    return iter(enumerate(items if isinstance(items, list | tuple) else ()))


def _rooms_hold(document: Document) -> Iterator[Fault]:
    limits: Mapping[str, int] = {room.id: room.capacity for room in document.rooms}
    for number, session in enumerate(document.sessions):
        limit = limits.get(session.room)
        if session.capacity and limit and session.capacity > limit:
            about = {"capacity": str(session.capacity), "room": session.room, "limit": str(limit)}
            yield Fault("over-capacity", ("sessions", number, "capacity"), about)
        everybody = session.kind is Kind.PLENARY and not session.choice and not session.cancelled
        if everybody and limit and limit < document.event.capacity:
            about = {"people": str(document.event.capacity), "room": session.room, "limit": str(limit)}
            yield Fault("room-small", ("sessions", number, "room"), about, warning=True)
