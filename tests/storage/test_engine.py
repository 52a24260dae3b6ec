"""Databases open under the names that platforms give them, and say in one line why they do not."""

import asyncio
import contextlib
import os
import pwd
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, InvalidRequestError

from bot.errors import SettingError
from bot.storage.engine import Database, database_url, open_database
from bot.storage.migrate import migrate
from bot.storage.tables import clubs, roles

POSTGRESQL = "postgresql+asyncpg"


@pytest.mark.parametrize(
    ("setting", "driver", "database"),
    [
        ("sqlite:///seminar.db", "sqlite+aiosqlite", "seminar.db"),
        ("sqlite:////var/lib/seminar.db", "sqlite+aiosqlite", "/var/lib/seminar.db"),
        ("sqlite+aiosqlite:///seminar.db", "sqlite+aiosqlite", "seminar.db"),
        ("postgres://u:p@host:5432/seminar", POSTGRESQL, "seminar"),
        ("postgresql://u:p@host/seminar?sslmode=require", POSTGRESQL, "seminar"),
        ("postgresql+psycopg://u:p@host/seminar", POSTGRESQL, "seminar"),
    ],
)
def test_a_url_as_platforms_write_it(setting: str, driver: str, database: str) -> None:
    url = database_url(setting)
    assert (url.drivername, url.database) == (driver, database)


@pytest.mark.parametrize("setting", ["seminar.db", "mysql://host/seminar", "sqlite://", "sqlite:///:memory:"])
def test_a_wrong_url_is_named(setting: str) -> None:
    with pytest.raises(SettingError, match=r"^DATABASE_URL .*write sqlite:///FILE"):
        Database(setting)


def test_no_password_is_shown_wherever_it_stands() -> None:
    setting = "postgresql://u:secret@host/seminar?password=secret&sslpassword=secret&sslmode=require"
    assert str(Database(setting)) == "postgresql://u:***@host/seminar?sslmode=require"


async def test_parameters_for_libpq_are_understood(postgresql_url: str) -> None:
    with_parameters = f"{postgresql_url}&sslmode=prefer&channel_binding=prefer&application_name=seminar"
    async with open_database(with_parameters) as database, database.reading() as tx:
        assert await tx.scalar(select(func.current_setting("application_name"))) == "seminar"


@pytest.fixture
def junk(tmp_path: Path) -> Path:
    path = tmp_path / "junk"
    path.write_text("This has never been a database." * 10)
    return path


@pytest.fixture
def empty_file(tmp_path: Path) -> Path:
    path = tmp_path / "empty.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    return path


async def refusal(setting: str) -> str:
    """What `migrate` says, without the URL."""
    with pytest.raises(SettingError) as refused:
        async with open_database(setting) as database:
            await migrate(database)
    name, _, reason = str(refused.value).partition(": ")
    assert name == "DATABASE_URL"
    assert len(reason.splitlines()) == 1
    return reason.removeprefix(f"{database}: ")


async def test_a_folder_is_missing(tmp_path: Path) -> None:
    assert await refusal(f"sqlite:///{tmp_path}/missing/bot.db") == "unable to open database file"


async def test_it_is_a_folder(tmp_path: Path) -> None:
    assert await refusal(f"sqlite:///{tmp_path}") == "unable to open database file"


async def test_it_is_no_database(junk: Path) -> None:
    assert await refusal(f"sqlite:///{junk}") == "file is not a database"


async def test_it_is_read_only(empty_file: Path) -> None:
    setting = f"sqlite:///file:{empty_file}?mode=ro&uri=true"
    assert await refusal(setting) == "attempt to write a readonly database"


@contextmanager
def nobody() -> Iterator[None]:
    """The system sees us as the user without rights."""
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize(
    ("name", "reason"),
    [("empty.db", "attempt to write a readonly database"), ("new.db", "unable to open database file")],
)
async def test_it_is_somebody_elses(empty_file: Path, name: str, reason: str) -> None:
    file = empty_file.with_name(name)
    for folder in file.parents[:-2]:
        folder.chmod(0o755)
    whose = file if file.exists() else file.parent
    with nobody():
        assert await refusal(f"sqlite:///{file}") == f"{reason} ({whose} belongs to root, and this is nobody)"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
async def test_its_folder_is_closed_to_us(empty_file: Path) -> None:
    folder = empty_file.parent
    for above in folder.parents[:-2]:
        above.chmod(0o755)
    folder.chmod(0o700)
    with nobody():
        reason = await refusal(f"sqlite:///{empty_file}")
    assert reason == f"unable to open database file ({folder} belongs to root, and this is nobody)"


async def test_somebody_keeps_it_locked(empty_file: Path) -> None:
    with closing(sqlite3.connect(empty_file)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await refusal(f"sqlite:///{empty_file}?timeout=0.01") == "database is locked"


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("postgresql://u:secret@localhost:1/seminar", "Connect call failed"),
        ("postgresql://u:secret@localhost:1/seminar?sslmode=maybe", "`sslmode` parameter must be one of"),
    ],
)
async def test_postgresql_cannot_be_reached(setting: str, reason: str) -> None:
    with pytest.raises(SettingError, match=rf"^DATABASE_URL: postgresql://u:\*\*\*@.*{reason}"):
        await migrate(Database(setting))


async def test_postgresql_has_no_such_database(postgresql_url: str) -> None:
    reason = await refusal(postgresql_url.replace("/test", "/no"))
    assert re.fullmatch(r'database "no\d+" does not exist', reason)


