"""Senders that share a database, what they report, and their clock."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup
from sqlalchemy import insert, select
from telegram import Bot

from bot.delivery.outbox import Priority, Row
from bot.delivery.sender import Sender
from bot.recognition import Answered, recognise_sender
from bot.screens import Screen
from bot.storage.engine import Database, Transaction
from bot.storage.tables import outbox, people
from tests.delivery.still import StillClock

HOUR = timedelta(hours=1)
KINDS = ("test",)


class Office:
    """Makes senders that share a database, keeps what they report, and moves their clock along."""

    def __init__(self, database: Database, clock: StillClock, bot: Bot) -> None:
        self.database, self.clock, self.bot = database, clock, bot
        self.unreachable: list[int] = []

    def sender(self, process: str = "one", rate: float = 30.0, **more: Any) -> Sender:
        parts: dict[str, Any] = {
            "clock": self.clock,
            "bot": self.bot,
            "kinds": KINDS,
            "render": plainly,
        } | more
        return Sender(self.database, process=process, rate=rate, unreachable=self._note, **parts)

    async def _note(self, tx: Transaction, person_ids: Sequence[int]) -> None:
        self.unreachable += person_ids

    async def plan(self, subject: str, chat_id: int = 1, **columns: Any) -> None:
        """Plan a message; who it is for comes to be known with the first."""
        row = {
            "key": f"{subject}:{chat_id}",
            "kind": "test",
            "person_id": chat_id,
            "chat_id": chat_id,
            "subject": subject,
            "priority": Priority.ANNOUNCEMENT,
            "due_at": self.clock.now(),
            "expires_at": self.clock.now() + HOUR,
        }
        async with self.database.writing() as tx:
            if not await tx.scalar(select(people.c.id).where(people.c.id == row["person_id"])):
                who = {"telegram_id": chat_id, "name": "P", "joined_at": self.clock.now()}
                await tx.execute(insert(people).values(id=chat_id, **who))
            await tx.execute(insert(outbox).values(row | columns))

    async def answered(self, chat_id: int, message_id: int) -> Answered | None:
        """The message that somebody answers with one of that number in that chat."""
        async with self.database.reading(once=True) as tx:
            return (await recognise_sender(tx, chat_id, frozenset(), chat_id, message_id)).answered

    async def work(self, *senders: Sender, seconds: float = 2.0) -> None:
        """Let time pass; each round's requests are answered before the next begins."""
        end = self.clock.machine_now() + timedelta(seconds=seconds)
        while self.clock.machine_now() < end:
            self.clock.move(min([await self.round(sender) for sender in senders]))

    async def round(self, sender: Sender) -> float:
        wait = await sender._round()
        await self.landed(sender)
        return wait

    async def landed(self, sender: Sender) -> None:
        while sender._tasks:
            await asyncio.wait(sender._tasks)

    async def rows(self) -> Sequence[Any]:
        async with self.database.reading() as tx:
            return (await tx.execute(select(outbox).order_by(outbox.c.id))).all()

    async def states(self) -> dict[str, str]:
        return {row.subject: row.state for row in await self.rows()}


async def plainly(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Screen | None]:
    """What a row is about is its text."""
    return [Screen(Markup("{}").format(row.subject)) for row in rows]
