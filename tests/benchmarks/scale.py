"""A hundred thousand people and a million messages: claims, planning, and 10,000 reminders at one instant.

Run by hand: `python tests/benchmarks/scale.py [SECTION ...]`; the sections are those of `SECTIONS`. On both
databases, and beside APScheduler with its memory store and with SQLAlchemyJobStore where it can do the same.
The suite has the small version, in tests/scale. Exits 1 where a promise is broken; on a busy machine only the
ratios say anything.
"""

import argparse
import asyncio
import gc
import math
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import func, select

from bot.agenda.sample import read_sample
from bot.app import MESSAGES, plan_all
from bot.delivery import claims, outcomes
from bot.delivery import outbox as post
from bot.delivery.forgetting import forget
from bot.reminders import jobs as reminders
from bot.storage.engine import Database
from bot.storage.tables import outbox
from tests.benchmarks.survival import Databases, Figures, databases
from tests.scale.crowd import LARGE, QUIET, Size, gather

OWNERS = frozenset({100_000_001})
REMINDED = 10_000
# Of ten, one wants no reminders.
AT_ONCE = Size(people=REMINDED * 10 // 9, sent=20_000, waiting=0, later=0, handled=0)
ROUNDS, EACH = 2_000, 10  # claims, and messages of each
MOMENTS = {
    "nothing due": QUIET,
    "reminders": datetime(2019, 4, 30, 5, 55, tzinfo=UTC),
    "prompts": datetime(2019, 4, 30, 5, 27, tzinfo=UTC),
    "choosing ends": datetime(2019, 4, 30, 6, 40, tzinfo=UTC),
    "four months later": datetime(2019, 9, 10, 6, 0, tzinfo=UTC),
}
# Promises, in milliseconds and mebibytes.
CLAIM_P99, PLANNING, GROWTH, ENQUEUED, BLOCKED, FORGETTING = 20, 200, 50, 300, 20, 200
BEATS = 0.001  # seconds between two of the heart


@asynccontextmanager
async def opened(url: str, size: Size):
    database, began = Database(url), time.monotonic()
    await gather(database, read_sample(), size)
    took = time.monotonic() - began
    print(f"       {size.people:,} people, {size.sent:,} messages written in {took:.0f} s", flush=True)
    yield database
    await database.close()


async def timed(work: Awaitable[object]) -> float:
    began = time.perf_counter()
    await work
    return 1000 * (time.perf_counter() - began)


def percentile(values: list[float], percent: int) -> float:
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


# -------------------------------------------------------------------- sections


async def claiming(database: Database, name: str, figures: Figures) -> None:
    """As the sender does: what came back is settled and what goes next is claimed in one transaction."""
    kinds, batch, took, began = list(MESSAGES), [], [], 0.0
    for number in range(ROUNDS):
        if number == ROUNDS // 10:  # all is compiled, and the connections are open
            took, began = [], resident()
        machine_now = QUIET + number * timedelta(seconds=0.1)
        async with database.writing() as tx:
            await post.settle(tx, "bench", batch)
            started = time.perf_counter()
            rows = await claims.claim(tx, "bench", kinds, QUIET, machine_now, EACH)
            took.append(1000 * (time.perf_counter() - started))
        batch = [outcomes.sent(row, row.id, machine_now) for row in rows]
    p99, grown = percentile(took, 99), resident() - began
    promises = {
        f"a claim within {CLAIM_P99} ms": p99 < CLAIM_P99,
        f"growth below {GROWTH} MiB": grown < GROWTH,
    }
    median = statistics.median(took)
    figures.add(f"{name}: {ROUNDS:,} claims", promises, median_ms=median, p99_ms=p99, grown_MiB=grown)


async def planning(database: Database, name: str, figures: Figures) -> None:
    """Each moment several times: first all messages are planned, then there is nothing new."""
    for moment, now in MOMENTS.items():
        first = await timed(plan_all(database, OWNERS, now))
        again = [await timed(plan_all(database, OWNERS, now)) for _ in range(5)]
        median = statistics.median(again)
        promises = {f"planning within {PLANNING} ms": median < PLANNING}
        figures.add(f"{name}: planning, {moment}", promises, first_ms=first, then_ms=median)


async def forgetting(database: Database, name: str, figures: Figures) -> None:
    """A whole pass, in transactions that each hold the lock for a moment."""
    before, last, took = QUIET - timedelta(days=90), 0, []
    count = select(func.count()).select_from(outbox)
    async with database.reading() as tx:
        there = await tx.scalar(count)
    while last is not None:
        started = time.perf_counter()
        async with database.writing() as tx:
            last = await forget(tx, ["reminder", "feedback", "change-alert"], before, last)
        took.append(1000 * (time.perf_counter() - started))
    async with database.reading() as tx:
        gone = there - await tx.scalar(count)
    promises = {f"no transaction over {FORGETTING} ms": max(took) < FORGETTING}
    figures.add(f"{name}: forgetting", promises, rows=gone, longest_ms=max(took), all_s=sum(took) / 1000)


async def crowd(found: Databases, figures: Figures) -> None:
    for name, new in found.each.items():
        async with opened(new(), LARGE) as database:
            await claiming(database, name, figures)
            await planning(database, name, figures)
            await forgetting(database, name, figures)


async def at_once(found: Databases, figures: Figures) -> None:
    """10,000 reminders fall due at one instant."""
    for name, new in found.each.items():
        enqueued, took, blocked = await reminding(new())
        promises = {
            f"enqueued within {ENQUEUED} ms": took < ENQUEUED,
            f"the loop goes on within {BLOCKED} ms": blocked < BLOCKED,
            "none is lost": enqueued == REMINDED,
        }
        figures.add(f"{name}: {enqueued:,} reminders", promises, enqueued_ms=took, blocked_ms=blocked)
    for name, took, blocked in await others():
        figures.add(name, {}, fired=REMINDED, fired_ms=took, blocked_ms=blocked)


async def reminding(url: str) -> tuple[int, float, float]:
    """How many reminders were planned, in how many milliseconds, and for how many nothing else went on."""
    async with opened(url, AT_ONCE) as database:
        await plan_all(database, OWNERS, QUIET)  # it has been at work: its statements are compiled
        took, blocked = await with_heart(lambda: remind(database))
        due = outbox.c.kind == "reminder", outbox.c.due_at == MOMENTS["reminders"]
        async with database.reading() as tx:
            return await tx.scalar(select(func.count()).where(*due)) or 0, took, blocked


async def race() -> list[tuple[str, float, float]]:
    """Everybody's milliseconds for 10,000 reminders, and those for which nothing else went on."""
    ours = []
    with databases() as found:
        for name, new in found.each.items():
            enqueued, took, blocked = await reminding(new())
            assert enqueued == REMINDED, enqueued
            ours.append((f"seminar-bot, {name}", took, blocked))
    return [*ours, *await others()]


async def remind(database: Database) -> None:
    async with database.writing() as tx:
        await reminders.plan(tx, MOMENTS["reminders"])


async def with_heart(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Milliseconds that it took, and the longest for which nothing else could go on."""
    longest = 0.0

    async def beat() -> None:
        nonlocal longest
        last = time.perf_counter()
        while True:
            await asyncio.sleep(BEATS)
            now = time.perf_counter()
            longest, last = max(longest, now - last - BEATS), now

    heart = asyncio.create_task(beat())
    await asyncio.sleep(10 * BEATS)
    longest = 0.0
    took = await timed(work())
    await asyncio.sleep(10 * BEATS)
    heart.cancel()
    return took, 1000 * longest


# ---------------------------------------------------------------------- theirs

FIRED: list[int] = []


def fire(person: int) -> None:
    FIRED.append(person)


async def others() -> list[tuple[str, float, float]]:
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        stores = {
            "APScheduler, in memory": MemoryJobStore(),
            "APScheduler, SQLAlchemyJobStore": SQLAlchemyJobStore(f"sqlite:///{folder}/jobs.db"),
        }
        for name, store in stores.items():
            took, blocked = await with_heart(lambda store=store: scheduled(store))
            taken.append((name, took, blocked))
    return taken


async def scheduled(store) -> None:
    """One job for each reminder; their time has come when the scheduler begins."""
    FIRED.clear()
    scheduler = AsyncIOScheduler(timezone=UTC, jobstores={"default": store})
    scheduler.start(paused=True)
    due = datetime.now(UTC)
    for person in range(REMINDED):
        scheduler.add_job(fire, "date", run_date=due, args=[person], misfire_grace_time=None)
    scheduler.resume()
    while len(FIRED) < REMINDED:  # noqa: ASYNC110 -- nobody tells us
        await asyncio.sleep(BEATS)
    scheduler.shutdown()


SECTIONS = {"crowd": crowd, "at-once": at_once}


async def main(names: list[str]) -> bool:
    gc.freeze()  # as `seminar-bot run` does
    figures = Figures()
    with databases() as found:
        for name in names or SECTIONS:
            await SECTIONS[name](found, figures)
    return not figures.broken


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sections", nargs="*", metavar="SECTION", choices=[[], *SECTIONS])
    sys.exit(0 if asyncio.run(main(parser.parse_args().sections)) else 1)
