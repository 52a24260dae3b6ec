"""Of several processes on PostgreSQL one leads; whoever hangs or dies is replaced."""

import asyncio
import signal
import sys
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy.exc import DBAPIError

from bot.storage import engine
from bot.storage.engine import Database, open_database

CHECKOUT: Final = Path(__file__).parents[2]
LEADER: Final = """
import asyncio, sys
from bot.storage.engine import Database

async def lead():
    async with Database(sys.argv[1]).leading() as leads:
        print(leads, flush=True)
        await asyncio.Event().wait()

asyncio.run(lead())
"""


async def leads(database: Database) -> bool:
    async with database.leading() as it:
        return it


async def becomes_leader(database: Database) -> None:
    async with asyncio.timeout(60):
        while not await leads(database):  # noqa: ASYNC110 -- nobody tells us
            await asyncio.sleep(0.02)


async def test_one_leads_at_a_time(postgresql_url: str) -> None:
    async with open_database(postgresql_url) as one, open_database(postgresql_url) as other:
        async with one.leading() as first:
            assert (first, await leads(other)) == (True, False)
        assert await leads(other)


async def test_on_sqlite_everybody_leads(tmp_path: Path) -> None:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as database, database.leading() as first:
        assert (first, await leads(database)) == (True, True)


async def test_who_is_killed_is_replaced(postgresql_url: str) -> None:
    leader = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", LEADER, postgresql_url), cwd=CHECKOUT, stdout=asyncio.subprocess.PIPE
    )
    assert leader.stdout is not None
    assert await leader.stdout.readline() == b"True\n"
    async with open_database(postgresql_url) as heir:
        assert not await leads(heir)
        leader.send_signal(signal.SIGKILL)
        await leader.wait()
        await becomes_leader(heir)


async def test_who_hangs_is_replaced(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang() -> None:
        async with hanging.leading() as first:
            assert first
            await becomes_leader(heir)

    monkeypatch.setattr(engine, "LEADS_FOR", 1)
    hanging = Database(postgresql_url)
    async with open_database(postgresql_url) as heir:
        with pytest.raises(DBAPIError):
            await hang()
    await hanging.close()
