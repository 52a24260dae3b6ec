"""A contest: each contestant in a process of its own, before the same Telegram; they take turns."""

import asyncio
import contextlib
import gc
import math
import multiprocessing
import resource
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from tests.benchmarks.loopback import Log, Loopback, Tapping, Weather

POLL = 0.05  # seconds between two looks at what Telegram has seen
PATIENCE = 10.0  # seconds until a contestant has stopped; one that hangs is killed


@dataclass(frozen=True)
class Task:
    """What there is to do, for a bot that is told the limits: so many messages, or taps to be answered."""

    count: int
    at_once: int = 64
    rate: int = 10_000  # messages a second
    taps: Tapping | None = None
    patience: float = 120.0  # seconds, then it is cut off


Go = Callable[[], Awaitable[object]]
Contestant = Callable[
    [str, Task], AbstractAsyncContextManager[Go]
]  # its arguments: the Bot API's address, what to do


@dataclass(frozen=True)
class Effort:
    """What it took: seconds until Telegram had accepted all, CPU seconds, MiB resident at most."""

    seconds: float
    cpu: float
    memory: float
    log: Log
    done: int  # of `Task.count`


def compete(
    loopback: Loopback, weather: Weather, task: Task, contestants: Mapping[str, str], rounds: int
) -> Mapping[str, Sequence[Effort]]:
    """Everybody once a round, one after another; contestants are named as `module:function`."""
    efforts: dict[str, list[Effort]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, contestant in contestants.items():
            loopback.reset(Weather(weather.latency))
            efforts[name].append(_alone(loopback, weather, task, contestant))
    return efforts


async def side_by_side(task: Task, send: Callable[[int], Awaitable[object]]) -> None:
    """Send to as many chats as there are, so many requests at once."""
    chats = iter(range(1, task.count + 1))

    async def worker() -> None:
        for chat_id in chats:
            await send(chat_id)

    await asyncio.gather(*(worker() for _ in range(task.at_once)))


def median(efforts: Sequence[Effort], of: Callable[[Effort], float]) -> float:
    return statistics.median(of(effort) for effort in efforts)


def _alone(loopback: Loopback, weather: Weather, task: Task, contestant: str) -> Effort:
    ours, theirs = multiprocessing.Pipe()
    arguments = theirs, contestant, loopback.url, task
    process = multiprocessing.get_context("spawn").Process(target=_play, args=arguments, daemon=True)
    process.start()
    theirs.close()
    try:
        ours.recv()  # it is ready
        loopback.reset(weather)
        ours.send("go")
        began = ours.recv()
        if task.taps:
            loopback.tap(task.taps)
        log = _watch(loopback, task, began)
        ours.send("stop")
        cpu, memory = ours.recv() if ours.poll(PATIENCE) else (math.nan, math.nan)
    finally:
        process.kill()
        process.join()
    done = len(log.waits) if task.taps else log.accepted
    seconds = log.last - began + (0 if task.taps else weather.latency)
    return Effort(seconds, cpu, memory, log, min(done, task.count))


def _watch(loopback: Loopback, task: Task, began: float) -> Log:
    while time.monotonic() - began < task.patience:
        log = loopback.log
        if (len(log.waits) if task.taps else log.accepted) >= task.count:
            return log
        time.sleep(POLL)
    return loopback.log


def _named(name: str) -> Contestant:
    module, _, function = name.partition(":")
    contestant: Contestant = getattr(import_module(f"tests.benchmarks.{module}"), function)
    return contestant


def _most_memory() -> float:
    """MiB that this process has had at once. Linux counts its parent's, too, in what getrusage says."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _play(control: Connection, name: str, url: str, task: Task) -> None:
    """In the contestant's process; garbage is looked for as in `seminar-bot run`."""
    contestant = _named(name)
    gc.freeze()

    async def run() -> None:
        async with contestant(url, task) as go:
            gc.freeze()
            control.send("ready")
            await asyncio.to_thread(control.recv)
            began, cpu = time.monotonic(), time.process_time()
            control.send(began)
            going = asyncio.ensure_future(go())
            await asyncio.to_thread(control.recv)
            spent, memory = time.process_time() - cpu, _most_memory()
            going.cancel()
            control.send((spent, memory))
            control.recv()  # until it is killed: how it ends is not timed

    asyncio.run(run())
