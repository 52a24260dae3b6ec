"""Writing down what leads say, and settling what they were asked; these are queries."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from bot.delivery import outbox as delivery
from bot.followup.answering import answered_at, is_answered, is_open_without, repeated
from bot.followup.queries import asks_about, reports_about
from bot.followup.rules import FOLLOWUP, Ask, Report, Said
from bot.plans import queries as plans_queries
from bot.plans import writing
from bot.plans.rules import Plan, PlanState, StepState
from bot.storage.engine import Transaction
from bot.storage.tables import asks, outbox, plans, reports


async def plan_of(tx: Transaction, person_id: int) -> Plan | None:
    """The plan about which somebody is asked; nobody else changes it until the transaction ends."""
    plan = await plans_queries.lock_plan_of(tx, person_id)
    return plan if plan and plan.state is PlanState.KEPT else None


async def say(  # noqa: PLR0913, PLR0917 -- who says what of which step
    tx: Transaction,
    plan: Plan,
    step_id: int | None,
    person_id: int,
    said: Said,
    now: datetime,
    **values: Any,
) -> int:
    """The id of the report: a new one, or the last one said again. `values` are columns of it."""
    known = repeated(await reports_about(tx, [plan.id]), step_id, person_id, said, now)
    if known:
        await amend(tx, known.id, reported_at=now, **values)
        report_id = known.id
    else:
        row = {"plan_id": plan.id, "step_id": step_id, "person_id": person_id, "kind": said}
        new = insert(reports).values(**row, reported_at=now, **values).returning(reports.c.id)
        report_id = int((await tx.execute(new)).scalar_one())
    await _settle(tx, plan.id, now)
    return report_id


async def amend(tx: Transaction, report_id: int, **values: Any) -> None:
    """Set columns of a report."""
    await tx.execute(update(reports).where(reports.c.id == report_id).values(values))


async def take_back(tx: Transaction, report: Report, now: datetime) -> None:
    """It was not meant: what it has settled is open again."""
    await tx.execute(delete(reports).where(reports.c.id == report.id))
    await _reopen(tx, report, now)


async def undo_done(tx: Transaction, report: Report, now: datetime) -> None:
    """The step is not done yet; words that came with it stay, without them its question is open again."""
    if report.step_id is None:
        return
    its = [one for one in await reports_about(tx, [report.plan_id]) if one.step_id == report.step_id]
    begun = any(one.said is Said.BEGUN for one in its)
    await writing.set_state(tx, report.step_id, StepState.BEGUN if begun else StepState.OPEN, now)
    if report.text or report.file_id:
        await amend(tx, report.id, kind=Said.WORDS)
    else:
        await tx.execute(delete(reports).where(reports.c.id == report.id))
    await _reopen(tx, report, now)


async def hand_over_answered(tx: Transaction, person_id: int, now: datetime) -> None:
    """Before somebody is forgotten: what they answered for all stays answered, and is another's.

    Without their message it counts as asked of nobody. What they alone put off is open again for the others.
    """
    asked = select(asks.c.plan_id).where(asks.c.person_id == person_id)
    spoke = select(reports.c.plan_id).where(reports.c.person_id == person_id)
    theirs = plans.c.id.in_(asked.union(spoke))
    await tx.execute(select(plans.c.id).where(theirs).order_by(plans.c.id).with_for_update())
    for plan in await plans_queries.load_all(tx, theirs):
        others = [lead.person_id for lead in plan.leads if lead.person_id != person_id]
        if others:
            await _hand_over(tx, plan.id, person_id, others[0])
            await writing.look_again(tx, plan.id, now)


async def _hand_over(tx: Transaction, plan_id: int, person_id: int, to: int) -> None:
    asked, said = await _asks_about(tx, plan_id), await reports_about(tx, [plan_id])
    for ask in asked:
        still_open = [key for key in ask.items if is_open_without(key, ask, asked, said, person_id)]
        if still_open or ask.person_id == person_id:
            await _split(tx, ask, still_open, said, to)


async def _split(
    tx: Transaction, ask: Ask, still_open: Collection[str], said: Sequence[Report], to: int
) -> None:
    """Of a question these items are open, unless its reader goes; each other is settled since its answer."""
    row = {"plan_id": ask.plan_id, "person_id": to, "stage": ask.stage, "asked_at": ask.asked_at}
    for key in ask.items:
        if key not in still_open:
            settled_at = answered_at(key, ask, said)
            await tx.execute(insert(asks).values(**row, items=[key], settled_at=settled_at))
    if still_open:
        opened = update(asks).where(asks.c.id == ask.id)
        await tx.execute(opened.values(settled_at=None, items=list(still_open)))


async def _reopen(tx: Transaction, report: Report, now: datetime) -> None:
    """What it has settled, but for what others have answered too."""
    by_it = asks.c.plan_id == report.plan_id, asks.c.settled_at == report.reported_at
    await tx.execute(update(asks).where(*by_it).values(settled_at=None))
    await _settle(tx, report.plan_id, now)


async def _settle(tx: Transaction, plan_id: int, now: datetime) -> None:
    """An answer is one for all leads: what is on its way to others holds no more."""
    plan = await plans_queries.load(tx, plan_id)
    said = await reports_about(tx, [plan_id])
    open_asks = [ask for ask in await _asks_about(tx, plan_id) if not ask.settled_at]
    answered = [ask.id for ask in open_asks if plan and is_answered(ask, plan, said)]
    await tx.execute(update(asks).where(asks.c.id.in_(answered)).values(settled_at=now))
    await _call_off(tx, answered)
    await tx.execute(update(plans).where(plans.c.id == plan_id).values(looks_at=now))


async def _asks_about(tx: Transaction, plan_id: int) -> Sequence[Ask]:
    """To whomever."""
    return [ask for ask in await asks_about(tx, [plan_id]) if ask.plan_id == plan_id]


async def _call_off(tx: Transaction, ask_ids: Sequence[int]) -> None:
    subjects = [str(ask_id) for ask_id in ask_ids]
    await delivery.cancel(tx, outbox.c.kind == FOLLOWUP, outbox.c.subject.in_(subjects))
