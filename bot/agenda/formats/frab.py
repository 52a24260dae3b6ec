"""A frab, pretalx or hub schedule as a programme.

What it does not say comes from the programme that is there already.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from bot.agenda.formats import frab_seminar
from bot.agenda.formats.document import Document
from bot.agenda.formats.findings import (
    Fault,
    Finding,
    Path,
    Places,
    Source,
    Spot,
    UnreadableError,
    Where,
    path,
)
from bot.agenda.formats.frab_identity import session_ids, slug
from bot.agenda.formats.frab_names import Register
from bot.agenda.formats.frab_schedule import Entry, Schedule, items, mapping, word
from bot.agenda.formats.frab_texts import complete, given, labels, language_of, merged, plain
from bot.agenda.formats.frab_times import Times, UnclearTimesError, times_of
from bot.agenda.rules import Kind
from bot.i18n.localised import LANGUAGES

EVENTS_LIMIT: Final = 2000
_PRESENT: Final = Where(Spot.PRESENT)
_KEPT: Final = ("choices", "info", "questions", "follow_up", "topics", "declaration")
_FROM_PRESENT: Final = ("days", "rooms", "people", *_KEPT)

# Words in an event's type, and the kind of session they mean.
_KINDS: Final = {
    "workshop": Kind.WORKSHOP,
    "training": Kind.TRAINING,
    "tutorial": Kind.TRAINING,
    "registration": Kind.REGISTRATION,
    "break": Kind.BREAK,
    "coffee": Kind.BREAK,
    "pause": Kind.BREAK,
    "lunch": Kind.MEAL,
    "meal": Kind.MEAL,
    "dinner": Kind.SOCIAL,
    "social": Kind.SOCIAL,
    "concert": Kind.SOCIAL,
}

# Where in the schedule the parts of a session are.
_FIELDS: Final = {
    "day": "date",
    "start": "start",
    "end": "duration",
    "room": "room",
    "kind": "type",
    "people": "persons",
    "title": "title",
    "short": "title",
    "description": "description",
}


class _Timed(NamedTuple):
    entry: Entry
    times: Times


def to_source(schedule: Schedule, base: Document | None) -> Source:
    """Raises UnreadableError where there are no events, too many, or no time zone."""
    if not schedule.entries:
        raise UnreadableError("not-a-schedule", path(schedule.place))
    if len(schedule.entries) > EVENTS_LIMIT:
        raise UnreadableError("too-many-events", path(schedule.place), limit=str(EVENTS_LIMIT))
    present = base.model_dump(mode="json") if base else {}
    return _Assembly(schedule, present).source()


class _Assembly:
    """A programme that is being put together from a schedule and the present programme."""

    def __init__(self, schedule: Schedule, present: Mapping[str, Any]) -> None:
        self.schedule, self.present = schedule, present
        conference = schedule.conference
        self.zone = frab_seminar.zone_of(schedule, present.get("event", {}))
        self.language = language_of(conference.get("language"), *items(conference.get("languages")))
        self.rooms = Register("rooms", present.get("rooms", ()))
        self.people = Register("people", present.get("people", ()))
        about_rooms = map(mapping, items(conference.get("rooms")))
        self.about_rooms = {name: room for room in about_rooms for name in _called(room)}
        self.sessions: list[Mapping[str, Any]] = []
        self.places: dict[Path, Where] = {}
        self.faults: list[Fault] = []
        self.findings: list[Finding] = []

    def source(self) -> Source:
        timed = [timed for entry in self.schedule.entries if (timed := self._timed(entry))]
        if not timed:
            raise UnreadableError.of(self.findings)
        days = frab_seminar.days_of([one.times.starts.date() for one in timed], self.present.get("days", ()))
        dates = {date.fromisoformat(day["date"]): str(day["id"]) for day in days}
        self._add_sessions(timed, dates)
        raw = {"schema": 1, "event": self._event(list(dates)), "days": days} | self._sections()
        self._place_all()
        self._say_languages_missing()
        faults = [*self.faults, *self.rooms.faults, *self.people.faults]
        return Source(raw, Places(self.places), faults, self.findings)

    def _sections(self) -> dict[str, Any]:
        return {
            "rooms": self.rooms.items,
            "people": self.people.items,
            "sessions": self.sessions,
            **{section: self.present[section] for section in _KEPT if section in self.present},
        }

    def _place_all(self) -> None:
        place = self.schedule.place
        self.places |= {(): path(place), ("event", "name"): path(f"{place}/title")}
        self.places |= {(section,): _PRESENT for section in _FROM_PRESENT}
        self.places |= self.rooms.places | self.people.places

    def _say_languages_missing(self) -> None:
        """Each text is named by the validation; this says what to do about them all."""
        incomplete = [session for session in self.sessions if len(session["title"] or ()) < len(LANGUAGES)]
        if incomplete:
            about = {"count": str(len(incomplete)), "total": str(len(self.sessions))}
            self.findings.append(Finding("languages-missing", path("/schedule"), about))

    # ------------------------------------------------------------- when

    def _timed(self, entry: Entry) -> _Timed | None:
        day_change = word(self.schedule.conference.get("day_change"))
        try:
            return _Timed(entry, times_of(entry.values, entry.day, self.zone, day_change))
        except UnclearTimesError as unclear:
            about = {"item": _name_of(entry), **unclear.parameters}
            self.findings.append(Finding(unclear.code, path(f"{entry.place}/{unclear.field}"), about))
            return None

    # ---------------------------------------------------------- sessions

    def _add_sessions(self, timed: Sequence[_Timed], days: Mapping[date, str]) -> None:
        known = {session["id"]: session for session in self.present.get("sessions", ())}
        ids = session_ids([(one.entry.values, one.times.starts) for one in timed], known)
        for session_id, one in zip(ids, timed, strict=True):
            if session_id is None:
                about = {"item": _name_of(one.entry)}
                self.findings.append(Finding("event-without-identity", path(one.entry.place), about))
            else:
                was = known.get(session_id, {})
                self.sessions.append({"id": session_id} | self._session(one, was, days))

    def _session(self, one: _Timed, was: Mapping[str, Any], days: Mapping[date, str]) -> dict[str, Any]:
        (values, place, _), (starts, ends, doubt) = one
        number = len(self.sessions)
        self.places |= {("sessions", number): path(place)}
        self.places |= {("sessions", number, key): path(f"{place}/{field}") for key, field in _FIELDS.items()}
        if doubt:
            self.faults.append(Fault(doubt[0], ("sessions", number, "start"), doubt[1], warning=True))
        language = language_of(values.get("language"), self.language)
        start = f"{starts:%H:%M}"
        return {
            **{key: was[key] for key in ("choice", "capacity", "reminder", "feedback") if key in was},
            "day": days[starts.date()],
            "start": start,
            "end": f"{ends:%H:%M}",
            "kind": was.get("kind") or self._kind(values, number),
            "room": self._room(values, place),
            "people": self._hosts(values, place),
            "talks": _shifted(was, start),
            **self._texts(values, was, number, language),
        }

    def _texts(
        self, values: Mapping[str, Any], was: Mapping[str, Any], number: int, language: str
    ) -> dict[str, Any]:
        path = ("sessions", number)
        title, faults = merged(given(values.get("title"), language), was.get("title"), (*path, "title"))
        told = given(plain(values.get("description") or values.get("abstract")), language)
        description, doubts = complete(told, was.get("description"), (*path, "description"))
        self.faults += [*faults, *doubts]
        short = was.get("short")
        if short is None and title:
            short = labels(title)
            self.faults += self._short_made(title, short, (*path, "short"))
        return {"title": title or None, "short": short, "description": description}

    def _short_made(self, title: Mapping[str, str], short: Mapping[str, str], path: Path) -> Sequence[Fault]:
        cut = [short[language] for language, text in title.items() if short[language] != text]
        return [Fault("short-made", path, {"label": cut[0]}, warning=True)] if cut else []

    def _kind(self, values: Mapping[str, Any], number: int) -> str:
        named = word(values.get("type"))
        if named.casefold() in set(Kind):
            return named.casefold()
        kind = next((kind for part, kind in _KINDS.items() if part in named.casefold()), Kind.PLENARY)
        about = {"value": named, "kind": kind.value}
        self.faults.append(Fault("kind-assumed", ("sessions", number, "kind"), about, warning=True))
        return kind

    def _room(self, values: Mapping[str, Any], place: str) -> str | None:
        named = mapping(values.get("room")) or {"name": values.get("room")}
        known = next((self.about_rooms[name] for name in _called(named) if name in self.about_rooms), {})
        about = {**known, **named}
        if mapping(known.get("name")) and not mapping(named.get("name")):
            about["name"] = known["name"]  # in more languages
        way = given(known.get("description"), "")
        more = {"capacity": known.get("capacity")} | ({"directions": way} if len(way) == 3 else {})
        return self.rooms.id_of(about, f"{place}/room", self.language, more)

    def _hosts(self, values: Mapping[str, Any], place: str) -> Sequence[str]:
        persons = items(values.get("persons")) or items(values.get("participants"))
        ids = []
        for person in persons:
            role = slug(word(mapping(person).get("role"))) or "speaker"
            ids.append(self.people.id_of(person, f"{place}/persons", self.language, {"role": role}))
        return list(dict.fromkeys(host for host in ids if host))

    # ---------------------------------------------------------- the seminar

    def _event(self, dates: Sequence[date]) -> Mapping[str, Any]:
        present, conference = self.present.get("event", {}), self.schedule.conference
        event, faults = frab_seminar.event_of(self.schedule, present, self.zone, dates, self.language)
        whole = dict(event)
        self.faults += [*faults, *frab_seminar.capacities(whole, conference, present, self.rooms.items)]
        return whole


def _called(room: Mapping[str, Any]) -> Sequence[str]:
    """All that a room may be called by."""
    names = [*mapping(room.get("name")).values(), *(room.get(key) for key in ("name", "guid", "slug"))]
    return [text for name in names if (text := word(name))]


def _name_of(entry: Entry) -> str:
    title = entry.values.get("title")
    texts = given(title, "en")
    return (
        f"event {texts.get('en') or next(iter(texts.values()), '') or word(entry.values.get('id'))}".strip()
    )


def _shifted(was: Mapping[str, Any], start: str) -> Sequence[Mapping[str, Any]]:
    """The talks inside a session move with it."""
    talks = was.get("talks", [])
    if not talks:
        return []
    by = _moment(start) - _moment(was["start"])
    return [{**talk, "start": f"{_moment(talk['start']) + by:%H:%M}"} for talk in talks]


def _moment(clock: str) -> datetime:
    return datetime.combine(date.min, time.fromisoformat(clock)) + timedelta(days=1)
