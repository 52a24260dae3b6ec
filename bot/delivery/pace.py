"""When this process may send: slots of the shared rate, less what replies have used of it."""

import math
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from telegram import Bot

from bot.delivery import limits
from bot.delivery.outbox import Row
from bot.delivery.request import AiohttpRequest
from bot.storage.engine import Transaction

AHEAD: Final = timedelta(milliseconds=250)  # how far slots are taken in advance
FIRST_LEAD: Final = timedelta(milliseconds=60)
LONGEST_LEAD: Final = timedelta(seconds=4)  # a message waits for its slot, and is answered, within its lease
FIRST_LATENCY: Final = timedelta(milliseconds=500)
MOST_AT_ONCE: Final = 512  # rows in hand, however slow Telegram is

Take = Callable[[int], Awaitable[Sequence[Row]]]  # claims at most so many rows
Claimed = Sequence[tuple[Row, datetime]]  # a row and its slot


class Pace:
    """Gives rows their slots. The bot's other messages, replies, are never delayed, but counted."""

    def __init__(self, bot: Bot, rate: float, now: datetime) -> None:
        self._request = bot.request
        self._step = limits.step(rate)
        self._lead, self._latency = FIRST_LEAD, FIRST_LATENCY
        self._own = 0
        self._seen, self._seen_at = self._others(), now

    async def claim(self, tx: Transaction, now: datetime, most: int, take: Take) -> Claimed:
        """Take at most so many rows for the slots that begin soon; `now` is machine time."""
        free_at = await limits.lock_pace(tx, now)
        replies = self._others() - self._seen
        after = limits.after_replies(free_at, now, self._step, replies, self._seen_at)
        self._seen, self._seen_at = self._seen + replies, now
        slots = limits.reserve(after, now + self._lead, now + self._lead + AHEAD, self._step)
        count = min(slots.count, most)
        rows = await take(count) if count > 0 else []
        if rows or (replies and after > now):
            await limits.occupy(tx, slots.at(len(rows)) if rows else after)
        return [(row, slots.at(number)) for number, row in enumerate(rows)]

    def prepared(self, took: timedelta) -> None:
        """How long it took from looking for rows to having their texts: as early the next must begin."""
        self._lead = min(max(took * 1.5, self._lead * 0.8), LONGEST_LEAD)

    @property
    def window(self) -> int:
        """How many rows in hand the rate needs; more would only be in doubt after a crash."""
        return min(MOST_AT_ONCE, math.ceil((self._lead + AHEAD + 2 * self._latency) / self._step))

    def answered(self, took: timedelta) -> None:
        """How long Telegram took to answer."""
        self._latency += (took - self._latency) / 8

    def leaves(self) -> None:
        """One of the outbox's own messages leaves: it is no reply."""
        self._own += 1

    def _others(self) -> int:
        counted = self._request.messages if isinstance(self._request, AiohttpRequest) else self._own
        return counted - self._own
