"""The programme changes after people have said how sessions were: one person stays one person."""

import asyncio
from collections.abc import Sequence
from datetime import time

import pytest
from sqlalchemy import select, update

from bot.agenda.asking import slot_of
from bot.agenda.formats import Document
from bot.clock import ballot_number
from bot.feedback import queries
from bot.feedback.rules import COMMENT, RATING, Answer, State
from bot.opening import open_programme
from bot.storage.engine import Database
from bot.storage.tables import answers, askings, ballots, sessions
from tests.feedback.seminar import CLOSED, INTRODUCTION, begun, rate, tick
from tests.reminders.seminar import changed, join, put

clock = time.fromisoformat

FIRST, SECOND = "d1-discussion", "d1-introduction"  # at once; the first in the alphabet names their form
FORM = f"slot:{FIRST}"
TRAINING1, TRAINING2, TRAINING3 = "d1-training1", "d1-training2", "d1-training3"


@pytest.fixture
def at_once(sample: Document) -> Document:
    """Two sessions for everybody, side by side."""
    return changed(sample, FIRST, start=clock("10:00"), end=clock("11:30"), people=[])


async def marks(database: Database) -> list[tuple[str, str]]:
    """What was given to which session."""
    async with database.reading() as tx:
        given = select(answers.c.subject, answers.c.answer).where(answers.c.question == RATING)
        return sorted((subject, mark) for subject, mark in await tx.execute(given))


async def forms(database: Database, person: int) -> Sequence[tuple[str, str, str | None]]:
    """Their ballots: the form, how far they have come, and where they were."""
    async with database.reading() as tx:
        columns = ballots.c.form, ballots.c.state, ballots.c.session_id
        theirs = select(*columns).where(ballots.c.person_id == person).order_by(ballots.c.form)
        return [tuple(row) for row in await tx.execute(theirs)]


async def test_three_people_stay_three_when_the_session_is_cancelled_that_names_the_form(
    database: Database, at_once: Document
) -> None:
    await put(database, at_once)
    await join(database, 1, 2, 3)
    for person in (1, 2, 3):
        await rate(database, person, SECOND, 2)
    for programme in (changed(at_once, FIRST, cancelled=True), at_once):
        await put(database, programme)
        assert await tick(database, INTRODUCTION) == []
        for person in (1, 2, 3):
            await rate(database, person, SECOND, person)
        assert await marks(database) == [(SECOND, "1"), (SECOND, "2"), (SECOND, "3")]


async def test_a_session_that_leaves_its_choice_takes_its_ratings_along(
    database: Database, sample: Document
) -> None:
    await put(database, sample)
    await join(database, 1)
    await rate(database, 1, TRAINING1, 1)
    await put(database, changed(sample, TRAINING1, choice=None, capacity=None))
    await rate(database, 1, TRAINING2, 5)
    assert await forms(database, 1) == [
        ("choice:training", "given", TRAINING2),
        (f"slot:{TRAINING1}", "given", TRAINING1),
    ]
    assert await marks(database) == [(TRAINING1, "1"), (TRAINING2, "5")]


async def test_two_sessions_change_places(database: Database, sample: Document) -> None:
    """Each of them has another one at its side, after which the form is named."""
    morning = {"start": clock("10:00"), "end": clock("11:30")}
    freely = sample
    for session in (TRAINING1, TRAINING2, TRAINING3):
        freely = changed(freely, session, choice=None, capacity=None)
    pairs = changed(changed(freely, FIRST, **morning, people=[]), TRAINING2, **morning)
    swapped = changed(changed(freely, FIRST, **morning, people=[]), TRAINING3, **morning)
    await put(database, pairs)
    await join(database, 1)
    await rate(database, 1, TRAINING2, 2)
    await rate(database, 1, TRAINING3, 3)
    before = await forms(database, 1)
    await put(database, swapped)
    together, training = FORM, f"slot:{TRAINING1}"
    assert before == [(together, "given", TRAINING2), (training, "given", TRAINING3)]
    assert await forms(database, 1) == [(together, "given", TRAINING3), (training, "given", TRAINING2)]
    assert await marks(database) == [(TRAINING2, "2"), (TRAINING3, "3")]


