"""`kill -9` in the middle of sending: nothing is lost, and every double is recorded."""

import asyncio
import signal
import sys
from datetime import timedelta
from pathlib import Path

from aiohttp.test_utils import BaseTestServer

from bot.clock import Clock
from bot.delivery.outbox import LEASE
from tests.delivery.office import Office
from tests.delivery.still import StillClock
from tests.delivery.telegram import Telegram

CHECKOUT = Path(__file__).parents[2]
PEOPLE = 120
KILL_AT = 40  # requests


async def kill_in_the_middle(office: Office, telegram: Telegram, server: BaseTestServer, url: str) -> None:
    arguments = ["-m", "tests.delivery.victim", url, str(server.make_url("/bot"))]
    victim = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=CHECKOUT)
    await telegram.until(lambda telegram: len(telegram.calls) >= KILL_AT)
    victim.send_signal(signal.SIGKILL)
    assert await victim.wait() == -signal.SIGKILL


async def test_kill_9(
    office: Office, telegram: Telegram, server: BaseTestServer, database_url: str, clock: StillClock
) -> None:
    clock.seminar = Clock().now()
    for chat_id in range(1, PEOPLE + 1):
        await office.plan(f"for {chat_id}", chat_id)
    await kill_in_the_middle(office, telegram, server, database_url)
    before = len(telegram.calls)
    assert KILL_AT <= before < PEOPLE
    clock.machine = Clock().machine_now() + LEASE + timedelta(seconds=1)
    await office.work(office.sender("heir"), seconds=10)
    rows = await office.rows()
    assert {row.state for row in rows} == {"sent"}
    assert set(telegram.texts) == {row.subject for row in rows}
    doubles = {subject for subject in telegram.texts if telegram.texts.count(subject) > 1}
    assert doubles <= {row.subject for row in rows if row.ambiguous}
    assert len(telegram.texts) <= PEOPLE + sum(row.ambiguous for row in rows)
