"""What is asked every second reads no list of all people."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from bot.letters import due
from bot.storage.engine import Transaction
from tests.letters.people import NOW

# It has no statistics and plans by the statement alone.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize("planned", [due.refused_by_desk, due.desk_refuses, due.undelivered])
async def test_a_plan_of_every_second_finds_its_people_by_their_ids(
    tx: Transaction, planned: Callable[[datetime], Select[Any]]
) -> None:
    statement = planned(NOW).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    steps = [row.detail for row in await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    assert any("SEARCH people USING INTEGER PRIMARY KEY" in step for step in steps), steps
