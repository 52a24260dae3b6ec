"""A plan through the year after a seminar, without a database: leads answer or not; questions are noted."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.agenda.followup import FollowUp
from bot.followup.asking import decide
from bot.followup.hours import Hours
from bot.followup.looking import FAR
from bot.followup.occasions import Facts, still_asked
from bot.followup.rules import Ask, Report, Said, Stage
from bot.plans.rules import Lead, Plan, PlanState, Step, StepState

ALMATY: Final = ZoneInfo("Asia/Almaty")
LAST_DAY: Final = date(2019, 5, 1)
AIGUL: Final = Lead(1, "Aigul", "kk")
BORIS: Final = Lead(2, "Boris", "ru", "Europe/Berlin")
CHRIS: Final = Lead(3, "Chris", "en")


class Asked(NamedTuple):
    """A message that a lead got."""

    at: datetime
    person: int
    stage: Stage
    items: tuple[str, ...]
    about: tuple[int, ...]  # ids of the steps that it named
    facts: Facts  # as they were then

    @property
    def plan(self) -> Plan:
        return self.facts.plan


class Silence(NamedTuple):
    """When the organisers were told, and what was known then."""

    at: datetime
    facts: Facts


@dataclass
class Year:
    """It begins at 18:00 in Almaty on the seminar's last day, with the plan just kept."""

    plan: Plan
    hours: Hours
    now: datetime
    asks: list[Ask] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    looks_at: datetime | None = None
    loses: bool = False  # Telegram is away: nothing arrives

    def until(self, day: date, hour: int = 23) -> Sequence[str]:
        """Let time pass until then in Almaty; what is asked meanwhile."""
        before, end = len(self.asked), datetime.combine(day, time(hour), ALMATY)
        while self.looks_at and self.looks_at <= end:
            self.now = max(self.now, self.looks_at)
            self.look()
        self.now = end
        return [self.line(one) for one in self.asked[before:]]

    def tick(self) -> None:
        """What the bot does every second, as far as it looks at this plan."""
        if self.looks_at and not self.now < self.looks_at <= self.now + FAR:
            self.look()

    def line(self, asked: Asked) -> str:
        """29 May 10:00 Aigul first step:1:before:2019-06-01, in the lead's own time."""
        lead = self.plan.lead(asked.person)
        assert lead
        local = asked.at.astimezone(ZoneInfo(lead.zone) if lead.zone else self.hours.zone)
        return f"{local:%-d %b %H:%M} {lead.name} {asked.stage} {' '.join(asked.items)}"

    @property
    def facts(self) -> Facts:
        return Facts(self.plan, tuple(self.asks), tuple(self.reports), self.hours, self.now)

    def look(self) -> None:
        decision = decide(self.facts)
        for prompt in decision.prompts:
            self._ask(Ask(len(self.asks) + 1, self.plan.id, *prompt[:3], asked_at=self.now))
        if decision.silent:
            self.silences.append(Silence(self.now, self.facts))
        if decision.silent is not None:
            self.plan = replace(self.plan, silent_since=self.now if decision.silent else None)
        self.looks_at = decision.looks_at

    def _ask(self, ask: Ask) -> None:
        """What holds at the moment of sending arrives, and nothing else."""
        named = still_asked(ask, self.facts)
        arrives = bool(named) and not self.loses
        self.asks.append(replace(ask, arrives=arrives))
        if arrives:
            about = tuple(step.id for step in named)
            self.asked.append(Asked(self.now, ask.person_id, ask.stage, ask.items, about, self.facts))

    # --------------------------------------------------------------- what people do

    def says(self, said: Said, step_id: int | None = None, until_on: date | None = None) -> None:
        number = len(self.reports) + 1
        self.reports.append(Report(number, self.plan.id, step_id, 1, said, self.now, until_on=until_on))
        state = {Said.DONE: StepState.DONE, Said.BEGUN: StepState.BEGUN}.get(said)
        if step_id and state:
            self.changes(step_id, state=state)
        self.looks_at = self.now

    def settles(self) -> None:
        """Answer the last ask."""
        self.asks[-1] = replace(self.asks[-1], settled_at=self.now)
        self.looks_at = self.now

    def changes(self, step_id: int, **values: Any) -> None:
        values["changed_at"] = self.now
        if "due_on" in values:
            values["dated_at"] = self.now
        changed = [replace(one, **values) if one.id == step_id else one for one in self.plan.steps]
        self.becomes(steps=tuple(changed))

    def becomes(self, **values: Any) -> None:
        self.plan, self.looks_at = replace(self.plan, changed_at=self.now, **values), self.now

    def turns(self, person_id: int, **values: Any) -> None:
        """Something that the bot learns of a lead, with no deed of theirs."""
        leads = [replace(one, **values) if one.person_id == person_id else one for one in self.plan.leads]
        self.plan = replace(self.plan, leads=tuple(leads))


def year(
    *steps: Step,
    leads: Sequence[Lead] = (AIGUL,),
    last_day: date = LAST_DAY,
    **follow_up: Any,
) -> Year:
    """Without check-ins, where none are given."""
    evening = datetime.combine(last_day, time(18), ALMATY).astimezone(UTC)
    kept = replace(_PLAN, created_at=evening, kept_at=evening, changed_at=evening)
    steps = tuple(replace(step, changed_at=evening, dated_at=evening) for step in steps)
    hours = Hours(FollowUp(**{"check_ins": (), **follow_up}), last_day, ALMATY)
    return Year(replace(kept, leads=tuple(leads), steps=steps), hours, evening, looks_at=evening)


def step(number: int, due_on: date | None = None, **values: Any) -> Step:
    return Step(number, number, what=f"step {number}", due_on=due_on, **values)


def days(number: int) -> timedelta:
    return timedelta(days=number)


_PLAN: Final = Plan(
    id=1,
    state=PlanState.KEPT,
    club="UNESCO Club",
    country="",
    topic=None,
    aim="Peace",
    public=False,
    created_at=datetime(2019, 5, 1, tzinfo=UTC),
    kept_at=None,
    changed_at=datetime(2019, 5, 1, tzinfo=UTC),
    leads=(),
    steps=(),
)
