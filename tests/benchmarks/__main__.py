"""How fast this bot is, beside what a user would pick instead: `python -m tests.benchmarks`.

Everybody stands before the same Telegram on loopback, in a process of its own, and takes turns; printed are
medians. Trust the ratios: they are of one run on one machine. With names of sections only those are run;
`--rounds` says how often, `--picture FILE` draws the table. Exit code 1 where a promise is broken.
"""

import argparse
import asyncio
import math
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks import scale, start
from tests.benchmarks.contest import Effort, Task, compete, median
from tests.benchmarks.loopback import Loopback, Tapping, Weather, loopback
from tests.benchmarks.report import Line, Promise, Section, draw

OURS, PTB, AIOGRAM, FLOOR = "seminar-bot", "python-telegram-bot", "aiogram", "asyncio by hand"
TRANSPORT = f"{OURS}, its transport"
AT_ONCE, MESSAGES = 64, 1000
LATENCY = 0.05  # seconds
TAPS, PEOPLE, REST = 3000, 1000, 5.0
BUTTON = "session:d1-introduction"


def sends(telegram: Loopback, rounds: int) -> Iterator[Section]:
    contestants = {
        TRANSPORT: "ours:sends",
        PTB: "with_ptb:sends",
        AIOGRAM: "with_aiogram:sends",
        FLOOR: "by_hand:sends",
    }
    for latency in (0.0, LATENCY):
        task = Task(MESSAGES, AT_ONCE)
        efforts = compete(telegram, Weather(latency), task, contestants, rounds)
        section = Section(f"Sends, {AT_ONCE} at once, answered in {latency * 1000:.0f} ms", "a second")
        for name, tried in efforts.items():
            rate = median(tried, lambda effort: effort.done / effort.seconds)
            figures = {
                "a second": f"{rate:.0f}",
                "x PTB": f"{_ratio(tried, efforts[PTB], _rate):.2f}",
                "CPU ms": f"{1000 * median(tried, _cpu):.2f}",
                "MiB": f"{median(tried, lambda effort: effort.memory):.0f}",
            }
            section.lines.append(Line(name, figures, rate))
        ours = efforts[TRANSPORT]
        section.promises = [
            Promise(
                "as fast as python-telegram-bot, times", _ratio(ours, efforts[PTB], _rate), 8, at_least=True
            ),
            Promise("CPU of aiogram's, times", _ratio(ours, efforts[AIOGRAM], _cpu), 0.8),
        ]
        yield section


def announcements(telegram: Loopback, rounds: int) -> Iterator[Section]:
    peers = {
        f"{PTB}, gather": "with_ptb:gather",
        f"{PTB}, loop": "with_ptb:loop",
        "aiogram-broadcaster": "with_aiogram:broadcaster",
    }
    for people, most in ((150, rounds), (900, 1)):
        for model in ("bucket", "sliding"):
            yield _announcement(telegram, Task(people, rate=30), model, peers, most)
    for model in ("bucket", "sliding"):
        task = Task(20_000, rate=1000, patience=60)  # at 50 ms a loop sends 19 a second
        section = _announcement(telegram, task, model, {f"{PTB}, gather": "with_ptb:gather"}, 1, most=1.10)
        yield section


def _announcement(
    telegram: Loopback, task: Task, model: str, peers: dict[str, str], rounds: int, *, most: float = 1.05
) -> Section:
    contestants = {OURS: "ours:announcement", **peers}
    efforts = compete(telegram, Weather(LATENCY, model, task.rate), task, contestants, rounds)
    ideal = task.count / task.rate
    title = f"Announcement to {task.count:,} at {task.rate:,}/s, counted by {model}"
    section = Section(title, "time / ideal")
    for name, tried in efforts.items():
        ratio = median(tried, lambda effort: effort.seconds / ideal)
        arrived = median(tried, lambda effort: effort.done)
        ratio = ratio if arrived == task.count else math.nan
        refused = median(tried, _refused)
        figures = {
            "time / ideal": f"{ratio:.3f}",
            "arrived": f"{arrived:.0f}",
            "429s": f"{refused:.0f}",
            "CPU ms": f"{1000 * median(tried, _cpu):.2f}",
            "MiB": f"{median(tried, lambda effort: effort.memory):.0f}",
        }
        note = f", {refused:.0f} refused" if refused else ""
        section.lines.append(Line(name, figures, ratio, note))
    ours = efforts[OURS]
    section.promises = [
        Promise("time / ideal", median(ours, lambda effort: effort.seconds / ideal), most),
        Promise("429s", max(map(_refused, ours)), 0),
    ]
    if task.rate == 1000:
        section.promises.append(Promise("MiB", max(effort.memory for effort in ours), 100))
    return section


