"""Sending what is due: a round settles what came back and claims what goes next, in one commit.

A row is claimed with a slot, a moment a little ahead at which it may leave, and meanwhile put into words. Who
misses a slot gives the row back for another one, so that all processes together stay under the limits.
Replies leave without one and are paid for in the next claim: two in one second, beside the broadcast of
another process, may be one too many; that one is asked for again.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, Final

from sqlalchemy.exc import DBAPIError
from telegram import Bot

from bot.clock import Clock
from bot.delivery import limits, outbox, outcomes
from bot.delivery.claims import claim
from bot.delivery.digests import NO_DIGESTS, Digests, gather, pack
from bot.delivery.failures import Failure, Meaning, classify
from bot.delivery.outbox import Row, Settlement
from bot.delivery.outcomes import Batch, Unreachable
from bot.delivery.pace import Claimed, Pace, Slot
from bot.delivery.post import post
from bot.delivery.pump import Pump
from bot.delivery.wording import Later, Render, Worded, put_into_words
from bot.screens import Outgoing
from bot.storage.engine import Database, Transaction
from bot.storage.refusals import in_words

log = logging.getLogger(__name__)

BEAT: Final = 0.1  # seconds between rounds while something is under way
IDLE: Final = 1.0  # seconds between rounds while nothing is
REST: Final = 0.05  # seconds at least between rounds; so soon for a fair part, where others had all slots
REQUEST: Final = 25.0  # seconds; less than a lease
GRACE: Final = 8.0  # seconds that requests under way are given when it stops
TIDY: Final = timedelta(seconds=1)


class Sender:
    """Sends the outbox; any number of processes may do so side by side, each under a name of its own.

    `rate` is in messages a second, of all processes together. `render` puts rows of these `kinds` into words,
    None for what no longer holds; `unreachable` is told the ids of people who blocked the bot or are no more,
    `settled` what became of each message; `digests` make one message of several of a kind.
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- all that it needs from outside
        self,
        database: Database,
        clock: Clock,
        bot: Bot,
        process: str,
        rate: float,
        kinds: Collection[str],
        render: Render,
        unreachable: Unreachable,
        settled: Callable[[Settlement], None] = lambda _: None,
        digests: Digests = NO_DIGESTS,
    ) -> None:
        self._database, self._clock, self._bot, self._process = database, clock, bot, process
        self._kinds, self._render, self._unreachable = list(kinds), render, unreachable
        self._settled, self._digests = settled, digests
        self._pump = Pump(clock, self._round, "sender", REST)
        self._pace = Pace(bot, rate, clock.machine_now())
        self._refusals, self._outage = limits.Refusals(), limits.Outage()
        self._batch = Batch()
        self._in_hand: set[Row] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._tidied: datetime | None = None

    def wake(self) -> None:
        """Something may be due at once."""
        self._pump.wake()

    def stop(self) -> None:
        """Claim nothing more; `run` ends once what is under way has been settled."""
        self._pump.stop()

    async def run(self) -> None:
        """Send what is due, until stopped; then within ten seconds."""
        await self._pump.run()
        await self._finish()

    # ------------------------------------------------------------------ rounds

    async def _round(self) -> float:
        now = self._clock.machine_now()
        batch, self._batch = self._batch, Batch()
        try:
            async with self._database.writing() as tx:
                await batch.write(tx, self._process, self._unreachable)
                claimed = await self._tidy_and_claim(tx, now)
        except BaseException:
            batch.absorb(self._batch)
            self._batch = batch
            raise
        if claimed:
            self._in_hand.update(part for row, _ in claimed for part in row.parts)
            self._start(self._send_group(claimed, now))
        if self._pace.crowded:
            return REST
        return BEAT if self._in_hand or self._batch.settlements else IDLE

    async def _tidy_and_claim(self, tx: Transaction, now: datetime) -> Claimed:
        if self._pump.stopping:
            return []
        if self._tidied is None or now - self._tidied >= TIDY:
            await outbox.expire(tx, self._clock.now())
            await outbox.release_dead(tx, now)
            await limits.forget_passed(tx, now)
            self._tidied = now
        messages = len({row.chat_id for row in self._in_hand})  # one a chat, of however many rows
        most = min(self._pace.window, self._outage.allows(now)) - messages
        return await self._pace.claim(tx, now, most, partial(self._take, tx, now))

    async def _take(self, tx: Transaction, machine_now: datetime, limit: int) -> Sequence[Row]:
        now = self._clock.now()
        rows = await claim(tx, self._process, self._kinds, now, machine_now, limit)
        return await gather(tx, rows, self._digests, now, self._process)

    async def _finish(self) -> None:
        try:
            async with asyncio.timeout(GRACE):
                while self._tasks:
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            self._abandon()
        try:
            await self._round()
        except DBAPIError as error:
            log.error("sender: what was under way will count as ambiguous: %s", in_words(error))  # noqa: TRY400

    def _abandon(self) -> None:
        for task in self._tasks:
            task.cancel()
        stopped = Failure(Meaning.AMBIGUOUS, "the bot stopped before Telegram answered")
        for row in list(self._in_hand):
            self._conclude(outcomes.failed(row, stopped, self._clock.machine_now()))

    # ---------------------------------------------------------------- messages

    async def _send_group(self, claimed: Claimed, begun: datetime) -> None:
        rows = [part for row, _ in claimed for part in row.parts]
        worded = await put_into_words(self._database, self._render, rows, self._clock.now())
        self._pace.prepared(self._clock.machine_now() - begun)
        words = iter(worded)
        for row, slot in claimed:
            for part, its in self._packed(row, list(islice(words, len(row.parts)))):
                self._start(self._send(part, slot, its))

    def _packed(self, row: Row, worded: Sequence[Worded]) -> Sequence[tuple[Row, Worded]]:
        try:
            return pack(row, worded, self._digests)
        except Exception as error:  # they come one by one after this
            log.exception("outbox row %d: %s and others cannot be put into one", row.id, row.kind)
            return [(part, error) for part in row.parts]

    async def _send(self, row: Row, slot: Slot, words: Worded) -> None:
        match words:
            case None:
                settlement = outcomes.cancelled(row)
            case DBAPIError() | Later():
                settlement = outcomes.withheld(row)
            case Exception():
                settlement = outcomes.fruitless(row, repr(words), self._clock.machine_now())
            case _:
                settlement = await self._send_in_time(row, slot, words)
        self._conclude(settlement)

    async def _send_in_time(self, row: Row, slot: Slot, outgoing: Outgoing) -> Settlement:
        opened_at = await self._wait_for(slot)
        now = self._clock.machine_now()
        late = now - opened_at
        no_longer = late > limits.PUNCTUAL or self._clock.now() >= min(part.expires_at for part in row.parts)
        if no_longer or self._pump.stopping or self._outage.lasts(now):
            return outcomes.withheld(row)
        self._pace.leaves(late)
        try:
            async with asyncio.timeout(REQUEST):
                message_id = await post(self._bot, row.chat_id, outgoing)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the row must not be lost
            return self._failed(row, classify(error))
        self._answered()
        answered_at = self._clock.machine_now()
        self._pace.answered(answered_at - now)
        return outcomes.sent(row, message_id, answered_at)

    async def _wait_for(self, slot: Slot) -> datetime:
        """Until it is open, which may be later by the replies that leave meanwhile; when that was to be."""
        opens_at, known = slot.moment, None
        while opens_at != known:
            known = opens_at
            now = self._clock.machine_now()
            await self._clock.sleep(max(0.0, (opens_at - now).total_seconds()))
            opens_at = self._pace.opens_at(slot)
        return opens_at

    def _failed(self, row: Row, failure: Failure) -> Settlement:
        now = self._clock.machine_now()
        log.warning("outbox row %d: %s: %s", row.id, failure.meaning.name.lower(), failure.kind)
        if failure.person_gone:
            self._batch.gone.add(row.person_id)
        match failure.meaning:
            case Meaning.UNSENT:
                self._outage.found(now)
            case Meaning.AMBIGUOUS:
                self._outage.suspected(now)
            case Meaning.LIMITED:
                self._hold_back(row, now, now + failure.retry_after)
            case Meaning.DEFINITE | Meaning.REFUSED:
                self._answered()
        return outcomes.failed(row, failure, now)

    def _answered(self) -> None:
        self._refusals.served()
        self._outage.over()

    def _hold_back(self, row: Row, now: datetime, until: datetime) -> None:
        self._outage.over()
        self._batch.hold_back(row.chat_id, until)
        everybody = self._refusals.refused(row.chat_id, now, until)
        if everybody:
            self._batch.hold_back(limits.EVERYBODY, everybody)

    def _conclude(self, settlement: Settlement) -> None:
        self._in_hand.difference_update(settlement.row.parts)
        self._batch.settlements += settlement.parts
        for part in settlement.parts:
            self._settled(part)
        if not self._in_hand:
            self._pump.wake()  # whoever taps it in a moment finds that it has come

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
