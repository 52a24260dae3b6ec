"""When people are told of a change, as it is promised before."""

from datetime import datetime, timedelta
from typing import Final

import pytest

from bot.agenda.changes import Change, compare
from bot.agenda.formats import Document
from bot.programme import edits
from bot.programme.rules import told_from
from tests.agenda.conftest import at

DAY: Final = timedelta(days=1)


def of_room(sample: Document, *session_ids: str) -> list[Change]:
    new = sample
    for session_id in session_ids:
        new = edits.set_room(new, session_id, "foyer")
    return list(compare(sample.to_programme(1), new.to_programme(2)))


@pytest.mark.parametrize("now", [at(1, 7, 30), at(1, 8, 25), at(1, 12)])
def test_on_its_day_a_change_is_told_at_once(sample: Document, now: datetime) -> None:
    assert told_from(of_room(sample, "d1-dinner"), now) is None


@pytest.mark.parametrize(
    ("now", "then"),
    [(at(1, 0), at(1, 7, 30)), (at(1, 7), at(1, 7, 30)), (at(1, 7) - DAY, at(1, 9) - DAY)],
)
def test_before_that_day_begins_it_waits(sample: Document, now: datetime, then: datetime) -> None:
    assert told_from(of_room(sample, "d1-dinner"), now) == then


def test_in_the_evening_the_next_day_waits(sample: Document) -> None:
    assert told_from(of_room(sample, "d2-final"), at(1, 22)) == at(2, 8)


def test_what_settles_only_in_the_quiet_hours_waits_too(sample: Document) -> None:
    assert told_from(of_room(sample, "d2-final"), at(1, 20, 59) + timedelta(seconds=30)) == at(2, 8)


def test_the_last_of_several_changes_counts(sample: Document) -> None:
    assert told_from(of_room(sample, "d1-dinner", "d2-final"), at(1, 8)) == at(1, 9)


def test_where_nobody_is_told_nobody_waits(sample: Document) -> None:
    assert told_from([], at(1, 3)) is None
