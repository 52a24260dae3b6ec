"""Who is asked by themselves about the whole seminar, and when; and who just came."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.agenda.formats import Document
from bot.clock import ballot_number
from bot.feedback import prompts, queries
from bot.feedback.rules import State
from bot.storage.engine import Database
from bot.storage.tables import outbox
from tests.feedback.seminar import Sent, minutes, mute, send
from tests.reminders.seminar import MORNING, changed, join, put, set_person

END = datetime(2019, 5, 1, 10, 15, tzinfo=UTC)  # 16:15 in Almaty, the end of the last rated session
NEXT_MORNING = datetime(2019, 5, 2, 4, 0, tzinfo=UTC)  # 10:00
A_MINUTE_LATER = MORNING + minutes(1)  # after people have come


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)


async def tick(database: Database, now: datetime) -> Sequence[Sent]:
    async with database.writing() as tx:
        for job in prompts.JOBS:
            await job(tx, now)
    return await send(database, now)


async def asked(database: Database, now: datetime) -> list[int]:
    return [sent.person for sent in await tick(database, now)]


async def answers(database: Database, person: int, form: str, state: State) -> None:
    async with database.writing() as tx:
        ballot = await queries.begin(tx, person, form, ballot_number(), None)
        assert ballot is not None
        await queries.set_state(tx, ballot, state)


# ------------------------------------------------------------------ how sure


async def test_who_came_a_minute_ago_is_asked_once_how_sure_they_feel(database: Database) -> None:
    await join(database, 1, 2)
    assert await asked(database, A_MINUTE_LATER - minutes(0.1)) == []
    first, second = await tick(database, A_MINUTE_LATER)
    assert (first.person, second.person) == (1, 2)
    assert first.screen.text.split("\n")[:2] == [
        "<b>To begin with: how sure do you feel?</b>",
        "3 questions, a tap each, without your name.",
    ]
    assert first.ways == ["survey", "notnow:before", "nomoreprompts"]
    assert await asked(database, A_MINUTE_LATER + minutes(5)) == []


async def test_at_night_too_for_they_are_at_their_phone(database: Database) -> None:
    last_evening = datetime(2019, 4, 29, 16, 30, tzinfo=UTC)  # 22:30
    await join(database, 1, joined_at=last_evening)
    assert await asked(database, last_evening + minutes(1)) == [1]


async def test_who_waits_with_their_language_is_asked_once_they_have_one(database: Database) -> None:
    await join(database, 1, language=None)
    assert await asked(database, A_MINUTE_LATER) == []
    await set_person(database, 1, language="kk")
    assert await asked(database, A_MINUTE_LATER + minutes(10)) == [1]


async def test_nobody_is_asked_how_sure_they_were_once_the_first_session_is_over(
    database: Database,
) -> None:
    over = datetime(2019, 4, 30, 5, 30, tzinfo=UTC)
    await join(database, 1, joined_at=over - minutes(1))
    await join(database, 2, joined_at=over - minutes(2))
    assert await asked(database, over - minutes(1)) == [2]
    assert await asked(database, over) == []


async def test_where_no_session_is_rated_people_are_asked_until_the_first_one_begins(
    database: Database, sample: Document
) -> None:
    sessions = [session.model_copy(update={"feedback": False}) for session in sample.sessions]
    await put(database, sample.model_copy(update={"sessions": sessions}))
    first = sample.to_programme(1).starts_at
    await join(database, 1, joined_at=first - minutes(2))
    await join(database, 2, joined_at=first - minutes(1))
    assert await asked(database, first - minutes(1)) == [1]
    assert await asked(database, first) == []


async def test_who_began_by_themselves_is_not_asked(database: Database) -> None:
    await join(database, 1, 2)
    await answers(database, 1, "assessment", State.BEGUN)
    await mute(database, 2)
    assert await asked(database, A_MINUTE_LATER) == []


async def test_without_such_questions_nobody_is_asked(database: Database, sample: Document) -> None:
    await put(database, sample.model_copy(update={"questions": []}))
    await join(database, 1)
    for moment in (A_MINUTE_LATER, END, NEXT_MORNING):
        assert await asked(database, moment) == []


# -------------------------------------------------------------------- survey


async def test_everybody_is_asked_once_at_the_end_and_once_in_the_morning(database: Database) -> None:
    await join(database, 1, 2, 3, 4)
    await answers(database, 2, "survey", State.BEGUN)
    assert await asked(database, END - minutes(0.1)) == []
    assert await asked(database, END) == [1, 2, 3, 4]
    assert await asked(database, END + minutes(10)) == []
    await answers(database, 3, "survey", State.GIVEN)
    await answers(database, 4, "survey", State.ABSENT)
    fresh, begun = await tick(database, NEXT_MORNING)
    assert (fresh.person, begun.person) == (1, 2)
    assert "8 questions, 2 minutes, without your name." in fresh.screen.text
    assert "You have begun; a few questions are still open." in begun.screen.text
    assert await asked(database, NEXT_MORNING + minutes(10)) == []


async def test_the_first_questions_are_those_of_the_beginning(database: Database, sample: Document) -> None:
    await join(database, 1)
    (prompt,) = await tick(database, END)
    assert "those from the beginning" in prompt.screen.text
    only_survey = [question for question in sample.questions if question.questionnaire == "survey"]
    await put(database, sample.model_copy(update={"questions": only_survey}))
    await join(database, 2)
    (prompt,) = await tick(database, END)
    assert "5 questions" in prompt.screen.text
    assert "beginning" not in prompt.screen.text


async def test_who_wants_no_more_is_never_asked(database: Database) -> None:
    await join(database, 1, 2)
    await mute(database, 1)
    assert await asked(database, END) == [2]
    await mute(database, 2)
    assert await asked(database, NEXT_MORNING) == []


@pytest.mark.parametrize("how", ["mute", "answer", "close"])
async def test_what_holds_no_more_when_it_is_sent_stays_unsent(database: Database, how: str) -> None:
    await join(database, 1)
    async with database.writing() as tx:
        await prompts.plan_survey(tx, END)
    if how == "mute":
        await mute(database, 1)
    if how == "answer":
        await answers(database, 1, "survey", State.GIVEN)
    later = END + timedelta(days=8) if how == "close" else END
    assert await send(database, later) == []


async def test_when_the_last_session_goes_on_everybody_is_asked_at_its_new_end(
    database: Database, sample: Document
) -> None:
    await join(database, 1)
    async with database.writing() as tx:
        await prompts.plan_survey(tx, END)
    await put(database, changed(sample, "d2-declaration", end=time(16, 30)))
    assert await send(database, END) == []
    assert [await asked(database, END + minutes(later)) for later in (14, 15, 16)] == [[], [1], []]
    await put(database, changed(sample, "d2-declaration", end=time(16, 40)))
    assert await asked(database, END + minutes(25)) == []


async def test_where_the_last_session_ends_at_night_only_the_morning_asks(
    database: Database, sample: Document
) -> None:
    await put(database, changed(sample, "d2-concert", end=time(21, 30), feedback=True))
    await join(database, 1)
    night = datetime(2019, 5, 1, 15, 30, tzinfo=UTC)
    assert await asked(database, END) == []
    assert await asked(database, night) == []
    assert await asked(database, NEXT_MORNING) == [1]


async def test_a_bot_that_was_away_does_not_come_hours_later(database: Database) -> None:
    await join(database, 1)
    assert await asked(database, END + minutes(31)) == []
    async with database.reading() as tx:
        assert (await tx.execute(select(outbox))).all() == []
