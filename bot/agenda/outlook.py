"""The programme as it is for one person at one moment: what runs, what is next, what they may decide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from bot.agenda.rules import Block, Choice, Programme, Session


class Standing(Enum):
    """How a person stands to a session."""

    EVERYONE = auto()  # nothing to choose: everybody is expected
    SEATED = auto()
    LEADING = auto()  # they are a host of it, and need no seat
    OFFERED = auto()  # a seat is kept free for them for a while
    WAITING = auto()
    FREE = auto()
    FULL = auto()
    CLOSED = auto()  # choosing is over
    CANCELLED = auto()


class Outcome(Enum):
    """What became of a wish for a seat, or for a place in a list."""

    DONE = auto()
    FULL = auto()
    FREE = auto()  # no need to wait: there are seats
    CLOSED = auto()  # choosing is over
    STALE = auto()  # no such session, seat, place or offer any more


class Phase(Enum):
    """Where in the seminar a moment lies."""

    BEFORE = auto()
    DURING = auto()
    BETWEEN_DAYS = auto()
    AFTER = auto()


@dataclass(frozen=True)
class Wait:
    """A place in a waiting list."""

    session_id: str
    ahead: int  # people before this one
    offered_until: datetime | None = None


@dataclass(frozen=True)
class Taken:
    """How full a session is."""

    seats: int = 0
    offered: int = 0  # seats kept free for somebody on the list
    waiting: int = 0  # the whole list, those with an offer too


@dataclass(frozen=True)
class Slot:
    """A block for one person: their own session of it, or all of it while they have none."""

    block: Block
    sessions: tuple[Session, ...]
    others: int = 0  # parallel sessions that are not theirs

    @property
    def starts_at(self) -> datetime:
        return min(session.starts_at for session in self.sessions)


@dataclass(frozen=True)
class Present:
    """What a moment is like."""

    phase: Phase
    running: Sequence[Slot]
    following: Sequence[Slot]


NOBODY = Taken()


@dataclass(frozen=True)
class Outlook:
    """All that a person's screens of the agenda are drawn from."""

    programme: Programme
    now: datetime
    seats: Mapping[str, str]  # choice -> session
    waits: Mapping[str, Wait]  # choice -> place in a list
    taken: Mapping[str, Taken]  # session -> how full
    hosts: frozenset[str] = frozenset()  # who this person is among the programme's hosts

    def seated(self, session: Session) -> bool:
        return session.choice_id is not None and self.seats.get(session.choice_id) == session.id

    def hosting(self, session: Session) -> bool:
        return not self.hosts.isdisjoint(session.host_ids)

    def is_own(self, session: Session) -> bool:
        return self.seated(session) or self.hosting(session)

    def waiting(self, session: Session) -> Wait | None:
        wait = self.waits.get(session.choice_id or "")
        return wait if wait and wait.session_id == session.id else None

    def offer(self, session: Session) -> datetime | None:
        """Until when a seat is kept free for this person, if one is."""
        wait = self.waiting(session)
        return wait.offered_until if wait and wait.offered_until and wait.offered_until > self.now else None

    def seats_left(self, session: Session) -> int | None:
        """Seats anybody may take; None where there is no limit."""
        if session.capacity is None:
            return None
        taken = self.taken.get(session.id, NOBODY)
        if taken.waiting > taken.offered and self.open(session):
            return 0  # what is free goes to the list
        return max(0, session.capacity - taken.seats - taken.offered)

    def kept(self, session: Session) -> bool:
        """Whether nobody else may take what is free, because somebody on the list comes first."""
        taken = self.taken.get(session.id, NOBODY)
        return self.seats_left(session) == 0 and taken.seats < (session.capacity or 0)

    def open(self, session: Session) -> bool:
        """Whether this session may be chosen or given up now."""
        choice = self.programme.choice(session.choice_id) if session.choice_id else None
        return choice is not None and choice.open_at(self.now) and not session.cancelled

    def standing(self, session: Session) -> Standing:
        if session.cancelled:
            return Standing.CANCELLED
        if session.choice_id is None:
            return Standing.EVERYONE
        if self.seated(session):
            return Standing.SEATED
        if self.hosting(session) and not self.waiting(session):
            return Standing.LEADING
        if not self.open(session):
            return Standing.CLOSED
        return self._standing_while_open(session)

    def _standing_while_open(self, session: Session) -> Standing:
        if self.offer(session):
            return Standing.OFFERED
        if self.waiting(session):
            return Standing.WAITING
        return Standing.FULL if self.seats_left(session) == 0 else Standing.FREE

    # -------------------------------------------------------------- choosing

    def candidates(self, choice_id: str) -> Sequence[Session]:
        """The sessions of a choice that take place."""
        return [session for session in self.programme.alternatives(choice_id) if not session.cancelled]

    def open_choices(self) -> Sequence[Choice]:
        """What may be chosen now, the first to close first."""
        open_ones = (choice for choice in self.programme.choices if choice.open_at(self.now))
        real_ones = (choice for choice in open_ones if self.candidates(choice.id))
        return sorted(real_ones, key=lambda choice: choice.closes_at)

    def unchosen(self) -> Sequence[Choice]:
        """Open choices in which this person has no seat yet and leads no session."""
        return [choice for choice in self.open_choices() if not self.own_of(choice.id)]

    def missed(self) -> Sequence[Choice]:
        """Choices that closed while this person had no seat, until their last session ends."""
        closed = (choice for choice in self.programme.choices if not choice.open_at(self.now))
        return [choice for choice in closed if self._to_come(choice) and not self.own_of(choice.id)]

    def _to_come(self, choice: Choice) -> bool:
        return any(session.ends_at > self.now for session in self.candidates(choice.id))

    def own_of(self, choice_id: str) -> Sequence[Session]:
        return [session for session in self.candidates(choice_id) if self.is_own(session)]

    def given_up_for(self, session: Session) -> Session | None:
        """The parallel session whose seat this person has to give up for one in this session."""
        held = self.programme.session(self.seats.get(session.choice_id or "", ""))
        return None if held is None or held == session or held.cancelled else held

    def offers(self) -> Sequence[Session]:
        """Sessions in which a seat is kept free for this person."""
        waited = (self.programme.session(wait.session_id) for wait in self.waits.values())
        return [session for session in waited if session and self.standing(session) is Standing.OFFERED]

    # ------------------------------------------------------------------ time

    def present(self) -> Present:
        """What runs now, what comes next, and where in the seminar that is."""
        running = self._slots(lambda session: session.runs_at(self.now))
        coming = self._slots(lambda session: session.starts_at > self.now)
        first = min((slot.starts_at for slot in coming), default=None)
        following = [slot for slot in coming if slot.starts_at == first]
        return Present(self._phase(running, following), running, following)

    def _slots(self, meant: Callable[[Session], bool]) -> Sequence[Slot]:
        return [slot for block in self.programme.blocks if (slot := self._slot(block, meant))]

    def _slot(self, block: Block, meant: Callable[[Session], bool]) -> Slot | None:
        """Of what takes place only their own where they have any, and of that the sessions that are meant."""
        held = block.held
        own = [session for session in held if self.is_own(session)]
        shown = tuple(filter(meant, own or held))
        return Slot(block, shown, sum(map(meant, held)) - len(shown)) if shown else None

    def slot(self, block: Block) -> Slot:
        """A block as it is for this person; where all of it is cancelled, all of it."""
        return self._slot(block, lambda _: True) or Slot(block, block.sessions)

    def _phase(self, running: Sequence[Slot], following: Sequence[Slot]) -> Phase:
        if running:
            return Phase.DURING
        if not following:
            return Phase.AFTER
        if self.now < self.programme.starts_at:
            return Phase.BEFORE
        next_day = self.date_of(following[0].starts_at)
        return Phase.DURING if self.date_of(self.now) == next_day else Phase.BETWEEN_DAYS

    def date_of(self, moment: datetime) -> date:
        """The day of a moment at the seminar's place."""
        return moment.astimezone(self.programme.zone).date()

    def today(self) -> str:
        """The id of the day that a person looking at the agenda most likely means."""
        coming = [session.day_id for session in self.programme.sessions if session.ends_at > self.now]
        return coming[0] if coming else self.programme.sessions[-1].day_id

    def mine(self) -> Sequence[Session]:
        """What this person chose or leads."""
        return [session for session in self.programme.sessions if self.is_own(session)]

    def personal(self) -> Sequence[Session]:
        """Their whole seminar, for a calendar: their own sessions, and those with nothing beside them."""
        alone = {block.held[0].id for block in self.programme.blocks if len(block.held) == 1}
        return [
            session
            for session in self.programme.sessions
            if self.is_own(session) or (session.choice_id is None and session.id in alone)
        ]
