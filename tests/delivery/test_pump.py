"""A round of work, again and again."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from bot.clock import Clock
from bot.delivery.pump import Pump


class Patient(Clock):
    """Notes how long it was asked to wait, and lets go at once."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)


async def run(rounds: list[Callable[[], float]], rest: float = 0.5) -> list[float]:
    """Let each round happen; how long it waited after each."""
    clock, pending = Patient(), list(rounds)

    async def work() -> float:
        wait = pending.pop(0)
        if not pending:
            pump.stop()
        return wait()

    pump = Pump(clock, work, "test", rest)
    await pump.run()
    assert not pending
    return clock.waited


def failing(error: Exception) -> Callable[[], float]:
    def fail() -> float:
        raise error

    return fail


async def test_it_waits_as_long_as_a_round_asks_and_at_least_a_little() -> None:
    waited = await run([lambda: 3.0, lambda: 0.0, lambda: 1.0])
    assert waited[:4] == [0.5, 2.5, 0.5, 0.0]


async def test_one_waking_is_one_round() -> None:
    class Endless(Clock):
        async def sleep(self, seconds: float) -> None:
            if seconds:
                await asyncio.Event().wait()

    rounds: list[float] = []

    async def work() -> float:
        rounds.append(60.0)
        return rounds[-1]

    pump = Pump(Endless(), work, "test", rest=0)
    running = asyncio.create_task(pump.run())
    for expected in (1, 2, 3):
        for _ in range(10):
            await asyncio.sleep(0)
        assert len(rounds) == expected
        pump.wake()
    pump.stop()
    await running


async def test_failures_end_nothing_and_wait_longer_each_time(caplog: pytest.LogCaptureFixture) -> None:
    broken = failing(ValueError("what?"))
    waited = await run([broken, broken, broken, lambda: 1.0, broken, lambda: 1.0], rest=0)
    assert waited[1:10:2] == [1, 2, 4, 1, 1]
    assert caplog.text.count("ValueError: what?") == 4


async def test_what_the_database_was_given_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    error = OperationalError("INSERT", {"body": "a private text"}, sqlite3.OperationalError("disk is full"))
    with caplog.at_level(logging.DEBUG):
        await run([failing(error), lambda: 0.0])
    assert "disk is full" in caplog.text
    assert "private" not in caplog.text
