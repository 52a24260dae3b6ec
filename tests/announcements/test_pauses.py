"""A pause makes nobody miss an announcement, and counts for nothing, on each kind of database."""

from datetime import timedelta

from bot.announcements.due import LASTS
from bot.announcements.outcome import Fate
from bot.announcements.rules import State
from tests.announcements.office import STEP, Office
from tests.announcements.people import EVERYBODY


async def test_a_pause_makes_nobody_miss_it_and_counts_for_nothing(office: Office) -> None:
    await office.does("begin")
    for _ in range(2):
        await office.claims(1)
        await office.lands()
    await office.does("pause")
    await office.ticks(LASTS)
    await office.claims()
    await office.finishes()
    assert (await office.course()).announcement.state is State.PAUSED
    assert await office.does("resume")
    await office.finishes()
    found = (await office.course()).tally
    assert (found.reached, found.of(Fate.LATE)) == (len(EVERYBODY), 0)
    assert found.took == STEP


async def test_a_pause_before_the_first_message_shortens_nothing(office: Office) -> None:
    await office.does("begin")
    await office.does("pause")
    await office.ticks(timedelta(minutes=5))
    await office.does("resume")
    await office.claims(2)
    await office.lands()
    await office.claims()
    await office.lands()
    assert ((await office.course()).tally).took == STEP


async def test_a_pause_after_which_nothing_leaves_shortens_nothing(office: Office) -> None:
    await office.does("begin")
    for _ in range(3):
        await office.claims(1)
        await office.lands()
    await office.does("pause")
    await office.ticks(timedelta(minutes=10))
    await office.does("resume")
    await office.does("stop")
    await office.finishes()
    assert ((await office.course()).tally).took == 2 * STEP


async def test_how_fast_the_seminars_clock_runs_is_nothing_to_its_duration(office: Office) -> None:
    """In a rehearsal an hour of the seminar is a minute of the machine, which says when a message left."""
    await office.does("begin")
    for _ in range(2):
        await office.claims(1)
        await office.lands()
    left_at = office.now
    await office.does("pause")
    office.now += timedelta(hours=1)
    await office.does("resume")
    await office.claims(1)
    office.now = left_at + timedelta(minutes=1)
    await office.lands()
    assert ((await office.course()).tally).took == STEP


async def test_after_a_pause_it_lasts_as_long_as_before(office: Office) -> None:
    await office.does("begin")
    await office.does("pause")
    await office.ticks(LASTS)
    await office.does("resume")
    await office.ticks(LASTS - 2 * STEP)
    await office.claims(1)
    assert len(office.in_hand) == 1
    await office.ticks(LASTS)
    await office.claims()
    await office.lands()
    assert ((await office.course()).tally).of(Fate.LATE) == len(EVERYBODY) - 1


async def test_the_time_left_is_told_by_messages_since_the_pause(office: Office) -> None:
    await office.does("begin")
    await office.claims(1)
    await office.lands()
    await office.does("pause")
    await office.ticks(timedelta(hours=1))
    await office.does("resume")
    for _ in range(2):
        await office.claims(1)
        await office.lands()
    assert ((await office.course()).tally).left == timedelta(seconds=3 * STEP.total_seconds())
