"""Whom to ask now, and who has fallen silent; these are rules.

    first --- 3 days ---> again --- 3 days ---> co-lead --- 3 days ---> silent, until the next check-in

Whoever answers, or changes the plan, ends this for all of its leads; what is open still is asked `again`
three days later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.followup.escalation import Escalation, Wanted
from bot.followup.occasions import Facts, Pending, pending, reachable
from bot.followup.rules import Stage
from bot.plans.rules import Lead, PlanState

WEEK: Final = timedelta(days=7)
MOST: Final = 2  # asks to one person in any week


class Prompt(NamedTuple):
    """A message to send now."""

    person_id: int
    stage: Stage
    items: tuple[str, ...]  # keys
    expires_at: datetime


@dataclass(frozen=True)
class Decision:
    prompts: Sequence[Prompt] = ()
    silent: bool | None = None  # whether the plan's leads are, from now on; None: as before
    looks_at: datetime | None = None  # when to decide next; None: not as long as the plan stays as it is


def decide(facts: Facts) -> Decision:
    plan, due = facts.plan, pending(facts)
    if plan.state is not PlanState.KEPT:
        return Decision()
    looks_at = facts.hours.next_after(facts.now, plan.leads)
    since = _silent_since(facts)
    ended = False if plan.silent_since and not since else None
    if since and not _check_in_after(since, due):
        return Decision(looks_at=looks_at)
    escalations = [Escalation(facts, lead, items) for lead, items in due.items()]
    if any(escalation.is_exhausted for escalation in escalations):
        return Decision(silent=True, looks_at=looks_at)
    return Decision(tuple(_prompts(facts, escalations)), ended, looks_at)


def _silent_since(facts: Facts) -> datetime | None:
    """None where somebody has answered meanwhile, or nobody can: that is no silence."""
    since = facts.plan.silent_since
    return since if since and facts.alive_at < since and reachable(facts.plan) else None


def _check_in_after(moment: datetime, due: Pending) -> bool:
    items = (item for items in due.values() for item in items)
    return any(item.step_id is None and item.moment > moment for item in items)


def _prompts(facts: Facts, escalations: Sequence[Escalation]) -> Iterable[Prompt]:
    """At most one to each lead: what is their own goes before what a co-lead leaves unanswered."""
    wanted = [one for escalation in escalations for one in escalation.wanted()]
    asked = set[int]()
    for lead, stage, items in sorted(wanted, key=_is_of_another):
        expires_at = facts.hours.closes_at(facts.now, lead)
        if expires_at and lead.person_id not in asked and _may_be_asked(facts, lead):
            asked.add(lead.person_id)
            yield Prompt(lead.person_id, stage, items, expires_at)


def _is_of_another(wanted: Wanted) -> bool:
    return wanted.stage is Stage.CO_LEAD


def _may_be_asked(facts: Facts, lead: Lead) -> bool:
    """Not twice a day, nor more than twice in seven days, whatever it is about."""
    theirs = (ask for ask in facts.asks if ask.arrives and ask.person_id == lead.person_id)
    today = facts.hours.day_of(facts.now, lead)
    apart = [abs(facts.hours.day_of(ask.asked_at, lead) - today) for ask in theirs]
    return timedelta() not in apart and sum(days < WEEK for days in apart) < MOST
