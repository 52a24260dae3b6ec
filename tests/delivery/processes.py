"""Several senders side by side, step by step: what each claims is checked, and any may die in between."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import select

from bot.delivery.outbox import LEASE
from bot.delivery.sender import Sender
from bot.screens import Screen
from bot.storage.tables import paces
from tests.delivery import promises
from tests.delivery.office import Office
from tests.delivery.weather import Sky, Weather, bot_under

A_MOMENT = 0.001  # seconds between two looks at whether requests have left


class Processes:
    """By name; whoever dies or is stopped is replaced at once by another of the same name."""

    def __init__(self, office: Office, sky: Sky, names: Sequence[str]) -> None:
        self._office, self._sky, self._started = office, sky, 0
        self._at_work: dict[str, tuple[Sender, Weather]] = {}
        for name in names:
            self._start(name)

    def _start(self, name: str) -> None:
        self._started += 1
        bot, weather = bot_under(self._sky)
        sender = self._office.sender(f"{name} {self._started}", bot=bot, digests={"test": _line_by_line})
        self._at_work[name] = sender, weather

    async def claim(self, name: str) -> None:
        """Settle, and claim; what is claimed has yet to leave."""
        sender, _ = self._at_work[name]
        now, machine = self._office.clock.now(), self._office.clock.machine_now()
        await sender._round()
        rows, mine = await self._office.rows(), (sender._process, machine + LEASE)
        self._forget_what_came_too_late(rows)
        claimed = [row for row in rows if (row.owner, row.lease_until, row.came_with) == (*mine, None)]
        promises.check_claim(claimed, rows, await self._deadlines(), now, machine)

    def _forget_what_came_too_late(self, rows: Sequence[Any]) -> None:
        """Deadlines that a process was told of, and had not written down when its lease ended."""
        for sender, _ in self._at_work.values():
            held = {row.chat_id for row in rows if row.owner == sender._process}
            self._forget(sender._batch.deadlines.keys() - held)

    def _forget(self, chat_ids: Iterable[int]) -> None:
        for chat_id in chat_ids:
            self._sky.deadlines.pop(chat_id, None)

    async def _deadlines(self) -> dict[int, datetime]:
        async with self._office.database.reading() as tx:
            return {row.chat_id: row.free_at for row in await tx.execute(select(paces))}

    async def send(self, name: str) -> None:
        """What is claimed leaves; what is held stays under way."""
        sender, weather = self._at_work[name]
        while len(sender._tasks) > len(weather.held):
            await asyncio.wait(list(sender._tasks), timeout=A_MOMENT, return_when="FIRST_COMPLETED")

    async def let_go(self, name: str) -> None:
        """What was held is answered."""
        sender, weather = self._at_work[name]
        weather.let_go()
        await self._office.landed(sender)

    async def die(self, name: str) -> None:
        sender, _ = self._at_work[name]
        await _kill(sender)
        self._forget(sender._batch.deadlines)  # nobody else has heard of them
        self._start(name)

    async def restart(self, name: str) -> None:
        sender, weather = self._at_work[name]
        sender.stop()
        weather.let_go()
        await sender._finish()
        self._start(name)

    async def close(self) -> None:
        for sender, _ in self._at_work.values():
            await _kill(sender)


def _line_by_line(language: str, screens: Sequence[Screen]) -> Screen:
    return Screen(Markup("\n").join(screen.text for screen in screens))


async def _kill(sender: Sender) -> None:
    tasks = list(sender._tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
