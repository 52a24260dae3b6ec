"""Inboxes before real handlers, and the updates that Telegram brings them."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select

from bot.clock import Clock
from bot.delivery import inbox as updates
from bot.delivery.inbox import Inbox
from bot.storage.engine import Database
from bot.storage.tables import clubs, inbox
from tests.delivery.still import StillClock

Handler = Callable[[int], Awaitable[None]]


def written(update_id: int, chat_id: int = 1) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat_id}, "text": "Сәлем"}}


def tapped(update_id: int, chat_id: int = 1) -> dict[str, Any]:
    query = {"id": "1", "from": {"id": chat_id}, "message": {"chat": {"id": chat_id}}, "data": "now"}
    return {"update_id": update_id, "callback_query": query}


def joined(update_id: int, chat_id: int = 1) -> dict[str, Any]:
    return {"update_id": update_id, "my_chat_member": {"chat": {"id": chat_id}}}


class Desk:
    """Makes inboxes that share a database; keeps what their handlers were given and what they did."""

    def __init__(self, database: Database, clock: StillClock) -> None:
        self.database, self.clock = database, clock
        self.handled: list[int] = []

    def inbox(
        self, process: str = "one", handler: Handler | None = None, clock: Clock | None = None
    ) -> Inbox:
        async def handle(update: Mapping[str, Any]) -> None:
            await (handler or self.note)(update["update_id"])

        return Inbox(self.database, clock or self.clock, process, handle)

    async def note(self, update_id: int) -> None:
        self.handled.append(update_id)

    async def act(self, update_id: int) -> None:
        """A handler with an effect: a row of its own number."""
        async with self.database.writing() as tx:
            await updates.finish(tx, update_id)
            await tx.execute(insert(clubs).values(name=f"{update_id} {len(self.handled)}"))
        self.handled.append(update_id)

    async def store(self, *received: Mapping[str, Any]) -> None:
        async with self.database.writing() as tx:
            await updates.store(tx, received, self.clock.machine_now())

    async def work(self, inbox: Inbox, rounds: int = 1) -> None:
        """Rounds of which each is dealt with before the next."""
        for _ in range(rounds):
            await inbox._round()
            await landed(inbox)
        await inbox._round()

    async def effects(self) -> Sequence[int]:
        async with self.database.reading() as tx:
            names = await tx.scalars(select(clubs.c.name).order_by(clubs.c.id))
            return [int(name.split()[0]) for name in names]

    async def rows(self) -> Sequence[Any]:
        async with self.database.reading() as tx:
            return (await tx.execute(select(inbox).order_by(inbox.c.update_id))).all()

    async def open_rows(self) -> int:
        async with self.database.reading() as tx:
            count = select(func.count()).where(inbox.c.handled_at.is_(None))
            return await tx.scalar(count) or 0


async def landed(inbox: Inbox) -> None:
    if inbox._in_hand:
        await asyncio.wait(inbox._in_hand.values())


async def kill(inbox: Inbox) -> None:
    tasks = list(inbox._in_hand.values())
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await task
