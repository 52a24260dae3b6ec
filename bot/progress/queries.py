"""How plans go, from the database; the number of statements is the same for any number of plans."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Subquery, case, exists, func, select

from bot.followup import queries as followup
from bot.followup.rules import Help, Report, Said
from bot.i18n.dates import day_of
from bot.people.rules import Kind
from bot.plans import queries as plans_queries
from bot.plans.rules import PlanState, StepState
from bot.progress.rules import Difficulty, GivenUp, Late, Overview, Pace, Standing, Summary, Told
from bot.storage.engine import Transaction
from bot.storage.tables import clubs, mutes, people, plan_leads, plans, reports, steps

_WAITS: Final = (StepState.OPEN, StepState.BEGUN)


async def overview(tx: Transaction, today: date) -> Overview:
    """All plans, also those that were given up."""
    return Overview(await standings(tx, today), await difficulties_by_help(tx))


async def standings(tx: Transaction, today: date) -> Sequence[Standing]:
    """The oldest plan first."""
    counted, askable = _counted(today), _askable()
    found = (
        select(plans.c.id, plans.c.state, plans.c.topic, clubs.c.name, clubs.c.country)
        .add_columns(case((~_spoken_since(), plans.c.silent_since)).label("silent_since"))
        .add_columns(counted.c.steps, counted.c.done, counted.c.late, askable.c.leads)
        .outerjoin_from(plans, clubs, clubs.c.id == plans.c.club_id)
        .outerjoin(counted, counted.c.plan_id == plans.c.id)
        .outerjoin(askable, askable.c.plan_id == plans.c.id)
        .order_by(plans.c.id)
    )
    return [_standing(row) for row in await tx.execute(found)]


def _spoken_since() -> ColumnElement[bool]:
    """Somebody has said something after all had fallen silent, be it of another step."""
    return exists().where(reports.c.plan_id == plans.c.id, reports.c.reported_at > plans.c.silent_since)


def _counted(today: date) -> Subquery:
    """Of each plan its steps."""
    done, late = steps.c.state == StepState.DONE, _is_late(today)
    counts = (
        func.count().label("steps"),
        func.count().filter(done).label("done"),
        func.count().filter(late).label("late"),
    )
    there = steps.c.state != StepState.DROPPED
    return select(steps.c.plan_id, *counts).where(there).group_by(steps.c.plan_id).subquery()


def _is_late(today: date) -> ColumnElement[bool]:
    return steps.c.state.in_(_WAITS) & (steps.c.due_on < today)


def _askable() -> Subquery:
    """Of each plan the leads who can be asked, and want to be."""
    muted = exists().where(mutes.c.person_id == people.c.id, mutes.c.kind == Kind.PLAN)
    return (
        select(plan_leads.c.plan_id, func.count().label("leads"))
        .join_from(plan_leads, people)
        .where(people.c.active, people.c.language.is_not(None), ~muted)
        .group_by(plan_leads.c.plan_id)
        .subquery()
    )


def _standing(row: Row[Any]) -> Standing:
    return Standing(
        id=row.id,
        state=PlanState(row.state),
        club=row.name or "",
        country=row.country or "",
        topic=row.topic,
        steps=row.steps or 0,
        done=row.done or 0,
        late=row.late or 0,
        askable=row.leads or 0,
        silent_since=row.silent_since,
    )


# ---------------------------------------------------------- late steps, difficulties


async def count_late(tx: Transaction, today: date) -> int:
    found = select(func.count()).join_from(steps, plans)
    return await tx.scalar(found.where(_is_late(today), plans.c.state == PlanState.KEPT)) or 0


async def late(tx: Transaction, today: date, offset: int, limit: int) -> Sequence[Late]:
    """Those that were due first."""
    found = (
        select(steps.c.plan_id, clubs.c.name, steps.c.what, steps.c.due_on)
        .join_from(steps, plans)
        .outerjoin(clubs, clubs.c.id == plans.c.club_id)
        .where(_is_late(today), plans.c.state == PlanState.KEPT)
        .order_by(steps.c.due_on, steps.c.id)
    )
    rows = await tx.execute(found.offset(offset).limit(limit))
    return [Late(row.plan_id, row.name or "", row.what, row.due_on) for row in rows]


async def difficulties_by_help(tx: Transaction) -> Mapping[Help | None, int]:
    """How often each was named as what would help; None: nothing was."""
    found = select(reports.c.help, func.count()).join_from(reports, plans).where(*_difficulties())
    rows = (await tx.execute(found.group_by(reports.c.help))).tuples()
    return {Help(named) if named else None: count for named, count in rows}


async def difficulties(tx: Transaction, offset: int, limit: int) -> Sequence[Difficulty]:
    """The newest first."""
    found = (
        select(reports, clubs.c.name, steps.c.what, steps.c.state)
        .join_from(reports, plans)
        .outerjoin(clubs, clubs.c.id == plans.c.club_id)
        .outerjoin(steps, steps.c.id == reports.c.step_id)
        .where(*_difficulties())
        .order_by(reports.c.id.desc())
    )
    return [_difficulty(row) for row in await tx.execute(found.offset(offset).limit(limit))]


def _difficulties() -> Sequence[ColumnElement[bool]]:
    return reports.c.kind == Said.DIFFICULTY, plans.c.state == PlanState.KEPT


def _difficulty(row: Row[Any]) -> Difficulty:
    return Difficulty(
        plan_id=row.plan_id,
        club=row.name or "",
        what=row.what or "",
        help=Help(row.help) if row.help else None,
        text=row.text,
        reported_at=row.reported_at,
        over=row.state is not None and row.state not in _WAITS,
    )


async def given_up(tx: Transaction) -> Sequence[GivenUp]:
    """Each with the last that was written of why; the oldest plan first."""
    why = (
        select(reports.c.text)
        .where(reports.c.plan_id == plans.c.id, reports.c.kind == Said.GAVE_UP)
        .order_by(reports.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = select(plans.c.id, clubs.c.name, why.label("why")).outerjoin_from(plans, clubs)
    rows = await tx.execute(found.where(plans.c.state == PlanState.DROPPED).order_by(plans.c.id))
    return [GivenUp(row.id, row.name or "", row.why or "") for row in rows]


# ------------------------------------------------------------------------- over time


async def pace(tx: Transaction, zone: ZoneInfo) -> Pace:
    """Of steps of kept plans; a moment is a day in this zone."""
    there = plans.c.state == PlanState.KEPT, steps.c.state != StepState.DROPPED
    planned = select(steps.c.due_on).join_from(steps, plans).where(*there, steps.c.due_on.is_not(None))
    done = [day_of(moment, zone) for moment in await _done(tx)]
    return Pace(sorted(done), (await tx.scalars(planned.order_by(steps.c.due_on))).all())


async def _done(tx: Transaction) -> Sequence[Any]:
    """When each was first said to be done; of one that nobody has reported, when it was changed last."""
    said = (
        select(reports.c.step_id, func.min(reports.c.reported_at).label("moment"))
        .where(reports.c.kind == Said.DONE)
        .group_by(reports.c.step_id)
        .subquery()
    )
    moment = func.coalesce(said.c.moment, steps.c.changed_at, type_=steps.c.changed_at.type)
    found = select(moment).join_from(steps, plans).outerjoin(said, said.c.step_id == steps.c.id)
    there = steps.c.state == StepState.DONE, plans.c.state == PlanState.KEPT
    return (await tx.scalars(found.where(*there))).all()


async def summary(tx: Transaction, zone: ZoneInfo, today: date) -> Summary:
    found = await overview(tx, today)
    return Summary(
        today,
        found,
        await pace(tx, zone),
        await late(tx, today, 0, found.late),
        await difficulties(tx, 0, sum(found.difficulties.values())),
        await given_up(tx),
    )


# -------------------------------------------------------------------- one plan, or all


async def attachment(tx: Transaction, report_id: int) -> Report | None:
    """The report of this id, if a photo or document belongs to it and its plan is there."""
    whose = select(reports.c.plan_id).where(reports.c.id == report_id, reports.c.file_id.is_not(None))
    plan_id = await tx.scalar(whose)
    said = (await told(tx, plan_id)).reports if plan_id else ()
    return next((one for one in said if one.id == report_id), None)


async def told(tx: Transaction, plan_id: int | None = None) -> Told:
    """One plan, or all."""
    found = await plans_queries.load_all(tx, *([plans.c.id == plan_id] if plan_id is not None else []))
    ids = [plan.id for plan in found]
    said = await followup.reports_about(tx, ids)
    speak = set(await tx.scalars(select(plans.c.id).where(plans.c.id.in_(ids), _spoken_since())))
    found = [replace(plan, silent_since=None) if plan.id in speak else plan for plan in found]
    return Told(found, said, await _names(tx, {one.person_id for one in said}))


async def _names(tx: Transaction, person_ids: Collection[int]) -> Mapping[int, str]:
    found = select(people.c.id, people.c.name).where(people.c.id.in_(person_ids))
    return dict((await tx.execute(found)).tuples().all())
