"""What every test may use: a real SQLite file and a real PostgreSQL, and a moment before the seminar."""

import os
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event

from bot.agenda.formats import Document
from bot.agenda.sample import read_sample
from bot.settings import Settings
from bot.storage.engine import Database
from tests import databases
from tests.command import Ended, Run

TOKEN = "123456789:" + "A" * 35

# Nothing is timed here: a busy machine would refuse what is right.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the developer's shell has set changes no test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(autouse=True, scope="session")
def _compiled_once() -> None:
    """Each test opens a database of its own; what its statements are in SQL is known from those before."""
    event.listen(Engine, "engine_connect", databases.share_what_is_compiled)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """A server of this worker's own."""
    with databases.serving() as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: Any) -> Iterator[str]:
    """A new, empty database on it."""
    with databases.on_server(postgresql) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database, on each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bot.db"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def another_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Another one, on each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/another.db"
        return
    with databases.on_server(request.getfixturevalue("postgresql")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """All tables and nothing in them, on each kind of database in turn."""
    database: Database = request.getfixturevalue(f"on_{request.param}")
    return database


@pytest.fixture
async def on_sqlite(tmp_path: Path) -> AsyncIterator[Database]:
    """All tables and nothing in them, in a file."""
    database = databases.with_tables(tmp_path / "bot.db")
    yield database
    await database.close()


@pytest.fixture
async def on_postgresql(postgresql: Any, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """All tables and nothing in them, where several can write at once."""
    new = request.node.get_closest_marker("new_database") is not None
    with databases.on_server_with_tables(postgresql, new=new) as url:
        database = Database(url)
        yield database
        await database.close()


@pytest.fixture(scope="session")
def sample() -> Document:
    """The sample seminar's programme."""
    return read_sample()


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


@pytest.fixture
def seminar_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """A command of the shell in this process, which is much faster than one of its own."""
    from bot.__main__ import main  # noqa: PLC0415 -- the whole bot, which few tests need

    monkeypatch.chdir(tmp_path)
    os.umask(mask := os.umask(0))

    def run(*arguments: str | Path, answer: str = "", **environment: str) -> Ended:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["seminar-bot", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", StringIO(answer))
        with pytest.raises(SystemExit) as ended:
            main()
        return Ended(int(ended.value.code or 0), *capsys.readouterr())

    yield run
    os.umask(mask)  # this process goes on to write for other tests
