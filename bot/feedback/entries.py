"""How each slot stands with one person: where they were, and what they have said of it; these are rules."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.agenda.asking import Slot, asks_at, slots
from bot.agenda.rules import Programme, Session
from bot.feedback.rules import RATING, Ballot, State


class Refusal(StrEnum):
    """Why somebody cannot say how a session was."""

    CANCELLED = "cancelled"
    OWN = "own"  # they lead it
    EARLY = "early"
    CLOSED = "closed"
    SEALED = "sealed"  # it was closed once: nobody knows any more what they have said


def refusal(programme: Programme, session: Session, hosts: Collection[str], now: datetime) -> Refusal | None:
    """None where they can; `hosts`: who they are among the programme's hosts."""
    if session.cancelled:
        return Refusal.CANCELLED
    if not set(hosts).isdisjoint(session.host_ids):
        return Refusal.OWN
    if now < asks_at(programme, session):
        return Refusal.EARLY
    return None if now < programme.feedback_closes_at else Refusal.CLOSED


@dataclass(frozen=True)
class Entry:
    """One slot for one person."""

    slot: Slot
    session: Session | None = None  # where they were; None: nobody knows in which of the parallel ones
    ballot: Ballot | None = None

    @property
    def mark(self) -> str | None:
        """How they have rated it."""
        return self.ballot.single(self.session.id, RATING) if self.ballot and self.session else None

    @property
    def absent(self) -> bool:
        return self.ballot is not None and self.ballot.state is State.ABSENT

    @property
    def waits(self) -> bool:
        """Whether they have not said yet how it was."""
        return self.mark is None and not self.absent

    @property
    def parallel(self) -> bool:
        return len(self.slot.sessions) > 1


def entry(slot: Slot, ballot: Ballot | None, seats: Mapping[str, str]) -> Entry:
    """Where they were is what they have said, or the only session, or their seat; `seats` by choice."""
    said = ballot.session_id if ballot else None
    where = said or seats.get(slot.choice_id or "")
    found = [session for session in slot.sessions if session.id == where or len(slot.sessions) == 1]
    return Entry(slot, found[0] if found else None, ballot)


def entries(
    programme: Programme,
    seats: Mapping[str, str],
    hosts: Collection[str],
    ballots: Mapping[str, Ballot],
    now: datetime,
) -> Sequence[Entry]:
    """All slots that can be rated by now, the newest first, but for those in which they lead a session.

    `seats` by choice, `ballots` by form; `hosts`: who they are among the programme's hosts.
    """
    all_of_them = (entry(slot, ballots.get(slot.form), seats) for slot in slots(programme))
    return [one for one in all_of_them if _begun(programme, one, now) and not _leads(one.slot, hosts)][::-1]


def _begun(programme: Programme, entry: Entry, now: datetime) -> bool:
    sessions = [entry.session] if entry.session else entry.slot.sessions
    return any(asks_at(programme, session) <= now for session in sessions)


def _leads(slot: Slot, hosts: Collection[str]) -> bool:
    return any(not set(hosts).isdisjoint(session.host_ids) for session in slot.sessions)
