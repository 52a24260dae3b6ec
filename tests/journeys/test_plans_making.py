"""A club lead makes a plan in the final session, with breaks and slips, in each language."""

from datetime import date

import pytest

from bot.plans.rules import LONGEST, PlanState
from tests.demo.sides import picture
from tests.journeys.planning import CLUB, ClubLead
from tests.journeys.seminar import Seminar, at
from tests.journeys.two_days import LANGUAGES


@pytest.fixture(params=LANGUAGES)
def lead(seminar: Seminar, request: pytest.FixtureRequest) -> ClubLead:
    return ClubLead(seminar, request.param)


async def in_the_final_session(lead: ClubLead) -> None:
    await lead.comes_in()
    await lead.seminar.moves_to(at(2, "11:30"))
    await lead.writes("/now", "make it")


async def test_a_plan_is_made_over_a_night_and_a_restart(lead: ClubLead) -> None:
    seminar = lead.seminar
    async with seminar.open():
        await in_the_final_session(lead)
        await lead.taps(lead["make it"], "which club", "first of four")
        await lead.taps(CLUB, "about what")  # its country is known from the list
        await lead.taps(lead["peace"], "what changes")
        await lead.writes(lead["aim"], "step 1")
        await lead.writes(lead["lesson"], "who")
        await lead.taps(lead["I will"], "by when")
        await lead.taps(lead["later"], "saved")
        await lead.writes(lead["typed day"], "no answer")
    seminar.clock.jump_to(at(2, "23:00"))
    async with seminar.open():
        await lead.writes("/plan", "by when")
        await lead.writes(lead["typed day"], "when and where")
        await lead.writes(lead["occasion"], "obstacle?")
        await lead.taps(lead["skip"], "written down", "due")
        await lead.taps(lead["another"], "step 2")
        await lead.taps("1", "who")
        await lead.taps(lead["skip"], "by when")
        await lead.writes("31.06", "by when", "no such day")
        await lead.writes("05/07", "by when", "which day", "5 July", "7 May")
        await lead.taps(lead["7 May"], "when and where")
        await lead.taps(lead["skip"], "obstacle?")
        await lead.taps(lead["later"], "saved")
        await lead.writes("/plan", "obstacle?")
        await lead.taps(lead["skip"], "another")
        await lead.writes("/plan", "another")
        await lead.taps(lead["that is all"], "ready")
        await the_plan_is_whole(lead)


async def the_plan_is_whole(lead: ClubLead) -> None:
    plan = await lead.plan()
    assert (plan.state, plan.club, plan.country, plan.topic) == (PlanState.KEPT, CLUB, "Қазақстан", "peace")
    assert plan.aim == lead["aim"]
    first, second = plan.steps
    assert (first.what, first.who) == (lead["lesson"], lead.phone.person.first_name)
    assert (first.due_on, first.occasion, first.obstacle) == (date(2019, 6, 15), lead["occasion"], "")
    assert (second.who, second.due_on) == ("", date(2019, 5, 7))


async def test_nothing_that_was_typed_is_lost(lead: ClubLead) -> None:
    async with lead.seminar.open():
        await in_the_final_session(lead)
        await lead.taps(lead["make it"], "which club")
        await lead.phone.send_photo(picture())
        await lead.phone.sees(lead["in words"])
        await lead.writes("К" * (LONGEST + 1), "too long")
        lead.phone.message("К" * (LONGEST + 1))  # it can be copied and shortened
        await lead.writes(CLUB, "about what")
        await lead.taps(lead["peace"], "what changes")
        await lead.writes("/settings")
        await lead.writes("/makeplan", "what changes")
        await lead.writes(lead["aim"], "step 1")
        assert (await lead.plan()).aim == lead["aim"]


async def test_a_session_becomes_the_first_step(lead: ClubLead) -> None:
    async with lead.seminar.open():
        await lead.comes_in()
        await lead.seminar.moves_to(at(1, "16:00"))
        await lead.writes("/now")
        await lead.phone.press("session:d1-training2")
        await lead.sees("action")
        await lead.taps(lead["action"], "step 1", "from the training")
        await lead.taps(lead["keep it"], "who")
        await lead.taps(lead["I will"], "by when")
        await lead.writes(lead["typed day"], "when and where")
        await lead.taps(lead["skip"], "obstacle?")
        await lead.taps(lead["skip"], "which club")
        await lead.taps(CLUB, "about what")
        await lead.taps(lead["peace"], "what changes")
        await lead.writes(lead["aim"], "written down", "from the training")
        await lead.taps(lead["that is all"], "ready")
        (step,) = (await lead.plan()).steps
        assert step.session_id == "d1-training2"
