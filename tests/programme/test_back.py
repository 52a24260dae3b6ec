"""A session goes and comes back: for whom that is news, and for whom nothing has happened."""

from datetime import timedelta

import pytest

from bot.agenda.formats import Document
from bot.programme import edits
from bot.programme.rules import SETTLING
from bot.storage.engine import Database
from tests.programme.telling import change, read, told
from tests.reminders.seminar import MORNING, join, minutes, put, sit

GOES = "d1-training2"
NOW = MORNING + timedelta(hours=1)  # the programme is known
NEW = "<b>New: "


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    """One who sits in it, one who sits elsewhere, and one who sits nowhere."""
    await put(database, sample)
    await join(database, 1, 2, 3)
    await sit(database, 1, GOES)
    await sit(database, 2, "d1-training1")


@pytest.fixture
def without(sample: Document) -> Document:
    return sample.model_copy(update={"sessions": [one for one in sample.sessions if one.id != GOES]})


async def test_what_went_and_came_back_within_seconds_is_no_news(
    database: Database, sample: Document, without: Document
) -> None:
    await change(database, without, 1, NOW)
    await change(database, sample, 2, NOW + timedelta(seconds=10))
    assert await read(database, NOW + SETTLING + timedelta(seconds=10)) == []


async def test_nor_where_nobody_sat_in_it(database: Database, sample: Document) -> None:
    empty = "d1-training3"
    rest = sample.model_copy(update={"sessions": [one for one in sample.sessions if one.id != empty]})
    await change(database, rest, 1, NOW)
    await change(database, sample, 2, NOW + timedelta(seconds=10))
    assert await read(database, NOW + SETTLING + timedelta(seconds=10)) == []


async def test_who_has_yet_to_be_told_that_it_went_hears_only_that_it_moved(
    database: Database, sample: Document, without: Document
) -> None:
    await change(database, without, 1, NOW)
    await change(database, edits.set_room(sample, GOES, "hall1"), 2, NOW + timedelta(seconds=10))
    (only,) = await read(database, NOW + SETTLING + timedelta(seconds=10))
    assert only[0].startswith("<b>Changed: ")


async def test_what_people_were_told_has_gone_is_new_when_it_comes_back(
    database: Database, sample: Document, without: Document
) -> None:
    await change(database, without, 1, NOW)
    assert len(await read(database, NOW + SETTLING)) == 1
    later = NOW + SETTLING + minutes(5)
    await change(database, sample, 2, later)
    found = await read(database, later + SETTLING)
    assert [lines[0].startswith(NEW) for lines in found] == [True] * len(found)
    assert found


async def test_what_never_was_there_is_new(database: Database, sample: Document, without: Document) -> None:
    await change(database, without, 1, MORNING + minutes(1), tell=False)
    late = without.sessions[-1].model_copy(update={"id": "d2-encore"})
    await change(database, without.model_copy(update={"sessions": [*without.sessions, late]}), 2, NOW)
    assert await told(database, NOW + SETTLING)