@pytest.mark.parametrize("given", [FIRST, SECOND])
async def test_of_two_sessions_that_become_one_slot_the_one_counts_that_was_rated(
    database: Database, sample: Document, at_once: Document, given: str
) -> None:
    await put(database, sample)
    await join(database, 1)
    for session in (FIRST, SECOND):
        async with database.writing() as tx:
            ballot = await begun(tx, 1, session)
            await queries.put(tx, ballot, Answer(session, RATING, answer="3"))
            if session == given:
                await queries.set_state(tx, ballot, State.GIVEN)
    await put(database, at_once)
    assert await forms(database, 1) == [(FORM, "given", given)]
    assert await marks(database) == [(given, "3")]


async def test_what_nobody_can_take_back_any_more_goes_before_what_is_new(
    database: Database, sample: Document, at_once: Document
) -> None:
    await put(database, sample)
    await join(database, 1)
    await rate(database, 1, SECOND, 2)
    async with database.writing() as tx:
        await queries.close(tx, CLOSED)
    await rate(database, 1, FIRST, 5)
    await put(database, at_once)
    assert await forms(database, 1) == [(FORM, "given", SECOND)]
    assert await marks(database) == [(SECOND, "2")]


async def test_whoever_was_not_there_is_not_asked_again(database: Database, at_once: Document) -> None:
    await put(database, at_once)
    await join(database, 1)
    async with database.writing() as tx:
        await queries.clear(tx, await begun(tx, 1, SECOND))
    await put(database, changed(at_once, FIRST, cancelled=True))
    assert await tick(database, INTRODUCTION) == []
    assert await forms(database, 1) == [(f"slot:{SECOND}", "absent", SECOND)]


async def test_who_was_not_there_is_nobody_beside_who_has_written(
    database: Database, sample: Document, at_once: Document
) -> None:
    await put(database, sample)
    await join(database, 1)
    async with database.writing() as tx:
        await queries.clear(tx, await begun(tx, 1, FIRST))
        await queries.put(tx, await begun(tx, 1, SECOND), Answer(SECOND, COMMENT, "0", "Too short"))
    await put(database, at_once)
    assert await forms(database, 1) == [(FORM, "begun", SECOND)]


# ------------------------------------------------- a change while people answer


async def test_a_tap_that_still_knows_the_old_programme_counts_once(
    database: Database, at_once: Document
) -> None:
    await put(database, at_once)
    await join(database, 1)
    await put(database, changed(at_once, FIRST, cancelled=True))
    await _rate_as_known(database, 1, at_once)
    await rate(database, 1, SECOND, 5)
    assert await marks(database) == [(SECOND, "5")]


async def test_a_change_in_the_middle_of_a_rush_loses_nobody_and_doubles_nobody(
    database: Database, at_once: Document
) -> None:
    guests = range(1, 61)
    await put(database, at_once)
    await join(database, *guests)
    first = [_rate_as_known(database, person, at_once) for person in guests[:30]]
    others = [_rate_as_known(database, person, at_once) for person in guests[30:]]
    await asyncio.gather(*first, put(database, changed(at_once, FIRST, cancelled=True)), *others)
    assert await marks(database) == [(SECOND, "2")] * len(guests)
    async with database.reading() as tx:
        assert list(await tx.scalars(select(ballots.c.form))) == [f"slot:{SECOND}"] * len(guests)


async def _rate_as_known(database: Database, person: int, known: Document) -> None:
    """They rate the second session as a process does that has loaded this programme."""
    slot = slot_of(known.to_programme(1), SECOND)
    assert slot is not None
    async with database.writing() as tx:
        ballot = await queries.begin(tx, person, slot.form, ballot_number(), SECOND)
        assert ballot is not None
        await queries.put(tx, ballot, Answer(SECOND, RATING, answer="2"))
        await queries.set_state(tx, ballot, State.GIVEN)


# -------------------------------------------------------------- names of forms


async def test_a_session_may_have_the_id_of_a_choice(database: Database, sample: Document) -> None:
    await put(database, changed(sample, SECOND, id="training"))
    async with database.reading() as tx:
        named = set(await tx.scalars(select(askings.c.form)))
    assert {"slot:training", "choice:training"} <= named


async def test_a_bot_that_starts_anew_finds_what_was_said_under_an_old_name(
    database: Database, sample: Document
) -> None:
    await put(database, sample)
    await join(database, 1)
    await rate(database, 1, TRAINING1)
    async with database.writing() as tx:
        for table in (ballots, sessions):
            await tx.execute(
                update(table).where(table.c.form == "choice:training").values(form="slot:training")
            )
    await open_programme(database, None, INTRODUCTION)
    await rate(database, 1, TRAINING1, 5)
    assert await forms(database, 1) == [("choice:training", "given", TRAINING1)]
    assert await marks(database) == [(TRAINING1, "5")]
