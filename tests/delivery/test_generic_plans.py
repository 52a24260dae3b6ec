"""How PostgreSQL finds what waits with a plan made for any parameters, as it makes after a few executions."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import text

from bot.delivery import claims, outbox
from bot.recognition import recognise_sender
from bot.storage.engine import Transaction
from tests.delivery.office import KINDS, Office
from tests.statements import first_statement

pytestmark = [
    pytest.mark.new_database,
    pytest.mark.parametrize("database", ["postgresql"], indirect=True),
]


async def plan_of(office: Office, ask: Callable[[Transaction], Awaitable[object]]) -> str:
    async with office.database.writing() as tx:
        for setting in ("plan_cache_mode = force_generic_plan", "enable_seqscan = off"):
            await tx.execute(text(f"SET LOCAL {setting}"))
        statement, parameters = await first_statement(tx, ask)
        await tx.exec_driver_sql(f"PREPARE asked AS {statement}")
        anything = ", ".join(["NULL"] * len(parameters))
        return "\n".join((await tx.exec_driver_sql(f"EXPLAIN EXECUTE asked({anything})")).scalars())


async def test_what_is_due_is_found_by_the_indexes_of_its_state(office: Office) -> None:
    plan = await plan_of(office, lambda tx: outbox.any_due(tx, office.clock.now()))
    assert "state" not in plan, plan  # the index has answered it


async def test_a_claim_reads_what_waits_alone(office: Office) -> None:
    now, machine_now = office.clock.now(), office.clock.machine_now()
    plan = await plan_of(office, lambda tx: claims.claim(tx, "one", KINDS, now, machine_now, 10))
    assert "ix_outbox_claim" in plan, plan


async def test_a_tap_finds_its_message_among_those_of_its_chat(office: Office) -> None:
    plan = await plan_of(office, lambda tx: recognise_sender(tx, 1, frozenset(), 1, 1))
    assert "ix_outbox_chat_id_sent_at" in plan, plan
