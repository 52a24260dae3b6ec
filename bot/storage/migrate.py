"""Bringing the database to this version: Alembic, in one transaction that processes take in turn."""

from functools import cache
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.errors import SettingError
from bot.storage.engine import Database, refusals_named

_INSTALLED = Path(__file__).parent.parent / "migrations"
_CHECKOUT = Path(__file__).parent.parent.parent / "migrations"
MIGRATIONS: Final = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


async def migrate(database: Database) -> None:
    """Bring the database to this version; several processes may do so at once.

    Raises SettingError where it cannot be reached or written, or is a newer version's.
    """
    with refusals_named(database):
        async with database.altering() as tx:
            await tx.run_sync(_upgrade)


async def is_migrated(database: Database) -> bool:
    """Whether the database answers and is at this version; raises SettingError as `migrate` does."""
    with refusals_named(database):
        async with database.reading() as tx:
            return await tx.run_sync(_revision) == _scripts().get_current_head()


def configuration(connection: Connection | None = None) -> Config:
    """What Alembic's commands work with; `migrations/env.py` takes the connection from it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    if _revision(connection) != _scripts().get_current_head():
        command.upgrade(configuration(connection), "head")


def _revision(connection: Connection) -> str | None:
    """Where the database is, None before the first migration; raises SettingError where we do not know it."""
    revision = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision is not None and revision not in known:
        raise SettingError(
            f"DATABASE_URL: the database is a newer version's (it has {revision}): update seminar-bot"
        )
    return revision


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(configuration())
