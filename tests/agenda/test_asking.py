"""What people are asked when, and what each question takes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agenda.asking import askings, asks_at, assessed_again_from, assessed_until, slot_of, slots
from bot.agenda.questions import Option, Question, Questionnaire, Type
from bot.agenda.rules import Day, Programme, Session
from tests.agenda.conftest import ALMATY, at, session, texts

SURE = Question("sure", Questionnaire.ASSESSMENT, Type.SCALE, texts("How sure?"))
ALL = Question("all", Questionnaire.SURVEY, Type.SCALE, texts("How was it all?"), lowest=0, highest=10)
USEFUL = Question(
    "useful",
    Questionnaire.SURVEY,
    Type.CHOICES,
    texts("What was of use?"),
    options=(Option("talks", texts("Talks")), Option("people", texts("People"))),
)
WORDS = Question("words", Questionnaire.SURVEY, Type.TEXT, texts("What else?"))


def rated(name: str, day: int, hours: tuple[int, int], room: str = "main", **more: str) -> Session:
    return session(name, day, hours, room, rated=True, **more)


@pytest.fixture
def seminar(programme: Programme) -> Programme:
    """Two talks at once, two trainings to choose from, dinner, and a last talk on the next day."""
    sessions = (
        rated("peace", 1, (10, 12)),
        rated("rivers", 1, (10, 12), "hall1"),
        rated("art", 1, (14, 16), "hall1", choice_id="training"),
        rated("law", 1, (15, 17), "hall2", choice_id="training"),
        session("dinner", 1, (18, 20)),
        rated("final", 2, (10, 12)),
    )
    return replace(programme, sessions=sessions, questions=(SURE, ALL, USEFUL, WORDS))


def when(programme: Programme) -> dict[str, Sequence[object]]:
    """Of each form: when it opens, and when people are reminded of it."""
    return {asking.form: (asking.opens_at, asking.reminds_at) for asking in askings(programme)}


def test_parallel_sessions_are_one_slot_chosen_or_not(seminar: Programme) -> None:
    found = {one.form: [its.id for its in one.sessions] for one in slots(seminar)}
    assert found == {
        "slot:peace": ["peace", "rivers"],
        "choice:training": ["art", "law"],
        "slot:final": ["final"],
    }
    assert [one.choice_id for one in slots(seminar)] == [None, "training", None]


def test_a_slot_is_found_by_each_of_its_sessions(seminar: Programme) -> None:
    training = slot_of(seminar, "art")
    assert training is not None
    assert training.form == "choice:training"
    assert slot_of(seminar, "law") == training
    assert slot_of(seminar, "dinner") is None


def test_nobody_is_asked_about_what_does_not_take_place(seminar: Programme) -> None:
    cancelled = tuple(replace(one, cancelled=one.id in {"peace", "final"}) for one in seminar.sessions)
    assert list(when(replace(seminar, sessions=cancelled))) == [
        "assessment",
        "slot:rivers",
        "choice:training",
        "survey",
    ]


def test_a_slot_is_asked_about_before_the_first_of_it_ends(seminar: Programme) -> None:
    art = seminar.session("art")
    assert art is not None
    assert asks_at(seminar, art) == when(seminar)["choice:training"][0] == at(1, 15, 55)
    at_the_end = replace(seminar, feedback_minutes=0)
    assert asks_at(at_the_end, art) == at(1, 16)


def test_one_reminder_an_hour_after_the_last_rated_session_of_the_day(seminar: Programme) -> None:
    asked = when(seminar)
    assert asked["slot:peace"][1] == asked["choice:training"][1] == at(1, 18)
    assert asked["slot:final"][1] == at(2, 13)


def test_no_reminder_at_night(seminar: Programme) -> None:
    late = replace(seminar, sessions=(*seminar.sessions, rated("stars", 1, (20, 21))))
    assert when(late)["slot:peace"][1] is None
    assert when(late)["slot:final"][1] == at(2, 13)


def test_the_survey_opens_at_the_end_and_is_reminded_of_in_the_morning(seminar: Programme) -> None:
    assert when(seminar)["survey"] == (at(2, 12), at(3, 10))
    assert assessed_again_from(seminar) == at(2, 12)


def test_people_assess_themselves_until_the_first_rated_session_ends(seminar: Programme) -> None:
    assert assessed_until(seminar) == at(1, 12)
    nothing_rated = replace(seminar, sessions=(session("dinner", 1, (18, 20)),))
    assert assessed_until(nothing_rated) == at(1, 18)
    assert assessed_again_from(nothing_rated) == at(1, 20)


def test_without_questions_only_sessions_are_asked_about(seminar: Programme) -> None:
    assert list(when(replace(seminar, questions=()))) == ["slot:peace", "choice:training", "slot:final"]


def test_who_only_assess_themselves_are_asked_again_in_the_end(seminar: Programme) -> None:
    assert when(replace(seminar, questions=(SURE,)))["survey"][0] == at(2, 12)


def test_all_forms_close_at_one_midnight(seminar: Programme) -> None:
    assert {asking.closes_at for asking in askings(seminar)} == {at(2, 0) + timedelta(days=8)}


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (SURE, ["1", "5"], ["0", "6", "05", "+1", "1.0", "٣", "abc", ""]),
        (ALL, ["0", "10"], ["-1", "11", "00"]),
        (USEFUL, ["talks", "people"], ["Talks", "0", ""]),
        (WORDS, [], ["talks", "1", ""]),
    ],
)
def test_a_button_says_what_its_question_offers(
    question: Question, right: list[str], wrong: list[str]
) -> None:
    assert [part for part in right if not question.takes(part)] == []
    assert [part for part in wrong if question.takes(part)] == []


@given(st.integers(0, 10), st.integers(0, 10), st.integers(-20, 20))
def test_a_scale_takes_its_own_marks(lowest: int, highest: int, mark: int) -> None:
    question = replace(ALL, lowest=lowest, highest=highest)
    assert question.takes(str(mark)) == (lowest <= mark <= highest)


HOURS = st.tuples(st.integers(1, 2), st.integers(0, 22), st.integers(1, 8))


@given(st.lists(st.tuples(HOURS, st.sampled_from([None, "a", "b"]), st.booleans()), min_size=1, max_size=8))
def test_whatever_the_programme_is_each_rated_session_is_asked_about_once_and_in_time(
    plan: list[tuple[tuple[int, int, int], str | None, bool]],
) -> None:
    sessions = [
        session(f"s{number}", day, (hour, min(hour + length, 23)), choice_id=choice, rated=is_rated)
        for number, ((day, hour, length), choice, is_rated) in enumerate(plan)
    ]
    programme = _programme(sessions)
    asked = [its.id for one in slots(programme) for its in one.sessions]
    assert sorted(asked) == sorted(one.id for one in sessions if one.rated)
    for asking in askings(programme):
        assert asking.opens_at < (asking.reminds_at or asking.closes_at) <= asking.closes_at
        assert asking.reminds_at is None or 9 <= asking.reminds_at.astimezone(ALMATY).hour < 21
    assert assessed_until(programme) <= assessed_again_from(programme)


def _programme(sessions: Sequence[Session]) -> Programme:
    days = (Day("day1", date(2019, 4, 30), texts("1")), Day("day2", date(2019, 5, 1), texts("2")))
    ordered = tuple(sorted(sessions, key=lambda one: one.starts_at))
    name = texts("Seminar")
    return Programme(
        1, "small", name, name, name, ALMATY, 50, days, (), (), (), ordered, (), questions=(SURE, ALL)
    )
