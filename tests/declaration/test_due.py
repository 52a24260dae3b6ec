"""Who is told that it is adopted, or a draft again, and when."""

from datetime import timedelta

from sqlalchemy import insert, update

from bot.declaration import due, queries
from bot.declaration.rules import KEPT
from bot.storage.engine import Transaction
from bot.storage.tables import mutes, outbox
from tests.declaration.people import AIGERIM, BLOCKED, DANIEL, ERLAN, MARINA, MUTED, NOW, adopted, planned

MORNING = NOW + timedelta(hours=12)


async def test_everybody_of_a_zone_is_told_once_who_wants_announcements(tx: Transaction) -> None:
    version = (await adopted(tx)).version
    told = {(AIGERIM, NOW), (ERLAN, NOW), (MARINA, NOW)}  # not who has muted or blocked it, or is new
    assert await planned(tx, due.adopted(version, 1, None, NOW)) == told
    assert await planned(tx, due.adopted(version, 1, None, MORNING)) == set()
    assert await planned(tx, due.adopted(version, 1, "Europe/Berlin", MORNING)) == {(DANIEL, MORNING)}


async def test_each_adoption_is_told(tx: Transaction) -> None:
    first = await adopted(tx)
    await planned(tx, due.adopted(first.version, 1, None, NOW))
    await queries.withdraw(tx, first.version)
    second = await adopted(tx)  # in the same millisecond, as on a clock that rests
    assert len(await planned(tx, due.adopted(second.version, 3, None, MORNING))) == 3


async def test_that_it_is_withdrawn_is_told_to_those_who_were_told(tx: Transaction) -> None:
    version = (await adopted(tx)).version
    await planned(tx, due.adopted(version, 1, None, NOW))
    for person_id, state in ((AIGERIM, "sent"), (ERLAN, "ambiguous"), (MARINA, "cancelled")):
        await tx.execute(update(outbox).where(outbox.c.person_id == person_id).values(state=state))
    told = {(AIGERIM, MORNING), (ERLAN, MORNING)}
    assert await planned(tx, due.withdrawn(version, 2, None, MORNING)) == told
    assert await planned(tx, due.withdrawn("1", 3, None, MORNING)) == set()
    await tx.execute(insert(mutes).values(person_id=ERLAN, kind="announcement"))
    later = MORNING + KEPT
    assert await planned(tx, due.withdrawn(version, 4, None, later)) == {(AIGERIM, later)}


async def test_an_author_is_told_of_each_decision(tx: Transaction) -> None:
    assert await planned(tx, due.decided(5, MARINA, 12, NOW)) == {(MARINA, NOW)}
    assert await planned(tx, due.decided(5, MARINA, 12, NOW)) == set()
    assert await planned(tx, due.decided(5, MARINA, 13, NOW + KEPT)) == {(MARINA, NOW + KEPT)}
    assert await planned(tx, due.decided(6, BLOCKED, 14, NOW)) == set()
    assert await planned(tx, due.decided(7, MUTED, 15, NOW)) == set()
