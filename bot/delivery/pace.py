"""When this process may send: slots of the shared rate, less what replies have used of it."""

import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from telegram import Bot

from bot.delivery import limits
from bot.delivery.outbox import Row
from bot.delivery.request import AiohttpRequest
from bot.storage.engine import Transaction

AHEAD: Final = timedelta(milliseconds=250)  # how far slots are taken in advance
SHORTEST_LEAD: Final = timedelta(milliseconds=45)  # a first group takes longer than those that follow
LONGEST_LEAD: Final = timedelta(seconds=4)  # a message waits for its slot, and is answered, within its lease
FIRST_LATENCY: Final = timedelta(milliseconds=500)
MOST_AT_ONCE: Final = 512  # messages in hand, however slow Telegram is

Take = Callable[[int], Awaitable[Sequence[Row]]]  # claims at most so many rows


@dataclass(frozen=True)
class Slot:
    """A moment at which one message may leave; what leaves unasked or late before it may push it back."""

    moment: datetime  # machine time, as the other one
    taken_at: datetime
    debt: timedelta  # of the pace by then


Claimed = Sequence[tuple[Row, Slot]]


class Pace:
    """Gives rows their slots. The bot's other messages, replies, have none, but each costs one."""

    def __init__(self, bot: Bot, rate: float, now: datetime) -> None:
        self._request = bot.request
        self._step = limits.step(rate)
        self._lead, self._latency = SHORTEST_LEAD, FIRST_LATENCY
        self._own = 0
        self._seen = self._others()
        self._debt = self._paid = timedelta()  # how much later than planned, so far
        self._paid_at = self._left_at = now
        self.crowded = False  # other processes had taken all slots at the last look

    async def claim(self, tx: Transaction, now: datetime, most: int, take: Take) -> Claimed:
        """Take at most so many rows for the slots that begin soon; `now` is machine time."""
        free_at = self._unrounded(await limits.lock_pace(tx, now))
        self._count_replies()
        debt = self._debt - self._paid
        after = limits.pushed_back(free_at, now, debt, self._paid_at)
        self._paid, self._paid_at = self._debt, now
        slots = limits.reserve(after, now + self._lead, now + self._lead + AHEAD, self._step)
        self.crowded = slots.count == 0
        count = min(slots.count, most)
        rows = await take(count) if count > 0 else []
        if rows or (debt and after > now):
            self._left_at = slots.at(len(rows)) if rows else after
            await limits.occupy(tx, self._left_at)
        return [(row, Slot(slots.at(number), now, self._paid)) for number, row in enumerate(rows)]

    def opens_at(self, slot: Slot) -> datetime:
        """When it may be used: later by the debt that was made since it was taken."""
        self._count_replies()
        return limits.pushed_back(slot.moment, slot.moment, self._debt - slot.debt, slot.taken_at)

    def _unrounded(self, free_at: datetime) -> datetime:
        """What this process has left itself, as it was: a millisecond a claim would add up."""
        return self._left_at if timedelta() <= free_at - self._left_at <= limits.ROUNDING else free_at

    def _count_replies(self) -> None:
        others = self._others()
        self._debt += (others - self._seen) * self._step
        self._seen = others

    def prepared(self, took: timedelta) -> None:
        """How long it took from looking for rows to having their texts: as early the next must begin."""
        self._lead = min(max(took * 1.5, self._lead * 0.8, SHORTEST_LEAD), LONGEST_LEAD)

    @property
    def window(self) -> int:
        """How many messages in hand the rate needs; more would only be in doubt after a crash."""
        return min(MOST_AT_ONCE, math.ceil((self._lead + AHEAD + 2 * self._latency) / self._step))

    def answered(self, took: timedelta) -> None:
        """How long Telegram took to answer."""
        self._latency += (took - self._latency) / 8

    def leaves(self, late: timedelta) -> None:
        """One of the outbox's own messages leaves, so long after its slot: it is no reply."""
        self._own += 1
        self._debt += max(timedelta(), late - limits.TOLERABLE)

    def _others(self) -> int:
        counted = self._request.messages if isinstance(self._request, AiohttpRequest) else self._own
        return counted - self._own
