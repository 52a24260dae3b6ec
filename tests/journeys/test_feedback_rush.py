"""A session ends, and everybody says how it was: at once, beside a broadcast, and when the power goes."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import select

from bot.announcements import course, queries
from bot.announcements.rules import Audience
from bot.delivery.outbox import LEASE
from bot.demo.stage import Person
from bot.storage.engine import Database
from bot.storage.tables import answers
from tests.journeys.phone import Phone
from tests.journeys.program import environment, program
from tests.journeys.rating import ASKED, INTRODUCTION, given, questions
from tests.journeys.seminar import Seminar, at, seminar_with
from tests.journeys.sending import crowd

EVERYBODY: Final = [
    Person(number, f"Guest {number}", "", "en", acquainted=True) for number in range(2001, 2151)
]
FEW: Final = EVERYBODY[:24]
ANNOUNCED: Final = "The bus leaves at 18:00"


@asynccontextmanager
async def end_of_a_session(people: Sequence[Person], database_url: str) -> AsyncIterator[Seminar]:
    """All of them have been asked how it was; then the bot was stopped."""
    async with seminar_with(people, database_url, at(1, "11:00")) as seminar:
        async with seminar.open():
            await crowd(seminar, list(people))
            await seminar.moves_to(ASKED)
            assert [questions(phone) for phone in seminar.phones.values()] == [1] * len(people)
        yield seminar


def mark_of(phone: Phone) -> int:
    """Each has an opinion of their own."""
    return 1 + phone.person.id % 5


def said_by(phones: Sequence[Phone]) -> list[tuple[str, str]]:
    return sorted((INTRODUCTION, str(mark_of(phone))) for phone in phones)


async def kept(database_url: str) -> int:
    """How many answers lie in the database, of whomever."""
    database = Database(database_url)
    async with database.reading() as tx:
        count = len((await tx.execute(select(answers.c.number))).all())
    await database.close()
    return count


async def test_what_was_acknowledged_is_there_when_the_power_goes(database_url: str, tmp_path: Path) -> None:
    async with end_of_a_session(FEW, database_url) as seminar:
        phones = list(seminar.phones.values())
        async with program(tmp_path, "run", **environment(seminar)) as bot:
            await asyncio.gather(*(phone.touch(f"{mark_of(phone)} ★") for phone in phones))
            await seminar.asked("answerCallbackQuery", len(FEW) // 4)
            await bot.kill()
        acknowledged = len(await seminar.calls("answerCallbackQuery"))
        assert len(FEW) // 4 <= acknowledged <= await kept(database_url)
        seminar.clock.rest(LEASE)
        async with seminar.open():
            await seminar.settles()
            assert await given(seminar) == said_by(phones)


async def test_150_people_answer_while_a_broadcast_goes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.demo.events.BACKLOG", 100_000)
    async with end_of_a_session(EVERYBODY, f"sqlite:///{tmp_path}/bot.db") as seminar, seminar.open():
        phones = list(seminar.phones.values())
        await announce(seminar)
        await asyncio.gather(*(phone.tap(f"{mark_of(phone)} ★") for phone in phones))
        assert await given(seminar) == said_by(phones)
        await seminar.settles()
        assert all(phone.message(ANNOUNCED) for phone in phones)
        assert all(call["accepted"] for call in await seminar.calls("editMessageText"))


async def announce(seminar: Seminar) -> None:
    """Send something to everybody."""
    assert seminar.bot is not None
    now = seminar.clock.now()
    async with seminar.bot.services.database.writing() as tx:
        its_id = await queries.draft(tx, 1, now)
        await queries.set_audience(tx, its_id, Audience())
        await queries.set_text(tx, its_id, 1, "en", f"<b>{ANNOUNCED}</b>")
        assert await course.begin(tx, its_id, frozenset(), now)
    await seminar.bot.tick()
