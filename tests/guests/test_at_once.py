"""A guest comes in the very moment in which an organiser changes the list: whoever is first, both agree.

On PostgreSQL, where both are at work at once.
"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.guests import queries
from bot.guests.entries import renew_link, strike_off
from bot.guests.roles import Author
from bot.people.belongings import erase
from bot.people.queries import recognise_all
from bot.people.rules import Role
from bot.storage.engine import Database
from bot.storage.tables import people
from tests.guests.test_listing import CHO, LIST, NO_OWNERS, ULPAN, code_of, entry_of, listed, opened

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

ROUNDS = range(1, 21)


async def leads(database: Database) -> set[int]:
    """The Telegram ids of those who are club leads now."""
    async with database.reading() as tx:
        ids = (await tx.scalars(select(people.c.id))).all()
        everybody = await recognise_all(tx, ids, NO_OWNERS)
    return {person.telegram_id for person in everybody.values() if Role.CLUB_LEAD in person.roles}


async def has_come(database: Database) -> bool:
    return (await entry_of(database, "Ұлпан")).person_id is not None


async def struck_off(database: Database, guest_id: int, now: datetime) -> None:
    async with database.writing() as tx:
        await queries.hold(tx)
        entry = await queries.entry(tx, guest_id)
        assert entry is not None
        await strike_off(tx, entry, Author(None, NO_OWNERS, now))


async def has_new_link(database: Database, guest_id: int, now: datetime) -> None:
    async with database.writing() as tx:
        await queries.hold(tx)
        entry = await queries.entry(tx, guest_id)
        assert entry is not None
        await renew_link(tx, entry, Author(None, NO_OWNERS, now))


async def test_who_comes_while_they_are_struck_off_has_no_role_in_the_end(
    database: Database, now: datetime
) -> None:
    for telegram_id in ROUNDS:
        await listed(database, [ULPAN], now + timedelta(seconds=telegram_id))
        code, entry = await code_of(database, "Ұлпан"), await entry_of(database, "Ұлпан")
        await asyncio.gather(opened(database, code, telegram_id, now), struck_off(database, entry.id, now))
        assert await leads(database) == set()


async def test_who_comes_while_the_link_is_renewed_has_no_role_in_the_end(
    database: Database, now: datetime
) -> None:
    for telegram_id in ROUNDS:
        await listed(database, [ULPAN], now)
        code, entry = await code_of(database, "Ұлпан"), await entry_of(database, "Ұлпан")
        await asyncio.gather(opened(database, code, telegram_id, now), has_new_link(database, entry.id, now))
        assert await leads(database) == set()
        assert not await has_come(database)


async def test_who_comes_while_a_list_changes_their_role_has_the_role_of_the_list(
    database: Database, now: datetime
) -> None:
    for telegram_id in ROUNDS:
        await listed(database, LIST, now)
        code = await code_of(database, "Ұлпан")
        plain = [replace(ULPAN, role=Role.PARTICIPANT), replace(CHO, host_id=f"trainer{telegram_id}")]
        await asyncio.gather(listed(database, plain, now), opened(database, code, telegram_id, now))
        assert await has_come(database)
        assert await leads(database) == set()
        entry = await entry_of(database, "Ұлпан")
        await struck_off(database, entry.id, now)


async def test_who_is_forgotten_while_a_list_changes_their_role_is_gone(
    database: Database, now: datetime
) -> None:
    async def forgotten(person_id: int) -> None:
        async with database.writing() as tx:
            await erase(tx, (await recognise_all(tx, [person_id], NO_OWNERS))[person_id])

    for telegram_id in ROUNDS:
        await listed(database, [ULPAN], now + timedelta(seconds=telegram_id))
        await opened(database, await code_of(database, "Ұлпан"), telegram_id, now)
        person_id = (await entry_of(database, "Ұлпан")).person_id
        assert person_id is not None
        plain = [replace(ULPAN, role=Role.PARTICIPANT)]
        await asyncio.gather(listed(database, plain, now), forgotten(person_id))
        assert await leads(database) == set()
