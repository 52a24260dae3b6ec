"""What only the whole programme shows: times, references, overlaps, capacities, placeholders."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from bot.agenda.formats import asking, choosing, following_up, overlaps, placeholding, times
from bot.agenda.formats.document import Document, Session
from bot.agenda.formats.findings import Fault, Path
from bot.agenda.formats.validation import suggestion

_WITH_IDS: Final = ("days", "rooms", "people", "choices", "sessions", "info", "questions", "topics")


def check(document: Document, left_out: Collection[str] = frozenset()) -> Iterator[Fault]:
    """All that is wrong; `left_out` are ids that were in the file, but not in this part of it."""
    yield from _unique_ids(document)
    yield from _references(document, left_out)
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


def _references(document: Document, left_out: Collection[str]) -> Iterator[Fault]:
    """What is named and is not there, once for all that name it."""
    known = {section: [item.id for item in getattr(document, section)] for section in _WITH_IDS}
    places: dict[tuple[str, str, str], list[Path]] = {}
    for number, session in enumerate(document.sessions):
        for path, section, kind, value in _referred(session):
            if value not in known[section] and value not in left_out:
                places.setdefault((section, kind, value), []).append(("sessions", number, *path))
    for (section, kind, value), (first, *others) in places.items():
        about = {"value": value, "places": str(len(others) or "")}
        yield Fault(f"unknown-{kind}", first, about | suggestion(value, known[section]))


def _referred(session: Session) -> Iterator[tuple[Path, str, str, str]]:
    yield ("day",), "days", "day", session.day
    yield ("room",), "rooms", "room", session.room
    if session.choice:
        yield ("choice",), "choices", "choice", session.choice
    for number, person in enumerate(session.people):
        yield ("people", number), "people", "person", person
    for number, talk in enumerate(session.talks):
        if talk.person:
            yield ("talks", number, "person"), "people", "person", talk.person


def _rooms_hold(document: Document) -> Iterator[Fault]:
    limits: Mapping[str, int] = {room.id: room.capacity for room in document.rooms}
    for number, session in enumerate(document.sessions):
        limit = limits.get(session.room)
        if session.capacity and limit and session.capacity > limit:
            about = {"capacity": str(session.capacity), "room": session.room, "limit": str(limit)}
            yield Fault("over-capacity", ("sessions", number, "capacity"), about)
