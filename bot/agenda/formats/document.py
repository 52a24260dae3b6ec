"""The programme file, schema 1: wall times in one zone, everything shown in three languages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints

from bot.agenda import questions, rules
from bot.agenda.formats.ids import Id, OptionId
from bot.agenda.formats.moments import CalendarDate, WallMoment, WallTime
from bot.agenda.formats.texts import (
    PLACEHOLDER_NAME,
    Label,
    Line,
    Page,
    Part,
    Statement,
    Trilingual,
    Value,
    filled,
    placeholders,
)
from bot.agenda.formats.year_after import FollowUp, Topic
from bot.agenda.questions import STARS, Questionnaire, Type
from bot.agenda.rules import Kind
from bot.i18n.localised import LANGUAGES, Localised

Name = Annotated[str, StringConstraints(pattern=rf"^{PLACEHOLDER_NAME}\z")]
MANY: Final = 2000  # of a kind, in any file
FEW: Final = 200  # of what belongs to one
MOST_TOPICS: Final = 12  # on one screen
Count = Annotated[int, Field(ge=1, le=100_000)]

# What people are reminded of, and asked about afterwards, where the programme does not say.
TAUGHT: Final = frozenset({Kind.PLENARY, Kind.TRAINING, Kind.WORKSHOP})


class Event(Part):
    id: Id
    time_zone: str  # IANA
    expected_utc_offset: Annotated[str, StringConstraints(pattern=r"^[+-]\d\d:\d\d\z")]  # on the first day
    first_day: CalendarDate
    last_day: CalendarDate
    capacity: Count
    city: Line
    country: Line | None = None
    name: Line
    short_name: Line
    feedback_minutes: Annotated[int, Field(ge=0, le=60)] = 5  # before a session's end people are asked
    feedback_days: Annotated[int, Field(ge=1, le=90)] = 7  # after the last day answers are taken


class Day(Part):
    id: Id
    date: CalendarDate
    name: Line
    note: Page | None = None

    def to_rules(self) -> rules.Day:
        return rules.Day(self.id, self.date, self.name.localised(), _optional(self.note))


class Room(Part):
    id: Id
    capacity: Count
    name: Line
    directions: Page | None = None

    def to_rules(self) -> rules.Room:
        return rules.Room(self.id, self.name.localised(), self.capacity, _optional(self.directions))


class Person(Part):
    id: Id
    role: Id
    name: Line

    def to_rules(self) -> rules.Host:
        return rules.Host(self.id, self.role, self.name.localised())


class Choice(Part):
    id: Id
    name: Line
    closes: WallMoment
    offer_minutes: Annotated[int, Field(ge=1, le=1440)] = (
        15  # how long a free seat is kept for the next in line
    )

    def to_rules(self, zone: ZoneInfo) -> rules.Choice:
        closes_at = self.closes.replace(tzinfo=zone).astimezone(UTC)
        return rules.Choice(self.id, self.name.localised(), closes_at, timedelta(minutes=self.offer_minutes))


class Talk(Part):
    start: WallTime
    person: Id | None = None
    title: Line


class Session(Part):
    id: Id
    day: Id
    kind: Kind
    choice: Id | None = None
    start: WallTime
    end: WallTime
    room: Id
    capacity: Count | None = None
    people: list[Id] = Field(default_factory=list, max_length=FEW)
    reminder: bool | None = None
    feedback: bool | None = None
    cancelled: bool = False
    title: Line
    short: Label
    description: Page | None = None
    talks: list[Talk] = Field(default_factory=list, max_length=FEW)

    @property
    def reminded(self) -> bool:
        return self.kind in TAUGHT if self.reminder is None else self.reminder

    @property
    def rated(self) -> bool:
        return self.kind in TAUGHT if self.feedback is None else self.feedback


class Option(Part):
    id: OptionId
    text: Label


class Question(Part):
    id: OptionId
    questionnaire: Questionnaire
    type: Type
    text: Line
    lowest: Annotated[int, Field(ge=0, le=10)] = 1
    highest: Annotated[int, Field(ge=0, le=10)] = STARS
    options: list[Option] = Field(default_factory=list, max_length=FEW)

    def to_rules(self) -> questions.Question:
        options = (questions.Option(option.id, option.text.localised()) for option in self.options)
        return questions.Question(
            self.id,
            self.questionnaire,
            self.type,
            self.text.localised(),
            self.lowest,
            self.highest,
            tuple(options),
        )


class InfoPage(Part):
    id: Id
    title: Line
    text: Page
    values: dict[Name, Value] = Field(default_factory=dict, max_length=FEW)

    @property
    def unfilled(self) -> Sequence[str]:
        """Placeholders without a value, in order."""
        wanted = [name for language in LANGUAGES for name in placeholders(getattr(self.text, language))]
        return [name for name in dict.fromkeys(wanted) if name not in self.values]

    def to_rules(self) -> rules.InfoPage:
        text = Localised(**{language: self._filled(language) for language in LANGUAGES})
        return rules.InfoPage(self.id, self.title.localised(), text, tuple(self.unfilled))

    def _filled(self, language: str) -> str:
        values = {name: getattr(value, language) for name, value in self.values.items()}
        return filled(getattr(self.text, language), values)


class Document(Part):
    """The whole file; `model_dump(mode="json")` is how the database keeps it."""

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)]
    event: Event
    days: Annotated[list[Day], Field(min_length=1, max_length=MANY)]
    rooms: Annotated[list[Room], Field(min_length=1, max_length=MANY)]
    people: list[Person] = Field(default_factory=list, max_length=MANY)
    choices: list[Choice] = Field(default_factory=list, max_length=MANY)
    sessions: Annotated[list[Session], Field(min_length=1, max_length=MANY)]
    info: list[InfoPage] = Field(default_factory=list, max_length=MANY)
    questions: list[Question] = Field(default_factory=list, max_length=FEW)
    follow_up: FollowUp = Field(default_factory=FollowUp)
    topics: list[Topic] = Field(default_factory=list, max_length=MOST_TOPICS)
    declaration: Statement | None = None

    def to_programme(self, version: int) -> rules.Programme:
        """What the bot carries. The document must have passed the checks."""
        return rules.Programme(
            version=version,
            id=self.event.id,
            name=self.event.name.localised(),
            short_name=self.event.short_name.localised(),
            city=self.event.city.localised(),
            zone=(zone := ZoneInfo(self.event.time_zone)),
            capacity=self.event.capacity,
            days=tuple(day.to_rules() for day in self.days),
            rooms=tuple(room.to_rules() for room in self.rooms),
            hosts=tuple(person.to_rules() for person in self.people),
            choices=tuple(choice.to_rules(zone) for choice in self.choices),
            sessions=self._sessions(zone),
            info=tuple(page.to_rules() for page in self.info),
            questions=tuple(question.to_rules() for question in self.questions),
            feedback_minutes=self.event.feedback_minutes,
            feedback_days=self.event.feedback_days,
            follow_up=self.follow_up.to_rules(),
            topics=tuple(topic.to_rules() for topic in self.topics),
            declaration=_optional(self.declaration),
        )

    def _sessions(self, zone: ZoneInfo) -> tuple[rules.Session, ...]:
        dates = {day.id: day.date for day in self.days}
        seats = {room.id: room.capacity for room in self.rooms}
        sessions = [
            replace(_session(session, dates[session.day], zone, seats[session.room]), place=place)
            for place, session in enumerate(self.sessions)
        ]
        return tuple(sorted(sessions, key=lambda session: session.starts_at))


def _session(session: Session, day: date, zone: ZoneInfo, room_capacity: int) -> rules.Session:
    def at(moment: time) -> datetime:
        return datetime.combine(day, moment, zone).astimezone(UTC)

    return rules.Session(
        id=session.id,
        day_id=session.day,
        kind=session.kind,
        title=session.title.localised(),
        short=session.short.localised(),
        starts_at=at(session.start),
        ends_at=at(session.end),
        room_id=session.room,
        description=_optional(session.description),
        host_ids=tuple(session.people),
        talks=tuple(
            rules.Talk(at(talk.start), talk.title.localised(), talk.person) for talk in session.talks
        ),
        choice_id=session.choice,
        capacity=_seats(session, room_capacity),
        reminded=session.reminded,
        rated=session.rated,
        cancelled=session.cancelled,
    )


def _seats(session: Session, room_capacity: int) -> int | None:
    """How many may sit there; in a smaller room than it was planned for no more than that holds."""
    if session.choice is None:
        return session.capacity
    return min(session.capacity or room_capacity, room_capacity)


def _optional(text: Trilingual | None) -> Localised | None:
    return text.localised() if text else None
