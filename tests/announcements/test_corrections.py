"""A correction changes the messages whose text is another, and counts those alone."""

from collections.abc import Collection

import pytest
from sqlalchemy import delete, select, update

from bot.agenda.formats import Document
from bot.announcements import course, queries
from bot.announcements.due import CORRECTION
from bot.storage.engine import Database
from bot.storage.tables import outbox, people
from tests.announcements.office import Office, opened
from tests.announcements.people import EN, KK, LEAD, ORGANISER, RU, TRAINER, set_up

KAZAKH, RUSSIAN = {KK, LEAD}, {RU, TRAINER, ORGANISER}


@pytest.fixture
async def office(database: Database, sample: Document) -> Office:
    """All have it, in Kazakh or in English."""
    await set_up(database)
    office = await opened(database, sample.to_programme(1))
    async with database.writing() as tx:
        await queries.set_text(tx, office.id, 1, "kk", "бірінші")
    await office.does("begin")
    await office.finishes()
    return office


async def corrected(office: Office) -> Collection[int]:
    """Whose messages the newest correction changes; they have not been changed yet."""
    async with office.database.reading() as tx:
        planned = select(outbox.c.person_id).where(outbox.c.kind == CORRECTION, outbox.c.state == "ready")
        return set(await tx.scalars(planned))


async def test_those_alone_whose_text_is_another(office: Office) -> None:
    await office.corrects("екінші", "kk")
    assert await corrected(office) == KAZAKH
    await office.finishes()
    found = await office.course()
    assert (found.correction.done, found.correction.total) == (2, 2)
    assert office.texts().count("екінші") == len(KAZAKH)


async def test_a_new_language_reaches_who_read_another_so_far(office: Office) -> None:
    await office.corrects("первое", "ru")
    assert await corrected(office) == RUSSIAN


async def test_who_reads_another_language_by_now_gets_the_text_in_it(office: Office) -> None:
    async with office.database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == LEAD).values(language="en"))
    await office.corrects("екінші", "kk")
    assert await corrected(office) == KAZAKH
    await office.finishes()
    assert [*office.chats[LEAD].values()] == ["first"]


async def test_who_reads_the_first_language_again_gets_the_text_in_it(office: Office) -> None:
    async with office.database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == KK).values(language="en"))
    await office.corrects("екінші", "kk")
    await office.finishes()
    assert [*office.chats[KK].values()] == ["first"]
    async with office.database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == KK).values(language="kk"))
    await office.corrects("second")
    await office.finishes()
    assert [*office.chats[KK].values()] == ["екінші"]


async def test_the_same_text_again_changes_nothing(office: Office) -> None:
    assert await office.corrects("first")
    assert await corrected(office) == set()
    await office.finishes()
    assert (await office.course()).correction.total == 0


async def test_who_missed_the_correction_before_is_not_forgotten(office: Office) -> None:
    await office.corrects("екінші", "kk")
    await office.claims(1)
    await office.lands()
    await office.corrects("second")
    (behind,) = KAZAKH & set(await corrected(office))
    assert set(await corrected(office)) == RUSSIAN | {EN, behind}
    await office.finishes()
    assert sorted(office.texts()) == ["second"] * 4 + ["екінші"] * 2


async def test_what_is_looked_at_says_how_many_change(office: Office) -> None:
    async with office.database.writing() as tx:
        found = await office.announcement(tx)
        assert await course.to_correct(tx, found, {"kk": "екінші"}, office.now) == len(KAZAKH)
        assert await course.to_correct(tx, found, found.texts, office.now) == 0
        await tx.execute(delete(people).where(people.c.id == KK))
        assert await course.to_correct(tx, found, {"kk": "екінші"}, office.now) == len(KAZAKH) - 1
