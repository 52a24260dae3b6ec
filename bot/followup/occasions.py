"""What is due to be asked about a plan and not settled yet; these are rules."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.agenda.followup import FollowUp
from bot.followup.hours import Hours
from bot.followup.rules import Ask, Item, Report, Said, step_of
from bot.plans.rules import Lead, Plan, PlanState, Step


@dataclass(frozen=True)
class Facts:
    """All that it depends on whether a plan's leads are asked."""

    plan: Plan
    asks: Sequence[Ask]  # about the plan, and to its leads about whatever plan
    reports: Sequence[Report]  # of the plan, in the order in which they were made
    hours: Hours
    now: datetime

    @property
    def asks_about_plan(self) -> Sequence[Ask]:
        return [ask for ask in self.asks if ask.plan_id == self.plan.id]

    @property
    def alive_at(self) -> datetime:
        """When one of its leads last answered, or changed something of the plan."""
        settled = (ask.settled_at for ask in self.asks_about_plan if ask.settled_at)
        return max((self.plan.changed_at, *settled, *(report.reported_at for report in self.reports)))

    def spoken_at(self, step_id: int | None) -> datetime:
        """When anybody last answered about a step, or changed it; None: about anything of the plan."""
        step = self.plan.step(step_id or 0)
        if step is None:
            return self.alive_at
        asks = (ask for ask in self.asks_about_plan if step_id in map(step_of, ask.items))
        settled = (ask.settled_at for ask in asks if ask.settled_at)
        said = (report.reported_at for report in self.reports if report.step_id == step_id)
        return max((step.changed_at or self.plan.created_at, *settled, *said))


Pending = Mapping[Lead, tuple[Item, ...]]  # by who is to be asked


def reachable(plan: Plan) -> Sequence[Lead]:
    """Leads whom the bot reaches, and who want to be asked."""
    return [lead for lead in plan.leads if lead.active and lead.language and not lead.muted]


def pending(facts: Facts) -> Pending:
    """Of the plan as a whole, and of each step, the last thing that is due, unless it is settled."""
    found: dict[Lead, list[Item]] = defaultdict(list)
    for thread in _threads(facts):
        item = _last_due(thread, facts)
        if item and not _is_settled(item, thread, facts):
            found[thread.lead].append(item)
    return {lead: tuple(items) for lead, items in found.items()}


@dataclass(frozen=True)
class _Thread:
    """The plan as a whole, or one of its steps, and what has been said of it."""

    lead: Lead  # who is to be asked
    prefix: str  # of its items' keys; empty: of the plan's
    days: Sequence[tuple[str, date]]  # on which to ask, with their keys
    since: datetime  # what was to be asked up to then had passed when it was set
    reports: Sequence[Report]

    @property
    def put_off(self) -> Report | None:
        """Of a step the last report but for mere words, where it says later, and its day stayed as it was."""
        told = [report for report in self.reports if report.said is not Said.WORDS] if self.prefix else []
        later = [one for one in told[-1:] if one.said is Said.LATER and one.reported_at >= self.since]
        return next(iter(later), None)

    def agreed(self, hours: Hours) -> Item | None:
        """What takes the place of all that was to be asked until then."""
        if self.put_off is None or self.put_off.until_on is None:
            return None
        moment = hours.moment_on(self.put_off.until_on, self.lead)
        return Item(f"{self.prefix}later:{self.put_off.id}", moment, agreed=True)


def _threads(facts: Facts) -> Iterable[_Thread]:
    plan, leads = facts.plan, reachable(facts.plan)
    if plan.state is not PlanState.KEPT or plan.kept_at is None or not leads:
        return
    if next_step(facts):
        yield _Thread(leads[0], "", _check_ins(facts.hours), plan.kept_at, facts.reports)
    yield from (_thread_of(step, facts) for step in plan.waiting)


def _thread_of(step: Step, facts: Facts) -> _Thread:
    plan = facts.plan
    leads, kept_at = reachable(plan) or plan.leads, plan.kept_at or plan.created_at
    lead = next((lead for lead in leads if lead == plan.responsible(step)), leads[0])
    said = [report for report in facts.reports if report.step_id == step.id]
    since = max(kept_at, step.dated_at or kept_at)
    return _Thread(lead, f"step:{step.id}:", _days_of(step, facts.hours.follow_up), since, said)


def put_off_steps(facts: Facts) -> Collection[int]:
    """The ids of those about which it was agreed to ask on another day, which is still to come."""
    agreed = {step.id: _thread_of(step, facts).agreed(facts.hours) for step in facts.plan.waiting}
    return {step_id for step_id, item in agreed.items() if item and item.moment > facts.now}


def next_step(facts: Facts) -> Step | None:
    """The one that a check-in is about; None: it says nothing of what is put off."""
    put_off = put_off_steps(facts)
    return next((step for step in facts.plan.waiting if step.id not in put_off), None)


def _check_ins(hours: Hours) -> Sequence[tuple[str, date]]:
    """The day is the key: the programme may get others."""
    days = (period.after(hours.last_day) for period in hours.follow_up.check_ins)
    return [(f"checkin:{day}", day) for day in days]


def _days_of(step: Step, follow_up: FollowUp) -> Sequence[tuple[str, date]]:
    """The step's day is part of the keys: another one makes them others."""
    due_on = step.due_on
    around = {"before": -follow_up.days_before, "day": 0, "after": follow_up.days_after}
    if due_on is None:
        return []
    return [(f"{name}:{due_on}", due_on + timedelta(days=days)) for name, days in around.items()]


def _last_due(thread: _Thread, facts: Facts) -> Item | None:
    moments = [(key, facts.hours.moment_on(day, thread.lead)) for key, day in thread.days]
    agreed = thread.agreed(facts.hours)
    since = max(thread.since, agreed.moment) if agreed else thread.since
    items = [Item(thread.prefix + key, moment, bool(agreed)) for key, moment in moments if moment > since]
    due = [item for item in (agreed, *items) if item and item.moment <= facts.now]
    return max(due, key=lambda item: item.moment, default=None)


def _is_settled(item: Item, thread: _Thread, facts: Facts) -> bool:
    """Somebody has answered an ask about it, or reported since."""
    answered = any(item.key in ask.items for ask in facts.asks_about_plan if ask.settled_at)
    since = (report for report in thread.reports if report.reported_at >= item.moment)
    return answered or any(report is not thread.put_off for report in since)


def still_asked(ask: Ask, facts: Facts) -> Sequence[Step]:
    """The steps that it is about, as long as it holds."""
    lead = next((lead for lead in reachable(facts.plan) if lead.person_id == ask.person_id), None)
    if ask.settled_at or lead is None or facts.hours.closes_at(facts.now, lead) is None:
        return ()
    due = [item for items in pending(facts).values() for item in items if item.key in ask.items]
    ids, following = {item.step_id for item in due}, next_step(facts) if due else None
    return [step for step in facts.plan.waiting if step.id in ids or (None in ids and step == following)]
