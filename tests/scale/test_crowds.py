"""What PostgreSQL reads to plan for a crowd whom it does not know yet: its statistics are always late."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Select, select, text

from bot.agenda import due as agenda
from bot.agenda import seats
from bot.agenda.formats import Document
from bot.agenda.questions import Questionnaire
from bot.delivery import outbox
from bot.feedback import due as feedback
from bot.feedback import due_forms
from bot.reminders import due as reminders
from bot.storage.engine import CROWD_MEMORY, Database, Transaction, hold_crowds
from bot.storage.tables import askings
from tests.scale.crowd import SMALL, gather
from tests.scale.reading import rows_read
from tests.statements import statements

pytestmark = [
    pytest.mark.new_database,
    pytest.mark.parametrize("database", ["postgresql"], indirect=True),
]

EVERYBODY = 20 * SMALL.people  # each a few times, and never each with each other
DISCUSSION_NEAR = datetime(2019, 4, 30, 5, 55, tzinfo=UTC)
INTRODUCTION_OVER = datetime(2019, 4, 30, 5, 27, tzinfo=UTC)
CHOOSING_ENDS = datetime(2019, 4, 30, 6, 40, tzinfo=UTC)


async def read_again(tx: Transaction, planned: Select[Any]) -> float:
    """Rows read when all are asked once more who have just got their message."""
    assert await outbox.plan_selected(tx, planned) > SMALL.people / 2
    return await read_for(tx, planned)


async def read_for(tx: Transaction, planned: Select[Any]) -> float:
    asked = await statements(tx, lambda tx: outbox.plan_for_crowds(tx, [planned]))
    return sum([await rows_read(tx, *one) for one in asked])


async def due(tx: Transaction) -> Sequence[Select[Any]]:
    """What concerns nearly everybody at some moment of the first day."""
    (discussion,) = (await tx.scalars(reminders.beginning(DISCUSSION_NEAR))).all()
    (slot,) = await feedback.ended(tx, INTRODUCTION_OVER)
    (choice,) = (await tx.scalars(agenda.closing(CHOOSING_ENDS))).all()
    return [
        reminders.reminders(DISCUSSION_NEAR, discussion),
        feedback.prompts(INTRODUCTION_OVER, slot),
        agenda.choose_reminders(CHOOSING_ENDS, choice),
    ]


async def test_whoever_was_just_planned_costs_little(crowd: Database) -> None:
    async with crowd.writing() as tx:
        for planned in await due(tx):
            assert await read_again(tx, planned) < EVERYBODY


async def test_a_crowd_is_held_in_memory_though_the_server_grants_little(
    database: Database, sample: Document
) -> None:
    size = replace(SMALL, people=2 * SMALL.people, sent=1_000)  # 64 kB hold the ids of 2,048
    await gather(database, sample, size)
    async with database.writing() as tx:
        for planned in await due(tx):
            await outbox.plan_selected(tx, planned)
            await tx.execute(text("ANALYZE outbox"))  # now it knows how many they are
            await tx.execute(text("SET LOCAL work_mem = '64kB'"))
            await tx.execute(text("SET LOCAL hash_mem_multiplier = 1"))
            assert await read_for(tx, planned) < 2 * EVERYBODY


async def test_a_survey_holds_its_crowd_in_memory_too(crowd: Database) -> None:
    async with crowd.writing() as tx:
        opens_at = await tx.scalar(select(askings.c.opens_at).where(askings.c.form == Questionnaire.SURVEY))
        assert opens_at
        await tx.execute(text("SET LOCAL work_mem = '64kB'"))
        await outbox.plan_due(tx, due_forms.surveys, DISCUSSION_NEAR, given=due_forms.opening)
        assert await tx.scalar(text("SHOW work_mem")) == "64kB"
        assert await outbox.plan_due(tx, due_forms.surveys, opens_at, given=due_forms.opening)
        assert await tx.scalar(text("SHOW work_mem")) == CROWD_MEMORY


async def test_what_a_server_grants_already_is_not_taken_from_it(database: Database) -> None:
    async with database.writing() as tx:
        await tx.execute(text("SET LOCAL work_mem = '1GB'"))
        await hold_crowds(tx)
        assert await tx.scalar(text("SHOW work_mem")) == "1GB"


async def test_seats_are_counted_once_however_many_wait_for_one(crowd: Database) -> None:
    async with crowd.writing() as tx:
        asked = await statements(tx, lambda tx: seats.settle(tx, DISCUSSION_NEAR))
        assert sum([await rows_read(tx, *one) for one in asked]) < EVERYBODY
