"""Who is shown how an announcement goes, and where: no other screen is overwritten, no end is lost."""

from datetime import timedelta
from types import NoneType

import pytest
from sqlalchemy import delete, func, insert, select, update

from bot.agenda.formats import Document
from bot.announcements import jobs, progress, queries
from bot.announcements.due import EVERY, PROGRESS
from bot.screens import Edit, Outgoing, Screen
from bot.storage.engine import Database
from bot.storage.tables import announcements, outbox, people, roles
from tests.announcements.office import NOT_FOUND, InHand, Office, opened
from tests.announcements.people import LEAD, NOW, ORGANISER, set_up
from tests.people.telegram import OWNER, Phone, message

MESSAGE = 777  # in which it is watched


@pytest.fixture
async def office(database: Database, sample: Document) -> Office:
    await set_up(database)
    office = await opened(database, sample.to_programme(1))
    async with database.writing() as tx:
        await progress.watch(tx, office.id, ORGANISER, MESSAGE)
    await office.does("begin")
    return office


async def looks(office: Office) -> list[Outgoing]:
    """What whoever watches is shown next; it stays in hand."""
    await office.claims()
    return [one.outgoing for one in office.in_hand if one.row.kind == PROGRESS and one.outgoing]


async def all_have_it(office: Office) -> None:
    while (await office.course()).tally.waiting:
        await office.claims()
        await office.lands()


async def looks_away(office: Office) -> bool:
    async with office.database.writing() as tx:
        return await progress.look_away(tx, ORGANISER, MESSAGE)


async def test_the_end_comes_anew_where_the_message_was_deleted(office: Office) -> None:
    await all_have_it(office)
    await office.ticks()
    assert [type(look) for look in await looks(office)] == [Edit]
    await office.is_refused(NOT_FOUND)
    await office.ticks()
    assert [type(look) for look in await looks(office)] == [Screen]
    await office.lands()
    await office.finishes()
    assert await looks(office) == []


async def test_a_message_that_was_deleted_is_edited_once(office: Office) -> None:
    await office.ticks(EVERY)
    async with office.database.writing() as tx:
        its = update(outbox).where(outbox.c.kind == PROGRESS)
        assert (await tx.execute(its.values(state="failed", error=NOT_FOUND))).rowcount == 1
    await office.ticks(EVERY)
    assert await looks(office) == []
    await office.lands()
    await all_have_it(office)
    await office.ticks()
    assert [type(look) for look in await looks(office)] == [Screen]


async def test_who_looked_away_is_shown_the_end_alone_and_anew(office: Office) -> None:
    await office.ticks(EVERY)
    assert await looks_away(office)
    await office.ticks(EVERY)
    assert await looks(office) == []
    await office.lands()
    await all_have_it(office)
    await office.ticks()
    assert [type(look) for look in await looks(office)] == [Screen]


async def test_what_is_on_its_way_is_told(office: Office) -> None:
    await office.ticks(EVERY)
    assert len(await looks(office)) == 1
    assert not await looks_away(office)
    await office.lands()
    assert await looks_away(office)


async def test_who_looks_away_from_the_end_before_it_was_shown_gets_it(office: Office) -> None:
    await all_have_it(office)
    await office.ticks()
    assert await looks_away(office)
    await office.ticks()
    assert [type(look) for look in await looks(office)] == [Screen]


async def test_who_organises_no_more_is_shown_nothing(office: Office) -> None:
    async with office.database.writing() as tx:
        await tx.execute(delete(roles).where(roles.c.person_id == ORGANISER))
    await office.ticks(EVERY)
    assert await looks(office) == []
    await office.lands()
    await office.finishes()
    assert (await office.course()).announcement.finished_at


