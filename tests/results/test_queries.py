"""What is counted, and that too few people are never spoken of; on both kinds of database."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import insert

from bot.agenda import seats
from bot.agenda.rules import Programme
from bot.agenda.sample import read_sample
from bot.feedback.rules import AFTER, BEFORE, COMMENT, MARKS, RATING, SURVEY, TAG, Answer, Tag
from bot.results import queries
from bot.results.rules import Tally
from bot.results.statistics import Marks, change
from bot.storage.engine import Database, Transaction
from bot.storage.tables import roles
from tests.results.answering import (
    FORM,
    NOW,
    OTHER,
    PLENARY,
    TRAINING,
    answer,
    assess,
    rate,
    rating,
    set_up,
    somebody,
    stay_away,
    survey,
)

EARLY = NOW.replace(hour=3)
PROGRAMME = read_sample().to_programme(1)


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Transaction]:
    """The sample seminar, inside one transaction."""
    async with database.writing() as tx:
        await set_up(tx)
        yield tx


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME


async def test_marks_and_tags_are_counted(tx: Transaction, programme: Programme) -> None:
    await rate(tx, [5, 5, 4, 3], TRAINING, Tag.PRACTICAL)
    await rate(tx, [1], TRAINING, Tag.TIME, Tag.CLARITY, comment="Too fast")
    found = await queries.load(tx, programme)
    assert found.answered(TRAINING) == 5
    assert found.tally(TRAINING, RATING).on(MARKS) == {1: 1, 2: 0, 3: 1, 4: 1, 5: 2}
    assert found.tally(TRAINING, TAG).counts == {"practical": 4, "time": 1, "clarity": 1}
    assert found.tally(TRAINING, COMMENT).texts == 1
    assert found.answered(OTHER) == 0


async def test_of_four_people_nothing_is_known_but_that_they_are_four(
    tx: Transaction, programme: Programme
) -> None:
    await rate(tx, [5, 5, 4, 3], TRAINING, Tag.PRACTICAL, comment="Well done")
    found = await queries.load(tx, programme)
    assert found.answered(TRAINING) == 4
    assert {tally.people for tally in found.tallies.values()} == {4}
    assert [tally.counts for tally in found.tallies.values() if tally.counts] == []
    assert await queries.texts(tx, TRAINING, COMMENT) == []
    assert (await queries.report(tx, programme, NOW)).texts[TRAINING, COMMENT] == []


async def test_four_marks_stay_hidden_behind_a_fifth_person_s_comment(
    tx: Transaction, programme: Programme
) -> None:
    await rate(tx, [5, 5, 4, 3])
    await answer(tx, await somebody(tx), FORM, [Answer(TRAINING, COMMENT, "0", "Well done")], TRAINING)
    found = await queries.load(tx, programme)
    assert found.tally(TRAINING, RATING) == Tally(4, {})
    assert await queries.texts(tx, TRAINING, COMMENT) == ["Well done"]


async def test_many_comments_of_one_person_are_one_person(tx: Transaction) -> None:
    several = [Answer(TRAINING, COMMENT, str(number), "!") for number in range(9)]
    await answer(tx, await somebody(tx), FORM, several, TRAINING)
    assert await queries.texts(tx, TRAINING, COMMENT) == []


async def test_comments_come_in_an_order_that_stays_and_means_nothing(tx: Transaction) -> None:
    written = [f"{number:02}" for number in range(20)]
    for text in written:
        await rate(tx, [4], TRAINING, comment=text)
    first = await queries.texts(tx, TRAINING, COMMENT)
    assert sorted(first) == written
    assert list(first) not in (written, written[::-1])
    assert await queries.texts(tx, TRAINING, COMMENT) == first


async def test_texts_of_two_questions_stand_in_orders_that_tell_nothing_of_each_other(
    tx: Transaction,
) -> None:
    for number in range(20):
        await survey(tx, {"differently": f"{number:02}", "change": f"{number:02}"})
    assert await queries.texts(tx, SURVEY, "differently") != await queries.texts(tx, SURVEY, "change")


async def test_the_survey_counts_people_not_options(tx: Transaction, programme: Programme) -> None:
    for number in range(5):
        useful = ["speakers", "people"] if number else ["workshops"]
        await survey(tx, {"overall": "4", "useful": useful, "differently": f"<b>{number}</b>"})
    await survey(tx, {"overall": "1"})
    found = await queries.load(tx, programme)
    assert found.answered(SURVEY) == 6
    assert found.tally(SURVEY, "overall") == Tally(6, {"4": 5, "1": 1})
    assert found.tally(SURVEY, "useful") == Tally(5, {"speakers": 4, "people": 4, "workshops": 1})
    assert found.tally(SURVEY, "differently") == Tally(5, {"": 5})
    assert set(await queries.texts(tx, SURVEY, "differently")) == {f"<b>{number}</b>" for number in range(5)}


async def test_answers_that_a_question_does_not_take_any_more_hide_nobody(
    tx: Transaction, programme: Programme
) -> None:
    for number in range(5):
        await survey(tx, {"recommend": str(6 + number), "useful": ["people" if number else "gone"]})
    found = await queries.load(tx, programme)
    recommend, useful = programme.question("recommend"), programme.question("useful")
    assert recommend
    assert useful
    assert found.tally(SURVEY, "recommend").shows(recommend)
    shorter = replace(recommend, lowest=1, highest=9)
    assert sum(found.tally(SURVEY, "recommend").on(recommend.marks).values()) == 5
    assert found.tally(SURVEY, "recommend").on(shorter.marks) == {}
    assert not found.tally(SURVEY, "recommend").shows(shorter)
    assert not found.tally(SURVEY, "useful").shows(useful)


async def test_before_and_after_are_paired(tx: Transaction, programme: Programme) -> None:
    both = [(1, 3), (2, 3), (2, 5), (3, 4), (4, 4)]
    for before, after in both:
        await assess(tx, "lead", {BEFORE: before, AFTER: after})
    await assess(tx, "lead", {BEFORE: 5})
    await assess(tx, "explain", {AFTER: 5})
    found = await queries.load(tx, programme)
    expected = [*(Marks(*marks) for marks in both), Marks(5, None)]
    assert found.changes["lead"] == change(expected, 5)
    assert found.changes["lead"].pairs == 5
    assert found.changes["explain"] == (None, None, None, 0)
    assert (found.answered(BEFORE), found.answered(AFTER)) == (6, 6)


async def test_of_one_subject_the_same_is_told_as_among_all(tx: Transaction, programme: Programme) -> None:
    await rate(tx, [5, 5, 4, 3, 1], TRAINING, Tag.PRACTICAL)
    await rate(tx, [2, 2, 2, 2, 2], OTHER)
    for mark in range(1, 6):
        await assess(tx, "lead", {BEFORE: mark, AFTER: 5})
    everything = await queries.load(tx, programme)
    training = await queries.load(tx, programme, [TRAINING])
    assert training.people == {TRAINING: 5}
    assert {key: everything.tally(*key) for key in training.tallies} == training.tallies
    assert training.changes == {}
    assert (await queries.load(tx, programme, [BEFORE, AFTER])).changes == everything.changes


# ------------------------------------------------------------ who was asked


async def test_a_training_is_for_those_who_have_a_seat(tx: Transaction) -> None:
    people = [await somebody(tx) for _ in range(4)]
    for person_id in people[:3]:
        await seats.take(tx, person_id, TRAINING, EARLY)
    assert await queries.asked(tx, [TRAINING, OTHER, PLENARY]) == {TRAINING: 3, PLENARY: 4}
    await stay_away(tx, people[0], FORM)
    await answer(tx, people[1], FORM, rating(OTHER, 4), OTHER)
    await answer(tx, people[3], FORM, rating(TRAINING, 4), TRAINING)
    assert await queries.asked(tx, [TRAINING, OTHER, PLENARY]) == {TRAINING: 2, OTHER: 1, PLENARY: 4}


async def test_who_leads_a_session_is_not_asked_about_it(tx: Transaction, programme: Programme) -> None:
    session = programme.session(TRAINING)
    assert session is not None
    people = [await somebody(tx) for _ in range(2)]
    for person_id in people:
        await seats.take(tx, person_id, TRAINING, EARLY)
    role = {"person_id": people[0], "role": "host", "subject": session.host_ids[0]}
    await tx.execute(insert(roles).values(role))
    assert await queries.asked(tx, [TRAINING]) == {TRAINING: 1}
    assert await queries.everybody(tx) == 2


async def test_a_report_has_the_sessions_of_which_people_were_asked(
    tx: Transaction, programme: Programme
) -> None:
    assert (await queries.report(tx, programme, EARLY.replace(hour=1))).sessions == []
    await rate(tx, [4], "d2-declaration")
    said = [session.id for session in (await queries.report(tx, programme, NOW)).sessions]
    assert {PLENARY, TRAINING, "d2-declaration"} <= set(said)
    assert "d1-lunch" not in said
    assert "d2-plenary" not in said
