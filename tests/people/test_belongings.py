"""Hardly a table is named here: whatever is added to them later is exported and erased too."""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, ForeignKey, Table, Text, func, select

from bot.delivery import inbox as updates
from bot.people import queries
from bot.people.belongings import as_json, collect, erase
from bot.people.rules import Person, Profile
from bot.storage.engine import Database, Transaction
from bot.storage.tables import metadata, people
from tests.delivery.desk import Desk, written
from tests.delivery.still import StillClock
from tests.storage.filling import fill

pytestmark = pytest.mark.new_database


@pytest.fixture
def desk(database: Database, now: datetime) -> Desk:
    return Desk(database, StillClock(now))


@pytest.fixture
async def later_tables(database: Database) -> AsyncIterator[list[Table]]:
    """As a later feature may bring them: owned, owned through another, and one that only names its author."""
    added = [
        Table(
            "t_plans",
            metadata,
            Column("id", BigInteger, primary_key=True),
            _person("CASCADE"),
            Column("goal", Text),
        ),
        Table(
            "t_steps",
            metadata,
            Column("plan_id", ForeignKey("t_plans.id", ondelete="CASCADE")),
            Column("step", Text),
        ),
        Table("t_notes", metadata, _text("note"), _person("SET NULL")),
    ]
    async with database.writing() as tx:
        await tx.run_sync(metadata.create_all, tables=added)
    yield added
    for table in reversed(added):
        metadata.remove(table)


def _person(ondelete: str) -> Column[Any]:
    return Column("person_id", ForeignKey("people.id", ondelete=ondelete))


def _text(name: str) -> Column[Any]:
    return Column(name, Text)


def is_personal(table: Table) -> bool:
    names = {"telegram_id", "chat_id"} & set(table.c.keys())
    return bool(names) or any(key.column.table is people for key in table.foreign_keys)


async def rows_about(tx: Transaction, table: Table, person: Person) -> int:
    named = [
        column == person.telegram_id for name, column in table.c.items() if name in {"telegram_id", "chat_id"}
    ]
    pointed = [key.parent == person.id for key in table.foreign_keys if key.column.table is people]
    counts = [
        await tx.scalar(select(func.count()).select_from(table).where(rows)) for rows in [*named, *pointed]
    ]
    return sum(count or 0 for count in counts)


@pytest.mark.usefixtures("later_tables")
async def test_the_file_has_every_row_about_a_person_and_nobody_elses(
    database: Database, now: datetime
) -> None:
    async with database.writing() as tx:
        aizhan = await fill(tx, "Ұлпан", 1001, now)
        await fill(tx, "Stranger", 2002, now)
        content = as_json(await collect(tx, aizhan)).decode()
    kept = json.loads(content)
    personal = {table.name for table in metadata.sorted_tables if is_personal(table)}
    assert set(kept) == {*personal, "t_steps", "clubs", "plans"}
    assert {len(rows) for rows in kept.values()} == {1}
    assert "Ұлпан" in content
    assert "Stranger" not in content
    assert "2002" not in content
    assert kept["people"][0]["joined_at"] == "2019-04-30T01:30:00+00:00"
    assert not {"owner", "lease_until", "tries"} & {*kept["inbox"][0], *kept["outbox"][0]}


@pytest.mark.usefixtures("later_tables")
async def test_after_deleting_no_row_is_left_and_others_keep_theirs(
    database: Database, now: datetime
) -> None:
    async with database.writing() as tx:
        aizhan = await fill(tx, "Ұлпан", 1001, now)
        other = await fill(tx, "Other", 2002, now)
        others_before = await collect(tx, other)
        deleted = await erase(tx, aizhan)
    assert set(deleted.values()) == {1}
    async with database.reading() as tx:
        left = {table.name: await rows_about(tx, table, aizhan) for table in metadata.sorted_tables}
        assert {name for name, count in left.items() if count} == set()
        assert await tx.scalar(select(func.count()).select_from(metadata.tables["t_steps"])) == 1
        assert await collect(tx, other) == others_before
        assert await queries.recognise(tx, 1001, frozenset()) is None


async def test_what_only_names_a_person_outlives_them_without_the_name(
    later_tables: list[Table], database: Database, now: datetime
) -> None:
    notes = later_tables[2]
    async with database.writing() as tx:
        aizhan = await fill(tx, "Ұлпан", 1001, now)
        await erase(tx, aizhan)
        assert (await tx.scalars(select(notes.c.person_id))).all() == [None]


async def test_what_they_write_meanwhile_is_answered(database: Database, now: datetime, desk: Desk) -> None:
    async def forget(update_id: int) -> None:
        async with database.writing() as tx:
            await updates.finish(tx, update_id)
            found = await queries.recognise(tx, 1001, frozenset())
            if found:
                deleted.update(await erase(tx, found))
        await desk.note(update_id)

    deleted: dict[str, int] = {}
    async with database.writing() as tx:
        await queries.register(tx, Profile(1001, "Ұлпан"), now)
    await desk.store(written(1, 1001), written(2, 1001))
    await desk.work(desk.inbox(handler=forget), rounds=2)
    assert desk.handled == [1, 2]
    assert deleted == {"people": 1}
    assert [(row.chat_id, row.body) for row in await desk.rows()] == [(0, ""), (0, "")]


async def test_seats_are_free_again(database: Database, now: datetime) -> None:
    async with database.writing() as tx:
        aizhan = await fill(tx, "Ұлпан", 1001, now)
        deleted = await erase(tx, aizhan)
        assert deleted["seats"] == 1
        assert await tx.scalar(select(func.count()).select_from(metadata.tables["seats"])) == 0
