"""A seminar moves from one database to another, of the same or of the other kind, with all there is."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.exc import IntegrityError

from bot.backups.making import make
from bot.backups.restoring import Sent, restore
from bot.delivery import outbox as sending
from bot.delivery.outbox import LEASE, MOST_AMBIGUOUS, State
from bot.errors import SettingError, UserError
from bot.storage import copying
from bot.storage.engine import Transaction, open_database
from bot.storage.migrate import configuration
from bot.storage.tables import clubs, outbox, people, roles
from tests.backups.seminars import KAZAKH, content, filled, migrated


async def test_everything_moves(
    database_url: str, another_url: str, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGE", 2)  # so that few rows take several
    before = await filled(database_url, now)
    assert all(before.values())
    assert KAZAKH in before["people"][0]["name"]
    await make(database_url, tmp_path / "copy.db")
    assert await restore(another_url, tmp_path / "copy.db") == (sum(map(len, before.values())), 0)
    assert await content(another_url) == before == await content(f"sqlite:///{tmp_path}/copy.db")


async def test_the_ids_of_those_who_are_gone_are_nobody_elses(
    database_url: str, another_url: str, tmp_path: Path, now: datetime
) -> None:
    comes = sa.insert(people).values(telegram_id=1, name="A", joined_at=now).returning(people.c.id)
    async with migrated(database_url) as database, database.writing() as tx:
        gone = (await tx.execute(comes)).scalar_one()
        await tx.execute(sa.delete(people))
    await make(database_url, tmp_path / "copy.db")
    await restore(another_url, tmp_path / "copy.db")
    async with open_database(another_url) as database, database.writing() as tx:
        assert (await tx.execute(comes)).scalar_one() == gone + 1


async def test_what_comes_afterwards_has_an_id_of_its_own(
    database_url: str, another_url: str, tmp_path: Path, now: datetime
) -> None:
    await filled(database_url, now)
    await make(database_url, tmp_path / "copy.db")
    await restore(another_url, tmp_path / "copy.db")
    async with open_database(another_url) as database, database.writing() as tx:
        await tx.execute(sa.insert(clubs).values(name="A new one"))
        with pytest.raises(IntegrityError):  # and what refers to nobody is refused as before
            await tx.execute(sa.insert(roles).values(person_id=-1, role="host"))


@pytest.fixture
async def on_its_way(database_url: str, tmp_path: Path, now: datetime) -> Path:
    """A copy that was made while a message was being sent and another one waited for tomorrow."""
    row = {"kind": "k", "person_id": 1, "chat_id": 1, "subject": "s", "priority": 1}
    leased = {"key": "now", "due_at": now, "state": State.SENDING, "owner": "p", "lease_until": now + LEASE}
    waiting = {"key": "tomorrow", "due_at": now + timedelta(days=1), "state": State.READY}
    async with migrated(database_url) as database, database.writing() as tx:
        await tx.execute(sa.insert(people).values(id=1, telegram_id=1, name="A", joined_at=now))
        for each in (leased, waiting):
            await tx.execute(sa.insert(outbox).values(row | each | {"expires_at": now + timedelta(days=2)}))
    await make(database_url, tmp_path / "copy.db")
    return tmp_path / "copy.db"


async def after_the_lease(url: str, now: datetime) -> list[tuple[Any, ...]]:
    async with open_database(url) as database, database.writing() as tx:
        await sending.release_dead(tx, now + LEASE)
        found = sa.select(*(outbox.c[name] for name in ("key", "state", "ambiguous", "owner", "lease_until")))
        return [tuple(row) for row in await tx.execute(found.order_by(outbox.c.id))]


async def test_what_was_being_sent_counts_as_ambiguous_and_is_sent(
    on_its_way: Path, another_url: str, now: datetime
) -> None:
    await restore(another_url, on_its_way)
    assert await after_the_lease(another_url, now) == [
        ("now", State.READY, 1, None, None),
        ("tomorrow", State.READY, 0, None, None),
    ]


async def test_what_was_being_sent_and_is_said_to_have_been_is_not_sent_again(
    on_its_way: Path, another_url: str, now: datetime
) -> None:
    async def planned(tx: Transaction, moment: datetime) -> None:
        assert moment == now

    assert (await restore(another_url, on_its_way, Sent(now, planned))).kept_back == 1
    assert await after_the_lease(another_url, now) == [
        ("now", State.AMBIGUOUS, MOST_AMBIGUOUS, None, None),
        ("tomorrow", State.READY, 0, None, None),
    ]


async def test_where_it_is_not_known_what_was_sent_nothing_is_restored(
    on_its_way: Path, another_url: str, now: datetime
) -> None:
    async def faulty(tx: Transaction, moment: datetime) -> None:
        raise ValueError("what somebody wrote")

    with pytest.raises(UserError, match=r"copy\.db was not restored: .* cannot be planned \(ValueError\)$"):
        await restore(another_url, on_its_way, Sent(now, faulty))
    async with migrated(another_url):
        assert not any((await content(another_url)).values())
    assert (await restore(another_url, on_its_way)).kept_back == 0  # it can be tried again


async def test_the_copy_of_an_older_version_is_brought_to_this_one(another_url: str, tmp_path: Path) -> None:
    old = sa.text("INSERT INTO people (id, telegram_id, name, joined_at) VALUES (7, 1, 'Ұлпан', 0)")
    async with open_database(f"sqlite:///{tmp_path}/old.db") as database, database.altering() as tx:
        await tx.run_sync(lambda connection: command.upgrade(configuration(connection), "0002"))
        await tx.execute(old)
    before = (tmp_path / "old.db").read_bytes()
    assert await restore(another_url, tmp_path / "old.db") == (1, 0)
    assert [person["name"] for person in (await content(another_url))["people"]] == ["Ұлпан"]
    assert (tmp_path / "old.db").read_bytes() == before


async def test_nothing_is_brought_into_a_database_that_is_in_use(
    another_url: str, tmp_path: Path, now: datetime
) -> None:
    await filled(f"sqlite:///{tmp_path}/full.db", now)
    async with migrated(another_url) as database, database.writing() as tx:
        await tx.execute(sa.insert(clubs).values(name="Altai"))
    before = await content(another_url)
    with pytest.raises(UserError, match=r" is not empty: nothing was restored"):
        await restore(another_url, tmp_path / "full.db")
    assert await content(another_url) == before


async def test_what_cannot_be_brought_over_leaves_nothing(
    another_url: str, tmp_path: Path, now: datetime
) -> None:
    """Somebody has edited the file by hand."""
    url = f"sqlite:///{tmp_path}/edited.db"
    await filled(url, now)
    async with open_database(url) as database, database.altering() as tx:  # which checks no foreign keys
        await tx.execute(sa.text("UPDATE reports SET person_id = -1"))
    with pytest.raises(SettingError, match=r"(?i)^DATABASE_URL: .*foreign key"):
        await restore(another_url, tmp_path / "edited.db")
    assert not any((await content(another_url)).values())
