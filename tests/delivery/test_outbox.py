"""The rows themselves: planned once, claimed in order, settled by their owner alone."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, literal, select, text, update

from bot.delivery import claims, limits, outbox
from bot.delivery.outbox import LEASE, Priority, Row, Settlement, State
from bot.storage.engine import Database
from bot.storage.tables import outbox as table
from bot.storage.tables import paces, people
from tests.delivery.office import HOUR, KINDS, Office
from tests.statements import statements

SECOND = timedelta(seconds=1)


async def claim(office: Office, owner: str = "one", limit: int = 100) -> Sequence[Row]:
    clock = office.clock
    async with office.database.writing() as tx:
        return await claims.claim(tx, owner, KINDS, clock.now(), clock.machine_now(), limit)


async def claimed(office: Office, owner: str = "one", limit: int = 100) -> list[str]:
    return [row.subject for row in await claim(office, owner, limit)]


async def settle(office: Office, row: Row, state: State, owner: str = "one", **more: Any) -> None:
    async with office.database.writing() as tx:
        await outbox.settle(tx, owner, [Settlement(row, state, **more)])


async def test_a_message_is_planned_once_however_often(database: Database, now: datetime) -> None:
    planned = select(
        literal("hello:") + people.c.name,
        literal("hello"),
        people.c.id,
        people.c.telegram_id,
        literal("a subject"),
        literal(1),
        people.c.joined_at,
        people.c.joined_at,
    ).where(people.c.active)
    somebody = {"joined_at": now}
    async with database.writing() as tx:
        await tx.execute(insert(people).values(id=1, telegram_id=11, name="a", **somebody))
        assert await outbox.plan_selected(tx, planned) == 1
        await tx.execute(insert(people).values(id=2, telegram_id=12, name="b", **somebody))
        assert await outbox.plan_selected(tx, planned) == 1
        assert await outbox.plan_selected(tx, planned) == 0
        rows = (await tx.execute(select(table).order_by(table.c.id))).all()
    assert [(row.key, row.chat_id, row.state) for row in rows] == [
        ("hello:a", 11, "ready"),
        ("hello:b", 12, "ready"),
    ]


async def test_by_priority_then_by_the_time_they_were_due(office: Office) -> None:
    earlier = {"due_at": office.clock.now() - SECOND}
    await office.plan("a nudge", 1, priority=Priority.NUDGE, **earlier)
    await office.plan("an announcement", 2)
    await office.plan("an older one", 3, **earlier)
    await office.plan("a reminder", 4, priority=Priority.REMINDER)
    await office.plan("a reply", 5, priority=Priority.REPLY)
    assert await claimed(office, limit=3) == ["a reply", "a reminder", "an older one"]
    assert await claimed(office) == ["an announcement", "a nudge"]


async def test_only_what_is_due_and_not_expired(office: Office) -> None:
    now = office.clock.now()
    await office.plan("future", 1, due_at=now + SECOND)
    await office.plan("expired", 2, expires_at=now)
    await office.plan("present", 3, due_at=now, expires_at=now + SECOND)
    assert await claimed(office) == ["present"]


async def test_a_kind_that_only_another_version_knows_is_left_to_it(office: Office) -> None:
    await office.plan("its", 1, kind="feedback", priority=Priority.REMINDER)
    await office.plan("ours to the same chat", 1)
    assert await claimed(office) == ["ours to the same chat"]
    assert (await office.states())["its"] == "ready"


async def test_a_claim_says_all_that_a_renderer_needs(office: Office) -> None:
    await office.plan("it", 7)
    (row,) = await claim(office)
    now, lease_until = office.clock.now(), office.clock.machine_now() + LEASE
    assert row == Row(row.id, "test", 7, 7, "it", Priority.ANNOUNCEMENT, now, now + HOUR, 0, 0, lease_until)


async def test_one_at_a_time_in_a_chat_a_second_apart(office: Office) -> None:
    await office.plan("first")
    await office.plan("second")
    (first,) = await claim(office)
    office.clock.move(5)
    assert await claimed(office) == []
    await settle(office, first, State.SENT, sent_at=office.clock.machine_now())
    office.clock.move(1)
    assert await claimed(office) == []
    office.clock.move(0.1)
    assert await claimed(office) == ["second"]


async def test_a_group_gets_twenty_a_minute(office: Office) -> None:
    await office.plan("first", -100)
    await office.plan("second", -100)
    (first,) = await claim(office)
    await settle(office, first, State.SENT, sent_at=office.clock.machine_now())
    office.clock.move(3)
    assert await claimed(office) == []
    office.clock.move(0.1)
    assert await claimed(office) == ["second"]


async def test_a_row_that_waits_for_another_try_keeps_the_later_ones_of_its_chat(office: Office) -> None:
    await office.plan("first")
    await office.plan("second")
    (first,) = await claim(office)
    await settle(office, first, State.READY, retry_at=office.clock.machine_now() + 9 * SECOND)
    office.clock.move(8)
    assert await claimed(office) == []
    await office.plan("urgent", priority=Priority.REMINDER)
    assert await claimed(office) == ["urgent"]


async def test_a_future_row_keeps_nothing_back(office: Office) -> None:
    await office.plan("future", priority=Priority.REPLY, due_at=office.clock.now() + HOUR)
    await office.plan("present")
    assert await claimed(office) == ["present"]


async def test_chats_are_held_back_in_one_order_and_the_shared_pace_last(office: Office) -> None:
    later = office.clock.machine_now() + SECOND
    async with office.database.writing() as tx:
        deadlines = dict.fromkeys((5, limits.EVERYBODY, -7, 3), later)
        asked = await statements(tx, lambda tx: limits.hold_back(tx, deadlines))
    inserted = [parameters[0] for statement, parameters in asked if statement.startswith("INSERT")]
    assert inserted == [-7, 3, 5, limits.EVERYBODY]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_who_forgets_deadlines_waits_for_nobody_who_sets_one(office: Office) -> None:
    now = office.clock.machine_now()
    async with office.database.writing() as tx:
        await limits.hold_back(tx, dict.fromkeys((3, 5), now))
    async with office.database.writing() as other:
        await limits.hold_back(other, {5: now + SECOND})
        async with asyncio.timeout(5), office.database.writing() as tx:
            await limits.forget_passed(tx, now)
    async with office.database.reading() as tx:
        assert list(await tx.scalars(select(paces.c.chat_id))) == [5]


async def test_a_chat_for_which_very_much_waits_keeps_only_itself_back(office: Office) -> None:
    for number in range(claims.PAGE + 5):
        await office.plan(f"the group's {number}", -1, priority=Priority.REMINDER)
    await office.plan("another chat's", 2)
    assert await claimed(office) == ["the group's 0", "another chat's"]
    assert await claimed(office) == []


async def test_a_chat_that_is_held_back_keeps_only_itself_back(office: Office) -> None:
    await office.plan("held", 1)
    await office.plan("free", 2)
    async with office.database.writing() as tx:
        await limits.hold_back(tx, {1: office.clock.machine_now() + 9 * SECOND})
        await limits.hold_back(tx, {1: office.clock.machine_now() + 5 * SECOND})
    assert await claimed(office) == ["free"]
    office.clock.move(8.9)
    assert await claimed(office) == []
    office.clock.move(0.1)
    assert await claimed(office) == ["held"]


async def test_two_transactions_at_once_claim_different_rows(office: Office) -> None:
    for chat_id in range(1, 21):
        await office.plan(f"{chat_id}", chat_id)
    both = await asyncio.gather(claimed(office, "one", 10), claimed(office, "two", 10))
    assert len({*both[0], *both[1]}) == len(both[0]) + len(both[1])
    assert len(both[0]) + len(both[1]) + len(await claimed(office)) == 20


async def test_only_the_owner_settles_and_only_once(office: Office) -> None:
    await office.plan("it")
    (row,) = await claim(office, "one")
    await settle(office, row, State.FAILED, owner="another")
    assert await office.states() == {"it": "sending"}
    await settle(office, row, State.SENT, message_id=5)
    await settle(office, row, State.FAILED)
    (stored,) = await office.rows()
    assert (stored.state, stored.message_id, stored.owner, stored.lease_until) == ("sent", 5, None, None)


async def test_an_older_claim_settles_nothing_even_in_the_same_process(office: Office) -> None:
    await office.plan("it")
    (old,) = await claim(office)
    office.clock.move(LEASE.total_seconds())
    async with office.database.writing() as tx:
        await outbox.release_dead(tx, office.clock.machine_now())
    office.clock.move(2)
    (new,) = await claim(office)
    await settle(office, old, State.FAILED)
    assert await office.states() == {"it": "sending"}
    await settle(office, new, State.SENT)
    assert await office.states() == {"it": "sent"}


async def test_the_language_that_somebody_read_then_is_kept(office: Office) -> None:
    await office.plan("it", 1)
    await office.plan("without one", 2)
    await office.plan("not claimed", 3, due_at=office.clock.now() + HOUR)
    await speak(office, 1, "kk")
    rows = await claim(office)
    await speak(office, 1, "ru")
    for row in rows:
        await settle(office, row, State.SENT)
    kept = {row.subject: row.language for row in await office.rows()}
    assert kept == {"it": "kk", "without one": None, "not claimed": None}


async def speak(office: Office, person: int, language: str) -> None:
    async with office.database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == person).values(language=language))


async def test_the_database_itself_allows_one_message_in_flight_a_chat(office: Office) -> None:
    await office.plan("first")
    await office.plan("second")
    with pytest.raises(Exception, match=r"(?i)unique"):
        async with office.database.writing() as tx:
            await tx.execute(text("UPDATE outbox SET state = 'sending'"))


async def test_a_lease_ends_in_machine_time(office: Office) -> None:
    await office.plan("it")
    await claim(office, "dying")
    office.clock.seminar += HOUR / 2
    async with office.database.writing() as tx:
        await outbox.release_dead(tx, office.clock.machine_now() + LEASE - SECOND)
    assert await office.states() == {"it": "sending"}
    async with office.database.writing() as tx:
        await outbox.release_dead(tx, office.clock.machine_now() + LEASE)
    (row,) = await office.rows()
    assert (row.state, row.ambiguous, row.owner) == ("ready", 1, None)


async def test_what_is_called_off_does_not_leave_but_what_has_left_stays(office: Office) -> None:
    await office.plan("waiting", 1)
    await office.plan("another kind", 2, kind="other")
    await office.plan("on its way", 3, priority=Priority.REPLY)
    assert await claimed(office, limit=1) == ["on its way"]
    async with office.database.writing() as tx:
        assert await outbox.cancel(tx, table.c.kind == "test") == 1
    assert await office.states() == {
        "waiting": "cancelled",
        "another kind": "ready",
        "on its way": "sending",
    }
