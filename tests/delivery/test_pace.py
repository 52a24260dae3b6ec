"""Slots of one rate, taken by several processes and by replies."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from bot.delivery import limits
from bot.delivery.outbox import LEASE, Priority, Row
from bot.delivery.pace import Claimed, Pace
from bot.delivery.sender import REQUEST
from tests.delivery.office import HOUR, Office

STEP = limits.step(30)


async def claim(office: Office, pace: Pace, rows: int, most: int = 100) -> Claimed:
    now = office.clock.machine_now()
    row = Row(1, "test", 1, 1, "", Priority.NUDGE, now, now + HOUR, 0, 0, now + LEASE)

    async def take(count: int) -> Sequence[Row]:
        return [row] * min(rows, count)

    async with office.database.writing() as tx:
        return await pace.claim(tx, now, most, take)


def pace_of(office: Office) -> Pace:
    return Pace(office.bot, 30, office.clock.machine_now())


async def test_processes_take_different_slots(office: Office) -> None:
    one, two = pace_of(office), pace_of(office)
    moments = [slot.moment for pace in (one, two, one) for _, slot in await claim(office, pace, rows=2)]
    assert moments == sorted(moments)
    assert min(later - earlier for earlier, later in pairwise(moments)) >= STEP
    assert moments[-1] - moments[0] < 6 * STEP


async def test_processes_that_begin_at_once_take_different_slots_too(office: Office) -> None:
    paces = [pace_of(office) for _ in range(3)]
    claims = await asyncio.gather(*(claim(office, pace, rows=2) for pace in paces))
    moments = sorted(slot.moment for claimed in claims for _, slot in claimed)
    assert min(later - earlier for earlier, later in pairwise(moments)) >= STEP


async def test_slots_are_taken_only_a_little_ahead(office: Office) -> None:
    pace = pace_of(office)
    claimed = await claim(office, pace, rows=100)
    assert len(claimed) == 8
    assert await claim(office, pace, rows=100) == []
    office.clock.move(0.1)
    assert len(await claim(office, pace, rows=100)) == 3


async def test_slots_begin_when_the_texts_can_be_ready(office: Office) -> None:
    pace = pace_of(office)
    pace.prepared(timedelta(seconds=2))
    ((_, slot),) = await claim(office, pace, rows=1)
    assert slot.moment - office.clock.machine_now() == timedelta(seconds=3)


async def test_after_the_machine_has_slept_no_slot_lies_behind_its_lease(office: Office) -> None:
    pace = pace_of(office)
    pace.prepared(timedelta(hours=1))
    *_, (row, slot) = await claim(office, pace, rows=100)
    assert slot.moment + timedelta(seconds=REQUEST) < row.lease_until


async def reply(office: Office, times: int) -> None:
    for _ in range(times):
        await office.bot.send_message(1, "a reply")


async def test_what_is_no_message_costs_nothing(office: Office) -> None:
    pace = pace_of(office)
    *_, (_, last) = await claim(office, pace, rows=8)
    await office.bot.answer_callback_query("1")
    office.clock.move(0.2)
    assert pace.opens_at(last) == last.moment
    (_, following), *_ = await claim(office, pace, rows=1)
    assert timedelta() <= following.moment - (last.moment + STEP) < timedelta(milliseconds=1)


async def test_replies_are_given_their_slots_afterwards(office: Office) -> None:
    pace = pace_of(office)
    *_, (_, last) = await claim(office, pace, rows=8)
    await reply(office, 3)
    office.clock.move(0.2)
    (_, following), *_ = await claim(office, pace, rows=1)
    assert timedelta() <= following.moment - (last.moment + 4 * STEP) < timedelta(milliseconds=1)


async def test_replies_push_back_the_slots_that_are_taken_already(office: Office) -> None:
    pace = pace_of(office)
    *_, (_, before), (_, last) = await claim(office, pace, rows=8)
    office.clock.move(0.2)
    await reply(office, 1)
    assert pace.opens_at(before) == before.moment + STEP
    assert pace.opens_at(last) == last.moment + STEP
    await reply(office, 100)
    furthest = last.moment - last.taken_at
    assert STEP < pace.opens_at(last) - last.moment < furthest


async def test_the_outboxs_own_messages_are_no_replies(office: Office) -> None:
    pace = pace_of(office)
    *_, (_, last) = await claim(office, pace, rows=8)
    for _ in range(3):
        pace.leaves(limits.TOLERABLE)
        await office.bot.send_message(1, "from the outbox")
    office.clock.move(0.2)
    (_, following), *_ = await claim(office, pace, rows=1)
    assert timedelta() <= following.moment - (last.moment + STEP) < timedelta(milliseconds=1)


async def test_a_message_that_leaves_late_pushes_back_those_after_it(office: Office) -> None:
    pace = pace_of(office)
    *_, (_, last) = await claim(office, pace, rows=8)
    office.clock.move(0.2)
    pace.leaves(limits.PUNCTUAL)
    await office.bot.send_message(1, "from the outbox")
    late = limits.PUNCTUAL - limits.TOLERABLE
    assert pace.opens_at(last) == last.moment + late
    (_, following), *_ = await claim(office, pace, rows=1)
    assert timedelta() <= following.moment - (last.moment + late + STEP) < timedelta(milliseconds=1)


async def test_a_storm_of_replies_leaves_a_fifth_of_the_rate(office: Office) -> None:
    pace = pace_of(office)
    taken = 0
    for _ in range(50):
        for _ in range(20):
            await office.bot.send_message(1, "a reply")
        taken += len(await claim(office, pace, rows=100))
        office.clock.move(0.1)
    assert 5 * 30 * 0.2 * 0.8 < taken < 5 * 30 * 0.2 * 1.5


async def test_the_window_is_what_rate_and_latency_need(office: Office) -> None:
    pace = pace_of(office)
    for _ in range(50):
        pace.prepared(timedelta())
        pace.answered(timedelta(milliseconds=50))
    assert 8 <= pace.window <= 12
    for _ in range(50):
        pace.answered(timedelta(seconds=2))
    assert 110 <= pace.window <= 140
