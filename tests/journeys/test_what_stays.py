"""What came by itself stays when one of its buttons is tapped, unless it is to become the next screen."""

from typing import Final

from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at

TRAINING: Final = "d1-training2"
ALERT: Final = "Cancelled: 2. Creative pedagogy"


async def test_an_alert_stays_when_its_seat_is_taken(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await daniel.press(f"seat:{TRAINING}")
        await seminar.changes(TRAINING, cancelled=True)
        await seminar.moves_to(at(1, "09:05"))
        await daniel.sees(ALERT)
        before = len(daniel.screens)
        assert await daniel.tap("1. Key competencies") == "The seat is yours."
        await daniel.gets(before + 1)
        await daniel.sees("Training Session 1", "1 of 40 seats taken")
        assert "Free seats" in daniel.message(ALERT)["text"]

        await daniel.tap("Back")
        await daniel.sees("3. Curriculum")
        await seminar.calms()
        assert len(daniel.screens) == before + 1


async def test_the_news_of_a_role_stays_beside_where_it_leads(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with seminar.open(organisers=frozenset({marina.person.id})):
        await daniel.comes_in()
        await marina.comes_in()
        await marina.press("grant:1:club_lead")
        await daniel.sees("You have a new role: club lead")
        await seminar.calms()  # nobody taps within the milliseconds in which it is noted that it has come
        before = len(daniel.screens)
        await daniel.tap("Help")
        await daniel.gets(before + 1)
        assert "You have a new role" not in daniel.text
        assert daniel.message("You have a new role: club lead")


async def test_a_reminder_becomes_what_its_button_leads_to(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await seminar.moves_to(at(1, "11:50"))
        await daniel.sees("In 10 minutes: Discussion")
        before = len(daniel.screens)
        await daniel.tap("Details")
        await daniel.sees("Discussion", "12:00–13:00", "Back")
        await seminar.calms()
        assert len(daniel.screens) == before
