"""Bringing the database to this version: Alembic, in one transaction that processes take in turn."""

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from bot.errors import SettingError
from bot.storage.engine import Database, refusals_named

if TYPE_CHECKING:
    from alembic.config import Config

_INSTALLED = Path(__file__).parent.parent / "migrations"
_CHECKOUT = Path(__file__).parent.parent.parent / "migrations"
MIGRATIONS: Final = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


async def migrate(database: Database) -> None:
    """Bring the database to this version; several processes may do so at once.

    Raises SettingError where it cannot be reached or written, or is a newer version's.
    """
    with refusals_named(database):
        await upgrade(database)


async def upgrade(database: Database) -> None:
    """As `migrate`; what the database refuses is sqlalchemy's DBAPIError."""
    async with database.altering() as tx:
        await tx.run_sync(_upgrade)


async def is_migrated(database: Database) -> bool:
    """Whether the database answers and is at this version; raises SettingError as `migrate` does."""
    with refusals_named(database):
        async with database.reading() as tx:
            return await tx.run_sync(_revision) == revisions()[-1]


def configuration(connection: Connection | None = None) -> "Config":
    """What Alembic's commands work with; `migrations/env.py` takes the connection from it."""
    from alembic.config import Config  # noqa: PLC0415 -- a tenth of a second that only a new version is worth

    config = Config(stdout=sys.stdout)  # its own would be the one of when it was imported
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    if _revision(connection) != revisions()[-1]:
        from alembic import command  # noqa: PLC0415 -- as above

        command.upgrade(configuration(connection), "head")


def _revision(connection: Connection) -> str | None:
    """Where the database is, None before the first migration; raises SettingError where we do not know it."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if revision is not None and not is_known(revision):
        raise SettingError(
            f"DATABASE_URL: the database is a newer version's (it has {revision}): update seminar-bot"
        )
    return revision


def is_known(revision: str) -> bool:
    """Whether this version has that migration; a newer one's it has not."""
    return revision in revisions()


@cache
def revisions() -> list[str]:
    """All migrations, the newest last: each file begins with its number."""
    return sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
