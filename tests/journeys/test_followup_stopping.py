"""Leads have had enough of questions, of the plan, or of all messages; and begin again."""

from datetime import timedelta

import pytest

from bot.demo.stage import Person
from bot.followup.rules import Said
from bot.plans.rules import PlanState
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.leading import ASKED, PEOPLE, WHAT, led, said
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar

EACH = pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)


@EACH
async def test_no_questions_come_until_they_are_wanted_again(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await lead.writes("/stop", "what to stop")
        await lead.taps("questions", "no more")
        lead.phone.came()
        await seminar.moves_to(ASKED)
        assert lead.phone.came() == []
        await lead.writes("/stop", "what to stop", "ask again")
        await lead.taps("ask again", "come again")
        lead.phone.came()
        await seminar.moves_to(ASKED + timedelta(minutes=1))
        assert WHAT in lead.phone.came()[0]


@EACH
async def test_nothing_at_all_comes_by_itself(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await lead.writes("/stop", "what to stop")
        await lead.taps("all messages", "nothing comes", "/settings")
        lead.phone.came()
        await seminar.moves_to(ASKED)
        assert lead.phone.came() == []
        await lead.writes("/now")  # is answered all the same
        await lead.phone.gets(len(lead.phone.screens))


@pytest.mark.parametrize(("person", "other"), [(AIGERIM, MARINA), (MARINA, DANIEL), (DANIEL, AIGERIM)])
async def test_the_plan_is_given_up_and_the_others_may_take_it_up(
    seminar: Seminar, person: Person, other: Person
) -> None:
    async with led(seminar, person, other) as [one, two]:
        await one.writes("/stop", "what to stop")
        await one.taps("itself", "give up?")
        await one.taps("back", "what to stop")
        await one.taps("itself", "give up?")
        await one.taps("yes", "write why")
        await one.writes("Көшіп кеттік", "kept")
        await two.sees("given up", person.first_name)
        assert (await one.plan).state is PlanState.DROPPED
        assert await said(seminar) == [(Said.GAVE_UP, "Көшіп кеттік")]
        two.phone.came()
        await two.taps("take up", WHAT)
        assert (await one.plan).state is PlanState.KEPT
        await one.sees("goes on", other.first_name, "asked no more")
        for lead in (one, two):
            lead.phone.came()
        await seminar.moves_to(ASKED)
        assert one.phone.came() == []
        assert WHAT in two.phone.came()[0]


async def test_who_leads_no_plan_can_stop_the_rest(seminar: Seminar, marina: Phone) -> None:
    async with led(seminar, DANIEL):
        await marina.write("/stop")
        await marina.sees("Что остановить?", "Все сообщения")
        assert "Сам план" not in marina.labels
        await marina.tap("Ничего, продолжаем")
        await marina.sees("Моё расписание")


async def test_a_photo_says_not_why(seminar: Seminar, daniel: Phone) -> None:
    async with led(seminar, DANIEL) as [lead]:
        await lead.phone.press(f"giveup:{(await lead.plan).id}:yes")
        await lead.sees("write why")
        await daniel.send_file("why.txt", b"?")
        await daniel.sees("Only a text is kept here.")
        await lead.writes("No time", "it is kept")
        assert await said(seminar) == [(Said.GAVE_UP, "No time")]
