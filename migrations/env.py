"""Alembic's way in: from the bot with a connection, from Alembic's own command line for DATABASE_URL."""

import asyncio
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from bot.settings import read_settings
from bot.storage.engine import open_database
from bot.storage.tables import Instant, metadata


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,  # SQLite changes little of a table without rebuilding it
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


def render_item(kind: str, item: Any, _autogenerate: AutogenContext) -> str | Literal[False]:
    """A migration is history: it names no type of ours that may change."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Instant) else False


async def from_the_command_line() -> None:
    async with open_database(read_settings().database_url) as database, database.altering() as tx:
        await tx.run_sync(migrate)


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(from_the_command_line())
else:
    migrate(given)
