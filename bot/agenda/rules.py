"""The programme and what follows from it; `now` is always an argument, every instant is aware."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

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
    cancelled: bool = False

    def runs_at(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at


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

    @cached_property
    def _sessions_by_id(self) -> dict[str, Session]:
        return {session.id: session for session in self.sessions}

    def session(self, session_id: str) -> Session | None:
        return self._sessions_by_id.get(session_id)

    def choice(self, choice_id: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def room(self, room_id: str) -> Room:
        return next(room for room in self.rooms if room.id == room_id)

    def host(self, host_id: str) -> Host:
        return next(host for host in self.hosts if host.id == host_id)

    def of_day(self, day_id: str) -> Sequence[Session]:
        return [session for session in self.sessions if session.day_id == day_id]

    def alternatives(self, choice_id: str) -> Sequence[Session]:
        """The parallel sessions of a choice."""
        return [session for session in self.sessions if session.choice_id == choice_id]

    @property
    def starts_at(self) -> datetime:
        return min(session.starts_at for session in self.sessions)

    @property
    def ends_at(self) -> datetime:
        return max(session.ends_at for session in self.sessions)
