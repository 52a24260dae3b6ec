"""What is changed without a word: when it is told after all, to whom, and what they knew."""

from datetime import time, timedelta

import pytest

from bot.agenda.formats import Document
from bot.programme import edits
from bot.programme.rules import PATIENCE, SETTLING
from bot.storage.engine import Database
from tests.programme.telling import change, read, told
from tests.reminders.seminar import MORNING, join, minutes, put, sit

LATER = MORNING + timedelta(hours=1)


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    """One who sits in a training, and one who sits in none."""
    await put(database, sample)
    await join(database, 1, 2)
    await sit(database, 1, "d1-training1")


async def test_patience_is_counted_from_the_first_change_that_is_to_be_told(
    database: Database, sample: Document
) -> None:
    quiet = edits.set_room(sample, "d1-lunch", "foyer")
    await change(database, quiet, 1, MORNING, tell=False)
    third = edits.set_room(quiet, "d1-lunch", "hall3")
    await change(database, third, 2, LATER)
    assert await told(database, LATER + minutes(0.5)) == []
    await change(database, edits.set_room(third, "d1-lunch", "hall4"), 3, LATER + minutes(0.5))
    assert await told(database, LATER + SETTLING) == []
    assert len(await told(database, LATER + minutes(0.5) + SETTLING)) == 2


async def test_patience_ends_though_the_first_change_was_silent(database: Database, sample: Document) -> None:
    new = edits.set_room(sample, "d1-lunch", "foyer")
    await change(database, new, 1, MORNING, tell=False)
    for number in range(6):
        new = edits.set_length(new, "d1-lunch", 50 + number)
        await change(database, new, 2 + number, LATER + number * minutes(0.5))
    assert await told(database, LATER + PATIENCE - minutes(0.1)) == []
    assert len(await told(database, LATER + PATIENCE)) == 2


async def test_what_waits_to_be_told_is_told_as_it_is_now(database: Database, sample: Document) -> None:
    first = edits.set_room(sample, "d1-lunch", "foyer")
    await change(database, first, 1, MORNING)
    quiet = edits.set_room(first, "d1-lunch", "hall3")
    await change(database, quiet, 2, MORNING + minutes(0.5), tell=False)
    assert await read(database, MORNING + SETTLING) == [
        ["<b>Changed: Lunch</b>", "Room: Restaurant → Hall 3"],
        ["<b>Changed: Lunch</b>", "Room: Restaurant → Hall 3"],
    ]


async def test_another_session_that_changes_silently_is_not_told_with_it(
    database: Database, sample: Document
) -> None:
    first = edits.set_room(sample, "d1-lunch", "foyer")
    await change(database, first, 1, MORNING)
    quiet = edits.cancel(first, "d1-dinner")
    await change(database, quiet, 2, MORNING + minutes(0.5), tell=False)
    aloud = edits.set_length(quiet, "d1-lunch", 50)
    await change(database, aloud, 3, MORNING + minutes(0.7))
    (news, _) = await read(database, MORNING + minutes(0.7) + SETTLING)
    assert news == ["<b>Changed: Lunch</b>", "Time: 13:00–14:00 → 13:00–13:50", "Room: Restaurant → Foyer"]


@pytest.mark.parametrize("already_planned", [False, True])
async def test_who_was_told_of_a_silent_change_hears_that_it_is_taken_back(
    database: Database, sample: Document, *, already_planned: bool
) -> None:
    """It came to them with the change before it, so that to them it is no secret."""
    later = edits.move(sample, "d1-lunch", "day1", time(13, 10))
    await change(database, later, 1, MORNING)
    if already_planned:
        await told(database, MORNING + SETTLING)
    quiet = edits.move(later, "d1-lunch", "day1", time(13, 20))
    await change(database, quiet, 2, MORNING + SETTLING, tell=False)
    (news, _) = await read(database, MORNING + SETTLING + minutes(0.1))
    assert "Time: 13:00–14:00 → 13:20–14:20" in news
    await change(database, later, 3, LATER)
    (news, _) = await read(database, LATER + SETTLING)
    assert "Time: 13:20–14:20 → 13:10–14:10" in news


async def test_who_joined_the_session_too_late_for_that_message_knows_what_all_others_know(
    database: Database, sample: Document
) -> None:
    later = edits.move(sample, "d1-training1", "day1", time(14, 10))
    await change(database, later, 1, MORNING)
    quiet = edits.move(later, "d1-training1", "day1", time(14, 20))
    await change(database, quiet, 2, MORNING + minutes(0.5), tell=False)
    await read(database, MORNING + SETTLING)
    await sit(database, 2, "d1-training1")
    await change(database, edits.set_room(later, "d1-training1", "foyer"), 3, LATER)
    assert await read(database, LATER + SETTLING) == [
        [
            "<b>Changed: 1. Key competencies</b>",
            "Time: 14:20–16:20 → 14:10–16:10",
            "Room: Hall 1 → Foyer",
        ],
        ["<b>Changed: 1. Key competencies</b>", "Room: Hall 1 → Foyer"],
    ]
