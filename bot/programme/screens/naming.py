"""Names instead of ids: in the chat nobody has the file before them."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from bot.agenda.rules import Programme, Room, Session
from bot.i18n.dates import day_of, short_weekday_date, time_range
from bot.i18n.translator import Translator
from bot.programme.rules import LastChange
from bot.screens.length import shorten

ABOUT: Final = 120  # UTF-16 units


class Place(NamedTuple):
    """Where a session is in one version of the programme."""

    programme: Programme
    session: Session

    @property
    def room(self) -> Room:
        return self.programme.room(self.session.room_id)


def room_names(before: Place, after: Place, language: str) -> tuple[str, str]:
    """Where something was and is; with the way there where the names are the same."""
    rooms = before.room, after.room
    old, new = (room.name.to(language) for room in rooms)
    if old != new:
        return old, new
    old, new = (_with_way(room, language) for room in rooms)
    return old, new


def _with_way(room: Room, language: str) -> str:
    name = room.name.to(language)
    return f"{name} ({room.directions.to(language)})" if room.directions else name


def when_and_where(t: Translator, programme: Programme, session: Session) -> str:
    day = short_weekday_date(day_of(session.starts_at, programme.zone), t.language)
    times = time_range(session.starts_at, session.ends_at, programme.zone)
    return f"{day}, {times} · {programme.room(session.room_id).name.to(t.language)}"


def about(t: Translator, change: LastChange) -> str:
    """Daniel · in the chat."""
    said = " · ".join(part for part in (change.by, _source(t, change.source)) if part)
    return shorten(said, ABOUT)


def _source(t: Translator, source: str) -> str:
    """From where a change came; a file has its own name."""
    names = {
        "chat": t.label("in the chat"),
        "undo": t.label("a change undone"),
        "host": t.label("by the host of a session"),
    }
    return names.get(source, source)


def in_names(programme: Programme, parameters: Mapping[str, str], language: str) -> Mapping[str, str]:
    """The parameters of a finding with what people call the things."""
    kinds = {"other": "session", "session": "session", "room": "room", "person": "person", "choice": "choice"}
    return {
        key: _name(programme, kinds[key], value, language) if key in kinds else value
        for key, value in parameters.items()
    }


def name_of_item(programme: Programme, item: str, language: str) -> str:
    """Of `session d1-opening`; empty where it is about nothing that has a name."""
    kind, _, item_id = item.partition(" ")
    return _name(programme, kind, item_id, language)


def _name(programme: Programme, kind: str, item_id: str, language: str) -> str:
    names = {
        "session": {session.id: session.short for session in programme.sessions},
        "room": {room.id: room.name for room in programme.rooms},
        "person": {host.id: host.name for host in programme.hosts},
        "choice": {choice.id: choice.name for choice in programme.choices},
        "day": {day.id: day.name for day in programme.days},
        "page": {page.id: page.title for page in programme.info},
        "question": {question.id: question.text for question in programme.questions},
        "topic": {topic.id: topic.name for topic in programme.topics},
    }
    name = names.get(kind, {}).get(item_id)
    return name.to(language) if name else item_id
