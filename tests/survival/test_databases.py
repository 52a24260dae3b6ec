"""The database is in trouble in the middle of a broadcast: the log says so, and afterwards all goes on."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests import databases
from tests.survival import troubles
from tests.survival.broadcast import Account, Broadcast, broadcast_in, working
from tests.survival.ledger import Ledger, open_ledger
from tests.survival.stories import Trouble, troubled

PEOPLE = 150
RATE = 100.0


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Any]:
    """A server that nobody else works with."""
    with databases.serving() as server:
        yield server


@pytest.fixture
async def ledger() -> AsyncIterator[Ledger]:
    async with open_ledger(latency=0.05) as ledger:
        yield ledger


async def in_the_middle(broadcast: Broadcast, trouble: Trouble, complaint: str) -> Account:
    await broadcast.plan(PEOPLE)
    account, _ = await troubled(broadcast, PEOPLE // 3, trouble, complaint, RATE)
    return account


def all_once(account: Account) -> bool:
    return account == Account(PEOPLE, lost=0, doubles=0, unrecorded=0, in_doubt=0, left=0, disordered=0)


async def test_a_disk_without_room(ledger: Ledger, tmp_path: Path) -> None:
    async with broadcast_in(f"sqlite:///{tmp_path}/bot.db", ledger) as broadcast:
        assert all_once(await in_the_middle(broadcast, troubles.no_room, troubles.NO_ROOM))
        async with broadcast.database.reading() as tx:
            assert await tx.scalar(text("PRAGMA integrity_check")) == "ok"


async def test_a_file_that_must_not_be_written(ledger: Ledger, tmp_path: Path) -> None:
    file = f"{tmp_path}/bot.db"
    async with broadcast_in(f"sqlite:///{file}", ledger) as broadcast:
        await broadcast.plan(1)
        broadcast.setting = f"sqlite:///file:{file}?mode=ro&uri=true"
        async with working(broadcast, "one", RATE) as worker:
            await worker.says("sender: the database fails (1): SQLITE_READONLY")
        assert ledger.arrivals == []
        assert [row.state for row in await broadcast.rows()] == ["ready"]


async def test_a_server_that_only_reads(ledger: Ledger, postgresql: Any, postgresql_url: str) -> None:
    async with broadcast_in(postgresql_url, ledger) as broadcast:
        name = str(broadcast.database.url.database)
        trouble = partial(troubles.read_only, postgresql, name)
        assert all_once(await in_the_middle(broadcast, trouble, troubles.READ_ONLY))


async def test_a_server_that_crashes(ledger: Ledger, postgresql: Any, postgresql_url: str) -> None:
    async with broadcast_in(postgresql_url, ledger) as broadcast:
        trouble = partial(troubles.server_down, postgresql, "immediate")
        assert all_once(await in_the_middle(broadcast, trouble, troubles.AWAY))
