"""A broadcast that processes send, one after another or side by side, and the account of it afterwards."""

import asyncio
import contextlib
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, insert, select

from bot.clock import Clock
from bot.delivery.outbox import Priority
from bot.storage.engine import Database
from bot.storage.tables import metadata, outbox, people
from tests.survival.ledger import PATIENCE, Arrival, Ledger, by_chat

CHECKOUT: Final = Path(__file__).parents[2]
A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Account:
    """What became of a broadcast: the database's word beside Telegram's."""

    planned: int
    lost: int  # messages that never arrived
    doubles: int  # messages that came once more than they should have
    unrecorded: int  # doubles that no row tells of
    in_doubt: int  # requests of which the rows say that they may have arrived
    left: int  # rows that are not `sent`
    disordered: int  # chats whose messages did not come in their order


@dataclass
class Broadcast:
    """Messages in a database, `each` to everybody, and the Telegram to which they go."""

    database: Database
    ledger: Ledger
    setting: str  # DATABASE_URL

    async def plan(self, persons: int, each: int = 1) -> None:
        """Everybody is known; the messages to each are due one after another."""
        now = Clock().now() - timedelta(hours=1)
        known = [{"id": n, "telegram_id": n, "name": "P", "joined_at": now} for n in range(1, persons + 1)]
        planned = [
            _message(person, turn) | {"due_at": now + timedelta(seconds=turn), "expires_at": now + A_DAY}
            for turn in range(each)
            for person in range(1, persons + 1)
        ]
        async with self.database.writing() as tx:
            await tx.run_sync(metadata.create_all)
            await tx.execute(insert(people), known)
            await tx.execute(insert(outbox), planned)

    async def rows(self) -> Sequence[Any]:
        async with self.database.reading() as tx:
            return (await tx.execute(select(outbox))).all()

    async def in_hand(self, process: str) -> Sequence[str]:
        """What a process has claimed and not settled."""
        async with self.database.reading() as tx:
            return (await tx.scalars(select(outbox.c.subject).where(outbox.c.owner == process))).all()

    async def unsent(self) -> int:
        async with self.database.reading() as tx:
            return await tx.scalar(select(func.count()).where(outbox.c.state.in_(("ready", "sending")))) or 0

    async def ends(self) -> None:
        """Wait until no message waits or is on its way."""
        async with asyncio.timeout(PATIENCE):
            while await self.unsent():  # noqa: ASYNC110 -- nobody tells us
                await asyncio.sleep(0.2)

    async def account(self) -> Account:
        rows, times = await self.rows(), self.ledger.times
        over = {row.subject: max(0, times[row.subject] - 1) for row in rows}
        return Account(
            planned=len(rows),
            lost=sum(not times[row.subject] for row in rows),
            doubles=sum(over.values()),
            unrecorded=sum(max(0, over[row.subject] - row.ambiguous) for row in rows),
            in_doubt=sum(row.ambiguous for row in rows),
            left=sum(row.state != "sent" for row in rows),
            disordered=self._disordered(),
        )

    def _disordered(self) -> int:
        """A double must come before the next message to its chat, too."""
        turns = [[_turn(arrival) for arrival in chat] for chat in by_chat(self.ledger.arrivals).values()]
        return sum(of_one != sorted(of_one) for of_one in turns)


def _message(person: int, turn: int) -> dict[str, Any]:
    text = f"{person}.{turn}"
    who = {"person_id": person, "chat_id": person}
    return {"key": text, "kind": "test", "subject": text, "priority": Priority.ANNOUNCEMENT, **who}


def _turn(arrival: Arrival) -> int:
    return int(arrival.text.partition(".")[2])


class Worker:
    """One sending process, by its name."""

    def __init__(self, process: Process, name: str) -> None:
        self._process, self.name = process, name
        self._said: list[str] = []
        self._more = asyncio.Condition()
        self._hearing = asyncio.create_task(self._hear())

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def said(self) -> str:
        """What it has logged so far."""
        return "".join(self._said)

    async def says(self, text: str) -> None:
        """Wait until it has logged this."""
        try:
            async with asyncio.timeout(PATIENCE), self._more:
                await self._more.wait_for(lambda: text in self.said)
        except TimeoutError:
            raise AssertionError(f"{self.name} does not say {text!r}:\n{self.said}") from None

    async def kill(self) -> None:
        """`kill -9`."""
        assert await self._signal(signal.SIGKILL) == -signal.SIGKILL, self.said

    async def stop(self) -> float:
        """SIGTERM; how many seconds it took to end."""
        began = asyncio.get_running_loop().time()
        assert await self._signal(signal.SIGTERM) == 0, self.said
        return asyncio.get_running_loop().time() - began

    async def _signal(self, number: signal.Signals) -> int:
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)
        code = await self._process.wait()
        await self._hearing
        return code

    async def _hear(self) -> None:
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            async with self._more:
                self._said.append(line.decode())
                self._more.notify_all()


@asynccontextmanager
async def working(
    broadcast: Broadcast, name: str, rate: float, ahead: timedelta = timedelta()
) -> AsyncIterator[Worker]:
    """A process that sends while the block lasts; then it is killed, unless it has ended before."""
    arguments = broadcast.setting, broadcast.ledger.address(name), name, str(rate), str(ahead.total_seconds())
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.survival.worker", *arguments, cwd=CHECKOUT, stderr=PIPE
    )
    worker = Worker(process, name)
    try:
        yield worker
    finally:
        if process.returncode is None:
            await worker.kill()
        else:
            await worker._hearing


@asynccontextmanager
async def broadcast_in(database_url: str, ledger: Ledger) -> AsyncIterator[Broadcast]:
    """No message yet, in an empty database."""
    database = Database(database_url)
    try:
        yield Broadcast(database, ledger, database_url)
    finally:
        await database.close()