def taps(telegram: Loopback, rounds: int) -> Iterator[Section]:
    contestants = {OURS: "ours:taps", PTB: "with_ptb:taps", AIOGRAM: "with_aiogram:taps"}
    busy = Task(TAPS, taps=Tapping(PEOPLE, BUTTON, TAPS), patience=60)
    efforts = compete(telegram, Weather(LATENCY), busy, contestants, rounds)
    section = Section(f"Taps, {PEOPLE:,} people who tap again at once", "a second")
    for name, tried in efforts.items():
        rate = median(tried, _rate)
        figures = {"a second": f"{rate:.0f}", "CPU ms": f"{1000 * median(tried, _cpu):.2f}"}
        section.lines.append(Line(name, figures, rate))
    section.promises = [
        Promise(
            "as fast as python-telegram-bot, times",
            _ratio(efforts[OURS], efforts[PTB], _rate),
            6,
            at_least=True,
        ),
        Promise(
            "as fast as aiogram, times", _ratio(efforts[OURS], efforts[AIOGRAM], _rate), 1, at_least=True
        ),
    ]
    yield section
    lively = Task(TAPS, taps=Tapping(PEOPLE, BUTTON, TAPS, rest=REST), patience=60)
    efforts = compete(telegram, Weather(LATENCY), lively, contestants, rounds)
    section = Section(f"Taps, {PEOPLE:,} people who rest {REST:.0f} s in between", "p99, seconds")
    for name, tried in efforts.items():
        p99 = median(tried, _p99)
        figures = {
            "median, s": f"{median(tried, lambda effort: statistics.median(effort.log.waits)):.2f}",
            "p99, s": f"{p99:.2f}",
            "answered": f"{median(tried, lambda effort: effort.done):.0f}",
        }
        section.lines.append(Line(name, figures, p99))
    section.promises = [Promise("p99 in seconds", median(efforts[OURS], _p99), 1)]
    yield section


def starting(_: Loopback, rounds: int) -> Iterator[Section]:
    section = Section("From start to the first poll", "seconds")
    for name, tried in asyncio.run(start.race(rounds)).items():
        seconds, mebibytes = (statistics.median(column) for column in zip(*tried, strict=True))
        figures = {"seconds": f"{seconds:.2f}", "MiB idle": f"{mebibytes:.0f}"}
        section.lines.append(Line(name, figures, seconds))
        if name == OURS:
            section.promises = [
                Promise("seconds", seconds, start.SECONDS),
                Promise("MiB idle", mebibytes, start.MEBIBYTES),
            ]
    yield section


def reminders(*_: object) -> Iterator[Section]:
    section = Section("10,000 reminders due at one instant", "ms")
    for name, took, blocked in asyncio.run(scale.race()):
        section.lines.append(Line(name, {"ms": f"{took:.0f}", "blocked ms": f"{blocked:.0f}"}, took))
        if name.startswith(OURS):
            section.promises += [
                Promise(f"{name}: ms", took, scale.ENQUEUED),
                Promise(f"{name}: blocked ms", blocked, scale.BLOCKED),
            ]
    yield section


SECTIONS: dict[str, Callable[[Loopback, int], Iterator[Section]]] = {
    "sends": sends,
    "announcements": announcements,
    "taps": taps,
    "reminders": reminders,
    "start": starting,
}


def _rate(effort: Effort) -> float:
    return effort.done / effort.seconds


def _cpu(effort: Effort) -> float:
    return effort.cpu / max(1, effort.done)


def _refused(effort: Effort) -> float:
    return effort.log.refused


def _p99(effort: Effort) -> float:
    return statistics.quantiles(effort.log.waits, n=100)[98]


def _ratio(ours: Sequence[Effort], theirs: Sequence[Effort], of: Callable[[Effort], float]) -> float:
    """Within each round, since the machine is not the same from round to round."""
    return statistics.median(of(one) / of(other) for one, other in zip(ours, theirs, strict=True))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="section", help=", ".join(SECTIONS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--picture", type=Path)
    wishes = parser.parse_args()
    done: list[Section] = []
    with loopback() as telegram:
        for name in wishes.sections or SECTIONS:
            for section in SECTIONS[name](telegram, wishes.rounds):
                print(section, flush=True)
                done.append(section)
    if wishes.picture:
        draw(done, wishes.picture)
    return int(not all(promise.holds for section in done for promise in section.promises))


if __name__ == "__main__":
    sys.exit(main())
