"""Roles that the list gives and takes: who is told, and who stays."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from bot.guests import queries
from bot.guests.entries import strike_off
from bot.guests.listing import list_guests
from bot.guests.roles import Author
from bot.organisers.rules import NEWS
from bot.people import queries as people
from bot.people.rules import Profile, Role
from bot.storage.engine import Database
from bot.storage.tables import outbox
from tests.guests.test_listing import (
    BORIS,
    CHO,
    LIST,
    NO_OWNERS,
    TOKEN,
    ULPAN,
    code_of,
    listed,
    opened,
    person,
)

BOSS = replace(BORIS, role=Role.ORGANISER)
SECOND = replace(ULPAN, role=Role.ORGANISER)


async def come(database: Database, name: str, telegram_id: int, now: datetime) -> int:
    """They open their invitation, and choose a language; their id."""
    await opened(database, await code_of(database, name), telegram_id, now)
    found = await person(database, telegram_id)
    async with database.writing() as tx:
        await people.set_language(tx, found.id, "kk")
    return found.id


async def news(database: Database) -> list[tuple[int, str]]:
    async with database.reading() as tx:
        told = select(outbox.c.person_id, outbox.c.subject).where(outbox.c.kind == NEWS)
        return [(row.person_id, row.subject) for row in await tx.execute(told.order_by(outbox.c.id))]


async def test_who_is_here_is_told_of_the_role_that_a_list_gives_and_takes(
    database: Database, now: datetime
) -> None:
    await listed(database, LIST, now)
    boris, cho = await come(database, "Борис", 7, now), await come(database, "Cho", 8, now)
    await listed(database, [replace(BORIS, role=Role.CLUB_LEAD), replace(CHO, host_id="trainer2")], now)
    assert sorted(await news(database)) == [
        (boris, "club_lead"),
        (cho, "host:trainer1"),
        (cho, "host:trainer2"),
    ]


async def test_who_takes_in_the_list_is_not_told_what_they_did(database: Database, now: datetime) -> None:
    await listed(database, [BORIS], now)
    boris = await come(database, "Борис", 7, now)
    async with database.writing() as tx:
        await list_guests(tx, [replace(BORIS, role=Role.CLUB_LEAD)], TOKEN, Author(boris, NO_OWNERS, now))
    assert await news(database) == []


async def test_the_last_organiser_stays_one_whatever_the_list_says(database: Database, now: datetime) -> None:
    await listed(database, [BOSS], now)
    await come(database, "Борис", 7, now)
    assert (await listed(database, [BORIS], now)).staying == (BORIS,)
    assert Role.ORGANISER in (await person(database, 7)).roles
    assert await news(database) == []


async def test_of_two_organisers_whom_one_list_forgets_one_stays(database: Database, now: datetime) -> None:
    await listed(database, [BOSS, SECOND], now)
    await come(database, "Борис", 7, now)
    await come(database, "Ұлпан", 8, now)
    assert len((await listed(database, [BORIS, ULPAN], now)).staying) == 1
    roles = [(await person(database, one)).roles for one in (7, 8)]
    assert [Role.ORGANISER in held for held in roles].count(True) == 1


async def test_beside_an_owner_no_organiser_has_to_stay(database: Database, now: datetime) -> None:
    await listed(database, [BOSS], now)
    await come(database, "Борис", 7, now)
    async with database.writing() as tx:
        await people.register(tx, Profile(99, "Owner"), now)
        done = await list_guests(tx, [BORIS], TOKEN, Author(None, frozenset({99}), now))
    assert done.staying == ()
    assert Role.ORGANISER not in (await person(database, 7)).roles


async def test_the_last_organiser_stays_one_when_they_are_struck_off(
    database: Database, now: datetime
) -> None:
    await listed(database, [BOSS], now)
    await come(database, "Борис", 7, now)
    async with database.writing() as tx:
        await queries.hold(tx)
        (entry,) = await queries.entries(tx)
        assert not await strike_off(tx, entry, Author(None, NO_OWNERS, now))
    assert Role.ORGANISER in (await person(database, 7)).roles
