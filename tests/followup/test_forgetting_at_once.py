"""Somebody who left a plan deletes their data while another lead takes back what they said, on PostgreSQL."""

import asyncio

from sqlalchemy import func, insert, select

from bot.context import Services
from bot.followup import queries
from bot.followup.rules import Stage
from bot.plans import writing
from bot.plans.rules import Plan
from bot.storage.engine import keep_others_out
from bot.storage.tables import adoptions, asks, people
from tests.people.telegram import Phone
from tests.plans.test_at_once import as_far_as_they_can, marina, plan, server  # noqa: F401 -- their plan


async def test_a_former_lead_goes_while_another_says_that_it_is_not_done(
    services: Services,
    plan: Plan,  # noqa: F811
    member: Phone,
    marina: Phone,  # noqa: F811
) -> None:
    now, step_id = services.clock.now(), plan.steps[0].id
    row = {
        "plan_id": plan.id,
        "person_id": 1,
        "stage": Stage.FIRST,
        "items": [f"step:{step_id}:day:2019-06-01"],
    }
    async with services.database.writing() as tx:
        await writing.keep(tx, plan.id, now)
        await tx.execute(insert(asks).values(**row, asked_at=now))
    await member.tap(f"did:{step_id}:1")
    await member.tap(f"unlead:{plan.id}:yes")
    async with services.database.writing() as tx:
        await keep_others_out(tx, adoptions)  # whoever goes waits for it, with the plan in hand
        tasks = await as_far_as_they_can(services, member.tap("forget:yes"), marina.tap("notdone:1"))
    await asyncio.gather(*tasks)
    async with services.database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(people)) == 1
        (ask,) = await queries.asks_about(tx, [plan.id])
    assert ask.settled_at  # what was said to be done is not taken back: it went first
