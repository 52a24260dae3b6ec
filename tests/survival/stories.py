"""What happens to those who send a broadcast: they end, lose their database, share the work."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.delivery.outbox import LEASE
from tests.survival.broadcast import Account, Broadcast, Worker, working
from tests.survival.ledger import Arrival, closest_in_a_chat, most_within

Trouble = Callable[[Worker], AbstractAsyncContextManager[None]]

OVER: Final = LEASE + timedelta(seconds=1)  # when the rows of the dead are free


@dataclass(frozen=True)
class Kills:
    """What `kill -9` left behind."""

    account: Account
    claimed: int  # messages that the dead had in hand
    in_flight: int  # those of them whose requests had left
    recovery: float  # seconds from the last kill until everything was sent


async def killed(
    broadcast: Broadcast, kill_at: Sequence[int], rate: float, ahead: timedelta = timedelta()
) -> Kills:
    """One sender after another is killed once so many messages have come in all; the last one carries on.

    The clock of each is `ahead` of that of the one before it.
    """
    in_hand: dict[str, Sequence[str]] = {}
    for life, number in enumerate(kill_at):
        async with working(broadcast, f"life-{life}", rate, life * ahead) as worker:
            await broadcast.ledger.counts(number)
            await worker.kill()
        in_hand[worker.name] = await broadcast.in_hand(worker.name)
    recovery = await _carry_on(broadcast, rate, len(kill_at) * ahead)
    left = {(arrival.process, arrival.text) for arrival in broadcast.ledger.arrivals}
    return Kills(
        account=await broadcast.account(),
        claimed=sum(len(texts) for texts in in_hand.values()),
        in_flight=sum((name, text) in left for name, texts in in_hand.items() for text in texts),
        recovery=recovery,
    )


async def _carry_on(broadcast: Broadcast, rate: float, ahead: timedelta = timedelta()) -> float:
    """How many seconds one more process takes for all that is left."""
    began = _seconds()
    async with working(broadcast, "heir", rate, ahead) as heir:
        await broadcast.ends()
        took = _seconds() - began
        await heir.stop()
    return took


async def stopped(broadcast: Broadcast, stop_at: Sequence[int], rate: float) -> tuple[Account, float]:
    """One sender after another gets SIGTERM; also the most seconds that one took to end."""
    longest, ledger = 0.0, broadcast.ledger
    for life, number in enumerate(stop_at):
        async with working(broadcast, f"life-{life}", rate) as worker:
            await ledger.counts(number)
            await ledger.hears_from(worker.name)
            longest = max(longest, await worker.stop())
    await _carry_on(broadcast, rate)
    return await broadcast.account(), longest


async def troubled(
    broadcast: Broadcast, at: int, trouble: Trouble, complaint: str, rate: float
) -> tuple[Account, float]:
    """The database is in trouble until the sender complains; also the seconds from then to the end."""
    async with working(broadcast, "one", rate) as worker:
        await broadcast.ledger.counts(at)
        async with trouble(worker):
            await worker.says(complaint)
        over = _seconds()
        await broadcast.ends()
        took = _seconds() - over
        await worker.stop()
    return await broadcast.account(), took


@dataclass(frozen=True)
class Shared:
    """How several processes sent together."""

    account: Account
    most_in_a_second: int
    stall: float  # seconds that whoever counted was held up
    closest_in_a_chat: float  # seconds
    shares: Counter[str]  # how many messages each brought while all were at work
    takeover: float  # seconds from a death until the others had sent what the dead had in hand


async def shared(broadcast: Broadcast, processes: int, rate: float, kill_at: int = 0) -> Shared:
    """Some processes send side by side; the first is killed once so many messages have come, if any."""
    ledger = broadcast.ledger
    async with AsyncExitStack() as stack:
        starting = (working(broadcast, f"worker-{number}", rate) for number in range(processes))
        workers = await asyncio.gather(*(stack.enter_async_context(one) for one in starting))
        for worker in workers:
            await ledger.hears_from(worker.name)
        begun = len(ledger.arrivals)
        takeover = 0.0
        if kill_at:
            await ledger.counts(begun + kill_at)
            takeover = await _taken_over(broadcast, workers[0])
        await broadcast.ends()
    together = ledger.arrivals[begun : begun + kill_at if kill_at else None]
    return Shared(
        account=await broadcast.account(),
        most_in_a_second=most_within(1.0, [arrival.at for arrival in ledger.arrivals]),
        stall=ledger.stall,
        closest_in_a_chat=closest_in_a_chat(ledger.arrivals),
        shares=Counter(arrival.process for arrival in together),
        takeover=takeover,
    )


async def _taken_over(broadcast: Broadcast, dying: Worker) -> float:
    """Kill it; how long until others have sent what it had in hand."""
    await dying.kill()
    died = _seconds()
    inherited = set(await broadcast.in_hand(dying.name))

    def brought_by_others() -> bool:
        return inherited <= {one.text for one in broadcast.ledger.arrivals if _by_another(one, dying)}

    await broadcast.ledger.until(brought_by_others)
    return _seconds() - died


def _by_another(arrival: Arrival, worker: Worker) -> bool:
    return arrival.process != worker.name


def _seconds() -> float:
    return asyncio.get_running_loop().time()
