"""An organiser does something at the moment in which the job looks after the announcement; on PostgreSQL."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.agenda.formats import Document
from bot.announcements import course, queries
from bot.announcements.rules import State
from bot.storage.engine import Database, Transaction
from bot.storage.tables import outbox
from tests.announcements.office import STEP, Office, opened
from tests.announcements.people import EVERYBODY, set_up_people

Meanwhile = Callable[[str, Callable[[], Awaitable[object]]], None]


@pytest.fixture
async def office(on_postgresql: Database, sample: Document) -> Office:
    async with on_postgresql.writing() as tx:
        await set_up_people(tx)
    return await opened(on_postgresql, sample.to_programme(1))


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Let something be done between the job's look at what there is and what it does about it."""

    def arrange(name: str, do: Callable[[], Awaitable[object]]) -> None:
        look = getattr(queries, name)

        async def looks(*arguments: object) -> object:
            found = await look(*arguments)
            monkeypatch.undo()
            await do()
            return found

        monkeypatch.setattr(queries, name, looks)

    return arrange


async def test_it_is_resumed(office: Office, meanwhile: Meanwhile) -> None:
    await office.does("begin")
    await office.does("pause")
    meanwhile("under_way", lambda: office.does("resume"))
    await office.finishes()
    assert office.arrived == dict.fromkeys(EVERYBODY, 1)


@pytest.mark.parametrize("later", [None, timedelta(hours=3)])
async def test_it_is_not_to_go_out_now(office: Office, meanwhile: Meanwhile, later: timedelta | None) -> None:
    async def moves(before: State, after: State, later: timedelta | None) -> None:
        async with office.database.writing() as tx:
            at = None if later is None else office.now + later
            await queries.move(tx, office.id, {before}, after, send_at=at)

    after = State.DRAFT if later is None else State.SCHEDULED
    await moves(State.DRAFT, State.SCHEDULED, timedelta())
    meanwhile("due_at", lambda: moves(State.SCHEDULED, after, later))
    await office.ticks()
    found = await office.course()
    assert (found.announcement.state, found.tally.total) == (after, 0)


@pytest.mark.parametrize("deed", ["corrects", "withdraw"])
async def test_it_is_changed_when_all_have_it(office: Office, meanwhile: Meanwhile, deed: str) -> None:
    await office.does("begin")
    while (await office.course()).tally.waiting:
        await office.claims()
        await office.lands()
    meanwhile("under_way", lambda: office.corrects("new") if deed == "corrects" else office.does("withdraw"))
    await office.ticks()
    found = await office.course()
    assert found.under_way
    assert found.announcement.finished_at is None


async def test_two_correct_it(office: Office) -> None:
    await office.does("begin")
    async with office.database.writing() as tx:
        await queries.set_text(tx, office.id, 2, "en", "second")

    async def corrects() -> bool:
        async with office.database.writing() as tx:
            return await course.correct(tx, office.id, office.now)

    assert sorted(await asyncio.gather(corrects(), corrects())) == [False, True]


@pytest.mark.parametrize("deed", ["corrects", "withdraw"])
async def test_a_message_comes_back_while_it_is_changed(office: Office, deed: str) -> None:
    await office.does("begin")
    await office.claims(1)
    async with office.database.writing() as tx:
        await queries.set_text(tx, office.id, 2, "en", "second")
        assert await _changes(tx, office, deed)
        back = asyncio.create_task(office.comes_back())
        claimed = await _claimable(office)
        assert claimed == []
        assert not back.done()
    await back
    await office.finishes()
    assert office.texts() == (["second"] * len(EVERYBODY) if deed == "corrects" else [])


async def _changes(tx: Transaction, office: Office, deed: str) -> bool:
    if deed == "corrects":
        return await course.correct(tx, office.id, office.now)
    return await course.withdraw(tx, office.id, office.now)


async def _claimable(office: Office) -> list[int]:
    """Messages that could begin their way now."""
    async with office.database.writing() as tx:
        ready = select(outbox.c.id).where(outbox.c.kind == "announcement", outbox.c.state == "ready")
        return [*await tx.scalars(ready.with_for_update(skip_locked=True))]


async def test_nothing_is_stuck_however_often_it_rests(office: Office) -> None:
    await office.does("begin")

    async def rests_and_goes_on() -> None:
        for _ in range(30):
            await office.does("pause")
            await office.does("resume")

    async def planner() -> None:
        for _ in range(60):
            await office.ticks(timedelta())

    await asyncio.gather(rests_and_goes_on(), planner())
    await office.ticks(STEP)
    await office.finishes()
    assert len(office.texts()) == len(EVERYBODY)
