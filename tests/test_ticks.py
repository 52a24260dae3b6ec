"""When it is time to look again at what is due."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.ticks import LONGEST_REST, RESTS, Ticks
from tests.delivery.still import StillClock

HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime(2019, 4, 30, 3, 0, tzinfo=UTC))


@pytest.fixture
def ticks(clock: StillClock) -> Ticks:
    return Ticks(clock)


def look(ticks: Ticks, clock: StillClock, seconds: float) -> None:
    with ticks.look():
        clock.move(seconds)


def test_a_look_begins_a_second_after_the_last_one_began(ticks: Ticks, clock: StillClock) -> None:
    look(ticks, clock, 0.1)
    clock.move(0.8)
    assert not ticks.is_due()
    clock.move(0.1)
    assert ticks.is_due()


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_seminar_time_that_jumps_is_looked_at_at_once(
    ticks: Ticks, clock: StillClock, jump: timedelta
) -> None:
    look(ticks, clock, 0)
    clock.seminar += jump
    assert ticks.is_due()


def test_a_look_that_takes_long_is_followed_by_a_rest(ticks: Ticks, clock: StillClock) -> None:
    look(ticks, clock, 1.0)
    clock.move(RESTS - 0.1)
    assert not ticks.is_due()
    clock.move(0.1)
    assert ticks.is_due()


def test_no_rest_is_longer_than_people_may_wait(ticks: Ticks, clock: StillClock) -> None:
    look(ticks, clock, 60)
    clock.move(LONGEST_REST.total_seconds())
    assert ticks.is_due()


def test_a_machine_that_is_set_back_rests_no_longer(ticks: Ticks, clock: StillClock) -> None:
    look(ticks, clock, 60)
    clock.machine -= HOUR
    assert ticks.is_due()


def test_a_look_that_fails_is_one_too(ticks: Ticks, clock: StillClock) -> None:
    with pytest.raises(ZeroDivisionError), ticks.look():
        look(ticks, clock, 1 / 0)
    assert not ticks.is_due()
