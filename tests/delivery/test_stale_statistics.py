"""How much PostgreSQL reads for a claim when thousands of messages are newer than its statistics."""

from typing import Any

import pytest
from sqlalchemy import insert, text

from bot.delivery import claims
from bot.delivery.outbox import Priority
from bot.storage.engine import Transaction
from bot.storage.tables import outbox, people
from tests.delivery.office import HOUR, KINDS, Office
from tests.statements import statements

MANY = 5000


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    return postgresql_url


async def plan_many(tx: Transaction, office: Office) -> None:
    """One message to each of many people, and the database does not know that there are any."""
    now, everybody = office.clock.now(), range(1, MANY + 1)
    who = {"name": "P", "joined_at": now}
    await tx.execute(insert(people), [{"id": one, "telegram_id": one, **who} for one in everybody])
    await tx.execute(text("ANALYZE"))
    what = {"kind": "test", "subject": "news", "priority": Priority.ANNOUNCEMENT}
    when = {"due_at": now, "expires_at": now + HOUR}
    rows = [{"key": f"{one}", "person_id": one, "chat_id": one, **what, **when} for one in everybody]
    await tx.execute(insert(outbox), rows)


def rows_read(step: dict[str, Any]) -> float:
    """By this step of a plan and those below it, whether they were of use or not."""
    removed = sum(number for name, number in step.items() if name.startswith("Rows Removed"))
    below = sum(map(rows_read, step.get("Plans", ())))
    return float((step["Actual Rows"] + removed) * step["Actual Loops"] + below)


async def test_a_claim_compares_what_waits_with_nothing_that_waits(office: Office) -> None:
    now, machine_now = office.clock.now(), office.clock.machine_now()
    async with office.database.writing() as tx:
        await plan_many(tx, office)
        async with tx.begin_nested() as claim:
            asked = await statements(tx, lambda tx: claims.claim(tx, "one", KINDS, now, machine_now, 8))
            await claim.rollback()
        explained = [
            (await tx.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)).scalar_one()
            for statement, parameters in asked
        ]
    assert sum(rows_read(plan["Plan"]) for (plan,) in explained) < 10 * MANY
