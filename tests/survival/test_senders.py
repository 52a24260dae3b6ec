"""Senders that are killed, stopped, and work side by side: nothing is lost, every double is recorded.

`tests/benchmarks/survival.py` tells the same stories with thousands of people.
"""

from collections.abc import AsyncIterator

import pytest

from tests.survival.broadcast import Broadcast, broadcast_in
from tests.survival.ledger import open_ledger
from tests.survival.stories import OVER, killed, shared, stopped

FAST = 300.0  # messages a second


@pytest.fixture
async def broadcast(database_url: str) -> AsyncIterator[Broadcast]:
    async with open_ledger(latency=0.05) as ledger, broadcast_in(database_url, ledger) as broadcast:
        yield broadcast


async def test_kill_9_loses_nothing_and_every_double_is_recorded(broadcast: Broadcast) -> None:
    await broadcast.plan(100, each=2)
    kills = await killed(broadcast, [20, 90], FAST, ahead=OVER)
    account = kills.account
    assert (account.lost, account.left, account.disordered) == (0, 0, 0)
    assert account.unrecorded == 0
    assert 0 < account.doubles <= kills.in_flight
    assert account.in_doubt == kills.claimed


async def test_sigterm_doubles_nothing(broadcast: Broadcast) -> None:
    await broadcast.plan(100, each=2)
    account, _ = await stopped(broadcast, [60], FAST)
    assert (account.lost, account.left, account.disordered) == (0, 0, 0)
    assert (account.doubles, account.in_doubt) == (0, 0)


async def test_two_processes_share_the_work_on_sqlite_too(broadcast: Broadcast) -> None:
    await broadcast.plan(50, each=3)
    together = await shared(broadcast, 2, FAST / 3)
    account = together.account
    assert (account.lost, account.left, account.disordered) == (0, 0, 0)
    assert (account.doubles, account.in_doubt) == (0, 0)
    assert len(together.shares) == 2
