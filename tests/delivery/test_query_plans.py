"""How SQLite, which has no statistics, finds the next messages among all that were ever sent."""

from collections.abc import Awaitable, Callable, Sequence

import pytest

from bot.delivery import claims
from bot.recognition import recognise_sender
from bot.storage.engine import Transaction
from tests.delivery.office import KINDS, Office
from tests.statements import first_statement

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def plan_of(office: Office, ask: Callable[[Transaction], Awaitable[object]]) -> Sequence[str]:
    """The steps that SQLite takes for a question."""
    async with office.database.writing() as tx:
        statement, parameters = await first_statement(tx, ask)
        steps = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [step.detail for step in steps]


async def test_a_claim_reads_what_waits_in_its_order_and_nothing_that_was_sent(office: Office) -> None:
    now, machine_now = office.clock.now(), office.clock.machine_now()
    steps = await plan_of(office, lambda tx: claims.claim(tx, "one", KINDS, now, machine_now, 10))
    assert any("ix_outbox_claim" in step for step in steps), steps
    assert not any("ix_outbox_kind" in step or "TEMP B-TREE" in step for step in steps), steps


async def test_a_tap_finds_its_message_among_those_of_its_chat(office: Office) -> None:
    steps = await plan_of(office, lambda tx: recognise_sender(tx, 1, frozenset(), 1, 1))
    assert any("ix_outbox_chat_id_sent_at" in step for step in steps), steps
