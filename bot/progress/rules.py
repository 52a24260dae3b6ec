"""How plans go, as organisers read it; days are the seminar's."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from bot.followup.rules import Help, Report
from bot.plans.rules import Plan, PlanState

MONTHS: Final = 12  # that are told in words


class By(StrEnum):
    """What plans have in common."""

    CLUB = "club"  # each plan by itself
    COUNTRY = "country"
    TOPIC = "topic"


@dataclass(frozen=True)
class Standing:
    """Where a plan stands."""

    id: int
    state: PlanState  # kept; a draft, of which nothing is expected yet; or given up
    club: str
    country: str
    topic: str | None  # the programme's id; None: another one
    steps: int
    done: int
    late: int  # steps that are past their day
    askable: int  # leads whom the bot reaches, and who want to be asked
    silent_since: datetime | None = None

    @property
    def kept(self) -> bool:
        return self.state is PlanState.KEPT

    @property
    def given_up(self) -> bool:
        return self.state is PlanState.DROPPED

    @property
    def silent(self) -> bool:
        """Somebody could answer, and nobody does."""
        return self.kept and self.silent_since is not None and self.askable > 0

    @property
    def out_of_reach(self) -> bool:
        """Something is still to be done, and nobody can be asked about it."""
        return self.kept and not self.askable and self.done < self.steps

    def value(self, by: By) -> str:
        """What it has in common with others; empty: nothing that was said."""
        return {By.CLUB: self.club, By.COUNTRY: self.country, By.TOPIC: self.topic or ""}[by]


class Group(NamedTuple):
    """Plans that have something in common."""

    key: int  # the lowest id among them, by which a button finds them again
    value: str
    plans: int
    steps: int
    done: int


@dataclass(frozen=True)
class Overview:
    """All plans, and how often each kind of help was asked for."""

    standings: Sequence[Standing] = ()
    difficulties: Mapping[Help | None, int] = field(default_factory=dict)

    @property
    def kept(self) -> Sequence[Standing]:
        return [one for one in self.standings if one.kept]

    @property
    def drafts(self) -> int:
        return sum(one.state is PlanState.DRAFT for one in self.standings)

    @property
    def given_up(self) -> int:
        return sum(one.given_up for one in self.standings)

    @property
    def steps(self) -> int:
        return sum(one.steps for one in self.kept)

    @property
    def done(self) -> int:
        return sum(one.done for one in self.kept)

    @property
    def late(self) -> int:
        return sum(one.late for one in self.kept)

    @property
    def silent(self) -> Sequence[Standing]:
        """Those who have said nothing for longest first."""
        found = [one for one in self.standings if one.silent]
        return sorted(found, key=lambda one: (one.silent_since, one.id))

    @property
    def out_of_reach(self) -> Sequence[Standing]:
        return in_order([one for one in self.standings if one.out_of_reach])


def in_order(standings: Sequence[Standing]) -> Sequence[Standing]:
    """By club; those without a name last."""
    return sorted(standings, key=lambda one: (not one.club, one.club.casefold(), one.id))


def groups(standings: Sequence[Standing], by: By, order: Sequence[str] = ()) -> Sequence[Group]:
    """Kept plans together; in this order, then by name, and what was not said last."""
    members: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.kept:
            members[one.value(by)].append(one)
    values = sorted(members, key=lambda value: (not value, _place(value, order), value.casefold()))
    return [_group(value, members[value]) for value in values]


def _place(value: str, order: Sequence[str]) -> int:
    return order.index(value) if value in order else len(order)


def _group(value: str, members: Sequence[Standing]) -> Group:
    steps, done = sum(one.steps for one in members), sum(one.done for one in members)
    return Group(min(one.id for one in members), value, len(members), steps, done)


def together_with(standings: Sequence[Standing], plan_id: int, by: By) -> Sequence[Standing]:
    """Kept plans that have this in common with one of them; none where that one is gone."""
    one = next((one for one in standings if one.id == plan_id and one.kept), None)
    if one is None:
        return []
    return in_order([other for other in standings if other.kept and other.value(by) == one.value(by)])


# ------------------------------------------------------------- difficulties, late steps


@dataclass(frozen=True)
class Late:
    """A step that is past its day."""

    plan_id: int
    club: str
    what: str
    due_on: date


@dataclass(frozen=True)
class Difficulty:
    """What somebody said that gets in the way."""

    plan_id: int
    club: str
    what: str  # the step; empty: the plan as a whole
    help: Help | None  # what would help; None: not said
    text: str  # Telegram's HTML
    reported_at: datetime
    over: bool  # the step is done since, or taken out


@dataclass(frozen=True)
class GivenUp:
    """A plan with which its club does not go on."""

    plan_id: int
    club: str
    why: str  # in their words, Telegram's HTML; empty: they have not written it


# --------------------------------------------------------------------- one plan, or all


@dataclass(frozen=True)
class Told:
    """Plans with all that was said of them, in the order in which it was said."""

    plans: Sequence[Plan] = ()
    reports: Sequence[Report] = ()
    names: Mapping[int, str] = field(default_factory=dict)  # of those who said it, by id


# -------------------------------------------------------------------------- over time


class Month(NamedTuple):
    """How many steps in all, by its end."""

    first: date  # its first day
    done: int | None  # None: it is yet to come
    planned: int


@dataclass(frozen=True)
class Pace:
    """The days on which steps were done, and those by which they were planned; the earliest first."""

    done: Sequence[date] = ()
    planned: Sequence[date] = ()


@dataclass(frozen=True)
class Summary:
    """All that is printed on one day."""

    today: date
    overview: Overview
    pace: Pace
    late: Sequence[Late] = ()
    difficulties: Sequence[Difficulty] = ()
    given_up: Sequence[GivenUp] = ()


def months(pace: Pace, today: date) -> Sequence[Month]:
    """The last MONTHS in which anything was done or due."""
    firsts = sorted({day.replace(day=1) for day in (*pace.done, *pace.planned)})
    return [_month(pace, first, today) for first in firsts[-MONTHS:]]


def _month(pace: Pace, first: date, today: date) -> Month:
    def by_its_end(days: Sequence[date]) -> int:
        return sum(day.replace(day=1) <= first for day in days)

    return Month(first, by_its_end(pace.done) if first <= today else None, by_its_end(pace.planned))


def grown(days: Sequence[date]) -> Sequence[tuple[date, int]]:
    """How many there are in all, after each of these days."""
    return list({day: number for number, day in enumerate(days, start=1)}.items())
