"""What became of an announcement: for each person, in numbers, and how long it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from itertools import chain

from bot.announcements.rules import UNDER_WAY, Announcement


class Fate(StrEnum):
    """What became of it for one person."""

    WAITING = "waiting"
    REACHED = "reached"
    DOUBTFUL = "doubtful"  # Telegram's answer was lost: it may have arrived
    BLOCKED = "blocked"  # the bot
    DELETED = "deleted"  # their account
    NO_CHAT = "no_chat"  # Telegram knows of none
    REFUSED = "refused"  # by Telegram, for another reason
    LATE = "late"  # it could not be sent in time
    CALLED_OFF = "called_off"  # stopped or withdrawn before it was sent
    MUTED = "muted"  # they want no announcements
    SILENT = "silent"  # they have not chosen a language, so none was meant for them


Numbers = Mapping[tuple[str | None, Fate], int]  # how many in each language met which fate


@dataclass(frozen=True)
class Tally:
    """How many in each language met which fate; the languages are those that they read then."""

    numbers: Numbers = field(default_factory=dict)  # of those for whom it was meant
    passed_over: Numbers = field(default_factory=dict)  # of the others in its audience
    took: timedelta | None = None  # from the first that was sent to the last so far, without pauses
    left: timedelta | None = None  # as fast as the last ones went

    @property
    def total(self) -> int:
        return sum(self.numbers.values())

    @property
    def addressed(self) -> int:
        """Its whole audience."""
        return self.total + sum(self.passed_over.values())

    @property
    def waiting(self) -> int:
        return self.of(Fate.WAITING)

    @property
    def reached(self) -> int:
        return self.of(Fate.REACHED)

    @property
    def missed(self) -> int:
        """Who did not get it, or may not have: those whom `unreached` names."""
        return self.addressed - self.reached - self.waiting

    def of(self, fate: Fate) -> int:
        return sum(number for (_, its), number in self._all() if its is fate)

    def in_language(self, language: str) -> tuple[int, int]:
        """How many it reached, and of how many."""
        theirs = [(fate, number) for (its, fate), number in self._all() if its == language]
        reached = sum(number for fate, number in theirs if fate is Fate.REACHED)
        return reached, sum(number for _, number in theirs)

    def _all(self) -> Iterator[tuple[tuple[str | None, Fate], int]]:
        return chain(self.numbers.items(), self.passed_over.items())


@dataclass(frozen=True)
class Changes:
    """Messages that were delivered, and are corrected or deleted."""

    waiting: int = 0
    done: int = 0
    kept: int = 0  # Telegram no longer lets us
    failed: int = 0  # otherwise

    @property
    def total(self) -> int:
        return self.waiting + self.done + self.kept + self.failed


@dataclass(frozen=True)
class Course:
    """An announcement, and all that became of it so far."""

    announcement: Announcement
    tally: Tally = field(default_factory=Tally)
    correction: Changes = field(default_factory=Changes)  # of the newest version
    withdrawal: Changes = field(default_factory=Changes)

    @property
    def under_way(self) -> bool:
        """Whether anything of it has yet to happen by itself."""
        return bool(self.tally.waiting or self.correction.waiting or self.withdrawal.waiting)

    @property
    def correctable(self) -> bool:
        """Whether somebody has it, or will; not while it is being deleted everywhere."""
        some_have_it = self.tally.reached > self.withdrawal.done or self.announcement.state in UNDER_WAY
        return some_have_it and not self.withdrawal.waiting

    @property
    def standing(self) -> str:
        """Another one whenever there is something new to show."""
        changes = [
            (part.waiting, part.done, part.kept, part.failed) for part in (self.correction, self.withdrawal)
        ]
        numbers = [self.tally.of(fate) for fate in Fate]
        return f"{self.announcement.state}:{numbers}:{changes}".replace(" ", "")


@dataclass(frozen=True)
class Unreached:
    """Somebody of the audience who did not get it."""

    name: str
    fate: Fate
    language: str | None = None
    club: str | None = None
