"""Two leads change their plan at once, on PostgreSQL: the second one sees what the first has done."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.context import Services
from bot.followup.rules import GIVEN_UP
from bot.plans.rules import Plan
from bot.storage.engine import Database
from bot.storage.tables import metadata, outbox, plan_leads, plans
from tests.people.telegram import MakePhone, Phone
from tests.plans.making import plan_of, ready
from tests.plans.test_sharing import link_of


@pytest.fixture(autouse=True)
async def server(services: Services, postgresql_url: str, sample: Document) -> AsyncIterator[None]:
    services.database = Database(postgresql_url)
    async with services.database.writing() as tx:
        await tx.run_sync(metadata.create_all)
        await agenda.store_programme(tx, sample, source="programme.yaml", now=services.clock.now())
    yield
    await services.database.close()


@pytest.fixture
async def plan(member: Phone, services: Services) -> Plan:
    return await ready(member, services, "One", "Two")


@pytest.fixture
async def marina(plan: Plan, member: Phone, phone_of: MakePhone) -> Phone:
    """She leads the plan too."""
    phone = phone_of(1002, name="Marina")
    await phone.write(f"/start {await link_of(member, plan)}")
    await phone.tap("language:en")
    return phone


async def at_once(services: Services, plan: Plan, *taps: Coroutine[Any, Any, None]) -> None:
    """None of them gets on before all have come as far as they can."""
    async with services.database.writing() as tx:
        await tx.execute(select(plans.c.id).where(plans.c.id == plan.id).with_for_update())
        tasks = [asyncio.create_task(tap) for tap in taps]
        async with asyncio.timeout(20), services.database.reading() as other:
            while (await other.scalar(_WAITING) or 0) < len(taps):
                pass
    await asyncio.gather(*tasks)


_WAITING = text("select count(*) from pg_locks where not granted")


async def test_the_last_step_stays(services: Services, plan: Plan, member: Phone, marina: Phone) -> None:
    one, two = (f"dropstep:{step.id}:yes" for step in plan.steps)
    await at_once(services, plan, member.tap(one), marina.tap(two))
    assert len((await plan_of(services)).steps) == 1


async def test_the_last_lead_stays(services: Services, plan: Plan, member: Phone, marina: Phone) -> None:
    leave = f"unlead:{plan.id}:yes"
    await at_once(services, plan, member.tap(leave), marina.tap(leave))
    async with services.database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(plan_leads)) == 1


async def test_a_plan_is_given_up_once(services: Services, plan: Plan, member: Phone, marina: Phone) -> None:
    give_up = f"giveup:{plan.id}:yes"
    await at_once(services, plan, member.tap(give_up), marina.tap(give_up))
    async with services.database.reading() as tx:
        news = (await tx.scalars(select(outbox.c.person_id).where(outbox.c.kind == GIVEN_UP))).all()
    assert len(news) == 1
