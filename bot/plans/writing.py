"""Writing plans down; this is a query. Whatever changes, the follow-up looks at the plan again."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from bot.guests.rules import folded
from bot.plans.conversation import OF_STEP, Place, Question
from bot.plans.rules import MOST_STEPS, Plan, PlanState, StepState
from bot.storage.engine import Transaction
from bot.storage.tables import Instant, clubs, guests, invitations, people, plan_leads, plans, steps
from bot.storage.upserts import insert_new

# -------------------------------------------------------------------- plans


async def begin(tx: Transaction, person_id: int, now: datetime) -> int:
    """The id of their new draft, or of the plan that they lead already."""
    new = insert(plans).values(created_at=now, changed_at=now, looks_at=now).returning(plans.c.id)
    plan_id = int((await tx.execute(new)).scalar_one())
    if await lead(tx, plan_id, person_id, now):
        return plan_id
    await tx.execute(delete(plans).where(plans.c.id == plan_id))
    theirs = select(plan_leads.c.plan_id).where(plan_leads.c.person_id == person_id)
    return int((await tx.execute(theirs)).scalar_one())


async def lead(tx: Transaction, plan_id: int, person_id: int, now: datetime) -> bool:
    """Make somebody a lead of this plan, the last in order; False where they lead another, or this one."""
    given_up = select(plans.c.id).where(plans.c.state == PlanState.DROPPED)
    theirs = plan_leads.c.person_id == person_id, plan_leads.c.plan_id.in_(given_up)
    await tx.execute(delete(plan_leads).where(*theirs))
    row = {"person_id": person_id, "plan_id": plan_id, "joined_at": now}
    joined = await tx.execute(insert_new(plan_leads, ["person_id"]).values(row))
    await touch(tx, plan_id, now)
    return joined.rowcount > 0


async def touch(tx: Transaction, plan_id: int, now: datetime, **values: Any) -> None:
    """Something of it changes: these columns, its steps, or who comes to lead it.

    Until the transaction ends nobody else changes it.
    """
    await look_again(tx, plan_id, now, changed_at=now, **values)


async def look_again(tx: Transaction, plan_id: int, now: datetime, **values: Any) -> None:
    """Somebody else is to be asked, or wants to be; alone that is no answer of its leads."""
    await tx.execute(update(plans).where(plans.c.id == plan_id).values(looks_at=now, **values))


async def set_topic(tx: Transaction, plan_id: int, topic: str, now: datetime) -> None:
    """The programme's id; empty: another one, which is not asked for again."""
    await touch(tx, plan_id, now, topic=topic or None)
    if not topic:
        await leave_open(tx, plan_id, Place(Question.TOPIC))


async def set_aim(tx: Transaction, plan_id: int, aim: str, now: datetime) -> None:
    await touch(tx, plan_id, now, aim=aim)


async def leave_open(tx: Transaction, plan_id: int, place: Place) -> None:
    """A question is left open, and not asked again after a break; that is no change of the plan."""
    table, its_id = (steps, place.step_id) if place.question in OF_STEP else (plans, plan_id)
    await tx.execute(update(table).where(table.c.id == its_id).values(left_open=place.question))


async def keep(tx: Transaction, plan_id: int, now: datetime) -> None:
    """It is no draft any more: from now on its leads are asked how it goes."""
    since = func.coalesce(plans.c.kept_at, literal(now, Instant))
    await touch(tx, plan_id, now, state=PlanState.KEPT, kept_at=since)


async def take_up(tx: Transaction, plan_id: int, now: datetime) -> None:
    """It goes on as what it was before it was given up; what was asked of its steps then is over."""
    waiting = steps.c.plan_id == plan_id, steps.c.state.in_((StepState.OPEN, StepState.BEGUN))
    await tx.execute(update(steps).where(*waiting).values(changed_at=now))
    was = case((plans.c.kept_at.is_(None), PlanState.DRAFT), else_=PlanState.KEPT)
    await touch(tx, plan_id, now, state=was, given_up_by=None)


async def drop_plan(tx: Transaction, plan_id: int, person_id: int, now: datetime) -> None:
    """One of its leads gives it up for all; they may begin another one."""
    await touch(tx, plan_id, now, state=PlanState.DROPPED, given_up_by=person_id)


# -------------------------------------------------------------------- clubs


