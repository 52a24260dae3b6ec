"""When answers close: at last, whatever became of the programme, and while somebody still answers."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.agenda.questions import Questionnaire
from bot.clock import ballot_number
from bot.feedback import papers, queries
from bot.storage.engine import Database
from bot.storage.tables import ballots
from tests.feedback.seminar import CLOSED, INTRODUCTION, rate
from tests.reminders.seminar import join, put

LAST_HOUR = CLOSED - timedelta(minutes=10)


async def close(database: Database) -> None:
    async with database.writing() as tx:
        await queries.close(tx, CLOSED)


async def numbers(database: Database) -> int:
    async with database.reading() as tx:
        return await tx.scalar(select(func.count(ballots.c.number))) or 0


async def test_a_programme_that_asks_nothing_any_more_keeps_no_numbers_after_its_end(
    database: Database, sample: Document
) -> None:
    await put(database, sample)
    await join(database, 1)
    await rate(database, 1, "d1-introduction")
    sessions = [session.model_copy(update={"feedback": False}) for session in sample.sessions]
    await put(database, sample.model_copy(update={"sessions": sessions, "questions": []}))
    async with database.writing() as tx:
        await queries.close(tx, INTRODUCTION)
    assert await numbers(database) == 1
    await close(database)
    assert await numbers(database) == 0


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_who_goes_through_the_last_questions_and_the_close_wait_for_each_other(
    database: Database, sample: Document
) -> None:
    await put(database, sample)
    await join(database, 1)
    async with database.writing() as tx:
        for form in Questionnaire:
            await queries.begin(tx, 1, form, ballot_number(), None)
    async with database.writing() as tx:
        programme = await agenda.load(tx)
        assert programme
        paper = await papers.paper_of(tx, 1, programme, LAST_HOUR)
        await papers.begin(tx, 1, Questionnaire.SURVEY, ballot_number())
        closing = asyncio.create_task(close(database))
        await somebody_waits(database)
        await papers.end(tx, 1, paper, ballot_number())
    await closing
    assert await numbers(database) == 0


async def somebody_waits(database: Database) -> None:
    """Until a transaction waits for another one's lock."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    async with asyncio.timeout(20), database.reading() as tx:
        while not await tx.scalar(waiting):
            pass
