"""Lists in the database: taken in twice, changed, and what their invitations give."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.audit import queries as audit
from bot.audit.rules import Deed
from bot.guests import queries
from bot.guests.codes import code_for
from bot.guests.comparison import Comparison
from bot.guests.jobs import forget_lists
from bot.guests.listing import compared, list_guests, renew_invitations
from bot.guests.roles import Author
from bot.guests.rules import HOLDS_FOR, ROWS, WAITS_FOR, Column, Entry, Guest, Listed, Standing
from bot.people import queries as people_queries
from bot.people.belongings import erase
from bot.people.invitations import redeem
from bot.people.rules import Granted, Person, Profile, Refusal, Role
from bot.storage.engine import Database
from bot.storage.tables import clubs, guests, invitations, metadata, people

TOKEN = "1:token"
NO_OWNERS = frozenset[int]()
ULPAN = Guest("Ұлпан", "Қыран", "Қазақстан", "kk", Role.CLUB_LEAD, "u@b.kz")
BORIS = Guest("Борис", "Қыран", "Қазақстан", "ru")
CHO = Guest("Cho", role=Role.HOST, host_id="trainer1")
LIST = [ULPAN, BORIS, CHO]


async def listed(database: Database, on_it: Sequence[Guest], now: datetime, token: str = TOKEN) -> Comparison:
    async with database.writing() as tx:
        return await list_guests(tx, on_it, token, Author(None, NO_OWNERS, now))


async def entry_of(database: Database, name: str) -> Entry:
    async with database.reading() as tx:
        (found,) = [entry for entry in await queries.entries(tx) if entry.guest.name == name]
        return found


async def code_of(database: Database, name: str, token: str = TOKEN) -> str:
    entry = await entry_of(database, name)
    return code_for(token, entry.id, entry.listed_at)


async def opened(database: Database, code: str, telegram_id: int, now: datetime) -> Granted | Refusal:
    async with database.writing() as tx:
        return await redeem(tx, code, Profile(telegram_id, f"Guest {telegram_id}"), now)


async def person(database: Database, telegram_id: int) -> Person:
    async with database.reading() as tx:
        found = await people_queries.recognise(tx, telegram_id, frozenset())
    assert found is not None
    return found


async def club_of(database: Database, telegram_id: int) -> str | None:
    async with database.reading() as tx:
        belongs = select(clubs.c.name).join(people).where(people.c.telegram_id == telegram_id)
        name: str | None = await tx.scalar(belongs)
        return name


async def everything(database: Database) -> str:
    async with database.reading() as tx:
        tables = (guests, clubs, invitations)
        return str([(await tx.execute(select(table).order_by(table.c.id))).all() for table in tables])


async def test_a_list_that_is_taken_in_twice_changes_nothing(database: Database, now: datetime) -> None:
    assert await listed(database, LIST, now) == Comparison(LIST, [], 0)
    before = await everything(database)
    assert await listed(database, LIST[::-1], now + timedelta(days=1)) == Comparison([], [], 3)
    assert await everything(database) == before


async def test_a_changed_row_is_brought_up_to_date(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    new = replace(ULPAN, name="Ұлпан Әбен", club="Сұңқар", country="Түркия", language=None)
    async with database.reading() as tx:
        assert len((await compared(tx, [new])).changed) == 1
    comparison = await listed(database, [new], now)
    assert (comparison.new, [entry.guest for entry in comparison.changed]) == ([], [new])
    assert (await entry_of(database, "Ұлпан Әбен")).guest == new
    assert (await entry_of(database, "Борис")).guest == BORIS  # not on the second list, and there as before


async def test_a_club_is_kept_once_however_it_is_spelt(database: Database, now: datetime) -> None:
    await listed(database, [BORIS, replace(ULPAN, club="ҚЫРАН", country="")], now)
    assert (await listed(database, [replace(BORIS, club="қыран"), ULPAN], now)).changed == []
    async with database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(clubs)) == 1


async def test_the_country_of_a_club_is_what_the_last_list_says(database: Database, now: datetime) -> None:
    await listed(database, [replace(BORIS, country="")], now)
    await listed(database, [BORIS], now)
    assert (await entry_of(database, "Борис")).guest.country == "Қазақстан"
    await listed(database, [replace(BORIS, country="")], now)
    assert (await entry_of(database, "Борис")).guest.country == "Қазақстан"


async def test_ten_thousand_guests_are_a_few_statements(database: Database, now: datetime) -> None:
    many = [Guest(f"Guest {number}", f"Club {number % 70}") for number in range(ROWS)]
    assert len((await listed(database, many, now)).new) == ROWS
    assert (await listed(database, many, now)).unchanged == ROWS
    async with database.reading() as tx:
        assert await queries.standing(tx) == Standing(ROWS, 0)
        invited = select(func.count(guests.c.invitation_id.distinct()))
        assert await tx.scalar(invited) == ROWS


# --------------------------------------------------------------- invitations


async def test_a_guest_comes_in_with_role_club_and_language(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    given = await opened(database, await code_of(database, "Ұлпан"), 7, now)
    assert given == Granted(Role.CLUB_LEAD, "Қыран", fresh=True, language="kk")
    assert (await person(database, 7)).roles == {Role.PARTICIPANT, Role.CLUB_LEAD}
    assert await club_of(database, 7) == "Қыран"
    assert (await entry_of(database, "Ұлпан")).person_id == (await person(database, 7)).id
    async with database.reading() as tx:
        assert await queries.standing(tx) == Standing(3, 1)


async def test_a_host_is_bound_to_the_programme(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    await opened(database, await code_of(database, "Cho"), 7, now)
    assert (await person(database, 7)).hosts == {"trainer1"}


async def test_the_same_guest_is_welcome_again_and_nobody_else(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    code = await code_of(database, "Борис")
    assert await opened(database, code, 7, now) == Granted(
        Role.PARTICIPANT, "Қыран", fresh=True, language="ru"
    )
    later = now + HOLDS_FOR
    assert await opened(database, code, 7, later) == Granted(
        Role.PARTICIPANT, "Қыран", fresh=False, language="ru"
    )
    assert await opened(database, code, 8, now) is Refusal.USED


async def test_who_has_come_does_not_use_up_the_link_of_another(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    await opened(database, await code_of(database, "Борис"), 7, now)
    assert await opened(database, await code_of(database, "Ұлпан"), 7, now) is Refusal.OTHERS
    assert (await person(database, 7)).roles == {Role.PARTICIPANT}
    given = await opened(database, await code_of(database, "Ұлпан"), 8, now)
    assert given == Granted(Role.CLUB_LEAD, "Қыран", fresh=True, language="kk")


async def test_the_list_knows_who_was_there_before(database: Database, now: datetime) -> None:
    async with database.writing() as tx:
        await people_queries.register(tx, Profile(7, "Борис"), now)
    await listed(database, [Guest("Борис")], now)
    assert await opened(database, await code_of(database, "Борис"), 7, now) == Granted(
        Role.PARTICIPANT, None, fresh=True
    )
    assert (await entry_of(database, "Борис")).person_id is not None


async def test_an_invitation_holds_for_half_a_year_and_is_renewed(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    code, later = await code_of(database, "Борис"), now + HOLDS_FOR
    assert await opened(database, code, 7, later) is Refusal.EXPIRED
    async with database.writing() as tx:
        await renew_invitations(tx, TOKEN, later)
    assert isinstance(await opened(database, code, 7, later), Granted)


async def test_another_token_makes_other_links_and_the_same_guests(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    old = await code_of(database, "Борис")
    await opened(database, await code_of(database, "Ұлпан"), 7, now)
    async with database.writing() as tx:
        await renew_invitations(tx, "1:new", now)
    assert await opened(database, old, 8, now) is Refusal.UNKNOWN
    assert isinstance(await opened(database, await code_of(database, "Борис", "1:new"), 8, now), Granted)
    again = await opened(database, await code_of(database, "Ұлпан", "1:new"), 7, now)
    assert again == Granted(Role.CLUB_LEAD, "Қыран", fresh=False, language="kk")


async def test_what_changes_before_a_guest_comes_is_what_they_get(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    code = await code_of(database, "Ұлпан")
    await listed(database, [replace(ULPAN, club="Сұңқар", role=Role.PARTICIPANT, language=None)], now)
    assert await opened(database, code, 7, now) == Granted(Role.PARTICIPANT, "Сұңқар", fresh=True)
    assert await club_of(database, 7) == "Сұңқар"


async def test_what_changes_afterwards_reaches_the_person(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    await opened(database, await code_of(database, "Ұлпан"), 7, now)
    await listed(database, [replace(ULPAN, club="Сұңқар", role=Role.HOST, host_id="trainer2")], now)
    found = await person(database, 7)
    assert await club_of(database, 7) == "Сұңқар"
    assert found.roles == {Role.PARTICIPANT, Role.HOST}
    assert found.hosts == {"trainer2"}
    await listed(database, [BORIS], now)
    assert await club_of(database, 7) == "Сұңқар"


async def deeds(database: Database) -> list[tuple[Deed, str]]:
    async with database.reading() as tx:
        return [(entry.deed, entry.subject) for entry in reversed(await audit.entries(tx))]


async def test_a_corrected_role_is_instead_of_the_former_one_and_noted(
    database: Database, now: datetime
) -> None:
    await listed(database, LIST, now)
    await opened(database, await code_of(database, "Cho"), 7, now)
    assert (await listed(database, [replace(CHO, host_id="trainer2")], now)).taken == [Role.HOST]
    assert (await person(database, 7)).hosts == {"trainer2"}
    assert await deeds(database) == [
        (Deed.ROLE_TAKEN, "host:trainer1"),
        (Deed.ROLE_GIVEN, "host:trainer2"),
    ]


async def test_what_was_taken_in_the_chat_does_not_come_back_with_the_list(
    database: Database, now: datetime
) -> None:
    await listed(database, LIST, now)
    await opened(database, await code_of(database, "Ұлпан"), 7, now)
    async with database.writing() as tx:
        await people_queries.take_role(tx, 1, Role.CLUB_LEAD)
    assert (await listed(database, [replace(ULPAN, language="ru")], now)).given == []
    assert (await person(database, 7)).roles == {Role.PARTICIPANT}
    assert await deeds(database) == []


async def test_what_was_given_in_the_chat_is_left_by_a_list_of_the_same_role(
    database: Database, now: datetime
) -> None:
    await listed(database, [BORIS], now)
    await opened(database, await code_of(database, "Борис"), 7, now)
    async with database.writing() as tx:
        await people_queries.give_role(tx, 1, Role.ORGANISER)
    await listed(database, [replace(BORIS, language="en")], now)
    assert (await person(database, 7)).roles == {Role.PARTICIPANT, Role.ORGANISER}


async def test_nobody_stops_organising_by_their_own_list(database: Database, now: datetime) -> None:
    boss = replace(BORIS, role=Role.ORGANISER)
    await listed(database, [boss], now)
    await opened(database, await code_of(database, "Борис"), 7, now)
    async with database.writing() as tx:
        await list_guests(tx, [BORIS], TOKEN, Author(1, NO_OWNERS, now))
    assert Role.ORGANISER in (await person(database, 7)).roles


async def test_who_is_forgotten_leaves_the_list_and_may_return(database: Database, now: datetime) -> None:
    await listed(database, [ULPAN], now)
    old = await code_of(database, "Ұлпан")
    await opened(database, old, 7, now)
    forgotten = await person(database, 7)
    async with database.writing() as tx:
        assert (await erase(tx, forgotten))["guests"] == 1
    assert (await listed(database, [ULPAN], now + timedelta(seconds=1))).new == [ULPAN]
    assert await opened(database, old, 8, now) is Refusal.USED
    assert isinstance(await opened(database, await code_of(database, "Ұлпан"), 8, now), Granted)


async def test_looking_at_one_guest_renews_one_invitation(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    boris, cho = await code_of(database, "Борис"), await code_of(database, "Cho")
    later = now + HOLDS_FOR
    one = await entry_of(database, "Борис")
    async with database.writing() as tx:
        await renew_invitations(tx, TOKEN, later, one.id)
    assert isinstance(await opened(database, boris, 7, later), Granted)
    assert await opened(database, cho, 8, later) is Refusal.EXPIRED


async def test_no_code_is_kept(database: Database, now: datetime) -> None:
    await listed(database, LIST, now)
    codes = [await code_of(database, guest.name) for guest in LIST]
    async with database.reading() as tx:
        kept = str([(await tx.execute(select(table))).all() for table in metadata.sorted_tables])
    assert [code for code in codes if code in kept] == []
    assert TOKEN not in kept


# ------------------------------------------------------- lists that wait


@pytest.fixture
async def organiser_id(database: Database, now: datetime) -> int:
    async with database.writing() as tx:
        return await people_queries.register(tx, Profile(99, "Organiser"), now)


async def test_a_list_waits_for_its_organiser_alone(
    database: Database, organiser_id: int, now: datetime
) -> None:
    async with database.writing() as tx:
        other = await people_queries.register(tx, Profile(98, "Other"), now)
        await queries.keep_list(tx, organiser_id, Listed("a.csv", [BORIS]), now)
        listed = Listed("b.csv", [*LIST[1:], replace(ULPAN, unsaid=(Column.CLUB, Column.ROLE))])
        await queries.keep_list(tx, organiser_id, listed, now)
        kept = await queries.kept_list(tx, organiser_id)
        assert kept == listed
        assert kept is not None
        assert kept.fingerprint == listed.fingerprint
        assert await queries.kept_list(tx, other) is None
        await queries.drop_list(tx, organiser_id)
        assert await queries.kept_list(tx, organiser_id) is None


async def test_a_list_that_nobody_takes_in_is_forgotten_after_a_day(
    database: Database, organiser_id: int, now: datetime
) -> None:
    async with database.writing() as tx:
        await queries.keep_list(tx, organiser_id, Listed("a.csv", LIST), now)
        await forget_lists(tx, now + WAITS_FOR - timedelta(seconds=1))
        assert await queries.kept_list(tx, organiser_id) == Listed("a.csv", LIST)
        await forget_lists(tx, now + WAITS_FOR)
        assert await queries.kept_list(tx, organiser_id) is None
