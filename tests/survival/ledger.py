"""Telegram's end of the wire for many processes: it takes every message and writes down when it came."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from aiohttp import web

from bot.demo.doorway import serve

PATIENCE: Final = 120.0  # seconds until a story is given up; a row of a dead process waits 30 for its lease
GLANCE: Final = 0.005  # seconds


class Arrival(NamedTuple):
    """A message that Telegram has taken; `process` is the name in the address that it came by."""

    at: float  # seconds of the event loop
    process: str
    chat_id: int
    text: str


@dataclass
class Ledger:
    """Takes messages at once, and answers after `latency` seconds."""

    url: str = ""
    latency: float = 0.0
    arrivals: list[Arrival] = field(default_factory=list)
    shares: Counter[str] = field(default_factory=Counter)  # how many messages each process has brought
    stall: float = 0.0  # seconds that this process itself was held up at most: so much is pushed together
    silent_to: set[str] = field(default_factory=set)  # texts that get no answer when they come next
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        form = await request.post()
        chat_id, text = int(str(form["chat_id"])), str(form["text"])
        at = asyncio.get_running_loop().time()
        process = request.match_info["process"]
        self.arrivals.append(Arrival(at, process, chat_id, text))
        self.shares[process] += 1
        async with self._changed:
            self._changed.notify_all()
        number = len(self.arrivals)
        if text in self.silent_to:
            self.silent_to.remove(text)
            await self._ended.wait()
        await asyncio.sleep(self.latency)
        message = {"message_id": number, "date": 1, "chat": {"id": chat_id, "type": "private"}, "text": text}
        return web.json_response({"ok": True, "result": message})

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a message after which something holds."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(holds)

    async def counts(self, number: int) -> None:
        """Wait until so many messages have come in all."""
        await self.until(lambda: len(self.arrivals) >= number)

    async def hears_from(self, process: str) -> None:
        """Wait until a process has brought something."""
        await self.until(lambda: process in self.shares)

    async def watch_itself(self) -> None:
        """Note how late the machine lets this process go on."""
        seconds = asyncio.get_running_loop().time
        while True:
            due = seconds() + GLANCE
            await asyncio.sleep(GLANCE)
            self.stall = max(self.stall, seconds() - due)

    def address(self, process: str) -> str:
        """Where a process of this name finds it."""
        return f"{self.url}/{process}/bot"

    @property
    def times(self) -> Counter[str]:
        """How often each text came."""
        return Counter(arrival.text for arrival in self.arrivals)


@asynccontextmanager
async def open_ledger(latency: float = 0.0) -> AsyncIterator[Ledger]:
    ledger = Ledger(latency=latency)
    application = web.Application()
    application.router.add_post("/{process}/bot{token}/{method}", ledger.take)
    async with serve(application, 0) as (door,):
        ledger.url = door.url
        watching = asyncio.create_task(ledger.watch_itself())
        yield ledger
        watching.cancel()
        ledger._ended.set()


def most_within(seconds: float, times: Sequence[float]) -> int:
    """How many of these moments, in their order, lie at most in a stretch of time, wherever it begins."""
    most = first = 0
    for last, at in enumerate(times):
        while at - times[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def by_chat(arrivals: Sequence[Arrival]) -> dict[int, list[Arrival]]:
    chats: dict[int, list[Arrival]] = {}
    for arrival in arrivals:
        chats.setdefault(arrival.chat_id, []).append(arrival)
    return chats


def closest_in_a_chat(arrivals: Sequence[Arrival]) -> float:
    """Seconds between the two messages to one chat that came closest to each other."""
    chats = by_chat(arrivals).values()
    return min((later.at - earlier.at for chat in chats for earlier, later in pairwise(chat)), default=0.0)
