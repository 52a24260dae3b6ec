"""Who may have got an announcement is never said not to have got it, on each kind of database."""

from datetime import timedelta

import pytest

from bot.announcements.outcome import Fate
from bot.announcements.screens.progress import course_screen
from bot.announcements.unreached import unreached
from bot.delivery.outbox import MOST_AMBIGUOUS
from bot.people.queries import toggle_mute
from bot.people.rules import Kind
from tests.announcements.office import TRANSLATORS, Office
from tests.announcements.people import EVERYBODY

PATIENCE = timedelta(minutes=1)  # after which a request that was not answered is tried again


async def in_doubt(office: Office, count: int = 2, tries: int = 1) -> set[int]:
    """Nobody knows whether the first messages have arrived; to whom they are."""
    people = set()
    for _ in range(tries):
        await office.claims(count)
        people = {one.row.person_id for one in office.in_hand}
        await office.times_out()
        office.now += PATIENCE
    return people


async def names(office: Office, fate: Fate) -> set[str]:
    async with office.database.reading() as tx:
        return {one.name for one in await unreached(tx, office.id) if one.fate is fate}


async def report(office: Office) -> str:
    return str(course_screen(TRANSLATORS["en"], await office.course()).text)


@pytest.mark.parametrize("deed", ["stop", "withdraw"])
async def test_what_may_have_arrived_was_not_stopped_before_it_left(office: Office, deed: str) -> None:
    await office.does("begin")
    people = await in_doubt(office)
    await office.does(deed)
    await office.finishes()
    tally = (await office.course()).tally
    assert (tally.of(Fate.DOUBTFUL), tally.of(Fate.CALLED_OFF)) == (2, len(EVERYBODY) - 2)
    assert await names(office, Fate.DOUBTFUL) == {f"P{person}" for person in people}
    assert "may have got it: 2" in await report(office)


async def test_what_may_have_arrived_is_said_of_what_is_deleted_everywhere_else(office: Office) -> None:
    await office.does("begin")
    await in_doubt(office, tries=MOST_AMBIGUOUS)
    await office.finishes()
    await office.does("withdraw")
    await office.finishes()
    assert "may have got it: 2" in await report(office)


async def test_who_mutes_announcements_after_one_may_have_arrived_may_have_got_it(office: Office) -> None:
    await office.does("begin")
    muted = (await office.course()).tally.of(Fate.MUTED)
    (person,) = await in_doubt(office, 1)
    async with office.database.writing() as tx:
        await toggle_mute(tx, person, Kind.ANNOUNCEMENT)
    await office.finishes()
    tally = (await office.course()).tally
    assert (tally.of(Fate.DOUBTFUL), tally.of(Fate.MUTED)) == (1, muted)
