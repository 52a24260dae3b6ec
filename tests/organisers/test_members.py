"""Roles in the database: found, given, taken, and never the last organiser's."""

import asyncio

import pytest
from sqlalchemy import insert, select, update

from bot.delivery.outbox import plan_selected
from bot.organisers import due, members
from bot.organisers.rules import NEWS, Grant
from bot.people.rules import Role
from bot.storage.engine import Database, Transaction
from bot.storage.tables import clubs, outbox, people
from tests.organisers.crowd import NOW, OWNER, be, join

NOBODY = frozenset[int]()
OWNERS = frozenset({OWNER})
ORGANISER = Grant(Role.ORGANISER)


async def test_a_card_has_all_that_is_known(database: Database) -> None:
    async with database.writing() as tx:
        await tx.execute(insert(clubs).values(id=3, name="Достық", country="Kazakhstan"))
        await join(tx, [1], username="daniel", club_id=3)
        await be(tx, 1, "host", "trainer1")
        card = await members.load(tx, 1, NOBODY)
        assert await members.load(tx, 2, NOBODY) is None
    assert card
    assert (card.username, card.club, card.country, card.joined_at) == ("daniel", "Достық", "Kazakhstan", NOW)
    assert card.person.hosts == {"trainer1"}


async def test_organisers_and_owners_stand_before_other_helpers(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, range(1, 6))
        await join(tx, [6], telegram_id=OWNER)
        for person, role in ((1, "club_lead"), (2, "host"), (4, "organiser"), (2, "club_lead")):
            await be(tx, person, role)
        assert await members.helpers(tx, OWNERS) == [4, 6, 1, 2]
        assert await members.helpers(tx, NOBODY) == [4, 1, 2]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("айг", {"Айгерім"}),
        ("АЙГЕРІМ", {"Айгерім"}),
        ("@marina", {"Марина"}),
        ("marina_k", {"Марина"}),
        ("  kim   daniel ", {"Daniel Kim"}),
        ("и", {"Марина"}),
        ("%", set()),
        ("nobody", set()),
    ],
)
async def test_people_are_found_by_parts_of_their_names(
    database: Database, typed: str, found: set[str]
) -> None:
    names = {"Айгерім": None, "Марина": "Marina_K", "Daniel Kim": "daniel"}
    async with database.writing() as tx:
        for number, (name, username) in enumerate(names.items(), start=1):
            await join(tx, [number], name=name, username=username)
        assert {one.name for one in await members.search(tx, typed)} == found


async def test_giving_twice_and_taking_twice_changes_nothing(database: Database) -> None:
    trainer1, trainer2 = Grant(Role.HOST, "trainer1"), Grant(Role.HOST, "trainer2")
    async with database.writing() as tx:
        await join(tx, [1])
        assert [await members.give(tx, 1, trainer1) for _ in range(2)] == [True, False]
        assert await members.give(tx, 1, trainer2)
        assert [await members.take(tx, 1, trainer1) for _ in range(2)] == [True, False]
        card = await members.load(tx, 1, NOBODY)
    assert card
    assert card.person.hosts == {"trainer2"}


# -------------------------------------------------------- the last organiser


async def test_who_else_organises_is_another_organiser_or_an_owner(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, [1, 2])
        await join(tx, [3], telegram_id=OWNER)
        await be(tx, 1, "organiser")
        assert await members.is_last_organiser(tx, 1, NOBODY)
        assert not await members.is_last_organiser(tx, 1, OWNERS)
        await be(tx, 2, "organiser")
        assert not await members.is_last_organiser(tx, 1, NOBODY)


async def test_who_blocked_the_bot_is_no_help(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, [1, 2])
        for person in (1, 2):
            await be(tx, person, "organiser")
        await tx.execute(update(people).where(people.c.id == 2).values(active=False))
        assert await members.is_last_organiser(tx, 1, NOBODY)


async def test_two_who_take_each_others_role_at_once_leave_one(database: Database) -> None:
    async def take_from(person_id: int) -> bool:
        async with database.writing() as tx:
            if await members.is_last_organiser(tx, person_id, NOBODY):
                return False
            return await members.take(tx, person_id, ORGANISER)

    async with database.writing() as tx:
        await join(tx, [1, 2])
        for person in (1, 2):
            await be(tx, person, "organiser")
    assert sorted(await asyncio.gather(take_from(1), take_from(2))) == [False, True]
    async with database.reading() as tx:
        assert len(await members.helpers(tx, NOBODY)) == 1


# ------------------------------------------------------------------ role news


async def planned(tx: Transaction) -> list[tuple[int, str, str]]:
    rows = await tx.execute(select(outbox.c.person_id, outbox.c.kind, outbox.c.subject))
    return [(row.person_id, row.kind, row.subject) for row in rows]


async def test_each_change_of_a_role_is_told_once(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, [1])
        counts = [
            await plan_selected(tx, due.role_news(1, Grant(Role.HOST, "trainer1"), entry, NOW))
            for entry in (7, 7, 8)
        ]
        assert counts == [1, 0, 1]
        assert await planned(tx) == [(1, NEWS, "host:trainer1")] * 2


async def test_who_cannot_be_reached_is_not_told(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, [1], active=False)
        await join(tx, [2], language=None)
        for person in (1, 2):
            await plan_selected(tx, due.role_news(person, ORGANISER, 1, NOW))
        assert await planned(tx) == []
