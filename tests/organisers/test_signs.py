"""What looks as if messages or answers did not get through, and what does not."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from bot.delivery.inbox_rows import MOST_TRIES
from bot.delivery.outbox import NEVER
from bot.organisers import signs
from bot.organisers.rules import LATE
from bot.organisers.signs import Look
from bot.organisers.trouble import LATELY, MANY, UNWELL, WELL, Sign, Trouble
from bot.storage.engine import Database, Transaction
from bot.storage.tables import inbox, paces
from tests.organisers.crowd import NOW, join, post

MINUTE = timedelta(minutes=1)
OLD = {"due_at": NOW - LATE}
LOOK = Look(NOW, NOW)


async def troubles(tx: Transaction, look: Look = LOOK) -> set[Trouble]:
    return {sign.trouble for sign in await signs.find(tx, look)}


async def test_nothing_is_no_trouble(database: Database) -> None:
    async with database.writing() as tx:
        assert await signs.find(tx, LOOK) == frozenset()
        assert await signs.told(tx) == (0, WELL, "")


@pytest.mark.parametrize(
    ("values", "late"),
    [
        ({}, True),
        ({"due_at": NOW - LATE + MINUTE}, False),
        ({"expires_at": NOW}, False),
        ({"due_at": NEVER, "expires_at": NEVER}, False),  # of an announcement that is paused
        ({"retry_at": NOW + MINUTE}, False),
        ({"retry_at": NOW}, True),
        ({"state": "sent"}, False),
    ],
)
async def test_a_message_that_could_have_left_is_late(
    database: Database, values: dict[str, Any], late: bool
) -> None:
    async with database.writing() as tx:
        await join(tx, [1])
        await post(tx, 1, **{"state": "ready", **OLD, **values})
        assert await troubles(tx) == ({Trouble.LATE} if late else set())


async def test_the_sign_is_the_one_that_should_leave_first(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, [1, 2, 3])
        await post(tx, 1, "ready", id=10, priority=2, due_at=NOW - 2 * LATE)
        await post(tx, 2, "ready", id=11, **OLD)
        await post(tx, 3, "ready", id=12, **OLD)
        assert await signs.find(tx, LOOK) == {Sign(Trouble.LATE, 11)}


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ({}, 11),
        ({"state": "sending"}, 11),
        ({"retry_at": NOW + MINUTE}, 11),
        ({"state": "sent"}, 10),
        ({"expires_at": NOW}, 10),
    ],
)
async def test_it_stays_the_same_until_it_has_left(
    database: Database, values: dict[str, Any], first: int
) -> None:
    async with database.writing() as tx:
        await join(tx, [1, 2])
        await post(tx, 1, "ready", id=10, **OLD)
        await post(tx, 2, id=11, **{"state": "ready", **OLD, **values})
        assert await signs.find(tx, LOOK, 11) == {Sign(Trouble.LATE, first)}


async def test_one_chat_that_telegram_holds_back_is_no_trouble_but_all_are(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, [1, 2])
        await post(tx, 1, "ready", id=1, **OLD)
        await tx.execute(insert(paces).values(chat_id=1001, free_at=NOW + timedelta(hours=3)))
        assert await troubles(tx) == set()
        assert await signs.find(tx, LOOK, 1) == frozenset()
        await tx.execute(insert(paces).values(chat_id=0, free_at=NOW + timedelta(hours=3)))
        await post(tx, 2, "ready", id=2, **OLD)
        assert await troubles(tx) == {Trouble.LATE}


async def test_in_a_rehearsal_it_may_wait_as_long_by_the_machine(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, [1])
        await post(tx, 1, "ready", due_at=NOW - 10 * LATE)
        assert await troubles(tx, Look(NOW, NOW, 11)) == set()
        assert await troubles(tx, Look(NOW, NOW, 10)) == {Trouble.LATE}
        assert await troubles(tx, Look(NOW, NOW, 0)) == {Trouble.LATE}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {Trouble.UNANSWERED}),
        ({"received_at": NOW}, set()),
        ({"handled_at": NOW}, set()),
        ({"tries": MOST_TRIES}, {Trouble.PARKED}),
        ({"tries": MOST_TRIES, "received_at": NOW - LATELY}, set()),
    ],
)
async def test_updates_that_wait_and_those_that_were_given_up_lately(
    database: Database, values: dict[str, Any], expected: set[Trouble]
) -> None:
    row = {"update_id": 1, "chat_id": 1, "body": "{}", "received_at": NOW - LATE, **values}
    async with database.writing() as tx:
        await tx.execute(insert(inbox).values(row))
        assert await troubles(tx) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"state": "failed", "reason": "refused"}, {Trouble.FAILED}),
        ({"state": "failed", "reason": None}, {Trouble.FAILED}),
        ({"state": "ambiguous"}, {Trouble.FAILED}),
        ({"state": "expired"}, {Trouble.FAILED}),
        ({"state": "failed", "reason": "blocked"}, set()),
        ({"state": "expired", "due_at": NOW - LATELY - MINUTE}, set()),
        ({"state": "cancelled"}, set()),
    ],
)
async def test_many_that_failed_lately_for_no_reason_of_peoples_own(
    database: Database, values: dict[str, Any], expected: set[Trouble]
) -> None:
    async with database.writing() as tx:
        await join(tx, range(1, MANY + 1))
        for person in range(1, MANY):
            await post(tx, person, **values)
        assert await troubles(tx) == set()
        await post(tx, MANY, **values)
        assert await troubles(tx) == expected


async def test_what_was_told_last_is_the_newest_of_both(database: Database) -> None:
    async with database.writing() as tx:
        await join(tx, [1, 2])
        for kind in (WELL, UNWELL, "reminder"):
            await post(tx, 1, "sent", kind=kind, subject=f"a {kind}")
        found = await signs.told(tx)
    assert (found.kind, found.subject) == (UNWELL, f"a {UNWELL}")
