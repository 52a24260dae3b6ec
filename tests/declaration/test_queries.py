"""How the Declaration stands, from a draft to who has committed."""

from datetime import timedelta

from sqlalchemy import update

from bot.declaration import queries
from bot.declaration.rules import Club, Part, by_name, fingerprint
from bot.people.belongings import collect, erase
from bot.people.queries import recognise
from bot.people.rules import Person
from bot.storage.engine import Transaction
from bot.storage.tables import people
from tests.declaration.people import AIGERIM, DANIEL, DRAFT, ERLAN, MARINA, MUTED, NEXT, NOW, adopted


async def known(tx: Transaction, person_id: int) -> Person:
    found = await recognise(tx, 100 + person_id, frozenset())
    assert found
    return found


# -------------------------------------------------------------------- adoption


async def test_a_draft_is_the_programmes(tx: Transaction) -> None:
    assert (await queries.standing(tx, None)).text is None
    standing = await queries.standing(tx, DRAFT)
    assert standing.text == DRAFT
    assert (standing.adoption, standing.committed, standing.people) == (None, 0, 6)


async def test_adoption_freezes_the_text_in_all_languages(tx: Transaction) -> None:
    adoption = await adopted(tx)
    standing = await queries.standing(tx, NEXT)
    assert (standing.text, standing.adoption) == (DRAFT, adoption)
    assert (await queries.standing(tx, None)).text == DRAFT


async def test_it_is_adopted_once(tx: Transaction) -> None:
    adoption = await adopted(tx)
    assert await queries.adopt(tx, NEXT, AIGERIM, NOW + timedelta(minutes=1)) is None
    assert await queries.adoption(tx) == adoption


async def test_whoever_adopted_it_may_go_and_it_stays(tx: Transaction) -> None:
    adoption = await adopted(tx)
    await erase(tx, await known(tx, DANIEL))
    assert await queries.adoption(tx) == adoption


async def test_an_adoption_is_withdrawn_while_nobody_has_committed(tx: Transaction) -> None:
    adoption = await adopted(tx)
    assert not await queries.withdraw(tx, "1")
    assert await queries.commit(tx, MARINA, NOW)
    assert not await queries.withdraw(tx, adoption.version)
    assert await queries.uncommit(tx, MARINA)
    assert await queries.withdraw(tx, adoption.version)
    assert (await queries.standing(tx, NEXT)).text == NEXT
    assert not await queries.withdraw(tx, adoption.version)


async def test_the_button_of_an_earlier_adoption_withdraws_no_later_one(tx: Transaction) -> None:
    first = await adopted(tx)
    assert await queries.withdraw(tx, first.version)
    second = await adopted(tx, NOW + timedelta(hours=1))
    assert not await queries.withdraw(tx, first.version)
    assert await queries.adoption(tx) == second


def test_another_text_has_another_fingerprint() -> None:
    assert fingerprint(DRAFT) == fingerprint(DRAFT)
    assert fingerprint(DRAFT) != fingerprint(NEXT)


# ------------------------------------------------------------------ commitment


async def test_each_person_counts_once(tx: Transaction) -> None:
    await adopted(tx)
    assert await queries.commit(tx, MARINA, NOW)
    assert not await queries.commit(tx, MARINA, NOW + timedelta(days=1))
    assert await queries.commit(tx, DANIEL, NOW)
    assert (await queries.standing(tx, None)).committed == 2
    assert await queries.uncommit(tx, MARINA)
    assert not await queries.uncommit(tx, MARINA)
    assert (await queries.standing(tx, None)).committed == 1


async def test_somebody_knows_their_own_part(tx: Transaction) -> None:
    await adopted(tx)
    assert await queries.part(tx, MARINA) == Part("Мир", "Казахстан")
    await queries.commit(tx, MARINA, NOW)
    await queries.list_club(tx, MARINA, listed=True)
    assert await queries.part(tx, MARINA) == Part("Мир", "Казахстан", committed=True, listed=True)
    assert await queries.part(tx, DANIEL) == Part()
    assert await queries.part(tx, 99) == Part()


async def test_a_club_is_named_once_and_only_where_somebody_who_committed_lets_it(tx: Transaction) -> None:
    for person_id in (AIGERIM, ERLAN, MARINA, DANIEL):
        await queries.commit(tx, person_id, NOW)
    assert await queries.listed_clubs(tx) == []
    for person_id in (AIGERIM, ERLAN):
        assert await queries.list_club(tx, person_id, listed=True)
    assert await queries.listed_clubs(tx) == [Club("Өрлеу", "Қазақстан")]
    await queries.list_club(tx, AIGERIM, listed=False)
    await queries.list_club(tx, ERLAN, listed=False)
    assert await queries.listed_clubs(tx) == []


async def test_nobody_is_listed_without_a_club_or_a_commitment(tx: Transaction) -> None:
    await queries.commit(tx, DANIEL, NOW)
    assert not await queries.list_club(tx, DANIEL, listed=True)
    assert not await queries.list_club(tx, MUTED, listed=True)
    assert await queries.listed_clubs(tx) == []


async def test_who_has_no_club_any_more_is_only_counted(tx: Transaction) -> None:
    await queries.commit(tx, MARINA, NOW)
    await queries.list_club(tx, MARINA, listed=True)
    await tx.execute(update(people).where(people.c.id == MARINA).values(club_id=None))
    assert await queries.listed_clubs(tx) == []
    assert (await queries.standing(tx, DRAFT)).committed == 1


async def test_whoever_goes_takes_their_commitment_along(tx: Transaction) -> None:
    await queries.commit(tx, MARINA, NOW)
    await queries.list_club(tx, MARINA, listed=True)
    marina = await known(tx, MARINA)
    assert [row["listed"] for row in (await collect(tx, marina))["commitments"]] == [True]
    await erase(tx, marina)
    assert (await queries.standing(tx, DRAFT)).committed == 0
    assert await queries.listed_clubs(tx) == []


def test_clubs_stand_in_the_order_of_their_names() -> None:
    clubs = [Club("мир", "Казахстан"), Club("Seoul", ""), Club("Арман", "Қазақстан")]
    assert [club.name for club in by_name(clubs)] == ["Seoul", "Арман", "мир"]
