"""Somebody says that they were in none of the sessions of a slot."""

from datetime import time

import pytest
from sqlalchemy import select

from bot.agenda.formats import Document
from bot.clock import RehearsalClock
from bot.context import Services
from bot.people.queries import await_text
from bot.storage.tables import answers, ballots, people
from tests.feedback.seminar import INTRODUCTION
from tests.people.telegram import Phone
from tests.reminders.seminar import changed, put

FIRST, SECOND = "d1-discussion", "d1-introduction"
clock = time.fromisoformat


@pytest.fixture
def at_once(sample: Document) -> Document:
    """Two sessions for everybody, side by side."""
    return changed(sample, FIRST, start=clock("10:00"), end=clock("11:30"), people=[])


@pytest.fixture
async def away(services: Services, member: Phone, at_once: Document) -> Phone:
    """Of somebody who has just said so."""
    await put(services.database, at_once)
    assert isinstance(services.clock, RehearsalClock)
    services.clock.jump_to(INTRODUCTION)
    await member.tap(f"absent:{SECOND}")
    return member


async def test_they_stay_away_when_the_session_is_cancelled_that_names_the_form(
    services: Services, away: Phone, at_once: Document
) -> None:
    await put(services.database, changed(at_once, FIRST, cancelled=True))
    async with services.database.reading() as tx:
        kept = (await tx.execute(select(ballots))).one()
    assert (kept.form, kept.state) == (f"slot:{SECOND}", "absent")


async def test_with_a_comment_they_are_asked_where_they_were_after_all(
    services: Services, away: Phone
) -> None:
    async with services.database.writing() as tx:
        (person,) = await tx.scalars(select(people.c.id))
        await await_text(tx, person, f"comment:{SECOND}")
    await away.write("I came late")
    assert set(away.buttons.values()) >= {f"attended:{FIRST}", f"attended:{SECOND}"}
    async with services.database.reading() as tx:
        assert (await tx.execute(select(answers))).all() == []
