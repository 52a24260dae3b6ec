"""Two leads change their plan at once, on PostgreSQL: the second one sees what the first has done."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.context import Services
from bot.followup.rules import GIVEN_UP
from bot.plans import writing
from bot.plans.rules import Plan
from bot.storage.engine import Database
from bot.storage.tables import outbox, plan_leads, plans
from tests.people.telegram import MakePhone, Phone
from tests.plans.making import plan_of, ready
from tests.plans.test_sharing import link_of


@pytest.fixture(autouse=True)
async def server(services: Services, on_postgresql: Database, sample: Document) -> None:
    await services.database.close()
    services.database = on_postgresql
    async with on_postgresql.writing() as tx:
        await agenda.store_programme(tx, sample, source="programme.yaml", now=services.clock.now())


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
        tasks = await as_far_as_they_can(services, *taps)
    await asyncio.gather(*tasks)


async def as_far_as_they_can(
    services: Services, *taps: Coroutine[Any, Any, None]
) -> Sequence[asyncio.Task[None]]:
    """One after the other, each waits for what another transaction holds."""
    tasks: list[asyncio.Task[None]] = []
    async with asyncio.timeout(20), services.database.reading() as other:
        for tap in taps:
            tasks.append(asyncio.create_task(tap))
            while (await other.scalar(_WAITING) or 0) < len(tasks):
                pass
    return tasks


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


async def test_a_link_is_made_anew_while_somebody_comes_by_the_former(
    services: Services, plan: Plan, member: Phone, phone_of: MakePhone
) -> None:
    comes = phone_of(1002, name="Marina").write(f"/start {await link_of(member, plan)}")
    await at_once(services, plan, member.tap(f"invitelead:{plan.id}"), comes)
    assert len((await plan_of(services)).leads) == 1


async def test_nobody_comes_to_lead_what_is_just_being_given_up(
    services: Services, plan: Plan, member: Phone, phone_of: MakePhone
) -> None:
    comes = phone_of(1002, name="Marina").write(f"/start {await link_of(member, plan)}")
    async with services.database.writing() as tx:
        await writing.drop_plan(tx, plan.id, plan.leads[0].person_id, services.clock.now())
        tasks = await as_far_as_they_can(services, comes)
    await asyncio.gather(*tasks)
    async with services.database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(plan_leads)) == 1


async def test_one_adds_a_step_while_another_names_the_club(
    services: Services, plan: Plan, marina: Phone
) -> None:
    async with services.database.writing() as tx:
        await writing.touch(tx, plan.id, services.clock.now())
        tasks = await as_far_as_they_can(services, marina.tap("addstep"))
        await writing.set_club(tx, plan.id, "Brücke", services.clock.now())
    await asyncio.gather(*tasks)
    assert (await plan_of(services)).club == "Brücke"


async def test_whoever_takes_up_what_they_gave_up_leads_it_though_another_does_so_too(
    services: Services, plan: Plan, member: Phone, marina: Phone
) -> None:
    await member.tap(f"giveup:{plan.id}:yes")
    await at_once(services, plan, member.tap(f"takeup:{plan.id}"), marina.tap(f"takeup:{plan.id}"))
    assert [lead.person_id for lead in (await plan_of(services)).leads] == [1, 2]


async def test_somebody_comes_by_the_link_of_a_lead_who_is_just_forgotten(
    services: Services, plan: Plan, member: Phone, phone_of: MakePhone
) -> None:
    comes = phone_of(1002, name="Marina").write(f"/start {await link_of(member, plan)}")
    await at_once(services, plan, member.tap("forget:yes"), comes)
    async with services.database.reading() as tx:
        for table in (plans, plan_leads):
            assert await tx.scalar(select(func.count()).select_from(table)) == 0
