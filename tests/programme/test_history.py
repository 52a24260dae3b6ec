"""The last change, and who made it."""

import pytest
from sqlalchemy import insert

from bot.agenda.formats import Document
from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.programme import history, queries
from bot.programme.edits import cancel, set_room
from bot.programme.rules import LastChange
from bot.storage.engine import Database
from bot.storage.tables import people
from tests.reminders.seminar import MORNING, put


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)
    row = {"id": 1, "telegram_id": 1001, "name": "Daniel", "language": "en", "joined_at": MORNING}
    async with database.writing() as tx:
        await tx.execute(insert(people).values(row))


async def test_a_first_programme_is_no_change(database: Database) -> None:
    async with database.reading() as tx:
        assert await history.last_change(tx) is None


async def test_the_last_change_is_told_with_who_made_it(database: Database, sample: Document) -> None:
    async with database.writing() as tx:
        first = cancel(sample, "d1-dinner")
        version = await queries.apply(tx, first, base=1, tell=False, source="chat", now=MORNING)
        await note(tx, 1, Deed.APPLIED_SILENTLY, subject=str(version), now=MORNING)
        await note(tx, 1, Deed.ANNOUNCED, subject=str(version), now=MORNING)
        assert await history.last_change(tx) == LastChange(2, "chat", MORNING, "Daniel")
        second = set_room(first, "d1-lunch", "foyer")
        await queries.apply(tx, second, base=2, tell=False, source="a.xlsx", now=MORNING)
        assert await history.last_change(tx) == LastChange(3, "a.xlsx", MORNING, None)
        assert await history.document_of(tx, 2) == first
        assert await history.document_of(tx, 4) is None


async def test_ones_own_change_is_nobody_elses(database: Database, sample: Document) -> None:
    async with database.writing() as tx:
        first = cancel(sample, "d1-dinner")
        await queries.apply(tx, first, base=1, tell=False, source="chat", now=MORNING)
        await note(tx, 1, Deed.APPLIED, subject="2", now=MORNING)
        assert await history.changes_by_others(tx, 1, 1) == []
        own = LastChange(2, "chat", MORNING, "Daniel")
        assert await history.changes_by_others(tx, 7, 1) == [own]
        await queries.apply(tx, sample, base=2, tell=False, source="a.xlsx", now=MORNING)
        shell = LastChange(3, "a.xlsx", MORNING, None)
        assert await history.changes_by_others(tx, 1, 1) == [shell]
        assert await history.changes_by_others(tx, 7, 1) == [shell, own]
        assert await history.changes_by_others(tx, 1, 3) == []
