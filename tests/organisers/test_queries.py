"""The figures of the home screen, and whom messages did not reach."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from bot.agenda import queries as agenda
from bot.agenda import seats
from bot.agenda.formats import Document
from bot.delivery.inbox_rows import MOST_TRIES
from bot.organisers import queries
from bot.organisers.rules import LATE, Failed, Figures, Reason
from bot.people.queries import set_active, set_reminder_lead, toggle_mute
from bot.people.rules import Kind
from bot.storage.engine import Database, Transaction
from bot.storage.tables import announcements, guests, inbox, letters, people
from tests.organisers.crowd import MIDNIGHT, NOW, be, join, post

NOTHING = Figures(0, 0, 0, 0, 0, 0, None, 0, None, 0, 0)
MINUTE = timedelta(minutes=1)


async def figures(tx: Transaction, **how: Any) -> Figures:
    return await queries.figures(tx, NOW, NOW, **how)


async def receive(tx: Transaction, update_id: int, at: datetime, **values: Any) -> None:
    row = {"update_id": update_id, "chat_id": 1, "body": "{}", "received_at": at}
    await tx.execute(insert(inbox).values({**row, **values}))


async def test_of_an_empty_database_everything_is_nothing(database: Database) -> None:
    async with database.reading() as tx:
        assert await figures(tx) == NOTHING
        assert await queries.count_failed(tx, MIDNIGHT) == {}
        assert await queries.unreached(tx, MIDNIGHT, 0, 8) == []


async def test_who_has_no_language_yet_is_not_registered(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, range(1, 6))
        await join(tx, [6], language=None)
        await tx.execute(update(people).where(people.c.id.in_([5, 6])).values(active=False))
        found = await figures(tx)
    assert (found.registered, found.reachable, found.unreachable) == (5, 4, 1)


async def test_who_wants_no_reminders_is_counted_among_those_who_can_be_reached(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, range(1, 6))
        await set_reminder_lead(tx, 1, 0)
        for person_id in (2, 3):
            await toggle_mute(tx, person_id, Kind.REMINDER)
        await toggle_mute(tx, 4, Kind.PLAN)
        await set_active(tx, [3], active=False)
        assert (await figures(tx)).unreminded == 2


async def test_guests_count_until_they_come_and_letters_until_they_are_settled(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, [1, 2])
        guest = {"name": "G", "role": "participant", "listed_at": NOW}
        rows = [{**guest, "key": key, "person_id": person} for key, person in (("a", None), ("b", 1))]
        await tx.execute(insert(guests), rows)
        letter = {"person_id": 1, "text": "?", "written_at": NOW}
        await tx.execute(insert(letters).values({**letter, "id": 1}))
        await tx.execute(insert(letters).values({**letter, "id": 2, "settled_at": NOW}))
        await tx.execute(insert(letters).values({**letter, "id": 3, "answers_id": 2, "author_id": 2}))
        found = await figures(tx)
    assert (found.expected, found.letters) == (1, 1)


async def test_announcements_that_go_out_and_that_will(database: Database) -> None:
    async with database.writing() as tx:
        for state, hours in (("scheduled", 3), ("scheduled", 2), ("sending", 0), ("paused", 0), ("sent", 0)):
            row = {"state": state, "audience": {}, "created_at": NOW, "send_at": NOW + timedelta(hours=hours)}
            await tx.execute(insert(announcements).values(row))
        found = await figures(tx)
    assert (found.announced, found.scheduled) == (2, 2)
    assert found.next_announcement == NOW + timedelta(hours=2)


# ---------------------------------------------------------------------- health


@pytest.mark.parametrize(
    ("state", "values", "late"),
    [
        ("ready", {"due_at": NOW - LATE}, 1),
        ("ready", {"due_at": NOW - LATE + MINUTE}, 0),
        ("ready", {"due_at": NOW - LATE, "expires_at": NOW}, 0),
        ("sent", {"due_at": NOW - LATE}, 0),
        ("sending", {"lease_until": NOW - LATE}, 1),
        ("sending", {"lease_until": NOW}, 0),
    ],
)
async def test_a_message_is_late_where_no_process_takes_it(
    database: Database, state: str, values: dict[str, Any], late: int
) -> None:
    async with database.writing() as tx:
        await join(tx, [1])
        await post(tx, 1, state, **values)
        found = await figures(tx)
    assert found.late == late
    assert found.late_since == (values["due_at"] if late and state == "ready" else None)


async def test_in_a_rehearsal_a_message_may_wait_as_long_by_the_machine(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, [1])
        await post(tx, 1, "ready", due_at=NOW - 10 * LATE)
        assert (await figures(tx, patience=11 * LATE)).late == 0
        assert (await figures(tx, patience=10 * LATE)).late == 1


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, (1, 0)),
        ({"received_at": NOW}, (0, 0)),
        ({"handled_at": NOW}, (0, 0)),
        ({"tries": MOST_TRIES}, (0, 1)),
    ],
)
async def test_updates_that_wait_and_those_that_were_given_up(
    database: Database, values: dict[str, Any], expected: tuple[int, int]
) -> None:
    async with database.writing() as tx:
        await receive(tx, 1, NOW - LATE, **values)
        found = await figures(tx)
    assert (found.unanswered, found.parked) == expected
    assert found.healthy == (expected == (0, 0))


async def test_the_last_update_is_the_one_before_this(database: Database) -> None:
    async with database.writing() as tx:
        for update_id, ago in ((5, 9), (6, 3), (7, 0)):
            await receive(tx, update_id, NOW - ago * MINUTE, handled_at=NOW)
        assert (await figures(tx, besides=7)).received_at == NOW - 3 * MINUTE
        assert (await figures(tx, besides=5)).received_at is None


# -------------------------------------------------------------- what goes out


async def test_reminders_reach_those_whom_the_session_concerns(database: Database, sample: Document) -> None:
    async with database.writing() as tx:
        await agenda.store_programme(tx, sample, source="sample", now=NOW)
        await join(tx, range(1, 6))
        await join(tx, [6], reminder_lead=0)
        await join(tx, [7], active=False)
        for person in (1, 2):
            await seats.take(tx, person, f"d1-training{person}", NOW)
        await be(tx, 3, "host", "trainer1")
        trainings = [f"d1-training{number}" for number in (1, 2, 3, 4)]
        assert await queries.count_reminded(tx, ["d1-opening"]) == 5
        assert await queries.count_reminded(tx, trainings) == 3
        assert await queries.count_reminded(tx, ["d1-training4"]) == 0
        assert await queries.count_reminded(tx, []) == 0


# -------------------------------------------------------------- what failed

REASONS = {
    "blocked": Reason.BLOCKED,
    "deleted": Reason.GONE,
    "missing": Reason.UNCHANGED,
    "too_old": Reason.UNCHANGED,
    "refused": Reason.OTHER,
    None: Reason.OTHER,
}


@pytest.mark.parametrize(("kept", "reason"), REASONS.items())
async def test_a_reason_is_the_one_that_was_kept_whatever_the_error_says(
    database: Database, kept: str | None, reason: Reason
) -> None:
    async with database.writing() as tx:
        await join(tx, [1])
        await post(tx, 1, "failed", reason=kept, error="Forbidden: bot was blocked by the user")
        assert await queries.count_failed(tx, MIDNIGHT) == {reason: 1}


async def test_what_failed_today_is_counted_by_reason(database: Database) -> None:
    blocked = {"reason": "blocked"}
    async with database.writing() as tx:
        await join(tx, range(1, 5))
        await post(tx, 1, "failed", **blocked)
        await post(tx, 2, "failed", **blocked)
        await post(tx, 3, "ambiguous", error="its process died")
        await post(tx, 4, "expired")
        await post(tx, 4, "failed", **blocked, due_at=MIDNIGHT - MINUTE)
        for state in ("sent", "ready", "cancelled"):
            await post(tx, 4, state)
        assert await queries.count_failed(tx, MIDNIGHT) == {
            Reason.BLOCKED: 2,
            Reason.UNCERTAIN: 1,
            Reason.LATE: 1,
        }


async def test_people_whom_messages_did_not_reach_stand_once_for_each_reason(database: Database) -> None:
    blocked = {"reason": "blocked"}
    async with database.writing() as tx:
        await join(tx, [1, 2], username="daniel")
        for minutes in (30, 20):
            await post(tx, 1, "failed", **blocked, due_at=NOW - minutes * MINUTE)
        await post(tx, 1, "expired", due_at=NOW - 10 * MINUTE)
        await post(tx, 2, "failed", **blocked, due_at=NOW - 15 * MINUTE)
        late = Failed(1, "P1", "daniel", Reason.LATE, 1)
        other = Failed(2, "P2", "daniel", Reason.BLOCKED, 1)
        twice = Failed(1, "P1", "daniel", Reason.BLOCKED, 2)
        assert await queries.count_unreached(tx, MIDNIGHT) == 3
        assert await queries.unreached(tx, MIDNIGHT, 0, 8) == [late, other, twice]
        assert await queries.unreached(tx, MIDNIGHT, 1, 1) == [other]
