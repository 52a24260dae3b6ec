"""How fast messages may leave, in machine time; all processes share the table `paces`.

Telegram publishes about 30 messages a second to everybody, one a second to a chat, 20 a minute to a group
(core.telegram.org/bots/faq, "My bot is hitting limits"), but not how it counts. A pace that is even, and a
little under the limit, holds for a token bucket and for any sliding second.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Delete, bindparam, delete, select, update

from bot.storage.engine import Transaction
from bot.storage.moments import Moment, built
from bot.storage.tables import Instant, paces
from bot.storage.upserts import insert_new

SLACK: Final = 0.98  # of the rate: what is late may be followed by what is not
TOLERABLE: Final = timedelta(milliseconds=5)  # lateness of a message that leaves those after it as they are
PUNCTUAL: Final = timedelta(milliseconds=20)  # how late a slot may be used: (1 s + 20 ms) x SLACK < 1 s
CHAT_STEP: Final = timedelta(seconds=1) / SLACK
GROUP_STEP: Final = timedelta(minutes=1) / 20 / SLACK
ROUNDING: Final = timedelta(microseconds=999)  # so much less than a moment the table may keep
EVERYBODY: Final = 0  # in place of a chat's id

REPLIES_SHARE: Final = 0.8  # of the rate that replies may take from the outbox, so that it never starves
SEVERAL: Final = 8  # 429s in a row; where one in ten is by chance, five are found in any large broadcast
SILENT: Final = 5  # requests in a row without an answer; each may have arrived
TOGETHER: Final = timedelta(seconds=10)
NO_LIMIT: Final = 1_000_000
LONGEST_WAIT: Final = 60  # seconds between two tries of anything


def step(rate: float) -> timedelta:
    """The time between two messages at `rate` messages a second."""
    return timedelta(seconds=1 / (rate * SLACK))


@dataclass(frozen=True)
class Slots:
    """Moments at which one message each may leave: `first`, and then one a step."""

    first: datetime
    step: timedelta
    count: int

    def at(self, number: int) -> datetime:
        return self.first + number * self.step


def reserve(free_at: datetime, earliest: datetime, latest: datetime, step: timedelta) -> Slots:
    """The free slots between two moments."""
    first = max(free_at, earliest)
    return Slots(first, step, max(0, (latest - first) // step + 1))


def pushed_back(free_at: datetime, now: datetime, debt: timedelta, since: datetime) -> datetime:
    """When the next slot is free after what nobody delayed has used of the rate since a moment before now."""
    share = REPLIES_SHARE * min(now - since, timedelta(seconds=1))
    return max(free_at, now) + min(debt, share)


def backoff(tries: int) -> float:
    """Seconds to wait after so many failures in a row."""
    return min(2.0 ** min(tries - 1, 10), LONGEST_WAIT)


class Outage:
    """A time in which nothing reaches Telegram at all: single messages find out whether it is over."""

    def __init__(self) -> None:
        self._failures = self._doubts = 0
        self._until: datetime | None = None

    def lasts(self, now: datetime) -> bool:
        return self._until is not None and now < self._until

    def allows(self, now: datetime) -> int:
        """How many messages may leave at once."""
        if self.lasts(now):
            return 0
        return 1 if self._failures else NO_LIMIT

    def found(self, now: datetime) -> None:
        """Wait a while, longer each time in a row."""
        if not self.lasts(now):
            self._failures += 1
            self._until = now + timedelta(seconds=backoff(self._failures))

    def suspected(self, now: datetime) -> None:
        """A request was not answered; several in a row are an outage."""
        self._doubts += 1
        if self._doubts >= SILENT:
            self.found(now)

    def over(self) -> None:
        self._failures = self._doubts = 0
        self._until = None


class Refusals:
    """Tells a limit on everybody from limits on chats: only the former refuses several chats in a row."""

    def __init__(self) -> None:
        self._in_a_row: dict[int, tuple[datetime, datetime]] = {}

    def served(self) -> None:
        self._in_a_row.clear()

    def refused(self, chat_id: int, now: datetime, until: datetime) -> datetime | None:
        """Count a 429; the moment until which everybody is to wait, if it is about everybody."""
        self._in_a_row[chat_id] = now, until
        deadlines = [until for at, until in self._in_a_row.values() if now - at <= TOGETHER]
        return min(deadlines) if len(deadlines) >= SEVERAL else None


async def lock_pace(tx: Transaction, now: datetime) -> datetime:
    """The moment of the next free slot. On PostgreSQL processes take their slots in turn."""
    free_at = await tx.scalar(_PACE)
    if free_at is None:
        await tx.execute(_HOLD_BACK, {"chat_id": EVERYBODY, "free_at": now})
        free_at = await tx.scalar(_PACE)
    return free_at or now


async def occupy(tx: Transaction, free_at: datetime) -> None:
    """Keep the moment of the next free slot, never too early for the milliseconds of the table."""
    await hold_back(tx, {EVERYBODY: free_at + ROUNDING})


async def hold_back(tx: Transaction, deadlines: Mapping[int, datetime]) -> None:
    """Let nothing leave to these chats before their deadline; one that is later already stands."""
    for chat_id, until in sorted(deadlines.items(), key=_turn):
        await tx.execute(_HOLD_BACK, {"chat_id": chat_id, "free_at": until})
        await tx.execute(_HOLD_LONGER, {"its_id": chat_id, "until": until})


async def forget_passed(tx: Transaction, now: datetime) -> None:
    """Those that no other process has in hand."""
    await tx.execute(built(_forgetting), {"now": now})


def _forgetting(now: Moment) -> Delete:
    passed = select(paces.c.chat_id).where(paces.c.chat_id != EVERYBODY, paces.c.free_at <= now)
    return delete(paces).where(paces.c.chat_id.in_(passed.with_for_update(skip_locked=True)))


_PACE: Final = select(paces.c.free_at).where(paces.c.chat_id == EVERYBODY).with_for_update()
_HOLD_BACK: Final = insert_new(paces, ["chat_id"])
_UNTIL: Final = bindparam("until", type_=Instant)
_HOLD_LONGER: Final = (
    update(paces)
    .where(paces.c.chat_id == bindparam("its_id"), paces.c.free_at < _UNTIL)
    .values(free_at=_UNTIL)
)


def _turn(deadline: tuple[int, datetime]) -> tuple[bool, int]:
    """In which order processes lock these rows, so that none waits for another: the shared pace last."""
    chat_id, _ = deadline
    return chat_id == EVERYBODY, chat_id
