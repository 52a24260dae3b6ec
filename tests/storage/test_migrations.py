"""The migrations make the tables that the code expects, whoever runs them and however often."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from bot.errors import SettingError
from bot.storage.engine import Database, Transaction, open_database
from bot.storage.migrate import configuration, is_migrated, migrate, revisions
from bot.storage.tables import announcement_texts, announcements, instant, metadata, outbox, people, roles

SCHEMA = {
    "sqlite": (
        sa.text("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"),
    ),
    "postgresql": (
        sa.text(
            "SELECT table_name, column_name, data_type, character_maximum_length,"
            " is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public'"
        ),
        sa.text(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace"
        ),
        sa.text("SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'"),
    ),
}


async def schema(tx: Transaction) -> set[str]:
    """All that the database itself says about its tables, but for Alembic's own."""
    found = [" ".join(map(str, row)) for query in SCHEMA[tx.dialect.name] for row in await tx.execute(query)]
    return {_in_no_order(definition) for definition in found if "alembic_version" not in definition}


def _in_no_order(definition: str) -> str:
    """SQLite keeps a CREATE TABLE as it was written, and puts an added column behind all that.

    The name of a table that was rebuilt stands in quotes.
    """
    definition = re.sub(r'CREATE TABLE "(\w+)"', r"CREATE TABLE \1", definition)
    return "; ".join(sorted(filter(None, (part.strip(" ()\t") for part in re.split("[\n,]", definition)))))


async def alembic(database: Database, run: Callable[[Any], None]) -> None:
    async with database.altering() as tx:
        await tx.run_sync(lambda connection: run(configuration(connection)))


@pytest.fixture
def empty(database_url: str) -> str:
    return database_url


async def test_migrations_make_exactly_the_tables_of_the_code(empty: str) -> None:
    async with open_database(empty) as database:
        async with database.writing() as tx:
            await tx.run_sync(metadata.create_all)
            created = await schema(tx)
            await tx.run_sync(metadata.drop_all)
        await migrate(database)
        async with database.reading() as tx:
            assert await schema(tx) == created


async def test_autogenerate_finds_nothing_to_add(empty: str) -> None:
    async with open_database(empty) as database:
        await migrate(database)
        await alembic(database, command.check)


async def test_down_leaves_nothing_and_up_again_makes_the_same(empty: str) -> None:
    async with open_database(empty) as database:
        await migrate(database)
        async with database.reading() as tx:
            first = await schema(tx)
        await alembic(database, lambda config: command.downgrade(config, "base"))
        async with database.reading() as tx:
            assert await schema(tx) == set()
        await migrate(database)
        async with database.reading() as tx:
            assert await schema(tx) == first


async def test_the_newest_can_be_taken_back(empty: str) -> None:
    before_it = revisions()[-2]
    async with open_database(empty) as database:
        await alembic(database, lambda config: command.upgrade(config, before_it))
        async with database.reading() as tx:
            before = await schema(tx)
        await migrate(database)
        await alembic(database, lambda config: command.downgrade(config, before_it))
        async with database.reading() as tx:
            assert await schema(tx) == before


async def test_processes_that_start_at_once_migrate_once(empty: str) -> None:
    databases = [Database(empty) for _ in range(5)]
    await asyncio.gather(*map(migrate, databases))
    assert await asyncio.gather(*map(is_migrated, databases)) == [True] * 5
    await asyncio.gather(*(database.close() for database in databases))


async def test_an_empty_database_is_not_migrated(empty: str) -> None:
    async with open_database(empty) as database:
        assert not await is_migrated(database)


async def test_a_failed_migration_changes_nothing(empty: str) -> None:
    async with open_database(empty) as database:
        async with database.writing() as tx:
            await tx.execute(sa.text("CREATE TABLE waiting (id integer)"))
            before = await schema(tx)
        with pytest.raises(SettingError, match=r"^DATABASE_URL: .*waiting.* already exists$"):
            await migrate(database)
        async with database.reading() as tx:
            assert await schema(tx) == before


def test_each_file_begins_with_the_number_of_its_revision() -> None:
    """So that Alembic, which takes its time, is needed only where there is a new one."""
    newest_first = ScriptDirectory.from_config(configuration()).walk_revisions()
    assert [script.revision for script in newest_first][::-1] == revisions()


async def test_a_newer_database_is_refused(empty: str) -> None:
    async with open_database(empty) as database:
        await migrate(database)
        async with database.writing() as tx:
            await tx.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(SettingError, match=r"^DATABASE_URL: .* newer version's \(it has 9999\)"):
            await migrate(database)


