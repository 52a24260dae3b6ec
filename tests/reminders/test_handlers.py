"""From a reminder to somewhere else, on a phone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.stage import Person
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at, seminar_with

DANIEL = Person(1003, "Daniel", "daniel", "en")


@pytest.fixture
async def seminar(tmp_path: Path) -> AsyncIterator[Seminar]:
    async with (
        seminar_with([DANIEL], f"sqlite:///{tmp_path}/bot.db", at(2, "08:00")) as seminar,
        seminar.open(),
    ):
        yield seminar


@pytest.fixture
async def daniel(seminar: Seminar) -> Phone:
    """He has a seat in the first workshop, is reminded half an hour before, and has been."""
    phone = seminar.phones[DANIEL.id]
    await phone.write("/start")
    await phone.sees("English")
    await phone.tap("English")
    await phone.sees("Choose")
    for data in ("lead:30", "seat:d2-workshop1"):
        await phone.press(data)
    await seminar.moves_to(at(2, "09:00"))
    await phone.sees("In 30 minutes: 1.", "09:30 · Hall 3", "Details", "I'm going elsewhere")
    return phone


async def test_going_elsewhere_leads_to_what_there_is_to_choose(daniel: Phone) -> None:
    before = len(daniel.screens)
    notice = await daniel.tap("I'm going elsewhere")
    assert notice == "Your seat is yours until you take another one."
    await daniel.sees("Choice of workshop", "Open until: 1 May, 09:15", "80 seats left")
    assert len(daniel.screens) == before  # in place


async def test_once_choosing_is_over_the_same_button_leads_to_the_session(
    seminar: Seminar, daniel: Phone
) -> None:
    await seminar.moves_to(at(2, "09:20"))
    assert await daniel.tap("I'm going elsewhere") == "Choosing is over."
    await daniel.sees("✓ You have a seat here.")


@pytest.mark.parametrize("session", ["d2-final", "no-such-session", ""])
async def test_a_forged_button_leads_to_what_is_next(daniel: Phone, session: str) -> None:
    assert await daniel.press(f"elsewhere:{session}") == "This was out of date. Here is the new one."
    await daniel.sees("Next")
