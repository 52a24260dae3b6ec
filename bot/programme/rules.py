"""What of a change people are told, whom it reaches, and when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from bot.agenda.changes import Change, What
from bot.agenda.rules import Programme, Session

SETTLING: Final = timedelta(seconds=60)  # without another change, so that several edits make one message
PATIENCE: Final = timedelta(minutes=3)  # at most from the first change to the message
NIGHT_NOTICE: Final = timedelta(hours=2)  # before a session, its change does not wait for the morning
USEFUL: Final = (timedelta(hours=1), timedelta(hours=12))  # at least and at most, for such a message
KEPT: Final = timedelta(days=1)  # after a message, what it was about
PROPOSALS: Final = 5  # that a person keeps

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
UNSEATING: Final = frozenset({What.CANCELLED, What.GONE, What.CHOICE})


@dataclass(frozen=True)
class Reach:
    """How many people a change touches."""

    told: int  # get a message, if they are to be told
    overlaps: int  # have two own sessions at one time, and had not before
    seats_lost: int  # hold a seat that is no more
    reminded: int  # have a reminder that will be corrected


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


def pressing(changes: Collection[Change], now: datetime) -> frozenset[str]:
    """Sessions of which people are told at night too: they run, or begin soon, before or after the change."""
    near = (change.id for change in to_tell(changes, now) if any(_is_near(v, now) for v in _versions(change)))
    return frozenset(near)


def _is_near(session: Session, now: datetime) -> bool:
    return session.starts_at <= now + NIGHT_NOTICE and session.ends_at > now


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
