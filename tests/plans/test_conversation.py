"""Which question comes next, from what is answered and what was passed over."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plans.conversation import ABOUT, OF_STEP, OPTIONAL, Conversation, Place, Question
from bot.plans.rules import Plan, PlanState, Step, StepState

NOW = datetime(2019, 5, 1, 10, tzinfo=UTC)
EMPTY = Plan(1, PlanState.DRAFT, "", "", None, "", False, NOW, None, NOW, (), ())
STEP = Step(7, 1, "A lesson", "Aigerim", date(2019, 6, 15), "In the library", "Rain")
FULL = replace(EMPTY, club="Bridge", country="Poland", topic="peace", aim="They talk", steps=(STEP,))


def talk(plan: Plan | None, *, topics: bool = True) -> Conversation:
    return Conversation(plan, topics=topics)


def without(*questions: Question) -> Plan:
    """The full plan without these answers."""
    nothing = {question: None if question in {"topic", "due_on"} else "" for question in questions}
    of_step: dict[str, Any] = {question: nothing[question] for question in questions if question in OF_STEP}
    of_plan: dict[str, Any] = {question: nothing[question] for question in questions if question in ABOUT}
    return replace(FULL, steps=(replace(STEP, **of_step),), **of_plan)


def test_it_begins_with_the_club_and_goes_through_all_questions() -> None:
    assert talk(None).resumed() == Place(Question.CLUB)
    asked, plan = [Question.CLUB], replace(EMPTY, club="Bridge")
    while place := talk(plan).resumed():
        asked.append(place.question)
        plan = answered(plan, place)
    assert asked == [*ABOUT, *OF_STEP]


def answered(plan: Plan, place: Place) -> Plan:
    answer: dict[str, Any] = {place.question: NOW.date()}
    if place.question in ABOUT:
        return replace(plan, **answer)
    step = plan.steps[0] if plan.steps else Step(7, 1)
    return replace(plan, steps=(replace(step, **answer),))


@pytest.mark.parametrize(
    ("plan", "next_one"),
    [
        (replace(EMPTY, club="Bridge"), Place(Question.COUNTRY)),
        (replace(EMPTY, club="Bridge", country="Poland"), Place(Question.TOPIC)),
        (replace(EMPTY, club="Bridge", topic="peace"), Place(Question.AIM)),
        (replace(FULL, steps=()), Place(Question.WHAT)),
        (without(Question.WHO, Question.DUE, Question.OCCASION, Question.OBSTACLE), Place(Question.WHO, 7)),
        (without(Question.WHO, Question.OCCASION, Question.OBSTACLE), Place(Question.OCCASION, 7)),
        (without(Question.WHO, Question.OCCASION), None),
        (without(Question.DUE, Question.OBSTACLE), Place(Question.OBSTACLE, 7)),
        (without(Question.DUE), Place(Question.DUE, 7)),
        (FULL, None),
    ],
)
def test_after_a_break_it_goes_on_behind_the_last_answer(plan: Plan, next_one: Place | None) -> None:
    assert talk(plan).resumed() == next_one


@pytest.mark.parametrize(
    ("answered", "left_open", "next_one"),
    [
        ((Question.CLUB,), Question.COUNTRY, Question.TOPIC),
        ((Question.CLUB,), Question.TOPIC, Question.AIM),
        ((Question.CLUB, Question.TOPIC), Question.COUNTRY, Question.AIM),
        ((Question.WHAT,), Question.WHO, Question.DUE),
        ((Question.WHAT, Question.DUE), Question.WHO, Question.OCCASION),
        ((Question.WHAT, Question.DUE), Question.OCCASION, Question.OBSTACLE),
        ((Question.WHAT, Question.DUE), Question.OBSTACLE, None),
        ((Question.WHAT,), Question.OBSTACLE, Question.DUE),
        ((Question.WHAT, Question.DUE, Question.OBSTACLE), Question.WHO, None),
    ],
)
def test_what_was_left_open_stays_so_after_a_break(
    answered: tuple[Question, ...], left_open: Question, next_one: Question | None
) -> None:
    order = ABOUT if left_open in ABOUT else OF_STEP
    plan = without(*(question for question in order if question not in answered))
    if order is ABOUT:
        plan = replace(plan, steps=(), left_open=left_open)
    else:
        plan = replace(plan, steps=(replace(plan.steps[0], left_open=left_open),))
    place = talk(plan).resumed()
    assert (place and place.question) == next_one


def test_what_was_left_open_in_one_step_is_asked_about_the_next() -> None:
    first, second = (
        replace(STEP, obstacle="", left_open=Question.OBSTACLE),
        replace(STEP, id=8, obstacle=""),
    )
    assert talk(replace(FULL, steps=(first, second))).resumed() == Place(Question.OBSTACLE, 8)


def test_what_is_known_is_not_asked_again() -> None:
    known = replace(EMPTY, club="Bridge", country="Poland")
    assert talk(known).after(Place(Question.CLUB)) == Place(Question.TOPIC)
    assert talk(known, topics=False).after(Place(Question.CLUB)) == Place(Question.AIM)
    assert talk(FULL).after(Place(Question.CLUB)) is None


def test_a_question_can_be_left_open() -> None:
    plan = without(Question.WHO, Question.OCCASION, Question.OBSTACLE)
    assert talk(plan).after(Place(Question.OCCASION, 7)) == Place(Question.OBSTACLE, 7)
    assert talk(plan).after(Place(Question.OBSTACLE, 7)) is None


def test_a_step_that_came_first_is_followed_by_the_plan() -> None:
    """A session was made an action before there was a plan."""
    plan = replace(EMPTY, steps=(STEP,))
    assert talk(plan).after(Place(Question.OBSTACLE, 7)) == Place(Question.CLUB)
    assert talk(replace(plan, club="Bridge", aim="They talk")).after(Place(Question.AIM)) is None


@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        (without(Question.AIM), Place(Question.AIM)),
        (without(Question.CLUB), Place(Question.CLUB)),
        (replace(FULL, steps=()), Place(Question.WHAT)),
        (without(Question.DUE), Place(Question.DUE, 7)),
        (replace(FULL, steps=(replace(STEP, due_on=None, state=StepState.DONE),)), None),
        (without(*OPTIONAL), None),
        (without(Question.TOPIC), None),
    ],
)
def test_what_a_plan_cannot_be_without(plan: Plan, missing: Place | None) -> None:
    assert talk(plan).missing() == missing


def test_how_far_they_have_come() -> None:
    assert talk(FULL).number(Place(Question.AIM)) == (4, 4)
    assert talk(FULL, topics=False).number(Place(Question.AIM)) == (3, 3)
    assert talk(FULL).number(Place(Question.DUE, 7)) == (3, 5)
    assert talk(FULL).step_number(Place(Question.DUE, 7)) == 1
    assert talk(FULL).step_number(Place(Question.WHAT)) == 2
    assert talk(None).step_number(Place(Question.WHAT)) == 1


@given(st.sets(st.sampled_from(Question)), st.booleans())
def test_from_any_answers_every_way_through_comes_to_an_end(gone: set[Question], topics: bool) -> None:
    conversation = talk(without(*gone), topics=topics)
    place, seen = conversation.resumed(), set[Place]()
    while place and place not in seen:
        assert not conversation.said(place)
        seen.add(place)
        place = conversation.after(place)
    required = conversation.missing()
    assert required is None or required in seen
