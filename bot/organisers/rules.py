"""What organisers want to know at a glance, and who may lose which role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.agenda.outlook import Taken
from bot.agenda.rules import Choice, Programme, Session
from bot.people.rules import Person, Role

LATE: Final = timedelta(minutes=2)  # whatever waits longer than that to be sent or answered is in trouble
NEWS: Final = "role-news"  # the kind of message that tells somebody of a role
GIVEN: Final = (Role.ORGANISER, Role.CLUB_LEAD, Role.HOST)  # in the chat; owners are named in ORGANISERS


class Reason(StrEnum):
    """Why a message did not arrive, or may not have."""

    BLOCKED = "blocked"  # the person has blocked the bot
    GONE = "gone"  # their account is no more
    LATE = "late"  # it would have come too late, and was not sent
    UNCERTAIN = "uncertain"  # Telegram gave no answer
    UNCHANGED = "unchanged"  # a message that could not be changed or deleted any more
    OTHER = "other"


@dataclass(frozen=True)
class Failed:
    """Somebody whom messages did not reach, for one reason."""

    person_id: int
    name: str
    username: str | None
    reason: Reason
    messages: int


@dataclass(frozen=True)
class Figures:
    """What is counted in the database."""

    registered: int  # people who have chosen a language
    unreachable: int  # of them: they have blocked the bot, or their account is no more
    expected: int  # guests on the list who have not come
    letters: int  # without an answer
    announced: int  # announcements that are being sent
    scheduled: int  # announcements
    next_announcement: datetime | None
    late: int  # messages that should have left a while ago
    late_since: datetime | None
    unanswered: int  # updates from Telegram that wait for longer than they should
    parked: int  # updates whose handler failed too often
    received_at: datetime | None = None  # the last update before this one, machine time
    unreminded: int = 0  # of those who can be reached: they have turned reminders off

    @property
    def reachable(self) -> int:
        return self.registered - self.unreachable

    @property
    def healthy(self) -> bool:
        return not (self.late or self.unanswered or self.parked)


@dataclass(frozen=True)
class Overview:
    """How the seminar stands at this moment."""

    programme: Programme
    now: datetime
    figures: Figures
    taken: Mapping[str, Taken] = field(default_factory=dict)  # how full a session is
    reminded: int = 0  # people who will be reminded of what begins next
    failed: Mapping[Reason, int] = field(default_factory=dict)  # messages of today
    silence: timedelta = timedelta()  # since the last update, machine time
    answered_in: timedelta = timedelta()  # by the database

    @property
    def today(self) -> date:
        return self.now.astimezone(self.programme.zone).date()


def midnight(now: datetime, zone: ZoneInfo) -> datetime:
    """When today began there."""
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def current_choice(programme: Programme, now: datetime) -> Choice | None:
    """The choice that closes next, or else the one whose sessions are the next to end."""
    open_ones = [choice for choice in programme.choices if choice.open_at(now)]
    if open_ones:
        return min(open_ones, key=lambda choice: choice.closes_at)
    to_come = [session for session in programme.sessions if session.choice_id and session.ends_at > now]
    return programme.choice(to_come[0].choice_id or "") if to_come else None


def held(programme: Programme, choice: Choice) -> Sequence[Session]:
    """The sessions of a choice that take place."""
    return [session for session in programme.alternatives(choice.id) if not session.cancelled]


def next_reminded(programme: Programme, now: datetime) -> Sequence[Session]:
    """Those that begin next of all of which people are reminded."""
    to_come = [
        session
        for session in programme.sessions
        if session.starts_at > now and session.reminded and not session.cancelled
    ]
    return [session for session in to_come if session.starts_at == to_come[0].starts_at]


# ----------------------------------------------------------------------- roles


@dataclass(frozen=True)
class Grant:
    """A role of somebody's; for a host with their id in the programme."""

    role: Role
    host_id: str = ""

    def __str__(self) -> str:
        """As it is noted, and as it stands on a button."""
        return f"{self.role}:{self.host_id}" if self.host_id else str(self.role)


class Named(NamedTuple):
    """Somebody in a list."""

    id: int
    name: str
    username: str | None


@dataclass(frozen=True)
class Member:
    """Somebody, as organisers see them."""

    person: Person
    username: str | None
    club: str  # empty without one
    country: str  # the club's
    joined_at: datetime


def holds(person: Person, grant: Grant) -> bool:
    if grant.role is Role.HOST:
        return grant.host_id in person.hosts
    return grant.role in person.roles


def grant_of(parts: Sequence[str]) -> Grant | None:
    """The role that the parts of a button or of a note name; None for one that nobody gives in the chat."""
    role, host_id = (*parts, "", "")[:2]
    if role == Role.HOST:
        return Grant(Role.HOST, host_id) if host_id else None
    return Grant(Role(role)) if role in GIVEN else None


def in_programme(grant: Grant, programme: Programme) -> bool:
    """False for a host whom the programme does not name."""
    return not grant.host_id or grant.host_id in {host.id for host in programme.hosts}
