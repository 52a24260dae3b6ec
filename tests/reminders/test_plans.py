"""How SQLite goes about what is asked every second."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from bot.reminders import due
from bot.storage.engine import Database
from bot.storage.tables import metadata

NOW = datetime(2019, 4, 30, 6, tzinfo=UTC)


class Changed(NamedTuple):
    """A session, just now."""

    id: str = "d1-lunch"
    changed_at: datetime = NOW
    ends_at: datetime = NOW


async def test_a_correction_reads_the_rows_of_its_session_and_people_alone(
    tmp_path: Path,
) -> None:
    """However many there are: it holds the lock that everybody waits for."""
    database = Database(f"sqlite:///{tmp_path}/bot.db")
    async with database.writing() as tx:
        await tx.run_sync(metadata.create_all)
        corrections = due.corrections(NOW, Changed(), ["d1-lunch:1"])
        query = corrections.compile(dialect=tx.dialect, compile_kwargs={"literal_binds": True})
        plan = [row.detail for row in await tx.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
    await database.close()
    assert "SEARCH planned USING INDEX ix_outbox_kind_subject (kind=? AND subject=?)" in plan
    assert "SEARCH sent USING INDEX ix_outbox_person_id_kind (person_id=?)" in plan
