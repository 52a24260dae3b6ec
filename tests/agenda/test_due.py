"""What comes by itself: whom a free seat reaches, and whom the reminder to choose."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from bot.agenda import due, jobs
from bot.agenda import seats as desk
from bot.people.rules import Kind
from bot.storage.engine import Database
from bot.storage.tables import choices, mutes, outbox, people, sessions
from tests.agenda.choosing import CLOSES, MORNING, OFFER_FOR, hold_sessions, set_up

ART = {"art": 1}
REMIND = CLOSES - due.REMIND_BEFORE


async def tick(database: Database, now: datetime) -> None:
    async with database.writing() as tx:
        await jobs.plan(tx, now)


async def planned(database: Database, kind: str) -> list[int]:
    async with database.reading() as tx:
        rows = select(outbox.c.person_id).where(outbox.c.kind == kind).order_by(outbox.c.id)
        return list(await tx.scalars(rows))


async def a_seat_becomes_free(database: Database) -> None:
    """Two wait for it."""
    await set_up(database, 3, ART)
    async with database.writing() as tx:
        await desk.take(tx, 1, "art", MORNING)
        await desk.wait(tx, 2, "art", MORNING)
        await desk.wait(tx, 3, "art", MORNING)
        await desk.leave(tx, 1, "art", MORNING)


async def test_a_free_seat_reaches_the_first_in_line_once_and_until_it_expires(database: Database) -> None:
    await a_seat_becomes_free(database)
    await tick(database, MORNING)
    await tick(database, MORNING)
    async with database.reading() as tx:
        row = (await tx.execute(select(outbox))).one()
    assert (row.kind, row.person_id, row.chat_id, row.subject) == ("offer", 2, 102, "art")
    assert (row.due_at, row.expires_at) == (MORNING, MORNING + OFFER_FOR)


async def test_an_offer_that_lapsed_reaches_the_next_by_itself(database: Database) -> None:
    await a_seat_becomes_free(database)
    await tick(database, MORNING)
    await tick(database, MORNING + OFFER_FOR)
    assert await planned(database, "offer") == [2, 3]


async def test_those_without_a_seat_are_reminded_once_an_hour_before_it_closes(database: Database) -> None:
    await set_up(database, 3, ART)
    async with database.writing() as tx:
        await desk.take(tx, 1, "art", MORNING)
        await desk.wait(tx, 2, "art", MORNING)
    await tick(database, REMIND - timedelta(seconds=1))
    assert await planned(database, "choose-reminder") == []
    for minutes in (0, 1, 59):
        await tick(database, REMIND + timedelta(minutes=minutes))
    assert sorted(await planned(database, "choose-reminder")) == [2, 3]
    async with database.reading() as tx:
        rows = (await tx.execute(select(outbox))).all()
    assert {(row.subject, row.due_at, row.expires_at) for row in rows} == {("training", REMIND, CLOSES)}


async def test_who_was_reminded_of_one_choice_is_reminded_of_the_next(database: Database) -> None:
    await set_up(database, 1, {"art": 1, "law": 1})
    await tick(database, REMIND)
    async with database.writing() as tx:
        later = CLOSES + timedelta(minutes=30)
        await tx.execute(insert(choices).values(id="workshop", closes_at=later))
        await tx.execute(update(sessions).where(sessions.c.id == "law").values(choice_id="workshop"))
    for _ in range(2):
        await tick(database, CLOSES - timedelta(minutes=1))
    assert await planned(database, "choose-reminder") == [1, 1]


async def test_nobody_is_reminded_who_does_not_want_it_cannot_read_it_or_has_just_come(
    database: Database,
) -> None:
    await set_up(database, 4, ART)
    async with database.writing() as tx:
        await tx.execute(insert(mutes).values(person_id=1, kind=Kind.REMINDER))
        await tx.execute(update(people).where(people.c.id == 2).values(active=False))
        await tx.execute(update(people).where(people.c.id == 3).values(language=None))
        await tx.execute(
            update(people).where(people.c.id == 4).values(joined_at=REMIND + timedelta(minutes=1))
        )
    await tick(database, REMIND + timedelta(minutes=2))
    assert await planned(database, "choose-reminder") == []


async def test_nobody_is_reminded_of_what_is_closed_or_cancelled(database: Database) -> None:
    await set_up(database, 1, ART)
    await tick(database, CLOSES)
    async with database.writing() as tx:
        await tx.execute(update(sessions).values(cancelled=True))
    await tick(database, REMIND)
    assert await planned(database, "choose-reminder") == []


async def test_a_seat_in_a_session_that_was_cancelled_is_none(database: Database) -> None:
    await set_up(database, 1, ART)
    async with database.writing() as tx:
        await desk.take(tx, 1, "art", MORNING)
        await hold_sessions(tx, {"law": None})
        await tx.execute(update(sessions).where(sessions.c.id == "art").values(cancelled=True))
    await tick(database, REMIND)
    assert await planned(database, "choose-reminder") == [1]
