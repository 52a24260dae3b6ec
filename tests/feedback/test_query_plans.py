"""How SQLite goes about what is asked every second: nothing is due then, and little may be read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, text

from bot.feedback import due
from bot.storage.engine import Database
from bot.storage.tables import metadata

NOW = datetime(2019, 4, 30, 6, tzinfo=UTC)


async def plan_of(folder: Path, query: Select[Any]) -> Sequence[str]:
    database = Database(f"sqlite:///{folder}/bot.db")
    async with database.writing() as tx:
        await tx.run_sync(metadata.create_all)
        compiled = query.compile(dialect=tx.dialect, compile_kwargs={"literal_binds": True})
        plan = [row.detail for row in await tx.execute(text(f"EXPLAIN QUERY PLAN {compiled}"))]
    await database.close()
    return plan


async def test_questions_read_nobody_while_no_session_ends(tmp_path: Path) -> None:
    plan = await plan_of(tmp_path, due.prompts(NOW))
    assert plan[0] == "SEARCH sessions USING INDEX ix_sessions_asks_at (asks_at>? AND asks_at<?)"


async def test_reminders_read_no_question_while_no_day_ends(tmp_path: Path) -> None:
    plan = await plan_of(tmp_path, due.reminders(NOW))
    assert plan[0] == "SEARCH asked USING INDEX ix_outbox_kind_subject (kind=? AND subject=?)"
