"""Somebody leads a plan no more; this is a query. What nobody leads any more goes: its words were theirs."""

from datetime import datetime

from sqlalchemy import and_, delete, exists, or_, select, update

from bot.plans import writing
from bot.plans.rules import PlanState
from bot.storage.engine import Transaction
from bot.storage.tables import plan_leads, plans, steps


async def leave(tx: Transaction, plan_id: int, person_id: int, now: datetime) -> None:
    """The others go on with it, and with the steps that this lead had taken over."""
    await writing.look_again(tx, plan_id, now)
    theirs = plan_leads.c.plan_id == plan_id, plan_leads.c.person_id == person_id
    await tx.execute(delete(plan_leads).where(*theirs))
    handed_over = steps.c.plan_id == plan_id, steps.c.lead_id == person_id
    await tx.execute(update(steps).where(*handed_over).values(lead_id=None))


async def say_farewell(tx: Transaction, person_id: int, now: datetime) -> None:
    """Whatever they lead goes on with the others, or goes with them."""
    theirs = select(plan_leads.c.plan_id).where(plan_leads.c.person_id == person_id)
    led = (await tx.scalars(theirs)).all()
    for plan_id in led:
        await leave(tx, plan_id, person_id, now)
    # Of a plan that nobody leads who gave it up may have been forgotten before.
    ownerless = and_(plans.c.state == PlanState.DROPPED, plans.c.given_up_by.is_(None))
    was_theirs = or_(plans.c.id.in_(led), plans.c.given_up_by == person_id, ownerless)
    alone = ~exists().where(plan_leads.c.plan_id == plans.c.id)
    await tx.execute(delete(plans).where(was_theirs, alone))
