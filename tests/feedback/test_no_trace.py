"""Once answers are closed, the database keeps nothing that would join them with people again."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from bot.agenda.formats import Document
from bot.feedback import queries
from bot.feedback.rules import COMMENT
from bot.people.queries import await_text
from bot.storage.engine import Database
from bot.storage.tables import answers, ballots, people
from tests.feedback.seminar import CLOSED, begun, rate
from tests.reminders.seminar import join, put

pytestmark = pytest.mark.new_database

SESSION = "d1-introduction"
GUESTS = range(1, 21)


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    """Guests comment on a session, one after the other, and each is awaited to say more."""
    await put(database, sample)
    await join(database, *GUESTS)
    for person in GUESTS:
        async with database.writing() as tx:
            ballot = await begun(tx, person, SESSION)
            await queries.add(tx, ballot, SESSION, COMMENT, f"I am {person}")
            await await_text(tx, person, f"comment:{SESSION}")


async def close(database: Database) -> None:
    async with database.writing() as tx:
        await queries.close(tx, CLOSED)


async def named(database: Database) -> set[str]:
    """What PostgreSQL tells of who wrote what: people and answers that the same transaction has written."""
    together = "SELECT name, answer FROM people JOIN answers ON answers.xmin = people.xmin"
    async with database.reading() as tx:
        return {f"{row.name}: {row.answer}" for row in await tx.execute(text(together))}


async def in_order(database: Database) -> list[str]:
    """The answers as they stand one behind the other."""
    async with database.reading() as tx:
        return list(await tx.scalars(text("SELECT answer FROM answers ORDER BY ctid")))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_the_rows_of_postgresql_tell_nothing(database: Database) -> None:
    as_they_came = [f"I am {person}" for person in GUESTS]
    assert await named(database) == {f"Person {person}: I am {person}" for person in GUESTS}
    assert await in_order(database) == as_they_came
    await close(database)
    async with database.reading() as tx:
        by_number = list(await tx.scalars(select(answers.c.answer).order_by(answers.c.number)))
    assert await named(database) == set()
    assert await in_order(database) == by_number != as_they_came


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_files_of_sqlite_tell_nothing(database: Database) -> None:
    assert len(numbers_of_people(database)) == len(GUESTS)
    await close(database)
    assert numbers_of_people(database) == set()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_who_reads_meanwhile_delays_nobody_and_the_log_is_emptied_after_them(
    database: Database,
) -> None:
    async with database.reading() as backup:
        await backup.execute(select(ballots))
        await close(database)
        await rename(database, "While it reads")
        assert numbers_of_people(database) != set()
    await rename(database, "After it")
    assert numbers_of_people(database) == set()


async def rename(database: Database, name: str) -> None:
    async with database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == 1).values(name=name))


def numbers_of_people(database: Database) -> set[bytes]:
    """The numbers that stand beside a form in the database's file, or in its write-ahead log."""
    assert database.file
    files = (database.file, Path(f"{database.file}-wal"))
    beside_form = re.compile(rf"slot:{SESSION}(?:begun|given){SESSION}([0-9a-f]{{32}})".encode())
    return {number for file in files for number in beside_form.findall(file.read_bytes())}


async def test_all_that_was_said_is_still_there(database: Database) -> None:
    await rate(database, 1, SESSION, 3)
    before = await said(database)
    await close(database)
    assert await said(database) == before
    assert len(before) == len(GUESTS) + 1
    async with database.reading() as tx:
        assert set(await tx.scalars(select(ballots.c.number))) == {None}


async def said(database: Database) -> set[tuple[str, ...]]:
    async with database.reading() as tx:
        return {tuple(row) for row in await tx.execute(select(answers))}
