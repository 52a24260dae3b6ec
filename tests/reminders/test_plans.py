"""How SQLite goes about what is asked every second."""

from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from sqlalchemy import text

from bot.reminders import due
from bot.storage.engine import Database

NOW = datetime(2019, 4, 30, 6, tzinfo=UTC)


class Changed(NamedTuple):
    """A session, just now."""

    id: str = "d1-lunch"
    changed_at: datetime = NOW
    ends_at: datetime = NOW


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_correction_reads_the_rows_of_its_session_and_people_alone(
    database: Database,
) -> None:
    """However many there are: it holds the lock that everybody waits for."""
    async with database.writing() as tx:
        corrections = due.corrections(NOW, Changed(), ["d1-lunch:1"])
        query = corrections.compile(dialect=tx.dialect, compile_kwargs={"literal_binds": True})
        plan = [row.detail for row in await tx.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
    assert "SEARCH planned USING INDEX ix_outbox_kind_subject_person_id (kind=? AND subject=?)" in plan
    assert "SEARCH sent USING INDEX ix_outbox_person_id_kind (person_id=?)" in plan
