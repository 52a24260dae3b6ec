"""Who is shown how an announcement goes, and where: no other screen is overwritten, no end is lost."""

from types import NoneType

import pytest
from sqlalchemy import delete, func, insert, select, update

from bot.agenda.formats import Document
from bot.announcements import progress
from bot.announcements.due import EVERY, PROGRESS
from bot.announcements.outcome import Course
from bot.announcements.rules import UNDER_WAY, Announcement, Audience, State
from bot.announcements.screens.progress import course_screen
from bot.screens import Edit, Outgoing, Screen
from bot.storage.engine import Database
from bot.storage.tables import outbox, roles
from tests.announcements.office import NOT_FOUND, TRANSLATORS, InHand, Office, opened
from tests.announcements.people import LEAD, NOW, ORGANISER, set_up

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


async def test_an_author_who_has_seen_the_end_is_not_told_again_because_another_looks(office: Office) -> None:
    await all_have_it(office)
    await office.ticks()
    assert [type(look) for look in await looks(office)] == [Edit]
    await office.lands()
    async with office.database.writing() as tx:
        await tx.execute(insert(roles).values(person_id=LEAD, role="organiser", subject=""))
        await progress.watch(tx, office.id, LEAD, MESSAGE)
    await office.ticks()
    assert [(one.row.person_id, type(one.outgoing)) for one in await told(office)] == [(LEAD, Edit)]
    await office.lands()
    await office.finishes()
    assert await looks(office) == []


@pytest.mark.parametrize("state", sorted(UNDER_WAY))
def test_who_watches_no_more_can_refresh_it(state: State) -> None:
    under_way = Course(Announcement(1, ORGANISER, state, Audience(), {"en": "first"}, NOW))
    screen = course_screen(TRANSLATORS["en"], under_way)
    assert "progress:1" in [button.data for row in screen.rows for button in row]


async def told(office: Office) -> list[InHand]:
    await office.claims()
    return sorted(
        (one for one in office.in_hand if one.row.kind == PROGRESS), key=lambda one: -one.row.person_id
    )
