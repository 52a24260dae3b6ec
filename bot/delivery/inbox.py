"""Updates that Telegram has been told are received, until their handlers have dealt with them.

Chats are handled side by side, one chat in order, by any number of processes. All times are machine time.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.delivery import inbox_rows
from bot.delivery.inbox_rows import Claimed, Fate
from bot.delivery.limits import backoff
from bot.delivery.pump import Pump
from bot.storage.engine import Database, Transaction
from bot.storage.refusals import in_words
from bot.storage.tables import inbox
from bot.storage.upserts import insert_new

log = logging.getLogger(__name__)

Update = Mapping[str, Any]  # as Telegram sent it
Handle = Callable[[Update], Awaitable[None]]

MOST_AT_ONCE: Final = 256
POLL: Final = 1.0  # seconds until updates are found that another process has stored
REST: Final = 0.005  # seconds at least between rounds
LONGEST: Final = (
    120.0  # seconds a handler may take; more than the waits for a connection, the lock and a reply
)
GRACE: Final = 8.0  # seconds that handlers are given when it stops
UNWIND: Final = 1.0  # seconds that they have to end once they are cancelled
TIDY: Final = timedelta(hours=1)


class SupersededError(Exception):
    """Another process handles this update now: whatever this one did for it must not be kept."""


@dataclass(frozen=True)
class _Run:
    """One turn at an update; every claim counts one up, so that only the last one's effect is kept."""

    tries: int
    clock: Clock


_run: ContextVar[_Run | None] = ContextVar("run", default=None)


async def store(tx: Transaction, updates: Iterable[Update], now: datetime) -> None:
    """Keep updates as Telegram sent them; those that are known already change nothing."""
    rows = [_row(received, now) for received in updates]
    if rows:
        await tx.execute(insert_new(inbox, ["update_id"]), rows)


def _row(received: Update, now: datetime) -> Mapping[str, Any]:
    body = _storable(json.dumps(received, ensure_ascii=False, separators=(",", ":")))
    chat_id = _chat_of(received)
    return {"update_id": received["update_id"], "chat_id": chat_id, "body": body, "received_at": now}


def _storable(body: str) -> str:
    """Half a surrogate pair, which is no UTF-8, becomes JSON's own escape of it."""
    return body.encode(errors="backslashreplace").decode()


def _chat_of(received: Update) -> int:
    """The chat within which order matters; 0 where there is none."""
    query = received.get("callback_query", {})
    message = received.get("message") or query.get("message") or received.get("my_chat_member") or {}
    return int(message.get("chat", query.get("from", {})).get("id", 0))


async def finish(tx: Transaction, update_id: int) -> None:
    """Let an update count as handled together with all else in the transaction.

    Raises SupersededError where another process has taken the update over. Outside an inbox there is nothing
    to finish.
    """
    run = _run.get()
    if run is None:
        return
    if not await inbox_rows.finish(tx, update_id, run.tries, run.clock.machine_now()):
        raise SupersededError(f"update {update_id} is handled elsewhere")


class Inbox:
    """Brings stored updates to `handle`, for which this process has a name of its own.

    Where `handle` raises sqlalchemy's DBAPIError the update is tried again, a few times; another error, or no
    end within two minutes, parks it.
    """

    def __init__(self, database: Database, clock: Clock, process: str, handle: Handle) -> None:
        self._database, self._clock, self._process, self._handle = database, clock, process, handle
        self._pump = Pump(clock, self._round, "inbox", REST)
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._fates: list[Fate] = []
        self._renewed = self._tidied = clock.machine_now() - TIDY

    def wake(self) -> None:
        """An update was stored."""
        self._pump.wake()

    def stop(self) -> None:
        """Begin with no other update; `run` ends once those in hand are done with."""
        self._pump.stop()

    async def run(self) -> None:
        """Handle what is stored, until stopped; then within ten seconds."""
        await self._pump.run()
        await self._end()

    async def _end(self) -> None:
        if self._in_hand:
            _, late = await asyncio.wait(self._in_hand.values(), timeout=GRACE)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=UNWIND)
        try:
            await self._round()
        except DBAPIError as error:
            log.error("inbox: what was in hand will be handled again: %s", in_words(error))  # noqa: TRY400

    async def _round(self) -> float:
        now = self._clock.machine_now()
        fates = self._fates[:]
        async with self._database.writing() as tx:
            await inbox_rows.settle(tx, self._process, fates, now)
            await self._keep(tx, now)
            claimed = [] if self._pump.stopping else await self._claim(tx, now)
        del self._fates[: len(fates)]
        for one in claimed:
            self._in_hand[one.update_id] = asyncio.create_task(self._deal_with(one))
        return POLL

    async def _keep(self, tx: Transaction, now: datetime) -> None:
        """Renew the leases before others may take them; forget what is old."""
        if self._in_hand and now - self._renewed >= inbox_rows.LEASE / 4:
            await inbox_rows.renew(tx, self._process, list(self._in_hand), now)
            self._renewed = now
        if now - self._tidied >= TIDY:
            parked = await inbox_rows.tidy(tx, now)
            self._tidied = now
            if parked:
                log.warning("inbox: %d updates failed too often and are kept aside", parked)

    async def _claim(self, tx: Transaction, now: datetime) -> Sequence[Claimed]:
        return await inbox_rows.claim(tx, self._process, now, MOST_AT_ONCE - len(self._in_hand))

    async def _deal_with(self, one: Claimed) -> None:
        _run.set(_Run(one.tries, self._clock))
        fate: Fate | None = self._again(one, seconds=0)  # where it is cancelled: the next process may have it
        try:
            fate = await self._fate(one)
        finally:
            del self._in_hand[one.update_id]
            if fate is not None:
                self._fates.append(fate)
            self._pump.wake()

    async def _fate(self, one: Claimed) -> Fate | None:
        try:
            async with asyncio.timeout(LONGEST):
                await self._handle(json.loads(one.body))
        except SupersededError:
            log.info("update %d: handled elsewhere", one.update_id)
            return None
        except DBAPIError as error:
            log.warning("update %d: the database failed (%d): %s", one.update_id, one.tries, in_words(error))
            return self._again(one, backoff(one.tries))
        except Exception:
            log.exception("update %d: its handler failed; it is kept aside", one.update_id)
            return Fate(one.update_id, parked=True)
        return Fate(one.update_id)

    def _again(self, one: Claimed, seconds: float) -> Fate:
        return Fate(one.update_id, again_at=self._clock.machine_now() + timedelta(seconds=seconds))
