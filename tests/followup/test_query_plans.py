"""What is asked every second reads no list of all plans."""

import pytest

from bot.followup import looking
from bot.storage.engine import Database
from tests.followup.post import CHECK_IN
from tests.statements import first_statement

# It has no statistics and plans by the statement alone.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def test_plans_to_look_at_are_found_by_their_index(database: Database) -> None:
    async with database.writing() as tx:
        statement, parameters = await first_statement(tx, lambda tx: looking.due(tx, CHECK_IN))
        found = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps = [row.detail for row in found]
    assert steps
    assert all("ix_plans_looks_at" in step for step in steps if "SEARCH" in step or "SCAN" in step), steps