async def test_postgresql_is_read_only(postgresql_url: str) -> None:
    reason = await refusal(f"{postgresql_url}&default_transaction_read_only=on")
    assert reason == "cannot execute CREATE TABLE in a read-only transaction"


async def test_an_error_leaves_nothing_behind(database: Database) -> None:
    async def fail() -> None:
        async with database.writing() as tx:
            await tx.execute(insert(clubs).values(name="Altai"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(clubs)) == 0


async def test_an_error_says_nothing_of_what_was_stored(database: Database) -> None:
    twice = [{"name": "a secret", "country": ""}] * 2
    with pytest.raises(IntegrityError) as error:
        async with database.writing() as tx:
            await tx.execute(insert(clubs), twice)
    assert "a secret" not in str(error.value).replace(str(error.value.orig), "")


async def test_nothing_is_seen_before_it_is_kept(database: Database) -> None:
    count = select(func.count()).select_from(clubs)
    async with database.writing() as writer:
        await writer.execute(insert(clubs).values(name="Altai"))
        async with database.reading() as reader:
            assert await reader.scalar(count) == 0
    async with database.reading() as reader:
        assert await reader.scalar(count) == 1


async def test_a_view_stays_as_it_was(database: Database) -> None:
    count = select(func.count()).select_from(clubs)
    async with database.reading() as reader:
        assert await reader.scalar(count) == 0
        async with database.writing() as writer:
            await writer.execute(insert(clubs).values(name="Altai"))
        assert await reader.scalar(count) == 0


async def test_nothing_is_written_through_a_view(postgresql_url: str) -> None:
    async with open_database(postgresql_url) as database:
        await migrate(database)
        with pytest.raises(DBAPIError, match="read-only transaction"):
            async with database.reading() as tx:
                await tx.execute(insert(clubs).values(name="Altai"))
        async with database.writing() as tx:
            await tx.execute(insert(clubs).values(name="Altai"))


async def test_without_a_free_connection_it_is_the_database_that_fails(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database._engine.sync_engine.pool, "_timeout", 0.01)  # instead of 30 seconds
    monkeypatch.setattr("bot.storage.sqlite.PLACE_TIMEOUT", 0.01)
    async with AsyncExitStack() as stack:
        with contextlib.suppress(DBAPIError):
            while True:
                await stack.enter_async_context(database.reading())
        for opened in (database.reading, database.writing, database.altering):
            with pytest.raises(DBAPIError, match=r"QueuePool limit|all connections are in use"):
                await stack.enter_async_context(opened())


async def test_after_tables_could_not_be_changed_references_are_checked(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.altering():
            raise ZeroDivisionError
    for _ in range(2):
        with pytest.raises(IntegrityError):
            async with database.writing() as tx:
                await tx.execute(insert(roles).values(person_id=404, role="host"))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_who_reads_keeps_their_view_and_leaves_none_behind(database: Database) -> None:
    async def add(name: str) -> None:
        async with database.writing() as tx:
            await tx.execute(insert(clubs).values(name=name, country="Qazaqstan"))

    count = select(func.count()).select_from(clubs)
    async with database.reading() as untouched:
        assert untouched.in_transaction() is False
    async with database.reading() as tx:
        assert await tx.scalar(count) == 0
        await add("Altai")
        assert await tx.scalar(count) == 0
    async with database.reading() as tx:
        assert await tx.scalar(count) == 1
        async with tx.stream(select(clubs.c.name), execution_options={"yield_per": 1}) as names:
            await add("Alatau")
            assert [name async for (name,) in names] == ["Altai"]
        assert await tx.scalar(count) == 1


@pytest.mark.parametrize("end", ["rollback", "commit"])
async def test_who_reads_writes_nothing_even_where_a_transaction_ends(database: Database, end: str) -> None:
    count = select(func.count()).select_from(clubs)
    async with database.reading() as tx:
        for _ in range(2):
            assert await tx.scalar(count) == 0
            await getattr(tx, end)()
        with contextlib.suppress(DBAPIError):  # PostgreSQL's refusal
            await tx.execute(insert(clubs).values(name="Altai"))
    async with database.reading() as tx:
        assert await tx.scalar(count) == 0


async def test_after_its_block_a_transaction_is_refused(database: Database) -> None:
    for opened in (database.reading, database.writing):
        async with opened() as over:
            pass
        async with database.writing() as tx:
            with pytest.raises(InvalidRequestError):
                await over.execute(insert(clubs).values(name="Altai"))
            assert await tx.scalar(select(func.count()).select_from(clubs)) == 0


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_connection_that_comes_back_after_the_end_leaves_no_thread(database: Database) -> None:
    before = set(threading.enumerate())
    async with database.reading() as tx:
        await tx.scalar(select(func.count()).select_from(clubs))
        (thread,) = set(threading.enumerate()) - before
        await database.close()
    thread.join(timeout=10)
    assert not thread.is_alive()


async def test_two_processes_write_in_turn(database: Database) -> None:
    async def add_one(writer: Database) -> None:
        async with writer.writing() as tx:
            row = select(clubs.c.country).with_for_update()
            await tx.execute(update(clubs).values(country=f"{int(await tx.scalar(row) or 0) + 1}"))

    async with database.writing() as tx:
        await tx.execute(insert(clubs).values(name="Altai", country="0"))
    async with open_database(database.url.render_as_string(hide_password=False)) as other:
        await asyncio.gather(*(add_one(writer) for _ in range(10) for writer in (database, other)))
    async with database.reading() as tx:
        assert await tx.scalar(select(clubs.c.country)) == "20"
