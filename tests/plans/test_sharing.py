"""A plan gets co-leads by a link, and loses a lead who goes."""

import json
import re

import pytest
from sqlalchemy import func, select

from bot.context import Services
from bot.plans.rules import COLEADS, Plan
from bot.storage.tables import invitations, people, plan_leads, plans, steps
from tests.people.telegram import MakePhone, Phone
from tests.plans.making import STEP, about, add, draft_of, plan_of, ready


async def member_of(phone_of: MakePhone, telegram_id: int) -> Phone:
    phone = phone_of(telegram_id, name=f"P{telegram_id}")
    await phone.write("/start")
    await phone.tap("language:en")
    return phone


async def link_of(phone: Phone, plan: Plan) -> str:
    """The code in a new one."""
    await phone.tap(f"invitelead:{plan.id}")
    found = re.search(r"https://t\.me/seminar_bot\?start=(\S+)", phone.text)
    assert found, phone.text
    return found[1]


async def leads(services: Services) -> list[str]:
    return [lead.name for lead in (await plan_of(services)).leads]


async def uses_left(services: Services) -> list[int]:
    async with services.database.reading() as tx:
        return list(await tx.scalars(select(invitations.c.uses_left)))


async def test_a_co_lead_comes_by_a_link(member: Phone, services: Services, phone_of: MakePhone) -> None:
    plan = await ready(member, services)
    code = await link_of(member, plan)
    assert "Forward this message" in member.notice
    assert "Lead our action plan with us" in member.text
    newcomer = phone_of(1002, name="Marina")
    await newcomer.write(f"/start {code}")
    assert "You lead this action plan now." in newcomer.text
    await newcomer.tap("language:en")
    await newcomer.write("/plan")
    assert f"Next: {STEP}" in newcomer.text
    assert await leads(services) == ["<A & B>", "Marina"]
    await member.tap("colead")
    assert "&lt;A &amp; B&gt; and Marina" in member.text


async def test_it_lets_in_who_was_a_stranger(member: Phone, services: Services, phone_of: MakePhone) -> None:
    code = await link_of(member, await ready(member, services))
    services.settings = services.settings.model_copy(update={"access": "invite"})
    stranger = phone_of(1002, name="Marina")
    await stranger.write("/plan")
    assert "invited guests" in stranger.text
    await stranger.write(f"/start {code}")
    assert len(await leads(services)) == 2


async def test_who_leads_it_already_uses_nothing_up(
    member: Phone, services: Services, phone_of: MakePhone
) -> None:
    code = await link_of(member, await ready(member, services))
    await member.write(f"/start {code}")
    assert "You lead this action plan already." in member.text
    assert await uses_left(services) == [COLEADS]
    other = await member_of(phone_of, 1002)
    for _ in range(2):
        await other.write(f"/start {code}")
    assert f"Next: {STEP}" in other.text
    assert await uses_left(services) == [COLEADS - 1]


async def test_who_leads_another_keeps_theirs(member: Phone, services: Services, phone_of: MakePhone) -> None:
    code = await link_of(member, await ready(member, services))
    other = await member_of(phone_of, 1002)
    await about(other)
    await other.write(f"/start {code}")
    assert "You lead another action plan, and it stays yours." in other.text
    assert (await leads(services), await uses_left(services)) == (["<A & B>"], [COLEADS])

    theirs = await plan_of(services, 2)
    await other.tap(f"giveup:{theirs.id}:yes")
    await other.write(f"/start {code}")
    assert await leads(services) == ["<A & B>", "P1002"]


async def test_a_new_link_ends_the_former_one(member: Phone, services: Services, phone_of: MakePhone) -> None:
    plan = await ready(member, services)
    former, code = await link_of(member, plan), await link_of(member, plan)
    other = await member_of(phone_of, 1002)
    await other.write(f"/start {former}")
    assert "This invitation is not known." in other.text
    await other.write(f"/start {code}")
    assert len(await leads(services)) == 2


async def test_a_link_lasts_for_so_many(member: Phone, services: Services, phone_of: MakePhone) -> None:
    code = await link_of(member, await ready(member, services))
    for number in range(COLEADS + 1):
        last = phone_of(1002 + number, name=f"P{number}")
        await last.write(f"/start {code}")
    assert "has been used already" in last.text
    assert len(await leads(services)) == 1 + COLEADS


