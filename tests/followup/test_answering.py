"""What an answer is about, and what it settles."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.followup.answering import answered_by_words, is_answered, is_later, repeated, still_open
from bot.followup.rules import Ask, Report, Said, Stage
from bot.plans.rules import Plan, StepState
from tests.followup.year import days, step, year

PLAN: Plan = year(step(1, date(2019, 6, 1)), step(2, date(2019, 6, 1))).plan
ASKED = PLAN.created_at + days(30)
ASK = Ask(7, 1, 1, Stage.FIRST, ("step:1:day:2019-06-01", "step:2:day:2019-06-01"), ASKED)
CHECK_IN = replace(ASK, items=("checkin:2019-06-01",))


def report(step_id: int | None, said: Said = Said.BEGUN, after: timedelta = timedelta(hours=1)) -> Report:
    return Report(1, PLAN.id, step_id, 1, said, ASKED + after)


def test_of_several_steps_each_is_open_until_somebody_speaks_of_it() -> None:
    one, two = report(1), report(2)
    assert [still_open(ASK, PLAN, said) for said in ([], [one], [one, two])] == [[1, 2], [2], []]
    assert [is_answered(ASK, PLAN, said) for said in ([], [one], [one, two])] == [False, False, True]


def test_what_was_said_before_the_question_is_no_answer_to_it() -> None:
    earlier = [report(1, after=-days(1)), report(2, after=-days(1))]
    assert not is_answered(ASK, PLAN, earlier)
    assert still_open(ASK, PLAN, earlier) == [1, 2]


@pytest.mark.parametrize("about", [None, 1, 2])
def test_a_check_in_is_answered_by_whatever_is_said(about: int | None) -> None:
    assert still_open(CHECK_IN, PLAN, []) == [1]
    assert not is_answered(CHECK_IN, PLAN, [])
    assert is_answered(CHECK_IN, PLAN, [report(about)])
    assert still_open(CHECK_IN, PLAN, [report(about)]) == []


def test_a_check_in_that_comes_with_steps_adds_the_next_one_to_them() -> None:
    digest = replace(CHECK_IN, items=(*CHECK_IN.items, "step:2:day:2019-06-01"))
    assert still_open(digest, PLAN, []) == [1, 2]
    for about, left in [(1, [2]), (2, []), (None, [2])]:  # whatever is said answers the check-in
        assert still_open(digest, PLAN, [report(about)]) == left
    without = replace(PLAN, steps=PLAN.steps[:1])  # the next one may be another by now
    assert still_open(digest, without, []) == []


def test_a_check_in_is_about_no_step_that_was_put_off_when_it_came() -> None:
    assert still_open(CHECK_IN, PLAN, [], were_put_off={1}) == [2]
    assert still_open(CHECK_IN, PLAN, [], were_put_off={1, 2}) == []
    assert still_open(ASK, PLAN, [], were_put_off={1}) == [1, 2]  # it names them itself


def test_of_a_step_that_is_done_or_taken_out_nothing_more_is_to_be_said() -> None:
    first_done = replace(PLAN, steps=(replace(PLAN.steps[0], state=StepState.DONE), PLAN.steps[1]))
    assert still_open(ASK, first_done, []) == [2]
    assert is_answered(ASK, first_done, [report(2)])
    assert is_answered(ASK, replace(PLAN, steps=()), [])


def test_a_text_out_of_the_blue_answers_the_last_question_that_came() -> None:
    settled = replace(ASK, settled_at=ASKED)
    later = replace(ASK, id=8, asked_at=ASKED + days(4))
    lost, of_others = replace(later, arrives=False, came=False), replace(later, plan_id=2)
    on_its_way = replace(later, came=False)
    for asks, meant in [
        ([], None),
        ([ASK], ASK),
        ([settled], settled),
        ([settled, later], later),
        ([ASK, lost], ASK),
        ([ASK, on_its_way], ASK),
        ([ASK, of_others], ASK),
    ]:
        assert answered_by_words(asks, PLAN) == meant


def test_a_button_that_is_tapped_twice_says_it_once() -> None:
    once, now = report(1, after=timedelta()), ASKED + timedelta(minutes=59)
    assert repeated([once], 1, 1, Said.BEGUN, now) == once
    assert repeated([once], 1, 1, Said.BEGUN, now + timedelta(minutes=1)) is None  # it may be meant again
    assert repeated([once], 1, 2, Said.BEGUN, now) is None  # of somebody else
    assert repeated([once], 2, 1, Said.BEGUN, now) is None  # of another step
    assert repeated([once, report(1, Said.DONE)], 1, 1, Said.BEGUN, now) is None  # another answer in between
    assert repeated([report(1, Said.WORDS)], 1, 1, Said.WORDS, now) is None  # words are never the same


def test_a_question_is_put_off_to_a_day_from_tomorrow_on_within_a_year() -> None:
    today = date(2024, 2, 29)
    assert [is_later(today + days(number), today) for number in (-1, 0, 1, 366, 367)] == [
        *(False, False, True, True, False),
    ]