async def test_a_table_that_is_rebuilt_keeps_the_rows_that_refer_to_it(empty: str) -> None:
    def rebuild(connection: sa.Connection) -> None:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("people") as people_table:
            people_table.alter_column("name", nullable=True)

    async with open_database(empty) as database:
        await migrate(database)
        async with database.writing() as tx:
            person = {"id": 1, "telegram_id": 1, "name": "A", "joined_at": 0}
            await tx.execute(sa.insert(people).values(person))
            await tx.execute(sa.insert(roles).values(person_id=1, role="host"))
        async with database.altering() as tx:
            await tx.run_sync(rebuild)
        async with database.writing() as tx:
            assert await tx.scalar(sa.select(roles.c.role)) == "host"
            with pytest.raises(sa.exc.IntegrityError):
                await tx.execute(sa.insert(roles).values(person_id=2, role="host"))


async def test_the_id_of_somebody_who_is_gone_is_nobody_elses(empty: str) -> None:
    """Buttons that give a role name a person by id alone."""
    async with open_database(empty) as database:
        await migrate(database)
        async with database.writing() as tx:
            comes = sa.insert(people).values(telegram_id=1, name="A", joined_at=0).returning(people.c.id)
            gone = (await tx.execute(comes)).scalar_one()
            await tx.execute(sa.delete(people))
            assert (await tx.execute(comes)).scalar_one() > gone


async def test_what_failed_before_reasons_were_kept_gets_one(empty: str) -> None:
    errors = {
        "Forbidden: Forbidden: bot was blocked by the user": "blocked",
        "Forbidden: Forbidden: bot can't initiate conversation with a user": "no_chat",
        "Forbidden: Forbidden: bot was kicked from the group chat": "kept_out",
        "BadRequest: Not enough rights to send text messages to the chat": "kept_out",
        "BadRequest: Have no write access to the chat": "kept_out",
        "BadRequest: CHAT_WRITE_FORBIDDEN": "kept_out",
        "BadRequest: Message can't be deleted for everyone": "too_old",
        "BadRequest: Can't parse entities": "refused",
    }
    row = {"kind": "k", "person_id": 1, "chat_id": 1, "subject": "s", "priority": 1, "due_at": 0}
    failed = {**row, "expires_at": 0, "state": "failed"}
    old = sa.table("outbox", *map(sa.column, ("key", "error", *failed)))
    async with open_database(empty) as database:
        await alembic(database, lambda config: command.upgrade(config, "0002"))
        async with database.writing() as tx:
            await tx.execute(sa.insert(people).values(telegram_id=1, name="A", language="kk", joined_at=0))
            await tx.execute(old.insert(), [{**failed, "key": error, "error": error} for error in errors])
        await migrate(database)
        async with database.reading() as tx:
            rows = (await tx.execute(sa.select(outbox))).all()
    assert {row.error: row.reason for row in rows} == errors
    assert {row.language for row in rows} == {"kk"}


async def test_what_was_paused_before_is_paused_since_then(empty: str) -> None:
    deeds = [("announced", 1), ("paused", 2), ("resumed", 3), ("paused", 4)]
    noted = [{"deed": deed, "done_at": at, "origin": "chat", "subject": "1"} for deed, at in deeds]
    old = sa.table("audit", *map(sa.column, noted[0]))
    async with open_database(empty) as database:
        await alembic(database, lambda config: command.upgrade(config, "0002"))
        async with database.writing() as tx:
            await tx.execute(sa.text(_PAUSED))
            await tx.execute(old.insert(), noted)
        await migrate(database)
        async with database.reading() as tx:
            (row,) = (await tx.execute(sa.select(announcements))).all()
    assert row.paused_at == instant(4)


async def test_what_was_thrown_away_before_leaves_nothing_but_its_id(empty: str) -> None:
    text = {"announcement_id": 1, "version": 1, "language": "en", "text": "Never sent"}
    async with open_database(empty) as database:
        await alembic(database, lambda config: command.upgrade(config, "0002"))
        async with database.writing() as tx:
            await tx.execute(sa.insert(people).values(telegram_id=1, name="A", joined_at=0))
            await tx.execute(sa.text(_DRAFT))
            await tx.execute(sa.insert(announcement_texts).values(text))
        await migrate(database)
        async with database.reading() as tx:
            assert (await tx.execute(sa.select(announcement_texts))).all() == []
            (row,) = (await tx.execute(sa.select(announcements))).all()
    assert (row.id, row.author_id, row.audience, row.file_id) == (1, None, {}, None)


_DRAFT = """
INSERT INTO announcements (id, author_id, audience, file_id, created_at, state)
VALUES (1, 1, '{"role": ["host"]}', 'photo', 0, 'cancelled')
"""

_PAUSED = "INSERT INTO announcements (id, audience, created_at, state) VALUES (1, '{}', 0, 'paused')"
