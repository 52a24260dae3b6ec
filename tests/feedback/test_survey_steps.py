"""Which questions are asked when, and how far somebody has come with them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.agenda.asking import assessed_again_from, assessed_until
from bot.agenda.formats import Document
from bot.agenda.questions import Questionnaire
from bot.agenda.rules import Programme
from bot.feedback.rules import BEFORE, SURVEY, Answer, Ballot, State
from bot.feedback.steps import Paper, Step, steps_at

MOMENT = timedelta(milliseconds=1)
ASSESSED = ["explain", "lead", "partners"]
SURVEYED = ["overall", "recommend", "useful", "differently", "change"]


@pytest.fixture
def programme(sample: Document) -> Programme:
    return sample.to_programme(1)


@pytest.fixture
def before(programme: Programme) -> Sequence[Step]:
    return steps_at(programme, programme.starts_at)


def named(steps: Sequence[Step], subject: str = "") -> list[str]:
    return [step.question.id for step in steps if subject in {"", step.subject}]


def test_before_and_after_the_seminar_the_same_is_asked_and_then_how_it_was(programme: Programme) -> None:
    last_chance, again = assessed_until(programme) - MOMENT, assessed_again_from(programme)
    assert named(steps_at(programme, last_chance), "before") == ASSESSED
    assert named(steps_at(programme, again), "after") == ASSESSED
    assert named(steps_at(programme, again)) == ASSESSED + SURVEYED


def test_nothing_is_asked_in_between_and_once_all_is_closed(programme: Programme) -> None:
    again, closes_at = assessed_again_from(programme), programme.feedback_closes_at
    for moment in (assessed_until(programme), again - MOMENT, closes_at):
        assert steps_at(programme, moment) == []
    assert named(steps_at(programme, closes_at - MOMENT)) == ASSESSED + SURVEYED
    assert steps_at(replace(programme, questions=()), again) == []


def answered(steps: Sequence[Step], state: State = State.BEGUN) -> Paper:
    """The first of these are answered."""
    answers = [Answer(step.subject, step.question.id, answer="3") for step in steps]
    return Paper([], {Questionnaire.ASSESSMENT: Ballot("assessment", "1", state, answers=answers)})


def test_people_go_on_with_the_first_question_without_an_answer(before: Sequence[Step]) -> None:
    fresh = Paper(before, {})
    some = replace(answered([before[0], before[2]]), steps=before)
    all_of_them = replace(answered(before), steps=before)
    assert (fresh.next_step, fresh.answered, fresh.complete) == (before[0], 0, False)
    assert (some.next_step, some.answered, some.complete) == (before[1], 2, False)
    assert (all_of_them.next_step, all_of_them.answered, all_of_them.complete) == (None, 3, True)


def test_who_has_said_enough_is_through_and_who_has_said_nothing_may_begin(before: Sequence[Step]) -> None:
    enough = replace(answered(before[:1], State.GIVEN), steps=before)
    nothing = replace(answered([], State.ABSENT), steps=before)
    assert enough.next_step is None
    assert nothing.next_step == before[0]


def test_a_question_is_found_on_its_occasion_alone(before: Sequence[Step]) -> None:
    paper = Paper(before, {})
    assert paper.find(BEFORE, "lead") == before[1]
    for forged in ((), ("before",), ("after", "lead"), ("before", "overall"), ("before", "lead", "4")):
        assert paper.find(*forged) is None


def test_questions_stand_in_a_row(before: Sequence[Step]) -> None:
    paper = Paper(before, {})
    assert [paper.beside(step, 1) for step in before] == [before[1], before[2], None]
    assert [paper.beside(step, -1) for step in before] == [None, before[0], before[1]]


def test_the_survey_says_how_far_somebody_is_with_all_that_closes(programme: Programme) -> None:
    """Also where there is none: who only assess themselves are through once, and then again."""
    after = steps_at(programme, assessed_again_from(programme))
    assert Paper(after, {}).form == Paper(after[:3], {}).form == SURVEY
    assert Paper(steps_at(programme, programme.starts_at), {}).form == Questionnaire.ASSESSMENT
