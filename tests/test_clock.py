"""Seminar time starts, runs, stops and jumps as a rehearsal wants; machine time is nobody's to move."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock import Clock, RehearsalClock, process_name, secret_code

START = datetime(2019, 4, 30, 8, tzinfo=timezone(timedelta(hours=6)))


class CrankedClock(RehearsalClock):
    """A rehearsal on a machine whose seconds pass only when the test says so."""

    seconds = 1000.0

    def monotonic(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def clock() -> CrankedClock:
    return CrankedClock(START, speed=60)


def since_start(clock: Clock) -> float:
    """In seconds of the seminar."""
    return (clock.now() - START).total_seconds()


def test_the_real_clock_is_the_machines() -> None:
    clock = Clock()
    before, seminar, after = clock.machine_now(), clock.now(), clock.machine_now()
    assert before <= seminar <= after
    assert seminar.tzinfo is UTC
    assert clock.speed == 1


def test_a_rehearsal_starts_where_it_is_told_in_utc(clock: CrankedClock) -> None:
    assert clock.now() == START
    assert clock.now().tzinfo is UTC


def test_it_runs_at_its_speed(clock: CrankedClock) -> None:
    clock.pass_by(2)
    assert since_start(clock) == 120


def test_another_speed_goes_on_from_here(clock: CrankedClock) -> None:
    clock.pass_by(2)
    clock.run_at(600)
    assert (since_start(clock), clock.speed) == (120, 600)
    clock.pass_by(1)
    assert since_start(clock) == 720


def test_it_stands_still_while_paused(clock: CrankedClock) -> None:
    clock.pass_by(1)
    clock.pause()
    clock.pass_by(3600)
    assert (since_start(clock), clock.speed, clock.paused) == (60, 0, True)


def test_running_again_ends_the_pause(clock: CrankedClock) -> None:
    clock.pause()
    clock.pass_by(3600)
    clock.run_at(1)
    clock.pass_by(5)
    assert (since_start(clock), clock.paused) == (5, False)


def test_it_jumps_and_runs_on(clock: CrankedClock) -> None:
    clock.jump_to(START + timedelta(days=7))
    clock.pass_by(1)
    assert clock.now() == START + timedelta(days=7, minutes=1)


def test_it_jumps_while_paused(clock: CrankedClock) -> None:
    clock.pause()
    clock.jump_to(START - timedelta(hours=1))
    clock.pass_by(60)
    assert since_start(clock) == -3600


def test_a_rehearsal_leaves_machine_time_alone(clock: CrankedClock) -> None:
    before = Clock().machine_now()
    clock.jump_to(START)
    assert before <= clock.machine_now() <= Clock().machine_now()


async def test_waiting_is_in_machine_time(clock: CrankedClock) -> None:
    clock.pause()
    await clock.sleep(0)  # would never end in seminar time


def test_codes_and_names_are_unlike_each_other() -> None:
    codes, names = {secret_code() for _ in range(1000)}, {process_name() for _ in range(1000)}
    assert len(codes) == len(names) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{27}", code) for code in codes)  # Bot API: a start payload
    assert all(len(name) <= 16 for name in names)  # the column `owner`
