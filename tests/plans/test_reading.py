"""A plan is read by whoever leads it, and by others only if its leads say so."""

import pytest

from bot.context import Services
from bot.plans import writing
from bot.plans.rules import LONGEST, MOST_STEPS, StepState
from tests.people.telegram import MakePhone, Phone
from tests.plans.making import AIM, STEP, about, add, plan_of, ready


async def other_member(phone_of: MakePhone, telegram_id: int = 1002, name: str = "Marina") -> Phone:
    phone = phone_of(telegram_id, name=name)
    await phone.write("/start")
    await phone.tap("language:en")
    return phone


async def test_who_has_none_may_begin_one(member: Phone) -> None:
    await member.write("/plan")
    assert "You have no action plan yet" in member.text
    assert "makeplan" in member.buttons.values()


async def test_a_draft_goes_on_where_it_was_left(member: Phone) -> None:
    await about(member)
    await member.write("/plan")
    assert "Step 1: what will you do?" in member.text


async def test_the_next_step_comes_first(member: Phone, services: Services) -> None:
    plan = await ready(member, services, STEP, "A film")
    await member.write("/plan")
    assert "Our plan: Bridge" in member.text
    assert "░░░░░░░░░░ 0 of 2 steps" in member.text
    assert f"Next: {STEP}" in member.text
    assert "By: 15 June 2019" in member.text
    first = plan.steps[0].id
    assert {f"did:{first}", f"going:{first}", f"trouble:{first}"} <= {*member.buttons.values()}
    async with services.database.writing() as tx:
        await writing.set_state(tx, first, StepState.DONE, services.clock.now())
    await member.write("/plan")
    assert "▓▓▓▓▓░░░░░ 1 of 2 steps" in member.text
    assert "Next: A film" in member.text
    assert "Handed over" not in member.text
    async with services.database.writing() as tx:
        await writing.change_step(tx, plan.steps[1].id, services.clock.now(), lead_id=1)
    await member.write("/plan")
    assert "Handed over: " in member.text


async def test_when_all_is_done_there_is_nothing_to_answer(member: Phone, services: Services) -> None:
    plan = await ready(member, services)
    async with services.database.writing() as tx:
        await writing.set_state(tx, plan.steps[0].id, StepState.DONE, services.clock.now())
    await member.tap("plan")
    assert "Every step of it is done. Thank you!" in member.text
    assert not any(data.startswith("did:") for data in member.buttons.values())


async def test_the_whole_plan_is_one_message(member: Phone, services: Services) -> None:
    await ready(member, services, STEP, "A film")
    await member.tap("wholeplan")
    for said in ("Bridge, Poland", AIM, f"1. {STEP}", "2. A film", "By: 15 June 2019"):
        assert said in member.text
    assert "wholeplan:1" not in member.buttons.values()


async def test_a_long_one_is_read_page_by_page(member: Phone, services: Services) -> None:
    plan = await ready(member, services)
    long = "A " * (LONGEST // 2)
    now = services.clock.now()
    async with services.database.writing() as tx:
        for number in range(2, MOST_STEPS + 1):
            step_id = await writing.add_step(tx, plan.id, f"[{number}] {long}", now)
            assert step_id
            await writing.change_step(tx, step_id, now, who=long, occasion=long, obstacle=long)
    read, page = "", "wholeplan"
    while page:
        await member.tap(page)
        assert len(member.text) < 4096
        read += member.text
        page = member.buttons.get("More › [en]", "")
    assert [number for number in range(2, MOST_STEPS + 1) if f"[{number}]" not in read] == []
    await member.tap("wholeplan:99")
    assert f"[{MOST_STEPS}]" in member.text


@pytest.mark.parametrize("verb", ["wholeplan", "wholeplan:x", "planpaper", "plancalendar"])
async def test_without_a_plan_an_old_button_offers_one(member: Phone, verb: str) -> None:
    await member.tap(verb)
    assert "This was out of date" in member.notice
    assert "You have no action plan yet" in member.text


async def test_files_to_take_along(member: Phone, services: Services) -> None:
    await ready(member, services, STEP)
    await member.tap("planpaper")
    assert member.screens[0]["document"].startswith(b"%PDF")
    assert "Your plan, to print" in member.text
    await member.tap("plancalendar")
    assert b"VALUE=DATE:20190615" in member.screens[0]["document"]


# -------------------------------------------------------------------- the board


async def test_others_read_it_once_its_leads_say_so(
    member: Phone, services: Services, phone_of: MakePhone
) -> None:
    plan, other = await ready(member, services), await other_member(phone_of)
    await other.write("/board")
    assert "No club has shown its plan to everybody yet." in other.text
    await other.tap(f"publicplan:{plan.id}")
    assert "This was out of date" in other.notice
    assert STEP not in other.text

    await member.tap("publish")
    assert "Show your plan to everybody?" in member.text
    assert "when and where you do them, what could get in the way" in member.text
    await member.tap(f"publish:{plan.id}:yes")
    assert "All participants can read it now." in member.notice
    await other.tap("board")
    assert "░░░░░ Bridge, Poland" in other.text
    await other.tap(other.buttons["Bridge, Poland"])
    assert f"1. {STEP}" in other.text
    assert "A &amp; B" not in other.text  # who leads it

    await member.tap("publish")
    await member.tap(f"publish:{plan.id}:no")
    await other.tap(f"publicplan:{plan.id}")
    assert STEP not in other.text


async def test_the_board_goes_topic_by_topic(services: Services, phone_of: MakePhone) -> None:
    for number, topic in enumerate(("*", "youth", "peace", "peace", "youth", "*", "peace"), 1001):
        phone = await other_member(phone_of, number, f"P{number}")
        await phone.tap("makeplan")
        await phone.write(f"Club {number}")
        await phone.write("Poland")
        await phone.tap(f"fill:topic:0:{topic}")
        await phone.write(AIM)
        await add(phone, STEP)
        await phone.tap("keepplan")
        plan = await plan_of(services, number - 1000)
        await phone.tap(f"publish:{plan.id}:yes")
    await phone.tap("board")
    shown = [line.rpartition(" Club ")[2][:4] for line in phone.text.splitlines() if " Club " in line]
    assert shown == ["1003", "1004", "1007", "1002", "1005"]
    await phone.tap("board:1")
    assert "Another topic" in phone.text
    assert "1001" in phone.text
    assert "1006" in phone.text
    await phone.tap("board:99")
    assert "1006" in phone.text


@pytest.mark.parametrize("forged", ["publicplan", "publicplan:x", "publicplan:99", "publicplan:99:1"])
async def test_a_plan_that_is_not_there(member: Phone, forged: str) -> None:
    await member.tap(forged)
    assert "This was out of date" in member.notice
    assert "Plans of the clubs" in member.text


async def test_a_stranger_is_asked_to_come_in_first(phone: Phone, invited_only: None) -> None:
    for said in ("/plan", "/board"):
        await phone.write(said)
        assert "invited guests" in phone.text
