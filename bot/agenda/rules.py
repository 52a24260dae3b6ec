"""The programme and what follows from it; `now` is always an argument, every instant is aware."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from bot.agenda.followup import FollowUp, Topic
from bot.agenda.questions import Question, Questionnaire
from bot.agenda.search import Entry, Index
from bot.i18n.localised import Localised


class Kind(StrEnum):
    """What sort of session it is."""

    REGISTRATION = "registration"
    PLENARY = "plenary"
    TRAINING = "training"
    WORKSHOP = "workshop"
    BREAK = "break"
    MEAL = "meal"
    SOCIAL = "social"


WITHOUT_CONTENT: Final = frozenset({Kind.REGISTRATION, Kind.BREAK, Kind.MEAL})


@dataclass(frozen=True)
class Room:
    id: str
    name: Localised
    capacity: int
    directions: Localised | None = None  # "1st floor, left of the stairs"


@dataclass(frozen=True)
class Host:
    """A speaker, trainer, workshop leader or moderator."""

    id: str
    role: str
    name: Localised


@dataclass(frozen=True)
class Day:
    id: str
    date: date
    name: Localised
    note: Localised | None = None


@dataclass(frozen=True)
class Choice:
    """One of several parallel sessions, to be chosen before `closes_at`."""

    id: str
    name: Localised
    closes_at: datetime
    offer_for: timedelta = timedelta(minutes=15)  # how long a free seat is kept for the next in line

    def open_at(self, now: datetime) -> bool:
        return now < self.closes_at


@dataclass(frozen=True)
class Talk:
    """A part of a session."""

    starts_at: datetime
    title: Localised
    host_id: str | None = None


@dataclass(frozen=True)
class Session:
    id: str
    day_id: str
    kind: Kind
    title: Localised
    short: Localised  # at most 28 characters: a button's label
    starts_at: datetime  # UTC
    ends_at: datetime  # UTC
    room_id: str
    description: Localised | None = None
    host_ids: tuple[str, ...] = ()
    talks: tuple[Talk, ...] = ()
    choice_id: str | None = None
    capacity: int | None = None
    reminded: bool = True
    rated: bool = False  # whether people are asked how it was
    cancelled: bool = False
    place: int = field(default=0, compare=False)  # among the sessions of the organisers' file

    def runs_at(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at


@dataclass(frozen=True)
class Block:
    """One line of a day: a session, or the parallel ones of a choice or of a moment."""

    key: str  # the choice's id, or the moment they start at
    sessions: tuple[Session, ...]
    choice_id: str | None = None

    @property
    def held(self) -> tuple[Session, ...]:
        """Those that take place."""
        return tuple(session for session in self.sessions if not session.cancelled)

    @property
    def starts_at(self) -> datetime:
        return min(session.starts_at for session in self.held or self.sessions)

    @property
    def ends_at(self) -> datetime:
        return max(session.ends_at for session in self.held or self.sessions)


@dataclass(frozen=True)
class InfoPage:
    """A page of practical information."""

    id: str
    title: Localised
    text: Localised  # no unfilled placeholder is left in it
    unfilled: tuple[str, ...] = ()  # placeholders the organisers still owe


@dataclass(frozen=True)
class Programme:
    """One version of the whole programme; sessions are in order of time."""

    version: int
    id: str
    name: Localised
    short_name: Localised
    city: Localised
    zone: ZoneInfo
    capacity: int
    days: tuple[Day, ...]
    rooms: tuple[Room, ...]
    hosts: tuple[Host, ...]
    choices: tuple[Choice, ...]
    sessions: tuple[Session, ...]
    info: tuple[InfoPage, ...]
    questions: tuple[Question, ...] = ()
    feedback_minutes: int = 5  # before a session's end people are asked how it is
    feedback_days: int = 7  # after the last day answers are taken
    follow_up: FollowUp = field(default_factory=FollowUp)
    topics: tuple[Topic, ...] = ()
    declaration: Localised | None = None  # its draft

    @cached_property
    def _sessions_by_id(self) -> dict[str, Session]:
        return {session.id: session for session in self.sessions}

    @cached_property
    def _rooms_by_id(self) -> dict[str, Room]:
        return {room.id: room for room in self.rooms}

    @cached_property
    def _hosts_by_id(self) -> dict[str, Host]:
        return {host.id: host for host in self.hosts}

    def session(self, session_id: str) -> Session | None:
        return self._sessions_by_id.get(session_id)

    def choice(self, choice_id: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def room(self, room_id: str) -> Room:
        """Raises KeyError where there is none; a session names one of its programme."""
        return self._rooms_by_id[room_id]

    def host(self, host_id: str) -> Host:
        """Raises KeyError where there is none; sessions and talks name those of their programme."""
        return self._hosts_by_id[host_id]

    def host_name(self, host_id: str) -> Localised:
        return self.host(host_id).name

    def day(self, day_id: str) -> Day | None:
        return next((day for day in self.days if day.id == day_id), None)

    def page(self, page_id: str) -> InfoPage | None:
        return next((page for page in self.info if page.id == page_id), None)

    def of_day(self, day_id: str) -> Sequence[Session]:
        return [session for session in self.sessions if session.day_id == day_id]

    def alternatives(self, choice_id: str) -> Sequence[Session]:
        """The parallel sessions of a choice, in the order that organisers have given them."""
        parallel = (session for session in self.sessions if session.choice_id == choice_id)
        return sorted(parallel, key=lambda session: session.place)

    def questionnaire(self, which: Questionnaire) -> Sequence[Question]:
        """Its questions, in the order that organisers have given them."""
        return [question for question in self.questions if question.questionnaire is which]

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)

    def topic(self, topic_id: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    @property
    def last_day(self) -> date:
        return max(day.date for day in self.days)

    @property
    def feedback_closes_at(self) -> datetime:
        """From then on no answer is taken or changed: a midnight where the seminar is, in UTC."""
        after_the_last = self.last_day + timedelta(days=1 + self.feedback_days)
        return datetime.combine(after_the_last, time(), self.zone).astimezone(UTC)

    @property
    def starts_at(self) -> datetime:
        return min(session.starts_at for session in self.sessions)

    @property
    def ends_at(self) -> datetime:
        return max(session.ends_at for session in self.sessions)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The whole programme in blocks, in order of time."""
        grouped: dict[tuple[str, str], list[Session]] = {}
        for session in self.sessions:
            grouped.setdefault((session.day_id, _block_key(session)), []).append(session)
        blocks = [Block(key, tuple(group), group[0].choice_id) for (_, key), group in grouped.items()]
        return tuple(sorted(blocks, key=lambda block: block.starts_at))

    def block(self, key: str) -> Block | None:
        """A block by its key; that of a choice has all its sessions, on whatever day."""
        if alternatives := self.alternatives(key):
            return Block(key, tuple(alternatives), key)
        return next((block for block in self.blocks if block.key == key), None)

    @cached_property
    def _blocks_by_session(self) -> dict[str, Block]:
        return {session.id: block for block in self.blocks for session in block.sessions}

    def block_of(self, session: Session) -> Block:
        """Raises KeyError for a session of another programme."""
        return self._blocks_by_session[session.id]

    def blocks_of(self, day_id: str) -> Sequence[Block]:
        return [block for block in self.blocks if block.sessions[0].day_id == day_id]

    @cached_property
    def index(self) -> Index:
        """Everything that can be searched, in all three languages."""
        return Index([*map(self._session_entry, self.sessions), *map(_info_entry, self.info)])

    def _session_entry(self, session: Session) -> Entry:
        names = [session.title, session.short, *(talk.title for talk in session.talks)]
        hosts = [*session.host_ids, *(talk.host_id for talk in session.talks if talk.host_id)]
        around = [self.room(session.room_id).name, *map(self.host_name, hosts)]
        key = ("session", session.id)
        return Entry(key, _all_languages(names), _all_languages(around), _texts(session.description))


def at_one_time(sessions: Collection[Session]) -> bool:
    """Whether they begin and end together, so that their time need be said only once."""
    return len({(session.starts_at, session.ends_at) for session in sessions}) <= 1


def _block_key(session: Session) -> str:
    return session.choice_id or f"{session.starts_at:%Y%m%dT%H%M}"


def _info_entry(page: InfoPage) -> Entry:
    return Entry(("info", page.id), _texts(page.title), (), _texts(page.text))


def _texts(text: Localised | None) -> tuple[str, ...]:
    return () if text is None else (text.kk, text.ru, text.en)


def _all_languages(texts: Sequence[Localised]) -> tuple[str, ...]:
    return tuple(words for text in texts for words in _texts(text))
