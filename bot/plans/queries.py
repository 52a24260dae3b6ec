"""Plans in the database, each read as a whole with its leads and steps; three statements for any number."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, select

from bot.people.rules import Kind
from bot.plans.rules import Lead, Plan, PlanState, Step, StepState
from bot.storage.engine import Transaction
from bot.storage.tables import clubs, mutes, people, plan_leads, plans, steps


async def load(tx: Transaction, plan_id: int) -> Plan | None:
    """Of any state."""
    return next(iter(await load_all(tx, plans.c.id == plan_id)), None)


async def locked(tx: Transaction, plan_id: int) -> Plan | None:
    """As `load`, and nobody else changes it until the transaction ends, which must be a writing one."""
    await tx.execute(select(plans.c.id).where(plans.c.id == plan_id).with_for_update())
    return await load(tx, plan_id)


async def plan_of(tx: Transaction, person_id: int) -> Plan | None:
    """The one plan that a person leads, a draft too; None: they lead none."""
    theirs = select(plan_leads.c.plan_id).where(plan_leads.c.person_id == person_id)
    return next(iter(await load_all(tx, plans.c.id.in_(theirs), plans.c.state != PlanState.DROPPED)), None)


async def lock_plan_of(tx: Transaction, person_id: int) -> Plan | None:
    """The same for who is about to change it: nobody else does until the transaction ends."""
    theirs = select(plan_leads.c.plan_id).where(plan_leads.c.person_id == person_id)
    await tx.execute(select(plans.c.id).where(plans.c.id.in_(theirs)).with_for_update())
    return await plan_of(tx, person_id)


async def club_of(tx: Transaction, person_id: int) -> str:
    """The club to which they belong; empty: none."""
    named = select(clubs.c.name).join_from(people, clubs, clubs.c.id == people.c.club_id)
    return await tx.scalar(named.where(people.c.id == person_id)) or ""


async def step(tx: Transaction, plan_id: int, step_id: int) -> Step | None:
    """Of any state: one that was taken out, too."""
    found = select(steps).where(steps.c.plan_id == plan_id, steps.c.id == step_id)
    row = (await tx.execute(found)).one_or_none()
    return _step(row) if row else None


async def dropped_steps(tx: Transaction, plan_id: int) -> Sequence[Step]:
    """Those that were taken out of it."""
    found = select(steps).where(steps.c.plan_id == plan_id, steps.c.state == StepState.DROPPED)
    return [_step(row) for row in await tx.execute(found.order_by(steps.c.id))]


async def public(tx: Transaction) -> Sequence[Plan]:
    """Those that everybody may read."""
    return await load_all(tx, plans.c.public, plans.c.state == PlanState.KEPT)


async def load_all(tx: Transaction, *conditions: ColumnElement[bool]) -> Sequence[Plan]:
    """All plans for which the conditions on `plans` hold, the oldest first."""
    found = (
        select(plans, clubs.c.name.label("club"), clubs.c.country)
        .outerjoin_from(plans, clubs, clubs.c.id == plans.c.club_id)
        .where(*conditions)
        .order_by(plans.c.id)
    )
    rows = (await tx.execute(found)).all()
    ids = [row.id for row in rows]
    leads, its_steps = await _leads(tx, ids), await _steps(tx, ids)
    return [_plan(row, tuple(leads[row.id]), tuple(its_steps[row.id])) for row in rows]


async def _leads(tx: Transaction, plan_ids: Collection[int]) -> Mapping[int, list[Lead]]:
    muted = exists().where(mutes.c.person_id == people.c.id, mutes.c.kind == Kind.PLAN)
    found = (
        select(plan_leads.c.plan_id, people, muted.label("muted"))
        .join_from(plan_leads, people)
        .where(plan_leads.c.plan_id.in_(plan_ids))
        .order_by(plan_leads.c.joined_at, plan_leads.c.person_id)
    )
    leads: dict[int, list[Lead]] = defaultdict(list)
    for row in await tx.execute(found):
        lead = Lead(row.id, row.name, row.language, row.zone, row.active, bool(row.muted))
        leads[row.plan_id].append(lead)
    return leads


async def _steps(tx: Transaction, plan_ids: Collection[int]) -> Mapping[int, list[Step]]:
    found = (
        select(steps)
        .where(steps.c.plan_id.in_(plan_ids), steps.c.state != StepState.DROPPED)
        .order_by(steps.c.place, steps.c.id)
    )
    its_steps: dict[int, list[Step]] = defaultdict(list)
    for row in await tx.execute(found):
        its_steps[row.plan_id].append(_step(row))
    return its_steps


def _step(row: Row[Any]) -> Step:
    return Step(
        id=row.id,
        place=row.place,
        what=row.what,
        who=row.who,
        due_on=row.due_on,
        occasion=row.occasion,
        obstacle=row.obstacle,
        session_id=row.session_id,
        lead_id=row.lead_id,
        state=StepState(row.state),
        changed_at=row.changed_at,
        dated_at=row.dated_at,
        worded_at=row.worded_at,
        left_open=row.left_open,
    )


def _plan(row: Row[Any], leads: tuple[Lead, ...], its_steps: tuple[Step, ...]) -> Plan:
    return Plan(
        id=row.id,
        state=PlanState(row.state),
        club=row.club or "",
        country=row.country or "",
        topic=row.topic,
        aim=row.aim,
        public=row.public,
        created_at=row.created_at,
        kept_at=row.kept_at,
        changed_at=row.changed_at,
        leads=leads,
        steps=its_steps,
        silent_since=row.silent_since,
        given_up_by=row.given_up_by,
        left_open=row.left_open,
    )
