"""One guest, changed in the chat: a new link, or struck off the list."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.audit import queries as audit
from bot.audit.rules import Deed
from bot.guests import queries
from bot.guests.entries import renew_link, strike_off
from bot.guests.listing import renew_invitations
from bot.guests.roles import Author
from bot.guests.rules import Entry, Standing
from bot.people.queries import register
from bot.people.rules import Granted, Profile, Refusal, Role
from bot.storage.engine import Database, Transaction
from bot.storage.tables import invitations
from tests.guests.test_listing import (
    BORIS,
    LIST,
    NO_OWNERS,
    TOKEN,
    ULPAN,
    code_of,
    entry_of,
    listed,
    opened,
    person,
)


@pytest.fixture
async def organiser_id(database: Database, now: datetime) -> int:
    async with database.writing() as tx:
        return await register(tx, Profile(99, "Organiser"), now)


async def held(tx: Transaction, name: str) -> Entry:
    """Their entry, which nobody else changes until the transaction ends."""
    await queries.hold(tx)
    (found,) = [entry for entry in await queries.entries(tx) if entry.guest.name == name]
    return found


async def has_new_link(database: Database, name: str, organiser_id: int, now: datetime) -> str:
    async with database.writing() as tx:
        entry = await held(tx, name)
        await renew_link(tx, entry, Author(organiser_id, NO_OWNERS, now))
        await renew_invitations(tx, TOKEN, now, entry.id)
    return await code_of(database, name)


async def is_struck_off(database: Database, name: str, organiser_id: int, now: datetime) -> None:
    async with database.writing() as tx:
        await strike_off(tx, await held(tx, name), Author(organiser_id, NO_OWNERS, now))


async def test_a_new_link_is_for_the_guest_whose_link_somebody_used(
    database: Database, organiser_id: int, now: datetime
) -> None:
    await listed(database, LIST, now)
    old = await code_of(database, "Ұлпан")
    await opened(database, old, 7, now)
    before = (await entry_of(database, "Ұлпан")).stamp
    new = await has_new_link(database, "Ұлпан", organiser_id, now)
    assert (await entry_of(database, "Ұлпан")).stamp != before
    assert (await person(database, 7)).roles == {Role.PARTICIPANT}
    assert await opened(database, old, 8, now) is Refusal.UNKNOWN
    given = await opened(database, new, 8, now)
    assert given == Granted(Role.CLUB_LEAD, "Қыран", fresh=True, language="kk")
    assert await opened(database, new, 7, now) is Refusal.USED


async def test_a_new_link_of_one_leaves_the_others(
    database: Database, organiser_id: int, now: datetime
) -> None:
    await listed(database, LIST, now)
    others = await code_of(database, "Борис")
    await has_new_link(database, "Ұлпан", organiser_id, now + timedelta(seconds=1))
    assert await code_of(database, "Борис") == others
    assert isinstance(await opened(database, others, 7, now), Granted)


async def test_who_is_struck_off_stays_as_a_participant(
    database: Database, organiser_id: int, now: datetime
) -> None:
    await listed(database, LIST, now)
    code = await code_of(database, "Ұлпан")
    await opened(database, code, 7, now)
    await is_struck_off(database, "Ұлпан", organiser_id, now)
    assert (await person(database, 7)).roles == {Role.PARTICIPANT}
    assert await opened(database, code, 8, now) is Refusal.UNKNOWN
    async with database.reading() as tx:
        assert await queries.standing(tx) == Standing(2, 0)
        assert await tx.scalar(select(func.count()).select_from(invitations)) == 2


async def test_a_guest_with_a_corrected_address_is_one_again(
    database: Database, organiser_id: int, now: datetime
) -> None:
    await listed(database, [ULPAN], now)
    await opened(database, await code_of(database, "Ұлпан"), 7, now)
    await is_struck_off(database, "Ұлпан", organiser_id, now)
    await listed(database, [replace(ULPAN, email="ulpan@b.kz")], now + timedelta(seconds=1))
    assert isinstance(await opened(database, await code_of(database, "Ұлпан"), 7, now), Granted)
    assert (await person(database, 7)).roles == {Role.PARTICIPANT, Role.CLUB_LEAD}


async def test_the_audit_tells_it_without_a_name_that_would_stay(
    database: Database, organiser_id: int, now: datetime
) -> None:
    await listed(database, [BORIS], now)
    await has_new_link(database, "Борис", organiser_id, now)
    await is_struck_off(database, "Борис", organiser_id, now)
    async with database.reading() as tx:
        noted = await audit.entries(tx)
    assert [(entry.deed, entry.by, entry.details) for entry in noted] == [
        (Deed.GUEST_STRUCK, "Organiser", "Қыран"),
        (Deed.LINK_RENEWED, "Organiser", "Қыран"),
    ]


async def test_no_organiser_strikes_off_their_own_right(database: Database, now: datetime) -> None:
    await listed(database, [replace(BORIS, role=Role.ORGANISER)], now)
    await opened(database, await code_of(database, "Борис"), 7, now)
    own = await person(database, 7)
    await is_struck_off(database, "Борис", own.id, now)
    assert Role.ORGANISER in (await person(database, 7)).roles
