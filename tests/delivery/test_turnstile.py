"""A broadcast takes nearly all of the rate, and people go on tapping."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import limits
from bot.delivery.turnstile import LONGEST, SECOND, Turnstile
from tests.delivery.still import StillClock

NOON = datetime(2019, 4, 30, 12, tzinfo=UTC)
RATE = 30
STEP = limits.step(RATE)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def departures(replies: Sequence[float], lateness: Sequence[float]) -> tuple[list[datetime], list[timedelta]]:
    """When a broadcast and replies leave, a reply for a slot each; and how long each reply waited."""
    turnstile, left, waits = Turnstile(StillClock(NOON), RATE), [], []
    taps, slot = sorted(map(after, replies)), NOON
    for late in lateness:
        while taps and taps[0] <= slot:
            tap = taps.pop(0)
            left.append(turnstile.takes(tap))
            waits.append(left[-1] - tap)
            slot += STEP
        left.append(turnstile.takes(slot + timedelta(seconds=late)))
        slot += STEP
    return sorted(left), waits


@given(
    st.lists(st.floats(0, 3), max_size=6),
    st.lists(st.floats(0, limits.TOLERABLE.total_seconds()), min_size=90, max_size=90),
)
def test_replies_at_any_moment_are_never_one_too_many(replies: list[float], lateness: list[float]) -> None:
    left, waits = departures(replies, lateness)
    for first, one_too_many in zip(left, left[RATE:], strict=False):
        assert one_too_many - first > timedelta(seconds=1)
    assert all(wait <= LONGEST for wait in waits)


@given(st.floats(0, 3))
def test_one_reply_waits_less_than_for_a_slot(reply: float) -> None:
    _, waits = departures([reply], [0.0] * 90)
    assert all(wait < STEP for wait in waits)


@given(st.floats(0.05, 60))
def test_a_broadcast_by_itself_waits_for_nothing_at_any_rate(rate: float) -> None:
    turnstile = Turnstile(StillClock(NOON), rate)
    slots = [NOON + number * limits.step(rate) for number in range(200)]
    assert [turnstile.takes(slot) for slot in slots] == slots


async def test_a_reply_to_a_quiet_bot_waits_for_nothing() -> None:
    clock = StillClock(NOON)
    turnstile = Turnstile(clock, RATE)
    for _ in range(RATE):
        await turnstile.passes()
    assert clock.machine == NOON


async def test_a_rush_waits_no_longer_than_nobody_feels() -> None:
    clock = StillClock(NOON)
    turnstile = Turnstile(clock, RATE)
    for _ in range(10 * RATE):
        await turnstile.passes()
    assert clock.machine - NOON < SECOND


async def test_after_a_moment_there_is_room_again() -> None:
    clock = StillClock(NOON)
    turnstile = Turnstile(clock, RATE)
    for _ in range(RATE):
        await turnstile.passes()
    clock.move(0.9)
    await turnstile.passes()
    assert clock.machine == NOON + SECOND


async def test_a_clock_that_is_set_back_holds_nobody() -> None:
    clock = StillClock(NOON)
    turnstile = Turnstile(clock, RATE)
    for _ in range(RATE):
        await turnstile.passes()
    clock.move(-3600)
    await turnstile.passes()
    assert clock.machine == after(-3600)