async def test_nobody_joins_a_plan_that_was_given_up(
    member: Phone, services: Services, phone_of: MakePhone
) -> None:
    plan = await ready(member, services)
    code = await link_of(member, plan)
    await member.tap(f"giveup:{plan.id}:yes")
    other = await member_of(phone_of, 1002)
    await other.write(f"/start {code}")
    assert "This invitation has expired." in other.text
    assert await draft_of(services, 2) is None


# -------------------------------------------------------------------- leaving


async def test_a_lead_leaves_and_the_last_one_stays(
    member: Phone, services: Services, phone_of: MakePhone
) -> None:
    plan = await ready(member, services)
    await member.tap("colead")
    assert f"unlead:{plan.id}" not in member.buttons.values()
    await member.tap(f"unlead:{plan.id}:yes")
    assert "Nobody else leads this plan." in member.notice + member.text

    other = await member_of(phone_of, 1002)
    await other.write(f"/start {await link_of(member, plan)}")
    await member.tap("colead")
    await member.tap(f"unlead:{plan.id}")
    assert "Lead this plan no more?" in member.text
    assert len(await leads(services)) == 2
    await member.tap(f"unlead:{plan.id}:yes")
    assert "You do not lead the plan any more" in member.text
    assert [lead.name for lead in (await plan_of(services, 2)).leads] == ["P1002"]


async def test_a_step_that_was_handed_over_goes_back_to_the_others(
    member: Phone, services: Services, phone_of: MakePhone
) -> None:
    plan = await ready(member, services)
    other = await member_of(phone_of, 1002)
    await other.write(f"/start {await link_of(member, plan)}")
    async with services.database.writing() as tx:
        await tx.execute(steps.update().values(lead_id=2))
    await other.tap(f"unlead:{plan.id}:yes")
    assert (await plan_of(services)).steps[0].lead_id is None


@pytest.mark.parametrize(
    "forged", ["invitelead", "unlead", "unlead:{}:yes", "publish:{}:yes", "publish:{}:x"]
)
async def test_the_plan_of_somebody_else(
    member: Phone, services: Services, phone_of: MakePhone, forged: str
) -> None:
    plan = await ready(member, services)
    other = await member_of(phone_of, 1002)
    await about(other)
    await other.tap(forged.format(plan.id))
    assert "This was out of date" in other.notice
    assert await uses_left(services) == []
    assert not (await plan_of(services)).public
    assert len(await leads(services)) == 1


@pytest.mark.parametrize("verb", ["colead", "publish"])
async def test_without_a_plan_an_old_button_offers_one(member: Phone, verb: str) -> None:
    await member.tap(verb)
    assert "This was out of date" in member.notice
    assert "You have no action plan yet" in member.text


# ------------------------------------------------------------------- farewells


async def test_who_leads_a_plan_alone_is_told_that_it_goes_with_them(
    member: Phone, services: Services, phone_of: MakePhone
) -> None:
    await member.tap("forget")
    assert "action plan" not in member.text
    plan = await ready(member, services)
    await member.tap("forget")
    assert "Your action plan goes too" in member.text
    other = await member_of(phone_of, 1002)
    await other.write(f"/start {await link_of(member, plan)}")
    for lead in (member, other):
        await lead.tap("forget")
        assert "action plan" not in lead.text


async def test_whoever_is_forgotten_leaves_the_plan_to_the_others(
    member: Phone, services: Services, phone_of: MakePhone
) -> None:
    plan = await ready(member, services)
    other = await member_of(phone_of, 1002)
    await other.write(f"/start {await link_of(member, plan)}")
    await member.tap("forget:yes")
    kept = await plan_of(services, 2)
    assert ([lead.name for lead in kept.leads], len(kept.steps)) == (["P1002"], 1)
    await other.tap("forget:yes")
    async with services.database.reading() as tx:
        for table in (people, plan_leads, plans, steps, invitations):
            assert await tx.scalar(select(func.count()).select_from(table)) == 0, table.name


async def test_a_plan_that_was_given_up_goes_too(member: Phone, services: Services) -> None:
    for _ in range(2):
        plan = await ready(member, services)
        await member.tap(f"giveup:{plan.id}:yes")
    await member.tap("forget:yes")
    async with services.database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(plans)) == 0


async def test_the_plan_is_in_their_file(member: Phone, services: Services) -> None:
    await ready(member, services, STEP, "A film")
    await add(member, "A concert")
    await member.tap("mydata")
    sent = json.dumps(member.telegram.named("sendDocument")[-1], default=str)
    for said in ("plan_leads", '"plans', "Pupils of three schools", "A film", "A concert"):
        assert said.replace('"', "") in sent
