"""What a question becomes on its way to the database."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from bot.storage.engine import Database, Transaction


@contextmanager
def counting(database: Database) -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    asked: list[str] = []

    def note(_: Any, cursor: Any, statement: str, *more: Any) -> None:
        asked.append(statement)

    engine = database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


async def first_statement(
    tx: Transaction, ask: Callable[[Transaction], Awaitable[object]]
) -> tuple[str, Any]:
    """The first that is asked, with its parameters."""
    return (await statements(tx, ask))[0]


async def statements(
    tx: Transaction, ask: Callable[[Transaction], Awaitable[object]]
) -> Sequence[tuple[str, Any]]:
    """All that are asked, with their parameters; what is set for them is no question."""
    asked: list[tuple[str, Any]] = []
    connection = tx.sync_connection
    assert connection is not None

    def note(_: Any, cursor: Any, statement: str, parameters: Any, *more: Any) -> None:
        if "set_config(" not in statement:
            asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    await ask(tx)
    event.remove(connection, "before_cursor_execute", note)
    return asked
