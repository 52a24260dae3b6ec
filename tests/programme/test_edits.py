"""One change of a programme: what it does, what it leaves alone, and what cannot be."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from bot.agenda.formats import Document
from bot.agenda.formats.checks import check
from bot.agenda.formats.document import Choice, Session
from bot.agenda.formats.reading import BEARABLE
from bot.agenda.sample import read_sample
from bot.programme import edits
from bot.programme.edits import ImpossibleError

SAMPLE: Final = read_sample()
MIDDAY: Final = datetime(2019, 4, 30, 5, 45, tzinfo=UTC)  # 11:45 in Almaty, in the first coffee break

Edit = Callable[[Document], Document]


def named(document: Document, session_id: str) -> Session:
    (session,) = (session for session in document.sessions if session.id == session_id)
    return session


def spans(document: Document, *session_ids: str) -> list[str]:
    sessions = (named(document, session_id) for session_id in session_ids)
    return [f"{session.start:%H:%M}-{session.end:%H:%M}" for session in sessions]


def closes(document: Document, choice_id: str) -> str:
    (choice,) = (choice for choice in document.choices if choice.id == choice_id)
    return f"{choice.closes:%d %H:%M}"


def refused(edit: Edit, document: Document = SAMPLE) -> tuple[str, Mapping[str, str]]:
    """The code with which an edit is refused, and what it is about."""
    with pytest.raises(ImpossibleError) as error:
        edit(document)
    return error.value.code, error.value.parameters


# -------------------------------------------------------------------- moving


def test_a_session_moves_with_its_length_and_its_talks() -> None:
    moved = edits.move(SAMPLE, "d1-introduction", "day2", time(17, 10))
    session = named(moved, "d1-introduction")
    assert (session.day, *spans(moved, "d1-introduction")) == ("day2", "17:10-18:40")
    assert [f"{talk.start:%H:%M}" for talk in session.talks] == ["17:10", "17:40", "18:10"]


def test_nothing_else_moves_along() -> None:
    moved = edits.move(SAMPLE, "d1-lunch", "day1", time(13, 10))
    others = [session for session in SAMPLE.sessions if session.id != "d1-lunch"]
    assert [session for session in moved.sessions if session.id != "d1-lunch"] == others
    assert moved.choices == SAMPLE.choices


def test_choosing_closes_no_later_than_the_first_session_begins() -> None:
    earlier = edits.move(SAMPLE, "d1-training1", "day1", time(13, 15))
    assert closes(earlier, "training") == "30 13:15"
    assert closes(edits.move(SAMPLE, "d1-training1", "day1", time(14, 5)), "training") == "30 13:30"


def test_what_is_cancelled_lets_choosing_stay_open_until_it_is_restored() -> None:
    cancelled = edits.cancel(SAMPLE, "d1-training1")
    early = edits.move(cancelled, "d1-training1", "day1", time(9, 0))
    assert closes(early, "training") == "30 13:30"
    assert closes(edits.restore(early, "d1-training1"), "training") == "30 09:00"


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda d: edits.move(d, "d1-dinner", "day1", time(22, 30)), "past-midnight"),
        (lambda d: edits.shift(d, "d1-dinner", 6 * 60), "past-midnight"),
        (lambda d: edits.move(d, "d1-film", "day1", time(12)), "unknown-session"),
        (lambda d: edits.move(d, "d1-lunch", "day3", time(12)), "unknown-day"),
        (lambda d: edits.set_room(d, "d1-lunch", "roof"), "unknown-room"),
        (lambda d: edits.set_length(d, "d1-lunch", 0), "end-before-start"),
        (lambda d: edits.set_length(d, "d1-introduction", 45), "talk-outside"),
        (lambda d: edits.set_length(d, "d1-dinner", 6 * 60), "past-midnight"),
        (lambda d: edits.start_late(d, "d1-lunch", 60), "end-before-start"),
        (lambda d: edits.swap(d, "d1-lunch", "d1-lunch"), "same-session"),
        (lambda d: edits.limit(d, "d1-training1", 0), "nobody-seated"),
        (lambda d: edits.delay_rest(d, MIDDAY, 4 * 60), "past-midnight"),
        (lambda d: edits.delay_rest(d, MIDDAY + timedelta(hours=10), 5), "nothing-left"),
        (lambda d: edits.delay_rest(d, MIDDAY - timedelta(days=7), 5), "nothing-left"),
    ],
)
def test_what_cannot_be_is_refused_by_name(edit: Edit, code: str) -> None:
    assert refused(edit)[0] == code


def test_who_is_refused_learns_what_it_is_about() -> None:
    refusal = refused(lambda document: edits.set_length(document, "d1-introduction", 45))
    assert refusal == ("talk-outside", {"start": "10:00", "end": "10:45", "time": "11:00"})


# ------------------------------------------------------------- rooms and seats


def test_a_room_changes_and_no_more_seats_are_given_away_than_it_has() -> None:
    small = SAMPLE.model_copy(update={"rooms": [*SAMPLE.rooms[:-1], _shrunk("theatre", 30)]})
    moved = edits.set_room(small, "d1-training1", "theatre").to_programme(2)
    training = moved.session("d1-training1")
    assert training
    assert (training.room_id, training.capacity) == ("theatre", 30)


def _shrunk(room_id: str, capacity: int) -> Any:
    (room,) = (room for room in SAMPLE.rooms if room.id == room_id)
    return room.model_copy(update={"capacity": capacity})


def test_a_full_room_has_no_more_seats_than_are_taken() -> None:
    assert named(edits.limit(SAMPLE, "d1-training1", 26), "d1-training1").capacity == 26


def test_two_sessions_change_places() -> None:
    swapped = edits.swap(SAMPLE, "d1-introduction", "d2-workshop1")
    assert spans(swapped, "d1-introduction", "d2-workshop1") == ["09:30-11:00", "10:00-11:30"]
    places = [(s.day, s.room) for s in (named(swapped, "d1-introduction"), named(swapped, "d2-workshop1"))]
    assert places == [("day2", "hall3"), ("day1", "main")]


# --------------------------------------------------------------- being late


def test_the_rest_of_the_day_is_late_and_so_is_choosing() -> None:
    late = edits.delay_rest(SAMPLE, MIDDAY, 20)
    assert spans(late, "d1-introduction", "d1-coffee1", "d1-discussion", "d1-training2", "d1-dinner") == [
        "10:00-11:30",
        "11:30-12:20",
        "12:20-13:20",
        "14:20-16:20",
        "18:50-20:50",
    ]
    assert spans(late, "d2-checkin") == spans(SAMPLE, "d2-checkin")
    assert [closes(late, choice) for choice in ("training", "workshop")] == ["30 13:50", "01 09:15"]


def test_choosing_that_closes_today_for_tomorrow_is_not_late() -> None:
    def closing_today(choice: Choice) -> Choice:
        return choice.model_copy(update={"closes": datetime(2019, 4, 30, 13, 30)})  # noqa: DTZ001 -- as in a file

    today = SAMPLE.model_copy(update={"choices": [closing_today(choice) for choice in SAMPLE.choices]})
    late = edits.delay_rest(today, MIDDAY, 20)
    assert [closes(late, choice) for choice in ("training", "workshop")] == ["30 13:50", "30 13:30"]


def test_of_a_session_that_runs_only_what_has_not_begun_is_late() -> None:
    late = edits.delay_rest(SAMPLE, MIDDAY - timedelta(minutes=65), 10)  # 10:40, in the second talk
    talks = named(late, "d1-introduction").talks
    assert spans(late, "d1-introduction") == ["10:00-11:40"]
    assert [f"{talk.start:%H:%M}" for talk in talks] == ["10:00", "10:30", "11:10"]


def test_what_is_cancelled_is_late_too_for_it_may_be_restored() -> None:
    late = edits.delay_rest(edits.cancel(SAMPLE, "d1-closing"), MIDDAY + timedelta(hours=3), 10)  # 14:45
    restored = edits.restore(late, "d1-closing")
    assert spans(restored, "d1-closing", "d1-dinner") == ["16:40-17:40", "18:40-20:40"]
    assert restored == edits.delay_rest(SAMPLE, MIDDAY + timedelta(hours=3), 10)


def test_what_is_cancelled_late_in_the_evening_stops_no_day_from_being_late() -> None:
    night = edits.cancel(edits.move(SAMPLE, "d1-closing", "day1", time(22, 55)), "d1-closing")  # to 23:55
    late = edits.delay_rest(night, MIDDAY, 10)
    assert spans(late, "d1-closing", "d1-dinner") == ["22:55-23:55", "18:40-20:40"]


def test_where_all_that_is_left_is_cancelled_nothing_is_late() -> None:
    quiet = edits.cancel(SAMPLE, "d1-dinner")
    assert refused(lambda document: edits.delay_rest(document, MIDDAY + timedelta(hours=7), 10), quiet) == (
        "nothing-left",
        {},
    )


def test_choosing_that_is_over_is_left_as_it_is() -> None:
    late = edits.delay_rest(SAMPLE, MIDDAY + timedelta(hours=3), 10)  # 14:45
    assert spans(late, "d1-training1") == ["14:00-16:10"]
    assert closes(late, "training") == "30 13:30"


def test_a_host_begins_late_and_ends_in_time() -> None:
    late = edits.start_late(SAMPLE, "d1-introduction", 15)
    assert spans(late, "d1-introduction") == ["10:15-11:30"]
    talks = named(late, "d1-introduction").talks
    assert [f"{talk.start:%H:%M}" for talk in talks] == ["10:15", "10:30", "11:00"]


# ------------------------------------------------------------------- warnings


def test_what_gets_worse_is_said_and_what_was_so_before_is_not() -> None:
    busy = edits.set_room(SAMPLE, "d1-training2", "hall1")
    (overlap,) = edits.examine(SAMPLE, busy)
    assert (overlap.code, overlap.parameters["other"]) == ("room-overlap", "d1-training1")
    assert edits.examine(busy, edits.cancel(busy, "d1-lunch")) == []


def test_somebody_needed_in_two_places_is_said() -> None:
    found = edits.examine(SAMPLE, edits.move(SAMPLE, "d1-discussion", "day1", time(10, 30)))
    assert {"person-overlap", "room-overlap"} <= {finding.code for finding in found}


# -------------------------------------------------------------- whatever is done

IDS: Final = [session.id for session in SAMPLE.sessions]
sessions = st.sampled_from(IDS)
moments = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
minutes = st.integers(1, 300)
instants = st.integers(0, 50 * 60).map(
    lambda minute: datetime(2019, 4, 29, 18, tzinfo=UTC) + timedelta(minutes=minute)
)
days = st.sampled_from([day.id for day in SAMPLE.days])
any_edit: st.SearchStrategy[Edit] = st.one_of(
    st.tuples(sessions, days, moments).map(lambda a: lambda d: edits.move(d, *a)),
    st.tuples(sessions, minutes).map(lambda a: lambda d: edits.set_length(d, *a)),
    st.tuples(sessions, st.sampled_from([room.id for room in SAMPLE.rooms])).map(
        lambda a: lambda d: edits.set_room(d, *a)
    ),
    sessions.map(lambda a: lambda d: edits.cancel(d, a)),
    sessions.map(lambda a: lambda d: edits.restore(d, a)),
    st.tuples(sessions, sessions).map(lambda a: lambda d: edits.swap(d, *a)),
    st.tuples(instants, minutes).map(lambda a: lambda d: edits.delay_rest(d, *a)),
    st.tuples(sessions, minutes).map(lambda a: lambda d: edits.start_late(d, *a)),
    st.tuples(sessions, st.integers(0, 200)).map(lambda a: lambda d: edits.limit(d, *a)),
)


@settings(deadline=None)
@given(st.lists(any_edit, max_size=8))
def test_a_programme_holds_together_whatever_is_done_to_it(steps: list[Edit]) -> None:
    document = SAMPLE
    for step in steps:
        try:
            document = step(document)
        except ImpossibleError:
            continue
        wrong = {fault.code for fault in check(document) if not fault.warning}
        assert wrong <= BEARABLE
        assert Document.model_validate(document.model_dump(mode="json", by_alias=True)) == document


@settings(deadline=None)
@given(st.lists(any_edit, max_size=4), sessions, sessions)
def test_swapping_twice_changes_no_session(steps: list[Edit], first: str, second: str) -> None:
    document = SAMPLE
    for step in steps:
        with suppress(ImpossibleError):
            document = step(document)
    try:
        swapped = edits.swap(document, first, second)
    except ImpossibleError:
        reject()
    assert edits.swap(swapped, first, second).sessions == document.sessions
