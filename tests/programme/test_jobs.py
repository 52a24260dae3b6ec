"""When people are told of changes, and how often."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import exists, insert, select, update

from bot.agenda.formats import Document
from bot.people.rules import Kind
from bot.programme import due, edits
from bot.programme.concerns import reopen, told_to
from bot.programme.rules import KEPT, PATIENCE, SETTLING
from bot.storage.engine import Database, Transaction
from bot.storage.tables import concerns, mutes, outbox
from tests.programme.telling import change, rendered, told
from tests.reminders.seminar import DISCUSSION, MORNING, join, minutes, put, set_person, sit
from tests.statements import statements

EVENING: Final = datetime(2019, 4, 30, 16, tzinfo=UTC)  # 22:00 in Almaty


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)
    await join(database, 1, 2)
    await sit(database, 1, "d1-training1")


async def test_people_are_told_once_nothing_has_changed_for_a_while(
    database: Database, sample: Document
) -> None:
    await change(database, edits.set_room(sample, "d1-lunch", "foyer"), 1, MORNING)
    assert await told(database, MORNING + SETTLING - minutes(0.1)) == []
    assert [row.person_id for row in await told(database, MORNING + SETTLING)] == [1, 2]
    assert await told(database, MORNING + SETTLING + minutes(0.1)) == []


async def test_who_is_concerned_by_another_edit_waits_for_it_and_others_do_not(
    database: Database, sample: Document
) -> None:
    first = edits.set_room(sample, "d1-lunch", "foyer")
    await change(database, first, 1, MORNING)
    await change(database, edits.set_room(first, "d1-training1", "foyer"), 2, MORNING + minutes(0.5))
    assert [row.person_id for row in await told(database, MORNING + SETTLING)] == [2]
    assert [row.person_id for row in await told(database, MORNING + SETTLING + minutes(0.5))] == [1]


async def test_nobody_waits_longer_than_patience(database: Database, sample: Document) -> None:
    for number in range(6):
        new = edits.set_length(sample, "d1-lunch", 50 + number)
        await change(database, new, 1 + number, MORNING + number * minutes(0.5))
    assert await told(database, MORNING + PATIENCE - minutes(0.1)) == []
    assert [row.person_id for row in await told(database, MORNING + PATIENCE)] == [1, 2]


async def test_another_change_after_a_message_is_another_message(
    database: Database, sample: Document
) -> None:
    first = edits.set_room(sample, "d1-lunch", "foyer")
    await change(database, first, 1, MORNING)
    assert len(await told(database, MORNING + SETTLING)) == 2
    later = MORNING + minutes(5)
    await change(database, edits.set_room(first, "d1-lunch", "hall3"), 2, later)
    assert len(await told(database, later + SETTLING)) == 2


async def test_another_change_before_a_message_has_left_is_told_in_the_same(
    database: Database, sample: Document
) -> None:
    first = edits.set_room(edits.set_room(sample, "d1-lunch", "foyer"), "d1-dinner", "foyer")
    await change(database, first, 1, MORNING)
    one, other = await told(database, MORNING + SETTLING)
    async with database.writing() as tx:
        await tx.execute(update(outbox).where(outbox.c.id == other.id).values(state="sent"))
    later = MORNING + SETTLING + minutes(0.1)
    await change(database, edits.set_room(first, "d1-lunch", "hall3"), 2, later)
    both = await told(database, later + SETTLING)
    async with database.reading() as tx:
        assert await tx.scalar(select(outbox.c.state).where(outbox.c.id == one.id)) == "cancelled"
        news = [await concerns_of(tx, row) for row in both]
    assert news == [{("d1-lunch", 1), ("d1-dinner", 1)}, {("d1-lunch", 2)}]


async def concerns_of(tx: Transaction, row: Any) -> set[tuple[str, int]]:
    """The sessions that a message tells of, each with the version that was known."""
    return {(one.session_id, one.since) for one in await told_to(tx, row.person_id, due.told_at(row.subject))}


async def test_what_people_knew_before_two_messages_that_have_not_left_counts(
    database: Database, sample: Document
) -> None:
    second = edits.set_room(sample, "d1-lunch", "foyer")
    await change(database, second, 1, MORNING)
    assert len(await told(database, MORNING + SETTLING)) == 2
    await _all_are(database, "sending")
    again = MORNING + SETTLING + minutes(0.1)
    third = edits.set_room(second, "d1-lunch", "hall3")
    await change(database, third, 2, again)
    await _all_are(database, "ready")  # the requests were refused
    await told(database, again + SETTLING)
    last = again + SETTLING + minutes(0.1)
    await change(database, edits.set_room(third, "d1-lunch", "foyer"), 3, last)
    rows = await told(database, last + SETTLING)
    async with database.reading() as tx:
        assert [await concerns_of(tx, row) for row in rows] == [{("d1-lunch", 1)}] * 2


async def _all_are(database: Database, state: str) -> None:
    async with database.writing() as tx:
        await tx.execute(update(outbox).values(state=state))


async def test_messages_give_way_in_as_many_commands_for_many_people_as_for_few(
    database: Database, sample: Document
) -> None:
    commands = []
    for base, everybody in enumerate((range(3, 5), range(5, 50)), start=1):
        await join(database, *everybody)
        now = MORNING + base * PATIENCE
        await change(database, edits.set_length(sample, "d1-lunch", 50 + base), base, now)
        messages = await told(database, now + SETTLING)
        assert len(messages) == everybody[-1]
        async with database.writing() as tx:
            commands.append(len(await statements(tx, lambda tx: reopen(tx, {"d1-lunch"}))))
            assert not await tx.scalar(select(exists().where(concerns.c.told_at.is_not(None))))
    assert len(set(commands)) == 1


async def test_who_has_taken_another_seat_meanwhile_is_told_nothing(
    database: Database, sample: Document
) -> None:
    await sit(database, 2, "d1-training1")
    await change(database, edits.set_room(sample, "d1-training1", "foyer"), 1, MORNING)
    await sit(database, 2, "d1-training3")
    rows = await told(database, MORNING + SETTLING)
    async with database.reading() as tx:
        assert [bool(await rendered(tx, row)) for row in rows] == [True, False]


async def test_who_mutes_changes_or_leaves_meanwhile_hears_nothing_then_or_later(
    database: Database, sample: Document
) -> None:
    await change(database, edits.set_room(sample, "d1-lunch", "foyer"), 1, MORNING)
    await set_person(database, 2, active=False)
    async with database.writing() as tx:
        await tx.execute(insert(mutes).values(person_id=1, kind=Kind.CHANGE))
    assert await told(database, MORNING + SETTLING) == []
    async with database.writing() as tx:
        await tx.execute(mutes.delete())
    assert await told(database, MORNING + minutes(5)) == []


async def test_a_message_is_of_use_as_long_as_what_it_is_about(database: Database, sample: Document) -> None:
    await change(database, edits.set_room(sample, "d1-discussion", "hall3"), 1, MORNING)
    (row, _) = await told(database, MORNING + SETTLING)
    assert (row.due_at, row.expires_at) == (MORNING + SETTLING, DISCUSSION + minutes(60))


async def test_a_message_is_of_use_for_an_hour_at_least_and_half_a_day_at_most(
    database: Database, sample: Document
) -> None:
    early = edits.move(sample, "d1-lunch", "day1", datetime(2019, 4, 30, 8, tzinfo=UTC).time())
    await change(database, early, 1, MORNING)
    (row, _) = await told(database, MORNING + SETTLING)
    assert row.expires_at - row.due_at == timedelta(hours=1)
    await change(database, edits.set_room(early, "d2-final", "hall3"), 2, MORNING)
    (row, _) = await told(database, MORNING + PATIENCE)
    assert row.expires_at - row.due_at == timedelta(hours=12)


async def test_at_night_only_what_begins_before_the_morning_is_told(
    database: Database, sample: Document
) -> None:
    await change(database, edits.set_room(sample, "d2-checkin", "main"), 1, EVENING)
    assert await told(database, EVENING + minutes(5)) == []
    assert await told(database, EVENING + timedelta(hours=8, minutes=59)) == []  # 06:59
    assert len(await told(database, EVENING + timedelta(hours=9))) == 2


async def test_quiet_hours_end_an_hour_before_the_first_session_for_what_is_of_that_day(
    database: Database, sample: Document
) -> None:
    before_dawn, dawn = datetime(2019, 4, 30, 1, 20, tzinfo=UTC), datetime(2019, 4, 30, 1, 30, tzinfo=UTC)
    await change(database, edits.set_room(sample, "d1-dinner", "foyer"), 1, before_dawn)
    assert await told(database, dawn - minutes(0.1)) == []  # 07:29, and registration is at 08:30
    assert len(await told(database, dawn)) == 2


async def test_what_is_of_another_day_waits_for_the_end_of_the_night(
    database: Database, sample: Document
) -> None:
    dawn = datetime(2019, 4, 30, 1, 30, tzinfo=UTC)
    await change(database, edits.set_room(sample, "d2-final", "foyer"), 1, dawn)
    assert await told(database, dawn + minutes(89)) == []
    assert len(await told(database, dawn + minutes(90))) == 2


async def test_at_night_the_former_time_counts_too(database: Database, sample: Document) -> None:
    late = edits.move(sample, "d2-checkin", "day2", datetime(2019, 5, 1, 13, tzinfo=UTC).time())
    await change(database, late, 1, EVENING)
    assert len(await told(database, EVENING + timedelta(hours=9))) == 2


async def test_what_was_told_is_forgotten_after_a_day(database: Database, sample: Document) -> None:
    await change(database, edits.set_room(sample, "d1-lunch", "foyer"), 1, MORNING)
    await told(database, MORNING + SETTLING)
    await told(database, MORNING + SETTLING + KEPT)
    async with database.reading() as tx:
        assert len((await tx.execute(select(concerns))).all()) == 2
    await told(database, MORNING + SETTLING + KEPT + minutes(1))
    async with database.reading() as tx:
        assert (await tx.execute(select(concerns))).all() == []
