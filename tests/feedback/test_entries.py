"""What somebody may rate, and where they were."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from bot.agenda.asking import Slot, slot_of
from bot.agenda.formats import Document
from bot.agenda.rules import Programme, Session
from bot.feedback.entries import Entry, Refusal, entries, entry, refusal
from bot.feedback.rules import RATING, Answer, Ballot, State
from tests.feedback.seminar import CLOSED, INTRODUCTION, TRAINING, minutes

NOBODY: frozenset[str] = frozenset()


@pytest.fixture
def programme(sample: Document) -> Programme:
    return sample.to_programme(1)


def session(programme: Programme, session_id: str) -> Session:
    found = programme.session(session_id)
    assert found is not None
    return found


def slot(programme: Programme, session_id: str) -> Slot:
    found = slot_of(programme, session_id)
    assert found is not None
    return found


def seen(
    programme: Programme,
    now: datetime,
    *,
    hosts: frozenset[str] = NOBODY,
    ballots: Mapping[str, Ballot] | None = None,
    **seats: str,
) -> list[str | None]:
    """The sessions that somebody with these seats can rate, None where nobody knows in which they were."""
    found = entries(programme, seats, hosts, ballots or {}, now)
    return [one.session.id if one.session else None for one in found]


def test_a_session_can_be_rated_from_shortly_before_its_end(programme: Programme) -> None:
    introduction = session(programme, "d1-introduction")
    assert refusal(programme, introduction, NOBODY, INTRODUCTION - minutes(0.1)) is Refusal.EARLY
    assert refusal(programme, introduction, NOBODY, INTRODUCTION) is None


def test_a_session_can_be_rated_until_a_week_after_the_last_day(programme: Programme) -> None:
    introduction = session(programme, "d1-introduction")
    assert refusal(programme, introduction, NOBODY, CLOSED - minutes(0.1)) is None
    assert refusal(programme, introduction, NOBODY, CLOSED) is Refusal.CLOSED


def test_nobody_rates_what_they_lead_or_what_does_not_take_place(programme: Programme) -> None:
    training = session(programme, "d1-training2")
    assert refusal(programme, training, {"trainer2"}, TRAINING) is Refusal.OWN
    assert refusal(programme, training, {"trainer1"}, TRAINING) is None
    assert refusal(programme, replace(training, cancelled=True), NOBODY, TRAINING) is Refusal.CANCELLED


def test_what_can_be_rated_is_listed_the_newest_first(programme: Programme) -> None:
    assert seen(programme, INTRODUCTION - minutes(1)) == []
    assert seen(programme, TRAINING, training="d1-training3") == [
        *("d1-training3", "d1-discussion", "d1-introduction")
    ]
    assert seen(programme, TRAINING) == [None, "d1-discussion", "d1-introduction"]


def test_what_somebody_leads_is_not_listed(programme: Programme) -> None:
    assert seen(programme, TRAINING, hosts=frozenset({"key1", "trainer2"})) == []


def test_where_they_say_that_they_were_counts_more_than_their_seat(programme: Programme) -> None:
    form = slot(programme, "d1-training1").form
    ballots = {form: Ballot(form, "1", session_id="d1-training1")}
    assert seen(programme, TRAINING, ballots=ballots, training="d1-training3")[0] == "d1-training1"


def test_what_they_said_of_a_session_that_is_gone_says_nothing_of_the_others(programme: Programme) -> None:
    its = slot(programme, "d1-training1")
    gone = Ballot(its.form, "1", State.GIVEN, "d1-training9", [Answer("d1-training9", RATING, answer="4")])
    assert entry(its, gone, {}) == Entry(its, None, gone)
    assert entry(its, gone, {}).waits


def test_an_entry_waits_until_it_is_rated_or_they_were_absent(programme: Programme) -> None:
    its = slot(programme, "d1-introduction")
    rated = Ballot(
        its.form, "1", State.GIVEN, "d1-introduction", [Answer("d1-introduction", RATING, "", "2")]
    )
    begun, absent = Ballot(its.form, "1"), Ballot(its.form, "1", State.ABSENT)
    assert [entry(its, ballot, {}).waits for ballot in (None, begun, rated, absent)] == [
        *(True, True, False, False)
    ]
    assert entry(its, rated, {}).mark == "2"
