"""Clubs in the year after the seminar: their plans, and what they have said of them."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Final

from sqlalchemy import insert

from bot.followup import reporting
from bot.followup.rules import Said
from bot.plans import queries as plans_queries
from bot.plans import writing
from bot.plans.rules import StepState
from bot.storage.engine import Transaction
from bot.storage.tables import clubs, people, plan_leads, plans, steps

NOW: Final = datetime(2019, 6, 20, 20, tzinfo=UTC)  # the 21st already, in Almaty
TODAY: Final = date(2019, 6, 21)
_NUMBERS: Final = count(5000)


async def somebody(tx: Transaction, name: str = "Aigul", **values: Any) -> int:
    row = {"telegram_id": next(_NUMBERS), "name": name, "language": "en", "joined_at": NOW, **values}
    return int((await tx.execute(insert(people).values(row).returning(people.c.id))).scalar_one())


async def club_plan(
    tx: Transaction,
    club: str = "Bridge",
    *days: date | None,
    country: str = "Poland",
    topic: str | None = "peace",
    lead: int | None = None,
    **values: Any,
) -> int:
    """The id of a kept plan with a lead and a step due on each of these days."""
    lead = await somebody(tx) if lead is None else lead
    named = insert(clubs).values(name=club, country=country).returning(clubs.c.id)
    row = {"club_id": await tx.scalar(named), "topic": topic, "aim": "Peace", "state": "kept"}
    moments = dict.fromkeys(("created_at", "changed_at", "kept_at"), NOW - timedelta(days=50))
    new = insert(plans).values({**row, **moments, **values}).returning(plans.c.id)
    plan_id = int((await tx.execute(new)).scalar_one())
    await tx.execute(insert(plan_leads).values(person_id=lead, plan_id=plan_id, joined_at=NOW))
    for place, day in enumerate(days):
        step = {"plan_id": plan_id, "place": place, "what": f"Step {place + 1} of {club}", "due_on": day}
        await tx.execute(insert(steps).values(**step, changed_at=NOW))
    return plan_id


async def says(
    tx: Transaction, plan_id: int, place: int, said: Said, now: datetime = NOW, **values: Any
) -> int:
    """The first lead of a plan reports on the step at this place; the report's id."""
    plan = await plans_queries.load(tx, plan_id)
    assert plan is not None
    step = plan.steps[place]
    if said is Said.DONE:
        await writing.set_state(tx, step.id, StepState.DONE, now)
    return await reporting.say(tx, plan, step.id, plan.leads[0].person_id, said, now, **values)
