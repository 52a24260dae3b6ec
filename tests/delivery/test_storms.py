"""A broadcast through refusals by chance, and through a day without a network."""

from datetime import timedelta

import pytest

from bot.delivery.outbox import Priority, State
from bot.storage.engine import Database
from tests.delivery import promises
from tests.delivery.office import Office
from tests.delivery.still import StillClock
from tests.delivery.storms import DAY, LONGEST, Course, course_of, plan_broadcast, refusing
from tests.delivery.weather import DELIVERED, UNCONNECTED, UNHEARD, Sky, bot_under

PEOPLE = 300

# What a day brings does not depend on the database; `test_refusals` and `test_doubt` run on both.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def sky(clock: StillClock) -> Sky:
    return Sky(clock)


@pytest.fixture
def outside(database: Database, clock: StillClock, sky: Sky) -> Office:
    bot, _ = bot_under(sky)
    return Office(database, clock, bot)


async def broadcast(office: Office, sky: Sky) -> Course:
    """Until all that does not wait for hours has come."""
    sender = office.sender()
    await office.work(sender, seconds=200)
    return course_of(sky.attempts)


async def test_refusals_by_chance_slow_nobody_else_down(outside: Office, sky: Sky) -> None:
    await plan_broadcast(outside, PEOPLE)
    sky.forecast = refusing(seed=6)
    course = await broadcast(outside, sky)
    assert course.refused > PEOPLE / 20
    assert course.longest_pause < 0.2
    assert len(sky.arrived) == PEOPLE - 1
    outside.clock.move(LONGEST)
    await outside.work(outside.sender())
    assert len(sky.arrived) == PEOPLE
    assert not sky.early
    assert {(row.state, row.tries, row.ambiguous) for row in await outside.rows()} == {(State.SENT, 0, 0)}


async def test_after_a_day_without_a_network_what_is_of_use_arrives_once(outside: Office, sky: Sky) -> None:
    await plan_broadcast(outside, 60, lasts=DAY + timedelta(hours=1))
    sky.forecast = lambda _: UNCONNECTED
    sender = outside.sender()
    for hour in range(24):
        until = outside.clock.now() + timedelta(minutes=10)
        await outside.plan(f"in {hour} hours", 1, priority=Priority.REMINDER, expires_at=until)
        for _ in range(6):
            await outside.round(sender)
            outside.clock.move(600)
    assert sky.attempts
    sky.forecast = lambda _: DELIVERED
    await outside.work(sender, seconds=120)
    assert sorted(attempt.text for attempt in sky.arrived) == sorted(f"news {one}" for one in range(1, 61))
    rows = await outside.rows()
    states = [row.state for row in rows if row.priority == Priority.REMINDER]
    assert states == [State.EXPIRED] * 24
    assert {row.ambiguous for row in rows} == {0}
    promises.check_requests(rows, sky)


async def test_answers_that_are_lost_for_a_day_leave_no_unrecorded_double(outside: Office, sky: Sky) -> None:
    await plan_broadcast(outside, 60, lasts=DAY + timedelta(hours=1))
    sky.forecast = lambda _: UNHEARD
    sender = outside.sender()
    for _ in range(24 * 6):
        await outside.round(sender)
        outside.clock.move(600)
    sky.forecast = lambda _: DELIVERED
    await outside.work(sender, seconds=120)
    rows = await outside.rows()
    promises.check_rows(rows, sky)
    assert {row.state for row in rows} == {State.SENT, State.AMBIGUOUS}
    assert {attempt.text for attempt in sky.arrived} == {f"news {one}" for one in range(1, 61)}


async def test_reminders_leave_within_seconds_in_the_middle_of_a_broadcast(outside: Office, sky: Sky) -> None:
    await plan_broadcast(outside, 2 * PEOPLE)
    sender = outside.sender()
    expected: set[str] = set()
    for moment in range(4):
        await outside.work(sender, seconds=1)
        reminders = {f"reminder {moment}.{one}": 1001 + one for one in range(20)}
        for subject, chat_id in reminders.items():
            await outside.plan(subject, chat_id, priority=Priority.REMINDER)
        await outside.work(sender, seconds=2)
        expected |= reminders.keys()
        assert expected <= {attempt.text for attempt in sky.arrived}
    assert len(sky.arrived) < 2 * PEOPLE
