"""Plans that people come to lead by an invitation, or lead; this is a query."""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select, update

from bot.people.rules import Refusal
from bot.storage.engine import Transaction
from bot.storage.tables import people, plan_leads, plans
from bot.storage.upserts import insert_new

GIVEN_UP: Final = "dropped"  # as bot.plans calls it, which this feature does not know


async def leads(tx: Transaction, telegram_id: int, plan_id: int) -> bool:
    return await _plan_of(tx, telegram_id) == plan_id


async def leads_alone(tx: Transaction, person_id: int) -> bool:
    """They lead a plan that goes with them."""
    theirs = select(plan_leads.c.plan_id).where(plan_leads.c.person_id == person_id)
    leads = select(func.count()).where(plan_leads.c.plan_id.in_(theirs))
    return await tx.scalar(leads) == 1


async def look_again(tx: Transaction, person_id: int, now: datetime) -> None:
    """The follow-up does so at their plan: they are asked at other hours, or want something else.

    Comes before their own row is changed: whoever changes a plan locks it before its leads.
    """
    theirs = select(plan_leads.c.plan_id).where(plan_leads.c.person_id == person_id)
    await tx.execute(update(plans).where(plans.c.id.in_(theirs)).values(looks_at=now))


async def refusal(tx: Transaction, telegram_id: int, plan_id: int) -> Refusal | None:
    """Why they cannot come to lead it: they lead another, or it was given up; until the end nobody does."""
    if await tx.scalar(select(plans.c.state).where(plans.c.id == plan_id).with_for_update()) == GIVEN_UP:
        return Refusal.EXPIRED
    return Refusal.LEADS_ANOTHER if await _plan_of(tx, telegram_id) not in (None, plan_id) else None


async def join(tx: Transaction, person_id: int, plan_id: int, now: datetime) -> None:
    """They lead it, after the others, and no other: `refusal` has let them."""
    await tx.execute(delete(plan_leads).where(plan_leads.c.person_id == person_id))
    row = {"person_id": person_id, "plan_id": plan_id, "joined_at": now}
    await tx.execute(insert_new(plan_leads, ["person_id"]).values(row))
    await tx.execute(update(plans).where(plans.c.id == plan_id).values(changed_at=now, looks_at=now))


async def _plan_of(tx: Transaction, telegram_id: int) -> int | None:
    """Unless it was given up."""
    theirs = (
        select(plans.c.id)
        .join_from(plans, plan_leads, plan_leads.c.plan_id == plans.c.id)
        .join(people, people.c.id == plan_leads.c.person_id)
    )
    found = theirs.where(people.c.telegram_id == telegram_id, plans.c.state != GIVEN_UP)
    plan_id: int | None = await tx.scalar(found)
    return plan_id
