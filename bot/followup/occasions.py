"""What is due to be asked about a plan and not settled yet; these are rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    for lead, thread in _threads(facts.plan, facts):
        item = _last_due(thread, lead, facts)
        if item and not _is_settled(item, thread, facts):
            found[lead].append(item)
    return {lead: tuple(items) for lead, items in found.items()}


@dataclass(frozen=True)
class _Thread:
    """The plan as a whole, or one of its steps, and what has been said of it."""

    prefix: str  # of its items' keys
    days: Sequence[tuple[str, date]]  # on which to ask, with their keys
    since: datetime  # what was to be asked up to then had passed when it was set
    reports: Sequence[Report]

    @property
    def put_off(self) -> Report | None:
        """The last report but for mere words, where it says to ask later, and nothing has changed since."""
        last = next((report for report in reversed(self.reports) if report.said is not Said.WORDS), None)
        if last is None or last.said is not Said.LATER or last.reported_at < self.since:
            return None
        return last if (last.step_id is None) == (not self.prefix) else None


def _threads(plan: Plan, facts: Facts) -> Iterable[tuple[Lead, _Thread]]:
    """Each with the lead who is to be asked."""
    leads = reachable(plan)
    if plan.state is not PlanState.KEPT or plan.kept_at is None or not plan.waiting or not leads:
        return
    yield leads[0], _Thread("", _check_ins(facts.hours), plan.kept_at, facts.reports)
    for step in plan.waiting:
        since = max(plan.kept_at, step.dated_at or plan.kept_at)
        said = [report for report in facts.reports if report.step_id == step.id]
        thread = _Thread(f"step:{step.id}:", _days_of(step, facts.hours.follow_up), since, said)
        yield next((lead for lead in leads if lead == plan.responsible(step)), leads[0]), thread


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


def _last_due(thread: _Thread, lead: Lead, facts: Facts) -> Item | None:
    """What was put off takes the place of all that was to be asked until then."""
    since, items = thread.since, []
    if (later := thread.put_off) and later.until_on:
        items = [Item(f"{thread.prefix}later:{later.id}", facts.hours.moment_on(later.until_on, lead))]
        since = max(since, items[0].moment)
    all_items = (Item(thread.prefix + key, facts.hours.moment_on(day, lead)) for key, day in thread.days)
    items += [item for item in all_items if item.moment > since]
    due = sorted((item for item in items if item.moment <= facts.now), key=lambda item: item.moment)
    return due[-1] if due else None


def _is_settled(item: Item, thread: _Thread, facts: Facts) -> bool:
    """Somebody has answered an ask about it, or reported since."""
    answered = any(item.key in ask.items for ask in facts.asks_about_plan if ask.settled_at)
    since = (report for report in thread.reports if report.reported_at >= item.moment)
    return answered or any(report is not thread.put_off for report in since)


def still_asked(ask: Ask, facts: Facts) -> Sequence[Step]:
    """The steps that it is about, as long as it holds; a check-in is about the plan's next one."""
    lead = next((lead for lead in reachable(facts.plan) if lead.person_id == ask.person_id), None)
    if ask.settled_at or lead is None or facts.hours.closes_at(facts.now, lead) is None:
        return ()
    due = [item for items in pending(facts).values() for item in items if item.key in ask.items]
    ids = {item.step_id or facts.plan.waiting[0].id for item in due}
    return [step for step in facts.plan.waiting if step.id in ids]
