"""A lead is forgotten: what was answered stays answered, and what they alone put off is asked of others."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from bot.agenda.formats import Document
from bot.followup import queries, reporting
from bot.followup.answering import answered_by_words, still_open
from bot.followup.rules import Said, occasion_of
from bot.plans import leaving, writing
from bot.storage.engine import Database
from bot.storage.tables import people
from tests.followup.post import BEFORE, CHECK_IN, DUE_ON, EVENING, days, keeps_plan, plan_now, tick
from tests.reminders.seminar import put

Asked = Sequence[tuple[int, int]]  # days, and people

HOUR = timedelta(hours=1)
DAY_4 = CHECK_IN + days(4)


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)


@pytest.fixture
async def plan_id(database: Database) -> int:
    """Of two leads, of whom one has answered the check-in."""
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 1) == [(0, 1)]
    await say(database, plan_id, 1, Said.BEGUN, CHECK_IN + HOUR)
    return plan_id


async def say(  # noqa: PLR0917 -- who says what of which step
    database: Database, plan_id: int, person_id: int, said: Said, now: datetime, step: int = 0, **values: Any
) -> None:
    plan = await plan_now(database, plan_id)
    async with database.writing() as tx:
        await reporting.say(tx, plan, plan.steps[step].id, person_id, said, now, **values)


async def put_off(
    database: Database, plan_id: int, person_id: int, now: datetime, *, by: int = 7, step: int = 0
) -> None:
    """For so many days."""
    await say(database, plan_id, person_id, Said.LATER, now, step=step, until_on=(now + days(by)).date())


async def forget(database: Database, person_id: int, now: datetime = DAY_4) -> None:
    async with database.writing() as tx:
        await leaving.say_farewell(tx, person_id, now)
        await reporting.hand_over_answered(tx, person_id, now)
        await tx.execute(delete(people).where(people.c.id == person_id))


async def asked(database: Database, first: int, end: int, start: datetime = CHECK_IN) -> Asked:
    """Who is asked on each of these days, counted from `start`."""
    sent = [(day, await tick(database, start + days(day))) for day in range(first, end)]
    return [(day, one.person) for day, its in sent for one in its]


async def check_ins_of(database: Database, person_id: int) -> Sequence[datetime | None]:
    """When each was settled."""
    async with database.reading() as tx:
        asks = await queries.asks_to(tx, person_id)
    return [ask.settled_at for ask in asks if occasion_of(ask.items[0]) == "checkin"]


async def with_another_step(database: Database) -> int:
    """The id of a plan of two leads and two steps, that are due on the same day."""
    plan_id = await keeps_plan(database, 1, 2)
    async with database.writing() as tx:
        step_id = await writing.add_step(tx, plan_id, "a choir", EVENING)
        assert step_id
        await writing.change_step(tx, step_id, EVENING, due_on=DUE_ON)
    return plan_id


async def asked_about_both(database: Database) -> int:
    """The id of such a plan: the check-in is answered, and its first lead is asked about both steps."""
    plan_id = await with_another_step(database)
    await tick(database, CHECK_IN)
    await say(database, plan_id, 1, Said.BEGUN, CHECK_IN + HOUR)
    await tick(database, BEFORE)
    return plan_id


async def test_what_they_have_answered_is_asked_of_nobody_else(database: Database, plan_id: int) -> None:
    await forget(database, 1)
    assert await asked(database, 4, 12) == []
    assert [sent.person for sent in await tick(database, BEFORE)] == [2]


async def test_nor_if_they_had_left_the_plan_before(database: Database, plan_id: int) -> None:
    async with database.writing() as tx:
        await leaving.leave(tx, plan_id, 1, CHECK_IN + days(2))
    await forget(database, 1)
    assert await asked(database, 4, 12) == []


async def test_what_they_were_asked_counts_for_nobody_else(database: Database, plan_id: int) -> None:
    await forget(database, 1)
    async with database.reading() as tx:
        (ask,) = asks = await queries.asks_to(tx, 2)
    assert ask.settled_at == CHECK_IN + HOUR
    assert (ask.arrives, ask.came) == (False, False)
    assert answered_by_words(asks, await plan_now(database, plan_id)) is None


async def test_what_they_have_not_answered_goes_with_them(database: Database) -> None:
    await keeps_plan(database, 1, 2)
    await tick(database, CHECK_IN)
    await forget(database, 1)
    async with database.reading() as tx:
        assert await queries.asks_to(tx, 2) == []
    assert [sent.person for sent in await tick(database, CHECK_IN + days(4))] == [2]


# ------------------------------------------- put off: the day was agreed with them, and goes


async def test_what_they_have_put_off_is_asked_of_the_others_instead(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 1) == [(0, 1)]
    await put_off(database, plan_id, 1, CHECK_IN + HOUR)
    await forget(database, 1)
    assert await asked(database, 4, 12) == [(4, 2), (7, 2)]


async def test_so_is_what_another_was_asked_and_they_put_off(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 1) == [(0, 1)]
    await put_off(database, plan_id, 2, CHECK_IN + HOUR)
    await forget(database, 2, CHECK_IN + days(2))
    assert await asked(database, 2, 12) == [(3, 1)]


async def test_so_is_what_they_put_off_when_asked_instead_of_another(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2, 3)
    assert await asked(database, 0, 7) == [(0, 1), (3, 1), (6, 2)]
    await put_off(database, plan_id, 2, CHECK_IN + days(6) + HOUR)
    await forget(database, 2, CHECK_IN + days(7))
    assert await asked(database, 7, 10) == [(7, 3)]


async def test_so_is_what_they_put_off_once_another_was_asked_instead(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 7) == [(0, 1), (3, 1), (6, 2)]
    await put_off(database, plan_id, 1, CHECK_IN + days(6) + HOUR)
    await forget(database, 1, CHECK_IN + days(7))
    assert await asked(database, 7, 12) == [(9, 2)]


async def test_what_another_puts_off_stays_put_off(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 1) == [(0, 1)]
    await put_off(database, plan_id, 1, CHECK_IN + HOUR)
    await put_off(database, plan_id, 2, CHECK_IN + 2 * HOUR, by=9)
    await forget(database, 1, CHECK_IN + days(2))
    assert await asked(database, 2, 12) == [(9, 2)]


async def test_of_two_steps_only_the_one_that_was_put_off_is_asked_about(database: Database) -> None:
    plan_id = await asked_about_both(database)
    await say(database, plan_id, 1, Said.BEGUN, BEFORE + HOUR)
    await put_off(database, plan_id, 1, BEFORE + HOUR, by=30, step=1)
    await forget(database, 1, BEFORE + days(1))
    (sent,) = await tick(database, BEFORE + days(1))
    assert sent.person == 2
    assert "a choir" in sent.screen.text
    assert "a lesson on peace" not in sent.screen.text


async def test_the_other_step_of_a_question_to_another_is_answered_too(database: Database) -> None:
    """Once its reader speaks of what is open, nothing more of it is."""
    plan_id = await asked_about_both(database)
    await say(database, plan_id, 2, Said.BEGUN, BEFORE + HOUR)
    await put_off(database, plan_id, 2, BEFORE + HOUR, by=30, step=1)
    await forget(database, 2, BEFORE + days(1))
    await say(database, plan_id, 1, Said.BEGUN, BEFORE + days(1), step=1)
    async with database.reading() as tx:
        assert all(ask.settled_at for ask in await queries.asks_to(tx, 1))


async def test_what_they_put_off_and_then_answered_after_all_stays_answered(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 1) == [(0, 1)]
    await put_off(database, plan_id, 1, CHECK_IN + HOUR)
    await say(database, plan_id, 1, Said.BEGUN, CHECK_IN + 2 * HOUR)
    await forget(database, 1, CHECK_IN + days(2))
    assert await asked(database, 2, 12) == []


async def test_so_does_what_they_answered_on_the_agreed_day(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 1) == [(0, 1)]
    await put_off(database, plan_id, 1, CHECK_IN + HOUR, by=4)
    assert await asked(database, 1, 5) == [(4, 1)]
    await say(database, plan_id, 1, Said.BEGUN, CHECK_IN + days(4) + HOUR)
    await forget(database, 1, CHECK_IN + days(5))
    assert await asked(database, 5, 12) == []


async def test_so_does_a_check_in_where_they_put_another_step_off_meanwhile(database: Database) -> None:
    plan_id = await with_another_step(database)
    assert await asked(database, 0, 1) == [(0, 1)]
    await put_off(database, plan_id, 1, CHECK_IN + HOUR, by=30, step=1)
    await say(database, plan_id, 1, Said.BEGUN, CHECK_IN + 2 * HOUR)
    await forget(database, 1, CHECK_IN + days(2))
    assert await asked(database, 2, 12) == []


async def test_so_does_what_they_answered_before_the_question_that_they_put_off(database: Database) -> None:
    """The first lead, who is asked anew, is not taken for somebody who never answers."""
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 1) == [(0, 1)]
    await say(database, plan_id, 1, Said.BEGUN, CHECK_IN + HOUR)
    assert await asked(database, 0, 4, BEFORE) == [(0, 1), (3, 1)]
    await say(database, plan_id, 2, Said.DIFFICULTY, BEFORE + days(3) + HOUR)
    assert await asked(database, 7, 8, BEFORE) == [(7, 1)]
    await put_off(database, plan_id, 2, BEFORE + days(7) + HOUR)
    await forget(database, 2, BEFORE + days(8))
    assert await asked(database, 8, 12, BEFORE) == [(10, 1)]


# ------------------------------------------- words answer the last question, and no later one


async def test_words_on_the_agreed_day_are_an_answer(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 1) == [(0, 1)]
    await put_off(database, plan_id, 1, CHECK_IN + HOUR, by=4)
    assert await asked(database, 1, 5) == [(4, 1)]
    await say(database, plan_id, 1, Said.WORDS, DAY_4 + HOUR, text="we have met")
    await forget(database, 1, CHECK_IN + days(5))
    assert await asked(database, 5, 12) == []


async def test_so_they_are_while_another_step_of_the_first_question_waits(database: Database) -> None:
    plan_id = await asked_about_both(database)
    await put_off(database, plan_id, 1, BEFORE + HOUR, by=1)
    assert await asked(database, 1, 2, BEFORE) == [(1, 1)]
    await say(database, plan_id, 1, Said.WORDS, BEFORE + days(1) + HOUR, text="we have met")
    await forget(database, 1, BEFORE + days(1) + 2 * HOUR)
    (sent,) = await tick(database, BEFORE + days(2))
    assert "a choir" in sent.screen.text
    assert "a lesson on peace" not in sent.screen.text


async def test_words_stay_an_answer_where_the_next_question_is_put_off(database: Database) -> None:
    """The first lead, who is asked anew, is not taken for somebody who never answers."""
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 1) == [(0, 1)]
    await say(database, plan_id, 2, Said.WORDS, CHECK_IN + HOUR, text="it goes well")
    assert await asked(database, 0, 1, BEFORE) == [(0, 1)]
    await put_off(database, plan_id, 2, BEFORE + HOUR)
    await forget(database, 2, BEFORE + days(1))
    assert await asked(database, 1, 6, BEFORE) == [(3, 1)]


async def test_so_do_words_on_the_plan_as_a_whole(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2)
    assert await asked(database, 0, 1) == [(0, 1)]
    plan = await plan_now(database, plan_id)
    async with database.writing() as tx:
        await reporting.say(tx, plan, None, 1, Said.WORDS, CHECK_IN + HOUR, text="it goes well")
    await tick(database, BEFORE)
    await put_off(database, plan_id, 1, BEFORE + HOUR)
    await forget(database, 1, BEFORE + days(1))
    assert await check_ins_of(database, 2) == [CHECK_IN + HOUR]


async def test_so_does_what_somebody_forgotten_before_has_answered(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2, 3)
    assert await asked(database, 0, 1) == [(0, 1)]
    await say(database, plan_id, 3, Said.BEGUN, CHECK_IN + HOUR)
    await forget(database, 3, CHECK_IN + days(1))
    assert await asked(database, 0, 1, BEFORE) == [(0, 1)]
    await put_off(database, plan_id, 2, BEFORE + HOUR)
    await forget(database, 2, BEFORE + days(1))
    assert await check_ins_of(database, 1) == [CHECK_IN + HOUR]


# ------------------------------------------- half answered: a question that is still open


async def test_of_a_half_answered_question_only_the_other_half_is_asked(database: Database) -> None:
    plan_id = await asked_about_both(database)
    await say(database, plan_id, 1, Said.BEGUN, BEFORE + HOUR)
    await forget(database, 1, BEFORE + days(1))
    (sent,) = await tick(database, BEFORE + days(1))
    assert "a choir" in sent.screen.text
    assert "a lesson on peace" not in sent.screen.text


async def test_a_question_to_another_that_they_half_answered_stays_half_open(database: Database) -> None:
    plan_id = await asked_about_both(database)
    await say(database, plan_id, 2, Said.BEGUN, BEFORE + HOUR)
    await forget(database, 2, BEFORE + days(1))
    async with database.reading() as tx:
        said = await queries.reports_about(tx, [plan_id])
        (ask,) = [one for one in await queries.asks_to(tx, 1) if not one.settled_at]
    plan = await plan_now(database, plan_id)
    assert still_open(ask, plan, said) == [plan.steps[1].id]
