"""What leads say in the database: written once, an answer for all of them, and taken back."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.delivery.outbox import State
from bot.followup import due, queries, reporting
from bot.followup.rules import FOLLOWUP, GIVEN_UP, HANDED_OVER, TAKEN_UP, Said, Stage
from bot.people.rules import Kind
from bot.plans import writing
from bot.plans.rules import Lead, Plan, StepState
from bot.storage.engine import Database, Transaction
from bot.storage.tables import asks, mutes, outbox, people, plans
from tests.agenda.test_races import somebody_waits
from tests.followup.post import BEFORE, keeps_plan
from tests.followup.year import ALMATY

LATER = BEFORE + timedelta(hours=1)


@pytest.fixture
async def plan(database: Database) -> Plan:
    """Of two leads, who both have been asked about its one step; the second message is still on its way."""
    await keeps_plan(database, 1, 2)
    async with database.writing() as tx:
        found = await reporting.plan_of(tx, 1)
        assert found is not None
        for person_id, stage in ((1, Stage.FIRST), (2, Stage.CO_LEAD)):
            await asked(tx, found, person_id, stage)
    return found


async def asked(tx: Transaction, plan: Plan, person_id: int, stage: Stage) -> None:
    row = {"plan_id": plan.id, "person_id": person_id, "stage": stage, "asked_at": BEFORE}
    items = [f"step:{plan.steps[0].id}:before:2019-06-01"]
    ask_id = (await tx.execute(insert(asks).values(**row, items=items).returning(asks.c.id))).scalar_one()
    message = {"key": f"{FOLLOWUP}:{ask_id}", "kind": FOLLOWUP, "subject": str(ask_id), "priority": 3}
    to = {"person_id": person_id, "chat_id": 100 + person_id}
    times = {"due_at": BEFORE, "expires_at": BEFORE + timedelta(hours=11)}
    state = State.SENT if person_id == 1 else State.READY
    await tx.execute(insert(outbox).values(**message, **to, **times, state=state))


async def open_asks(tx: Transaction, plan: Plan) -> Sequence[int]:
    """The ids of those whom nobody has answered."""
    return [ask.person_id for ask in await queries.asks_about(tx, [plan.id]) if ask.settled_at is None]


async def states(tx: Transaction) -> Sequence[str]:
    return (await tx.scalars(select(outbox.c.state).order_by(outbox.c.id))).all()


async def test_an_answer_of_one_lead_calls_off_what_is_on_its_way_to_another(
    database: Database, plan: Plan
) -> None:
    async with database.writing() as tx:
        assert await open_asks(tx, plan) == [1, 2]
        await tx.execute(update(plans).values(looks_at=None))
        await reporting.say(tx, plan, plan.steps[0].id, 1, Said.BEGUN, LATER)
        assert await open_asks(tx, plan) == []
        assert await states(tx) == [State.SENT, State.CANCELLED]
        assert await tx.scalar(select(plans.c.looks_at)) == LATER


async def test_what_is_said_twice_is_one_report_at_its_last_moment(database: Database, plan: Plan) -> None:
    async with database.writing() as tx:
        first = await reporting.say(tx, plan, plan.steps[0].id, 1, Said.LATER, LATER, until_on=BEFORE.date())
        at = LATER + timedelta(minutes=5)
        again = await reporting.say(tx, plan, plan.steps[0].id, 1, Said.LATER, at, until_on=at.date())
        assert again == first
        (report,) = await queries.reports_about(tx, [plan.id])
        assert (report.reported_at, report.until_on) == (at, at.date())


async def test_words_that_were_none_leave_the_question_open_again(database: Database, plan: Plan) -> None:
    async with database.writing() as tx:
        await reporting.say(tx, plan, plan.steps[0].id, 1, Said.WORDS, LATER, text="?")
        (report,) = await queries.reports_about(tx, [plan.id])
        await reporting.take_back(tx, report, LATER)
        assert await queries.reports_about(tx, [plan.id]) == []
        assert await open_asks(tx, plan) == [1, 2]


async def test_but_not_what_has_been_answered_at_the_same_moment(database: Database, plan: Plan) -> None:
    async with database.writing() as tx:
        await reporting.say(tx, plan, plan.steps[0].id, 1, Said.BEGUN, LATER)
        await reporting.say(tx, plan, plan.steps[0].id, 1, Said.WORDS, LATER, text="?")
        await reporting.take_back(tx, (await queries.reports_about(tx, [plan.id]))[-1], LATER)
        assert await open_asks(tx, plan) == []


@pytest.mark.parametrize(("text", "left", "open_to"), [("", [], [1, 2]), ("30 people", [Said.WORDS], [])])
async def test_done_is_undone_but_for_its_words_which_answer_what_was_asked(
    database: Database, plan: Plan, text: str, left: Sequence[Said], open_to: Sequence[int]
) -> None:
    step_id = plan.steps[0].id
    async with database.writing() as tx:
        await writing.set_state(tx, step_id, StepState.DONE, LATER)
        await reporting.say(tx, plan, step_id, 1, Said.DONE, LATER, text=text)
        await reporting.undo_done(tx, (await queries.reports_about(tx, [plan.id]))[0], LATER)
        assert [report.said for report in await queries.reports_about(tx, [plan.id])] == left
        assert await open_asks(tx, plan) == open_to
        again = await reporting.plan_of(tx, 2)
    assert again
    assert again.steps[0].state is StepState.OPEN


async def test_a_report_that_is_gone_is_not_taken_for_another(database: Database, plan: Plan) -> None:
    step_id = plan.steps[0].id
    async with database.writing() as tx:
        gone = await reporting.say(tx, plan, step_id, 1, Said.DONE, LATER)
        await reporting.undo_done(tx, (await queries.reports_about(tx, [plan.id]))[0], LATER)
        assert await reporting.say(tx, plan, step_id, 2, Said.DIFFICULTY, LATER) != gone


async def test_a_draft_and_a_plan_that_was_given_up_are_nobodys_duty(database: Database, plan: Plan) -> None:
    async with database.writing() as tx:
        await writing.drop_plan(tx, plan.id, 1, LATER)
        assert await reporting.plan_of(tx, 1) is None
        assert await reporting.plan_of(tx, 3) is None
        await writing.begin(tx, 1, LATER)
        assert await reporting.plan_of(tx, 1) is None


async def test_news_go_to_those_who_want_to_hear_of_the_plan(database: Database, plan: Plan) -> None:
    async with database.reading() as tx:
        assert await told(tx, plan) == [(HANDED_OVER, 2), (GIVEN_UP, 2), (TAKEN_UP, 2)]
    async with database.writing() as tx:
        await tx.execute(insert(mutes).values(person_id=2, kind=Kind.PLAN))
    async with database.reading() as tx:
        assert await told(tx, plan) == []
    async with database.writing() as tx:
        await tx.execute(mutes.delete())
        await tx.execute(update(people).values(active=False))
        assert await told(tx, plan) == []


async def told(tx: Transaction, plan: Plan) -> Sequence[tuple[str, int]]:
    """The kinds of news, and to whom they would go."""
    return [(row[1], row[2]) for row in await news(tx, plan, plan.leads[1], LATER)]


async def news(tx: Transaction, plan: Plan, to: Lead, now: datetime) -> Sequence[Any]:
    """That a step was handed over to them, that the plan was given up, and taken up again."""
    handed_over = due.handed_over(plan.steps[0].id, 1, to, now, ALMATY)
    given_up = due.given_up(plan.id, 1, to, now, ALMATY)
    taken_up = due.taken_up(plan.id, 1, to, now, ALMATY)
    return [row for one in (handed_over, given_up, taken_up) for row in await tx.execute(one)]


@pytest.mark.parametrize(("zone", "hour"), [(None, 3), ("Europe/Berlin", 7), ("America/New_York", 0)])
async def test_at_night_news_wait_for_the_morning_where_their_reader_lives(
    database: Database, plan: Plan, zone: str | None, hour: int
) -> None:
    """At midnight in London it is 6 o'clock in Almaty, and evening in New York."""
    midnight = datetime(2019, 6, 1, tzinfo=UTC)
    async with database.reading() as tx:
        rows = await news(tx, plan, replace(plan.leads[1], zone=zone), midnight)
    assert [row[6] for row in rows] == 3 * [midnight + timedelta(hours=hour)]


# ------------------------------------------------------------------- at once


async def test_of_two_leads_who_answer_at_once_the_second_sees_what_the_first_has_said(
    on_postgresql: Database,
) -> None:
    await keeps_plan(on_postgresql, 1, 2)

    async def second() -> StepState:
        async with on_postgresql.writing() as tx:
            found = await reporting.plan_of(tx, 2)
            assert found is not None
            return found.steps[0].state

    async with on_postgresql.writing() as tx:
        first = await reporting.plan_of(tx, 1)
        assert first is not None
        answering = asyncio.create_task(second())
        await somebody_waits(on_postgresql)
        await writing.set_state(tx, first.steps[0].id, StepState.DONE, LATER)
    assert await answering is StepState.DONE
