"""Sessions at the same time that should not be: in one room, with one person, for one audience."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.agenda.formats.document import Document, Session
from bot.agenda.formats.findings import Fault


class _Dated(NamedTuple):
    number: int  # in the file
    starts: datetime  # wall time
    ends: datetime
    session: Session
    people: frozenset[str]


def check(document: Document) -> Iterator[Fault]:
    """Each session tells of those that began before it, so that every pair is told once."""
    for later, earlier in _parallel(document):
        yield from _of_room(later, earlier)
        yield from _of_people(later, earlier)
        yield from _of_audience(later, earlier)


def _parallel(document: Document) -> Iterator[tuple[_Dated, Sequence[_Dated]]]:
    """Every session with those that still run when it starts; one that has no right times is passed over."""
    running: list[_Dated] = []
    for dated in sorted(_dated(document), key=lambda dated: (dated.starts, dated.number)):
        running = [other for other in running if other.ends > dated.starts]
        yield dated, running
        running.append(dated)


def _dated(document: Document) -> Iterator[_Dated]:
    dates = {day.id: day.date for day in document.days}
    for number, session in enumerate(document.sessions):
        day = dates.get(session.day)
        if day and session.start < session.end and not session.cancelled:
            starts, ends = datetime.combine(day, session.start), datetime.combine(day, session.end)
            yield _Dated(number, starts, ends, session, _people(session))


def _people(session: Session) -> frozenset[str]:
    return frozenset(session.people) | {talk.person for talk in session.talks if talk.person}


def _of_room(later: _Dated, earlier: Sequence[_Dated]) -> Iterator[Fault]:
    same = [other for other in earlier if other.session.room == later.session.room]
    if same:
        yield Fault("room-overlap", _path(later, "room"), _about(later, same) | {"room": later.session.room})


def _of_people(later: _Dated, earlier: Sequence[_Dated]) -> Iterator[Fault]:
    for person in sorted(later.people):
        if same := [other for other in earlier if person in other.people]:
            yield Fault("person-overlap", _path(later, "people"), _about(later, same) | {"person": person})


def _of_audience(later: _Dated, earlier: Sequence[_Dated]) -> Iterator[Fault]:
    """Two choices at once leave nobody a seat in both; what is outside every choice may run in parallel."""
    own = later.session.choice
    others = [other for other in earlier if other.session.choice != own or own is None]
    if both := [other for other in others if own and other.session.choice]:
        about = _about(later, both) | {"choice": str(both[0].session.choice)}
        yield Fault("choice-overlap", _path(later, "choice"), about)
    if free := [other for other in others if not (own and other.session.choice)]:
        yield Fault("parallel", _path(later, "start"), _about(later, free), warning=True)


def _path(dated: _Dated, field: str) -> tuple[str | int, ...]:
    return ("sessions", dated.number, field)


def _about(later: _Dated, others: Sequence[_Dated]) -> dict[str, str]:
    first, rest = others[0], len(others) - 1
    return {
        "other": first.session.id,
        "start": f"{max(first.starts, later.starts):%H:%M}",
        "end": f"{min(first.ends, later.ends):%H:%M}",
        "more": str(rest or ""),
    }
