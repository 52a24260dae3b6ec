"""A lead is forgotten: what they have answered stays answered, and their questions are nobody else's."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from bot.agenda.formats import Document
from bot.followup import queries, reporting
from bot.followup.answering import answered_by_words
from bot.followup.rules import Said
from bot.plans import leaving
from bot.storage.engine import Database
from bot.storage.tables import people
from tests.followup.post import BEFORE, CHECK_IN, days, keeps_plan, plan_now, tick
from tests.reminders.seminar import put

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)


@pytest.fixture
async def plan_id(database: Database) -> int:
    """Of two leads, of whom one has answered the check-in."""
    plan_id = await keeps_plan(database, 1, 2)
    assert [sent.person for sent in await tick(database, CHECK_IN)] == [1]
    async with database.writing() as tx:
        plan = await plan_now(database, plan_id)
        await reporting.say(tx, plan, plan.steps[0].id, 1, Said.BEGUN, CHECK_IN + HOUR)
    return plan_id


async def forget(database: Database, person_id: int) -> None:
    async with database.writing() as tx:
        await leaving.say_farewell(tx, person_id, CHECK_IN + days(4))
        await reporting.hand_over_answered(tx, person_id)
        await tx.execute(delete(people).where(people.c.id == person_id))


async def test_what_they_have_answered_is_asked_of_nobody_else(database: Database, plan_id: int) -> None:
    await forget(database, 1)
    for day in range(4, 12):
        assert await tick(database, CHECK_IN + days(day)) == []
    assert [sent.person for sent in await tick(database, BEFORE)] == [2]


async def test_what_they_have_put_off_is_asked_of_the_others_instead(database: Database) -> None:
    """The day was agreed with them alone, and goes with them."""
    plan_id = await keeps_plan(database, 1, 2)
    assert [sent.person for sent in await tick(database, CHECK_IN)] == [1]
    async with database.writing() as tx:
        plan = await plan_now(database, plan_id)
        until = {"until_on": (CHECK_IN + days(8)).date()}
        await reporting.say(tx, plan, plan.steps[0].id, 1, Said.LATER, CHECK_IN + HOUR, **until)
    await forget(database, 1)
    told = [(day, await tick(database, CHECK_IN + days(day))) for day in range(4, 12)]
    assert [(day, one.person) for day, sent in told for one in sent] == [(4, 2), (7, 2)]


async def test_nor_if_they_had_left_the_plan_before(database: Database, plan_id: int) -> None:
    async with database.writing() as tx:
        await leaving.leave(tx, plan_id, 1, CHECK_IN + days(2))
    await forget(database, 1)
    for day in range(4, 12):
        assert await tick(database, CHECK_IN + days(day)) == []


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
