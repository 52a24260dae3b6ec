"""Plans that the follow-up has to look at, and what it decides, in the database; these are queries."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, Final, TypeVar

from sqlalchemy import Integer, Select, String, bindparam, case, cast, insert, literal, or_, select, update

from bot.agenda.rules import Programme
from bot.delivery import outbox
from bot.delivery.outbox import Priority
from bot.delivery.planning import columns_of, key_of
from bot.followup.asking import Decision, Prompt
from bot.followup.hours import Hours
from bot.followup.occasions import Facts
from bot.followup.queries import asks_about, reports_about
from bot.followup.rules import FOLLOWUP, Ask
from bot.plans.queries import load_all
from bot.plans.rules import Plan
from bot.storage.engine import Transaction
from bot.storage.moments import Moment, built
from bot.storage.tables import Instant, asks, people, plans

T = TypeVar("T")

MOST: Final = 50  # plans at a time: half a second of work, even after a year of questions
FAR: Final = timedelta(days=2)  # no look is later: the clock was set back


async def due(tx: Transaction, now: datetime) -> Sequence[int]:
    """The ids of plans to look at, those that have waited longest first; nobody else does until this ends."""
    return (await tx.scalars(built(_due), {"now": now, "most": MOST})).all()


def _due(now: Moment) -> Select[tuple[int]]:
    waits = or_(plans.c.looks_at <= now, plans.c.looks_at > now + FAR)
    found = select(plans.c.id).where(waits).order_by(plans.c.looks_at, plans.c.id)
    return found.limit(bindparam("most", type_=Integer)).with_for_update(skip_locked=True)


async def facts_of(
    tx: Transaction, plan_ids: Collection[int], programme: Programme, now: datetime
) -> Sequence[Facts]:
    """Of each plan; five statements for any number."""
    hours = Hours.of(programme)
    asked = await asks_about(tx, plan_ids)
    about, to = _grouped(asked, attrgetter("plan_id")), _grouped(asked, attrgetter("person_id"))
    reported = _grouped(await reports_about(tx, plan_ids), attrgetter("plan_id"))
    return [
        Facts(plan, [*about[plan.id], *_about_others(plan, to)], reported[plan.id], hours, now)
        for plan in await load_all(tx, plans.c.id.in_(plan_ids))
    ]


def _about_others(plan: Plan, to: Mapping[int, Sequence[Ask]]) -> Sequence[Ask]:
    theirs = [ask for lead in plan.leads for ask in to[lead.person_id]]
    return [ask for ask in theirs if ask.plan_id != plan.id]


def _grouped(things: Sequence[T], key: Callable[[T], int]) -> Mapping[int, list[T]]:
    groups: dict[int, list[T]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return groups


async def ask(tx: Transaction, prompts: Mapping[int, Sequence[Prompt]], now: datetime) -> None:
    """Plan a message for each prompt, by the plan that it is about."""
    rows = [_row(plan_id, prompt, now) for plan_id, its in prompts.items() for prompt in its]
    if not rows:
        return
    expiry = {prompt.person_id: prompt.expires_at for its in prompts.values() for prompt in its}
    new = await tx.execute(insert(asks).returning(asks.c.id, asks.c.person_id), rows)
    await outbox.plan_selected(tx, _messages({row.id: expiry[row.person_id] for row in new}))


def _row(plan_id: int, prompt: Prompt, now: datetime) -> dict[str, Any]:
    its = {"person_id": prompt.person_id, "stage": prompt.stage, "items": list(prompt.items)}
    return {**its, "plan_id": plan_id, "asked_at": now}


def _messages(expiry: Mapping[int, datetime]) -> Select[Any]:
    """Of these asks."""
    expires_at = {ask_id: literal(moment, Instant) for ask_id, moment in expiry.items()}
    row = columns_of(
        FOLLOWUP,
        key_of(FOLLOWUP, asks.c.id),
        subject=cast(asks.c.id, String),
        due_at=asks.c.asked_at,
        expires_at=case(expires_at, value=asks.c.id),
        priority=Priority.NUDGE,
    )
    joined = select(*row).join_from(asks, people, people.c.id == asks.c.person_id)
    return joined.where(asks.c.id.in_(expiry)).order_by(asks.c.id)


async def note(tx: Transaction, decisions: Mapping[int, Decision], now: datetime) -> None:
    """When to look again, and who has fallen silent or has answered after all."""
    looks = [{"its_id": plan_id, "its_look": one.looks_at} for plan_id, one in decisions.items()]
    await tx.execute(_LOOKED, looks)
    for silent, since in ((True, now), (False, None)):
        ids = [plan_id for plan_id, one in decisions.items() if one.silent is silent]
        await tx.execute(update(plans).where(plans.c.id.in_(ids)).values(silent_since=since))


_LOOKED: Final = (
    update(plans)
    .where(plans.c.id == bindparam("its_id"))
    .values(looks_at=bindparam("its_look", type_=Instant))
)