async def set_club(tx: Transaction, plan_id: int, name: str, now: datetime) -> None:
    """The club of this name, however it is spelt in capitals; a new one where there is none.

    Its leads belong to it from now on, unless they belong to another one.
    """
    club_id = await _known_club(tx, name) or await _new_club(tx, name)
    former = _club_of(plan_id)
    leads = select(plan_leads.c.person_id).where(plan_leads.c.plan_id == plan_id)
    mistyped = and_(people.c.club_id == former, ~_said_by_others(former, plan_id))
    belong_here = people.c.id.in_(leads), or_(people.c.club_id.is_(None), mistyped)
    await tx.execute(update(people).where(*belong_here).values(club_id=club_id))
    await touch(tx, plan_id, now, club_id=club_id)


async def set_country(tx: Transaction, plan_id: int, country: str, now: datetime) -> None:
    """Of the plan's club; what the organisers have said of a club stays."""
    its = _club_of(plan_id)
    may_be_said = clubs.c.id == its, or_(clubs.c.country == "", ~_said_by_others(its, plan_id))
    await tx.execute(update(clubs).where(*may_be_said).values(country=country))
    await touch(tx, plan_id, now)


def _club_of(plan_id: int) -> ScalarSelect[int | None]:
    return select(plans.c.club_id).where(plans.c.id == plan_id).scalar_subquery()


def _said_by_others(club_id: ScalarSelect[int | None], plan_id: int) -> ColumnElement[bool]:
    """The organisers know this club, or people belong to it who do not lead the plan."""
    leads = select(plan_leads.c.person_id).where(plan_leads.c.plan_id == plan_id)
    return or_(
        exists().where(guests.c.club_id == club_id),
        exists().where(invitations.c.club_id == club_id, invitations.c.plan_id.is_(None)),
        exists().where(people.c.club_id == club_id, people.c.id.not_in(leads)),
    )


async def _known_club(tx: Transaction, name: str) -> int | None:
    rows = await tx.execute(select(clubs.c.id, clubs.c.name))
    return next((row.id for row in rows if folded(row.name) == folded(name)), None)


async def _new_club(tx: Transaction, name: str) -> int:
    await tx.execute(insert_new(clubs, ["name"]).values(name=name))
    return int((await tx.execute(select(clubs.c.id).where(clubs.c.name == name))).scalar_one())


# -------------------------------------------------------------------- steps


async def add_step(
    tx: Transaction, plan_id: int, what: str, now: datetime, session_id: str | None = None
) -> int | None:
    """The id of the new step, behind the others; None where the plan is full."""
    await touch(tx, plan_id, now)
    its = steps.c.plan_id == plan_id
    kept = select(func.count()).where(its, steps.c.state != StepState.DROPPED)
    if (await tx.scalar(kept) or 0) >= MOST_STEPS:
        return None
    behind = select(func.coalesce(func.max(steps.c.place), 0) + 1).where(its).scalar_subquery()
    row = {"plan_id": plan_id, "place": behind, "what": what, "session_id": session_id, "changed_at": now}
    return int((await tx.execute(insert(steps).values(row).returning(steps.c.id))).scalar_one())


async def change_step(tx: Transaction, step_id: int, now: datetime, **values: Any) -> None:
    """Set columns of it: `what`, `who`, `due_on`, `occasion`, `obstacle`, `lead_id`."""
    if "due_on" in values:
        values["dated_at"] = now
    if "what" in values:
        values["worded_at"] = now
    await _touch_plan_of(tx, step_id, now)
    await tx.execute(update(steps).where(steps.c.id == step_id).values(changed_at=now, **values))


async def set_state(tx: Transaction, step_id: int, state: StepState, now: datetime) -> None:
    await _touch_plan_of(tx, step_id, now)
    await tx.execute(update(steps).where(steps.c.id == step_id).values(state=state, changed_at=now))


async def drop_step(tx: Transaction, step_id: int, now: datetime) -> None:
    """It is part of the plan no more."""
    await set_state(tx, step_id, StepState.DROPPED, now)


async def move_step(tx: Transaction, plan: Plan, step_id: int, by: int, now: datetime) -> None:
    """So many places later, or earlier where negative; at the ends it stays."""
    order = [step.id for step in plan.steps]
    place = order.index(step_id)
    order.insert(max(0, min(place + by, len(order) - 1)), order.pop(place))
    await touch(tx, plan.id, now)
    for number, moved in enumerate(order, 1):
        await tx.execute(update(steps).where(steps.c.id == moved).values(place=number))


async def _touch_plan_of(tx: Transaction, step_id: int, now: datetime) -> None:
    its = await tx.scalar(select(steps.c.plan_id).where(steps.c.id == step_id))
    if its is not None:
        await touch(tx, its, now)
