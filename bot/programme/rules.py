"""What of a change people are told, whom it reaches, and when."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import pairwise
from typing import Final, NamedTuple

from bot.agenda.changes import Change, What
from bot.agenda.quiet import awake
from bot.agenda.rules import Choice, Programme, Session

SETTLING: Final = timedelta(seconds=60)  # without another change, so that several edits make one message
PATIENCE: Final = timedelta(minutes=3)  # at most from the first change to the message
NIGHT_NOTICE: Final = timedelta(hours=2)  # before a session, its change does not wait for the morning
DAWN: Final = timedelta(hours=1)  # before the first session of a day, nor do changes of the whole day
USEFUL: Final = (timedelta(hours=1), timedelta(hours=12))  # at least and at most, for such a message
KEPT: Final = timedelta(days=1)  # after a message, what it was about
PROPOSALS: Final = 5  # that a person keeps
NOTED: Final = 4  # changes that the audit names; of more, how many
OWN_SOURCES: Final = frozenset({"chat", "undo", "host"})  # any other source of a change is a file's name

# What people plan by; not texts, hosts or capacities.
TOLD: Final = frozenset(
    {
        What.NEW,
        What.MOVED,
        What.LENGTH,
        What.ROOM,
        What.CANCELLED,
        What.GONE,
        What.RESTORED,
        What.CHOICE,
    }
)
_WEIGHTY: Final = (
    *(What.CANCELLED, What.GONE, What.MOVED, What.RESTORED, What.NEW),
    *(What.ROOM, What.LENGTH, What.CHOICE, What.CLOSES, What.CAPACITY),
)
UNSEATING: Final = frozenset({What.CANCELLED, What.GONE, What.CHOICE})


class Turn(Enum):
    """What becomes of choosing when it closes at another time."""

    SHUT = auto()  # it was open, and is over at once
    REOPENED = auto()
    EARLIER = auto()  # still open, for less time than before


class Choosing(NamedTuple):
    """A choice that is open for another time than before."""

    change: Change
    turn: Turn
    unseated: int  # people who have no seat in it


@dataclass(frozen=True)
class Reach:
    """How many people a change touches."""

    told: int  # get a message, if they are to be told
    overlaps: int  # have two own sessions at one time, and had not before
    seats_lost: int  # hold a seat that is no more
    reminded: int  # have a reminder that will be corrected
    told_from: datetime | None = None  # the last of them; None: at once
    choosing: Sequence[Choosing] = ()


class LastChange(NamedTuple):
    """How the programme came to its newest version."""

    version: int
    source: str  # a file's name, or "chat", "undo", "host"
    at: datetime
    by: str | None  # a name; None: the command line, or somebody whose data is deleted


def to_tell(changes: Collection[Change], now: datetime) -> Sequence[Change]:
    """Those that people are told of: of sessions that take place, or were to, and are not over."""
    return [change for change in changes if change.what in TOLD and _matters(change, now)]


def _matters(change: Change, now: datetime) -> bool:
    return any(session.ends_at > now and not session.cancelled for session in _versions(change))


def still_concerns(change: Change, places: Collection[str], hosts: Collection[str]) -> bool:
    """Whether somebody is to hear of it who has these `places` by now and is these hosts.

    Of what one may choose, only the own session is of interest; of what is new to choose, everything.
    """
    before, after = change.before, change.after
    if not isinstance(before, Session) or before.choice_id is None:
        return True
    versions = _versions(change)
    if isinstance(after, Session) and after.choice_id != before.choice_id:
        return True
    return change.id in places or any(not set(hosts).isdisjoint(session.host_ids) for session in versions)


def begun_since(changes: Iterable[Change], looked_at: datetime, now: datetime) -> Session | None:
    """What was to begin at another time, and has begun since somebody looked at the change."""
    moved = (change.before for change in changes if change.what is What.MOVED)
    begun = (was for was in moved if isinstance(was, Session) and looked_at < was.starts_at <= now)
    return next(begun, None)


def turn_of(change: Change, now: datetime) -> Turn | None:
    """What a change does to choosing, if that makes a difference to those who have not chosen yet."""
    was, to_be = change.before, change.after
    if not (isinstance(was, Choice) and isinstance(to_be, Choice)):
        return None
    if was.open_at(now) != to_be.open_at(now):
        return Turn.REOPENED if to_be.open_at(now) else Turn.SHUT
    return Turn.EARLIER if was.open_at(now) and to_be.closes_at < was.closes_at else None


def in_order(changes: Iterable[Change]) -> Sequence[Change]:
    """What matters most to people first; what is cancelled before and after the change last."""

    def weight(change: Change) -> tuple[bool, bool, int]:
        off = all(session.cancelled for session in _versions(change))
        rank = _WEIGHTY.index(change.what) if change.what in _WEIGHTY else len(_WEIGHTY)
        return change.subject not in {"session", "choice"}, off and change.subject == "session", rank

    return sorted(changes, key=weight)


def pressing(changes: Collection[Change], now: datetime) -> frozenset[str]:
    """Sessions of which people are told at night too, because of how they were or how they are to be."""
    return frozenset(change.id for change in to_tell(changes, now) if _presses_from(change, now) <= now)


def told_from(changes: Collection[Change], now: datetime) -> datetime | None:
    """From when on the last of those concerned are told, if that is not at once."""
    settled = now + SETTLING
    moments = (
        min(awake(settled, change.new.zone), _presses_from(change, now)) for change in to_tell(changes, now)
    )
    last = max(moments, default=now)
    return last if last > settled else None


def _presses_from(change: Change, now: datetime) -> datetime:
    """When a change that matters begins not to wait for the end of the night."""
    to_come = [session for session in _versions(change) if session.ends_at > now]
    return min(moment for session in to_come for moment in _near(change.new, session))


def _near(programme: Programme, session: Session) -> Iterator[datetime]:
    """From when on people think of a session: it is soon, or its day begins."""
    yield session.starts_at - NIGHT_NOTICE
    day = [other.starts_at for other in programme.of_day(session.day_id) if not other.cancelled]
    yield from (starts_at - DAWN for starts_at in day[:1])


def _versions(change: Change) -> Sequence[Session]:
    return [item for item in (change.before, change.after) if isinstance(item, Session)]


def has_overlap(programme: Programme, seats: Collection[str], hosts: Collection[str]) -> bool:
    """Whether somebody with these seats, who is these hosts, has two own sessions at one time."""
    own = [s for s in programme.sessions if not s.cancelled and _is_own(s, seats, hosts)]
    return any(later.starts_at < earlier.ends_at for earlier, later in pairwise(own))


def _is_own(session: Session, seats: Collection[str], hosts: Collection[str]) -> bool:
    return (session.choice_id is not None and session.id in seats) or not set(hosts).isdisjoint(
        session.host_ids
    )


def noted(changes: Sequence[Change], source: str) -> str:
    """What the audit keeps: `room:d1-lunch:foyer moved:d1-dinner:19:00`, and after a semicolon which file."""
    codes = [_code(change) for change in changes]
    said = " ".join(codes) if len(codes) <= NOTED else f"changes:{len(codes)}"
    return said if source in OWN_SOURCES else f"{said}; {source}"


def _code(change: Change) -> str:
    session, values = change.after, []
    if isinstance(session, Session) and change.what is What.ROOM:
        values = [session.room_id]
    elif isinstance(session, Session) and change.what is What.MOVED:
        values = [f"{session.starts_at.astimezone(change.new.zone):%H:%M}"]
    return ":".join([change.what.name.lower(), change.id, *values])
