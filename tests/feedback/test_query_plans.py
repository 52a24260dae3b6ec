"""How SQLite goes about what is asked every second: nothing is due then, and little may be read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, text

from bot.feedback import due
from tests import databases

NOW = datetime(2019, 4, 30, 6, tzinfo=UTC)


async def plan_of(folder: Path, query: Select[Any]) -> Sequence[str]:
    database = databases.with_tables(folder / "bot.db")
    async with database.writing() as tx:
        compiled = query.compile(dialect=tx.dialect, compile_kwargs={"literal_binds": True})
        plan = [row.detail for row in await tx.execute(text(f"EXPLAIN QUERY PLAN {compiled}"))]
    await database.close()
    return plan


async def test_reminders_read_no_question_while_no_day_ends(tmp_path: Path) -> None:
    plan = await plan_of(tmp_path, due.reminders(NOW))
    assert plan[0] == "SEARCH asked USING INDEX ix_outbox_kind_subject_person_id (kind=? AND subject=?)"
