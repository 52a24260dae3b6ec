"""Deeds are kept with who did them and to whom, as long as those are known."""

from datetime import datetime, timedelta

from bot.audit import queries
from bot.audit.rules import Deed, Entry
from bot.people.belongings import erase
from bot.people.queries import recognise, register
from bot.people.rules import Profile
from bot.storage.engine import Database, Transaction


async def somebody(tx: Transaction, number: int, name: str, now: datetime) -> int:
    return await register(tx, Profile(1000 + number, name), now)


async def test_a_deed_is_read_with_the_names_of_today(database: Database, now: datetime) -> None:
    async with database.writing() as tx:
        daniel, marina = await somebody(tx, 1, "Daniel", now), await somebody(tx, 2, "Марина", now)
        await queries.note(tx, daniel, Deed.ROLE_GIVEN, whom_id=marina, subject="club_lead", now=now)
        await somebody(tx, 1, "Daniel the Organiser", now)
        (entry,) = await queries.entries(tx)
    assert entry == Entry(now, Deed.ROLE_GIVEN, "Daniel the Organiser", whom="Марина", subject="club_lead")


async def test_the_newest_comes_first_a_page_at_a_time(database: Database, now: datetime) -> None:
    async with database.writing() as tx:
        for minute in range(5):
            moment = now + timedelta(minutes=minute)
            await queries.note(tx, None, Deed.ANNOUNCED, details=str(minute), now=moment, origin="shell")
        assert await queries.count(tx) == 5
        assert [entry.details for entry in await queries.entries(tx, 0, 2)] == ["4", "3"]
        assert [entry.details for entry in await queries.entries(tx, 4, 2)] == ["0"]
        assert {(entry.by, entry.origin) for entry in await queries.entries(tx)} == {(None, "shell")}


async def test_who_is_forgotten_leaves_the_deed_without_a_name(database: Database, now: datetime) -> None:
    async with database.writing() as tx:
        daniel, marina = await somebody(tx, 1, "Daniel", now), await somebody(tx, 2, "Марина", now)
        await queries.note(tx, daniel, Deed.ROLE_GIVEN, whom_id=marina, subject="organiser", now=now)
        for telegram_id in (1001, 1002):
            found = await recognise(tx, telegram_id, frozenset())
            assert found
            await erase(tx, found)
        (entry,) = await queries.entries(tx)
    assert (entry.by, entry.whom, entry.subject) == (None, None, "organiser")
