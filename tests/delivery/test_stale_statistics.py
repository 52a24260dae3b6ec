"""How much PostgreSQL reads for a claim when thousands of messages are newer than its statistics."""

import pytest
from sqlalchemy import insert, text

from bot.delivery import claims
from bot.delivery.outbox import Priority
from bot.storage.engine import Transaction
from bot.storage.tables import outbox, people
from tests.delivery.office import HOUR, KINDS, Office
from tests.scale.reading import rows_read
from tests.statements import statements

pytestmark = [
    pytest.mark.new_database,
    pytest.mark.parametrize("database", ["postgresql"], indirect=True),
]

MANY = 5000


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


async def test_a_claim_compares_what_waits_with_nothing_that_waits(office: Office) -> None:
    now, machine_now = office.clock.now(), office.clock.machine_now()
    async with office.database.writing() as tx:
        await plan_many(tx, office)
        async with tx.begin_nested() as claim:
            asked = await statements(tx, lambda tx: claims.claim(tx, "one", KINDS, now, machine_now, 8))
            await claim.rollback()
        read = [await rows_read(tx, *one) for one in asked]
    assert sum(read) < 10 * MANY
