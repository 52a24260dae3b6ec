"""Ballots and answers: changed as long as they are open, and nobody's afterwards."""

import pytest
from sqlalchemy import select

from bot.agenda.formats import Document
from bot.feedback import queries
from bot.feedback.rules import COMMENT, RATING, TAG, Answer, Ballot, State
from bot.people.belongings import collect, erase
from bot.people.queries import recognise_all
from bot.people.rules import Person
from bot.storage.engine import Database, Transaction
from bot.storage.tables import answers, ballots
from tests.feedback.seminar import CLOSED, begun, minutes, rate
from tests.reminders.seminar import join, put

TRAINING1, TRAINING2 = "d1-training1", "d1-training2"


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)
    await join(database, 1, 2)


async def person(tx: Transaction, number: int) -> Person:
    return (await recognise_all(tx, [number], frozenset()))[number]


async def kept(database: Database) -> list[tuple[str, str, str, str]]:
    async with database.reading() as tx:
        columns = (answers.c[name] for name in Answer._fields)
        return sorted(tuple(row) for row in await tx.execute(select(*columns)))


async def again(tx: Transaction, ballot: Ballot) -> Ballot:
    found = await queries.ballot_of(tx, 1, ballot.form)
    assert found is not None
    return found


async def test_what_was_said_moves_with_where_they_were(database: Database) -> None:
    async with database.writing() as tx:
        ballot = await begun(tx, 1, TRAINING1)
        for answer in (Answer(TRAINING1, RATING, "", "4"), Answer(TRAINING1, TAG, "lively")):
            await queries.put(tx, ballot, answer)
        await queries.attended(tx, ballot, TRAINING2)
        assert (await again(tx, ballot)).session_id == TRAINING2
    assert await kept(database) == [(TRAINING2, RATING, "", "4"), (TRAINING2, TAG, "lively", "")]


async def test_a_mark_takes_the_place_of_the_one_before(database: Database) -> None:
    await rate(database, 1, TRAINING1, 2)
    await rate(database, 1, TRAINING1, 5)
    assert await kept(database) == [(TRAINING1, RATING, "", "5")]


async def test_whoever_was_not_there_takes_back_all_they_said_and_nothing_of_others(
    database: Database,
) -> None:
    await rate(database, 1, TRAINING1, 2)
    await rate(database, 2, TRAINING1, 5)
    async with database.writing() as tx:
        await queries.clear(tx, await begun(tx, 1, TRAINING1))
        assert list((await queries.states_of(tx, 1)).values()) == [State.ABSENT]
    assert await kept(database) == [(TRAINING1, RATING, "", "5")]


async def test_a_comment_never_takes_the_place_of_another(database: Database) -> None:
    async with database.writing() as tx:
        ballot = await begun(tx, 1, TRAINING1)
        first = await queries.add(tx, ballot, TRAINING1, COMMENT, "Good")
        await queries.add(tx, await again(tx, ballot), TRAINING1, COMMENT, "Short")
        await queries.take_back(tx, ballot, first)
        await queries.add(tx, await again(tx, ballot), TRAINING1, COMMENT, "Warm")
    assert [text for *_, text in await kept(database)] == ["Short", "Warm"]


async def test_all_that_somebody_has_begun_is_theirs_alone(database: Database) -> None:
    await rate(database, 1, TRAINING1, 2)
    await rate(database, 1, "d1-discussion", 3)
    await rate(database, 2, TRAINING1, 5)
    async with database.reading() as tx:
        found = await queries.ballots_of(tx, 1)
    assert {form: ballot.answers for form, ballot in found.items()} == {
        "choice:training": [Answer(TRAINING1, RATING, "", "2")],
        "slot:d1-discussion": [Answer("d1-discussion", RATING, "", "3")],
    }


# ------------------------------------------------------------------------- anonymity


async def test_once_all_is_closed_nobody_knows_whose_an_answer_is(database: Database) -> None:
    await rate(database, 1, TRAINING1)
    async with database.writing() as tx:
        await queries.close(tx, CLOSED - minutes(0.1))
        assert await queries.ballots_of(tx, 1)
        await queries.close(tx, CLOSED)
        assert await queries.ballots_of(tx, 1) == {}
        assert await queries.begin(tx, 1, "choice:training", "another number", TRAINING1) is None
        numbers = (await tx.scalars(select(ballots.c.number))).all()
    assert numbers == [None]
    assert len(await kept(database)) == 1


async def test_the_file_of_ones_own_data_has_ones_answers_while_they_can_be_changed(
    database: Database,
) -> None:
    await rate(database, 1, TRAINING1, 2)
    await rate(database, 2, TRAINING1, 5)
    async with database.writing() as tx:
        own = await collect(tx, await person(tx, 1))
        assert [row["answer"] for row in own["answers"]] == ["2"]
        await queries.close(tx, CLOSED)
        own = await collect(tx, await person(tx, 1))
    assert "answers" not in own
    assert [row["state"] for row in own["ballots"]] == ["given"]


async def test_who_goes_takes_along_what_is_known_as_theirs(database: Database) -> None:
    await rate(database, 1, TRAINING1, 2)
    await rate(database, 2, TRAINING1, 5)
    async with database.writing() as tx:
        deleted = await erase(tx, await person(tx, 1))
        assert (deleted["ballots"], deleted["answers"]) == (1, 1)
        await queries.close(tx, CLOSED)
        deleted = await erase(tx, await person(tx, 2))
    assert "answers" not in deleted
    assert await kept(database) == [(TRAINING1, RATING, "", "5")]