async def test_a_pause_is_shown_each_time(office: Office) -> None:
    """To whoever watches, whoever paused it."""

    async def shown() -> int:
        async with office.database.reading() as tx:
            return await tx.scalar(select(func.count()).where(outbox.c.kind == PROGRESS)) or 0

    for number in range(4):
        await office.does("resume" if number % 2 else "pause")
        await office.ticks(EVERY)
        assert await shown() == number + 1
        async with office.database.writing() as tx:
            await tx.execute(update(outbox).where(outbox.c.kind == PROGRESS).values(state="sent"))
        await office.ticks(EVERY)
        assert await shown() == number + 1


async def test_a_pause_is_shown_with_what_was_on_its_way(office: Office) -> None:
    await office.claims(4)
    await office.does("pause")
    await office.ticks(EVERY)
    in_hand, office.in_hand = office.in_hand, []
    assert [shown_in(look).partition("\n")[0] for look in await looks(office)] == [
        "<b>Приостановлено: 0 из 6</b>"
    ]
    await office.lands()
    office.in_hand = in_hand
    await office.lands()
    await office.ticks(EVERY)
    assert [shown_in(look).partition("\n")[0] for look in await looks(office)] == [
        "<b>Приостановлено: 4 из 6</b>"
    ]
    await office.lands()
    await office.ticks(EVERY)
    assert await looks(office) == []


def shown_in(look: Outgoing) -> str:
    assert isinstance(look, Edit)
    return str(look.screen.text)


# ------------------------------------------------------------------- by others


async def test_who_looks_last_watches_and_its_author_is_told_the_end(office: Office) -> None:
    await office.ticks(EVERY)
    async with office.database.writing() as tx:
        await tx.execute(insert(roles).values(person_id=LEAD, role="organiser", subject=""))
        await progress.watch(tx, office.id, LEAD, MESSAGE)  # of the same number, in their own chat
    await office.ticks(EVERY)
    assert [(one.row.person_id, type(one.outgoing)) for one in await told(office)] == [
        (ORGANISER, NoneType),  # what was planned for who watched before
        (LEAD, Edit),
    ]
    await office.lands()
    await all_have_it(office)
    await office.ticks(EVERY)
    ends = [(one.row.person_id, type(one.outgoing)) for one in await told(office)]
    assert ends == [(ORGANISER, Screen), (LEAD, Edit)]
    await office.lands()
    await office.finishes()
    assert (await office.course()).announcement.finished_at


async def told(office: Office) -> list[InHand]:
    await office.claims()
    return sorted(
        (one for one in office.in_hand if one.row.kind == PROGRESS), key=lambda one: -one.row.person_id
    )


# -------------------------------------------------------------------- by taps


@pytest.mark.parametrize("way", ["announced", "withdraw:1", "correct:1", "unreached:1"])
async def test_the_message_becomes_another_screen(organiser: Phone, way: str) -> None:
    await sends(organiser)
    for data in ("progress:1", way):
        tap = {"id": "1", "from": organiser.user, "chat_instance": "1", "data": data}
        screen = {**message(organiser.user["id"], "a screen"), "message_id": MESSAGE}
        await organiser._bring({"callback_query": {**tap, "message": screen}})
    database = organiser.services.database
    async with database.writing() as tx:
        watching = await tx.scalar(select(people.c.id).where(people.c.telegram_id == OWNER))
        found = await queries.load(tx, 1)
        assert found is not None
        assert (found.watcher_id, found.watched_message) == (watching, None)
        await tx.execute(update(outbox).where(outbox.c.kind == "announcement").values(state="sent"))
        await jobs.plan(tx, NOW + timedelta(minutes=1), frozenset())
        reports = await tx.scalar(select(func.count()).where(outbox.c.kind == PROGRESS))
    assert reports == 1


async def test_nothing_of_who_watched_stays_when_they_go(organiser: Phone) -> None:
    await sends(organiser)
    await organiser.tap("forget:yes")
    async with organiser.services.database.reading() as tx:
        assert await tx.scalar(select(announcements.c.watcher_id)) is None


async def sends(organiser: Phone) -> None:
    await organiser.tap("wording:1:en")
    await organiser.write("The bus")
    await organiser.tap("preview:1:en")
    await organiser.tap(organiser.buttons["Send now [en]"])
