"""What a question becomes on its way to the database."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import event

from bot.storage.engine import Transaction


async def first_statement(
    tx: Transaction, ask: Callable[[Transaction], Awaitable[object]]
) -> tuple[str, Any]:
    """The first that is asked, with its parameters."""
    asked: list[tuple[str, Any]] = []
    connection = tx.sync_connection
    assert connection is not None

    @event.listens_for(connection, "before_cursor_execute")
    def note(_: Any, cursor: Any, statement: str, parameters: Any, *more: Any) -> None:
        asked.append((statement, parameters))

    await ask(tx)
    return asked[0]
