"""The pace holds whoever takes slots, whenever; and a limit on everybody is told from limits on chats."""

import math
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random  # noqa: TID251 -- with a seed, it always draws the same

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import limits
from bot.delivery.limits import PUNCTUAL, SEVERAL, SILENT, Outage, Refusals

Claim = tuple[float, float, float, int, float]
NOON = datetime(2019, 4, 30, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


# A claim: how long after the last one, its lead, how far ahead it reaches, its rows, how late they leave.
claims = st.tuples(
    st.floats(0, 2), st.floats(0, 0.5), st.floats(0.001, 1), st.integers(0, 200), st.floats(0, 1)
)


def departures(rate: float, story: list[Claim]) -> list[datetime]:
    """When messages leave, each as late after its slot as is still punctual."""
    now = free_at = NOON
    left: list[datetime] = []
    for passed, lead, ahead, rows, lateness in story:
        now += timedelta(seconds=passed)
        earliest = now + timedelta(seconds=lead)
        slots = limits.reserve(free_at, earliest, earliest + timedelta(seconds=ahead), limits.step(rate))
        taken = min(slots.count, rows)
        left += [slots.at(number) + PUNCTUAL * lateness for number in range(taken)]
        free_at = slots.at(taken) if taken else free_at
    return sorted(left)


@given(st.sampled_from([1.0, 2.0, 7.5, 30.0, 200.0]), st.lists(claims, max_size=20))
def test_never_more_than_the_rate_in_any_second(rate: float, story: list[Claim]) -> None:
    left = departures(rate, story)
    most = math.ceil(rate)
    for first, one_too_many in zip(left, left[most:], strict=False):
        assert one_too_many - first > SECOND


@given(st.lists(claims, max_size=20))
def test_a_bucket_of_thirty_that_fills_thirty_a_second_is_never_empty(
    story: list[Claim],
) -> None:
    tokens, before = 30.0, NOON
    for moment in departures(30, story):
        tokens = min(30.0, tokens + 30 * (moment - before) / SECOND) - 1
        before = moment
        assert tokens >= 0


def test_slots_are_even_and_nearly_as_fast_as_allowed() -> None:
    slots = limits.reserve(NOON, NOON, after(10), limits.step(30))
    assert slots.count == 294
    moments = [slots.at(number) for number in range(slots.count)]
    assert len({later - earlier for earlier, later in pairwise(moments)}) == 1


def test_a_slot_in_the_past_is_no_slot() -> None:
    slots = limits.reserve(after(-60), NOON, after(1), limits.step(30))
    assert slots.first == NOON


@given(st.floats(0, 1000), st.floats(0, 100), st.floats(-10, 10))
def test_replies_take_their_slots_but_never_all(debt: float, passed: float, free: float) -> None:
    pushed = limits.pushed_back(after(free), NOON, timedelta(seconds=debt), after(-passed))
    push = pushed - max(after(free), NOON)
    assert timedelta() <= push <= timedelta(seconds=debt)
    assert push <= timedelta(seconds=0.8 * min(passed, 1), microseconds=1)


def test_a_few_replies_are_counted_in_full() -> None:
    ten = 10 * limits.step(30)
    assert limits.pushed_back(NOON, NOON, ten, since=after(-1)) == NOON + ten


def test_several_refusals_in_a_row_concern_everybody_until_the_first_deadline() -> None:
    refusals = Refusals()
    for chat_id in range(1, SEVERAL):
        assert refusals.refused(chat_id, NOON, after(20 + chat_id)) is None
    assert refusals.refused(SEVERAL, NOON, after(10_072)) == after(21)


def test_refusals_of_one_chat_or_with_deliveries_between_or_long_ago_do_not() -> None:
    refusals = Refusals()
    assert all(refusals.refused(1, NOON, after(20)) is None for _ in range(SEVERAL))
    for chat_id in range(2, 2 + SEVERAL):
        refusals.served()
        assert refusals.refused(chat_id, NOON, after(20)) is None
    refusals.served()
    for chat_id in range(SEVERAL):
        assert refusals.refused(chat_id, after(11 * chat_id), after(60)) is None


def test_where_one_in_ten_is_refused_by_chance_not_all_have_to_wait() -> None:
    dice, refusals = Random(10), Refusals()
    for chat_id in range(200_000):
        if dice.random() < 0.1:
            assert refusals.refused(chat_id, NOON, after(60)) is None
        else:
            refusals.served()


def test_an_outage_is_probed_with_one_message_less_and_less_often() -> None:
    outage = Outage()
    assert outage.allows(NOON) > 1000
    outage.found(NOON)
    outage.found(NOON)
    assert [outage.allows(after(seconds)) for seconds in (0, 0.9, 1)] == [0, 0, 1]
    outage.found(after(1))
    assert [outage.allows(after(seconds)) for seconds in (1, 2.9, 3)] == [0, 0, 1]
    outage.over()
    assert outage.allows(after(3)) > 1000


def test_one_request_without_an_answer_is_no_outage() -> None:
    outage = Outage()
    for _ in range(SILENT - 1):
        outage.suspected(NOON)
    assert not outage.lasts(NOON)
    outage.suspected(NOON)
    assert outage.lasts(NOON)


def test_waits_grow_to_a_minute() -> None:
    assert [limits.backoff(tries) for tries in (1, 2, 3, 7, 5000)] == [1, 2, 4, 60, 60]
