"""The follow-up on a database: whom it asks, when it looks again, and what holds when a question is sent."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select

from bot.agenda.formats import Document
from bot.delivery.outbox import Priority, State
from bot.followup import looking
from bot.followup.rules import Said
from bot.plans import leaving, writing
from bot.plans.rules import StepState
from bot.storage.engine import Database
from bot.storage.tables import asks, outbox, plans, reports
from tests.followup.post import (
    CHECK_IN,
    EVENING,
    become,
    days,
    keeps_plan,
    mute,
    plan,
    plan_now,
    planned,
    send,
    tick,
)
from tests.reminders.seminar import put, set_person
from tests.statements import counting

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)


async def test_a_lead_is_asked_in_the_clubs_own_words(database: Database) -> None:
    await keeps_plan(database, 1)
    (sent,) = await tick(database, CHECK_IN)
    assert sent.person == 1
    assert sent.lines == [
        "<b>How is your plan going?</b>",
        "The plan says: “a lesson on peace”",
        "By: 1 June",
    ]
    data = [[button.data.partition(":")[0] for button in row] for row in sent.screen.rows]
    assert data == [["did", "going"], ["trouble"], ["remindlater"]]


async def test_a_question_goes_last_and_lasts_until_the_evening(database: Database) -> None:
    await keeps_plan(database, 1)
    await plan(database, CHECK_IN + HOUR)
    async with database.reading() as tx:
        row = (await tx.execute(select(outbox))).one()
        ask = (await tx.execute(select(asks))).one()
    assert (row.kind, row.key, row.subject) == ("followup", f"followup:{ask.id}", str(ask.id))
    assert (row.person_id, row.chat_id, row.priority) == (1, 101, Priority.NUDGE)
    assert (row.due_at, row.expires_at) == (CHECK_IN + HOUR, CHECK_IN + 11 * HOUR)
    assert (ask.stage, ask.items, ask.asked_at) == ("first", ["checkin:2019-05-08"], CHECK_IN + HOUR)


async def test_asking_twice_changes_nothing(database: Database) -> None:
    await keeps_plan(database, 1)
    for seconds in range(3):
        await plan(database, CHECK_IN + timedelta(seconds=seconds))
    assert await planned(database) == [1]


async def test_a_question_about_a_plan_that_is_gone_is_not_taken_for_one_about_another(
    database: Database,
) -> None:
    gone = await keeps_plan(database, 1)
    await tick(database, CHECK_IN)
    async with database.writing() as tx:
        await tx.execute(delete(plans).where(plans.c.id == gone))
    await keeps_plan(database, 2)
    assert [sent.person for sent in await tick(database, CHECK_IN)] == [2]


async def test_a_plan_is_looked_at_when_it_was_changed_and_then_every_morning(database: Database) -> None:
    plan_id = await keeps_plan(database, 1)
    assert await looks_at(database, plan_id) == EVENING
    await plan(database, EVENING)
    assert await looks_at(database, plan_id) == EVENING + 16 * HOUR
    async with database.writing() as tx:
        await writing.set_aim(tx, plan_id, "Peace", EVENING + HOUR)
    assert await looks_at(database, plan_id) == EVENING + HOUR


async def test_nobody_looks_at_a_plan_that_was_given_up(database: Database) -> None:
    plan_id = await keeps_plan(database, 1)
    async with database.writing() as tx:
        await writing.drop_plan(tx, plan_id, 1, EVENING)
    assert await tick(database, CHECK_IN) == []
    assert await looks_at(database, plan_id) is None


async def test_a_clock_that_is_set_back_leaves_no_plan_alone(database: Database) -> None:
    plan_id = await keeps_plan(database, 1)
    await plan(database, CHECK_IN + days(100))
    await become(database, State.FAILED)
    assert [sent.person for sent in await tick(database, CHECK_IN)] == [1]
    assert await looks_at(database, plan_id) == CHECK_IN + days(1)


@pytest.mark.parametrize("state", [State.FAILED, State.EXPIRED, State.CANCELLED])
async def test_what_did_not_arrive_is_asked_the_next_day(database: Database, state: State) -> None:
    await keeps_plan(database, 1)
    await plan(database, CHECK_IN)
    await become(database, state)
    assert await tick(database, CHECK_IN + days(1)) == []  # a holiday
    assert [sent.person for sent in await tick(database, CHECK_IN + days(2))] == [1]
    assert await tick(database, CHECK_IN + days(3)) == []


@pytest.mark.parametrize("state", [State.SENT, State.AMBIGUOUS, State.SENDING])
async def test_what_may_have_arrived_is_not_asked_twice(database: Database, state: State) -> None:
    await keeps_plan(database, 1)
    await plan(database, CHECK_IN)
    await become(database, state)
    assert await tick(database, CHECK_IN + days(2)) == []


# --------------------------------------------------------------- between plan and sending


async def test_nothing_is_asked_that_holds_no_more_when_it_is_sent(database: Database) -> None:
    done, dropped, _, answered, _ = [await keeps_plan(database, person) for person in range(1, 6)]
    await plan(database, CHECK_IN)
    assert await planned(database) == [1, 2, 3, 4, 5]
    async with database.writing() as tx:
        step = (await plan_now(database, done)).steps[0]
        await writing.set_state(tx, step.id, StepState.DONE, CHECK_IN)
        await writing.drop_plan(tx, dropped, 2, CHECK_IN)
        said = {"plan_id": answered, "person_id": 4, "kind": Said.WORDS, "reported_at": CHECK_IN}
        await tx.execute(insert(reports).values(said))
    await mute(database, 3)
    assert [sent.person for sent in await send(database, CHECK_IN)] == [5]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York"])
async def test_nobody_is_asked_at_night_who_has_just_moved(database: Database, zone: str) -> None:
    await keeps_plan(database, 1)
    await plan(database, CHECK_IN + 6 * HOUR)  # 16:00 in Almaty, 22:00 and 6:00 there
    await set_person(database, 1, zone=zone)
    assert await send(database, CHECK_IN + 6 * HOUR) == []


async def test_a_holiday_that_is_declared_later_is_kept(database: Database, sample: Document) -> None:
    await keeps_plan(database, 1)
    follow_up = sample.follow_up.model_copy(update={"holidays": [CHECK_IN.date()]})
    await put(database, sample.model_copy(update={"follow_up": follow_up}))
    assert await tick(database, CHECK_IN) == []
    assert len(await tick(database, CHECK_IN + days(1))) == 1  # in this programme no holiday


# ------------------------------------------------------------------------------ silence


async def test_the_organisers_see_who_is_silent_until_somebody_answers(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2)
    stages = [[sent.person for sent in await tick(database, CHECK_IN + days(day))] for day in range(10)]
    assert stages == [[1], [], [], [1], [], [], [2], [], [], []]
    assert (await plan_now(database, plan_id)).silent_since == CHECK_IN + days(9)
    async with database.writing() as tx:
        said = {"plan_id": plan_id, "person_id": 2, "kind": Said.WORDS, "reported_at": CHECK_IN + days(10)}
        await tx.execute(insert(reports).values(said))
    assert await tick(database, CHECK_IN + days(10)) == []
    assert (await plan_now(database, plan_id)).silent_since is None


async def test_a_co_lead_who_leaves_answers_nothing_for_the_one_who_is_silent(database: Database) -> None:
    plan_id = await keeps_plan(database, 1, 2)
    for day in range(4):
        await tick(database, CHECK_IN + days(day))
    async with database.writing() as tx:
        await leaving.leave(tx, plan_id, 2, CHECK_IN + days(4))
    for day in range(4, 7):
        assert await tick(database, CHECK_IN + days(day)) == []
    assert (await plan_now(database, plan_id)).silent_since == CHECK_IN + days(6)


# ------------------------------------------------------------------------- many at once


async def test_many_plans_cost_no_more_statements_than_one(database: Database) -> None:
    await keeps_plan(database, 1)
    with counting(database) as alone:
        await plan(database, CHECK_IN)
    for person in range(2, 30):
        await keeps_plan(database, person)
    with counting(database) as together:
        await plan(database, CHECK_IN + days(2))
    assert await planned(database) == list(range(1, 30))
    assert len(together) == len(alone)


async def test_those_that_are_too_many_at_once_follow_the_next_second(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MOST", 2)
    for person in range(1, 6):
        await keeps_plan(database, person)
    counts = []
    for _ in range(4):
        await plan(database, CHECK_IN)
        counts.append(len(await planned(database)))
    assert counts == [2, 4, 5, 5]


async def looks_at(database: Database, plan_id: int) -> datetime | None:
    async with database.reading() as tx:
        moment: datetime | None = await tx.scalar(select(plans.c.looks_at).where(plans.c.id == plan_id))
    return moment
