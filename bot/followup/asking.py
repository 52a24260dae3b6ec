"""Whom to ask now, and who has fallen silent; these are rules.

    first --- 3 days ---> again --- 3 days ---> co-lead --- 3 days ---> silent, until the next check-in

Whoever answers about a step, or changes it, ends this for that step, and for all leads; what is open still is
asked `again` three days later. Where all are silent the whole plan rests until the next check-in, but for
what a lead has put off to a day; once somebody speaks, only that of which nobody does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.followup.escalation import Escalation, Wanted
from bot.followup.occasions import Facts, Pending, pending
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
    after = plan.silent_since if _check_in_since_silence(facts, due) else None
    prompts = tuple(_prompts(facts, _going_on(facts, due, after)))
    return Decision(prompts, _silent(facts, due), facts.hours.next_after(facts.now, plan.leads))


def _check_in_since_silence(facts: Facts, due: Pending) -> bool:
    """All begins anew with it."""
    since, items = facts.plan.silent_since, (item for items in due.values() for item in items)
    return since is not None and any(item.step_id is None and item.moment > since for item in items)


def _silent(facts: Facts, due: Pending) -> bool | None:
    """Whether somebody falls silent now, or nobody is any more."""
    since = facts.plan.silent_since
    if _exhausted(facts, due, since):
        return True
    return False if since and not _exhausted(facts, due) else None


def _exhausted(facts: Facts, due: Pending, after: datetime | None = None) -> Sequence[Escalation]:
    """Of each thing by itself about which nobody says anything."""
    each = (Escalation(facts, lead, (item,), after) for lead, items in due.items() for item in items)
    return [one for one in each if one.is_exhausted]


def _going_on(facts: Facts, due: Pending, after: datetime | None) -> Sequence[Escalation]:
    """All but what rests; what was agreed alone, as long as nobody has said anything at all since."""
    resting = _exhausted(facts, due, after)
    rests = {item for one in resting for item in one.items}
    if any(one.asked_at and one.asked_at > facts.alive_at for one in resting):
        rests |= {item for items in due.values() for item in items if not item.agreed}
    left = {lead: [item for item in items if item not in rests] for lead, items in due.items()}
    return [Escalation(facts, lead, items, after) for lead, items in left.items()]


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
