"""What leads are asked about, and when: by their own days."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.agenda.followup import CHECK_INS
from bot.followup.rules import Said
from bot.plans.rules import PlanState, StepState
from tests.followup.year import AIGUL, BORIS, CHRIS, days, step, year

JUNE = date(2019, 6, 1)
A_YEAR = date(2020, 6, 1)


def test_a_step_is_asked_about_before_its_day_on_it_and_after_it() -> None:
    plan = year(step(1, JUNE))
    assert plan.until(date(2019, 5, 29)) == ["29 May 10:00 Aigul first step:1:before:2019-06-01"]
    plan.says(Said.BEGUN, 1)
    assert plan.until(JUNE) == ["1 Jun 10:00 Aigul first step:1:day:2019-06-01"]
    plan.says(Said.WORDS, 1)
    third_in_a_week = plan.until(JUNE + days(3))
    assert third_in_a_week == []
    assert plan.until(JUNE + days(4)) == ["5 Jun 10:00 Aigul first step:1:after:2019-06-01"]


def test_a_plan_is_asked_about_after_a_week_and_after_one_three_six_and_twelve_months() -> None:
    plan = year(step(1), check_ins=CHECK_INS)
    asked: list[str] = []
    while plan.now.date() < A_YEAR:
        if lines := plan.until(plan.now.date() + days(1)):
            asked += lines
            plan.says(Said.WORDS)
    assert asked == [
        "8 May 10:00 Aigul first checkin:2019-05-08",
        "1 Jun 10:00 Aigul first checkin:2019-06-01",
        "1 Aug 10:00 Aigul first checkin:2019-08-01",
        "1 Nov 10:00 Aigul first checkin:2019-11-01",
        "1 May 10:00 Aigul first checkin:2020-05-01",
    ]


@pytest.mark.parametrize("said", [Said.BEGUN, Said.DIFFICULTY, Said.WORDS])
def test_whoever_has_spoken_of_a_step_is_not_asked_again_until_its_next_occasion(said: Said) -> None:
    plan = year(step(1, JUNE))
    plan.until(date(2019, 5, 29))
    plan.says(said, 1)
    assert plan.until(JUNE - days(1)) == []
    assert plan.until(JUNE) == ["1 Jun 10:00 Aigul first step:1:day:2019-06-01"]


def test_a_step_that_is_done_is_not_asked_about() -> None:
    plan = year(step(1, JUNE), check_ins=CHECK_INS)
    plan.says(Said.DONE, 1)
    assert plan.until(A_YEAR) == []


def test_nor_is_one_that_was_taken_out_nor_a_plan_that_was_given_up_or_is_a_draft() -> None:
    plan = year(step(1, JUNE), check_ins=CHECK_INS)
    plan.becomes(steps=())
    assert plan.until(A_YEAR) == []
    for state in (PlanState.DRAFT, PlanState.DROPPED):
        plan = year(step(1, JUNE), check_ins=CHECK_INS)
        plan.becomes(state=state)
        assert plan.until(A_YEAR) == []
        assert plan.looks_at is None


def test_several_things_that_are_due_on_one_day_come_together() -> None:
    plan = year(step(1, JUNE), step(2, JUNE + days(3)), step(3), check_ins=(CHECK_INS[1],))
    assert plan.until(date(2019, 5, 29)) == ["29 May 10:00 Aigul first step:1:before:2019-06-01"]
    assert plan.until(JUNE) == [
        "1 Jun 10:00 Aigul again checkin:2019-06-01 step:1:day:2019-06-01 step:2:before:2019-06-04"
    ]


def test_what_had_passed_when_a_day_was_set_is_not_asked() -> None:
    plan = year(step(1, date(2019, 5, 2)), step(2, date(2019, 4, 1)))
    assert plan.until(date(2019, 5, 4)) == [
        "2 May 10:00 Aigul first step:1:day:2019-05-02",
        "4 May 10:00 Aigul first step:1:after:2019-05-02",
    ]


def test_another_day_makes_other_occasions_and_calls_off_the_old_ones() -> None:
    plan = year(step(1, JUNE))
    plan.until(date(2019, 5, 29))
    plan.changes(1, due_on=JUNE + days(10))
    assert plan.until(JUNE + days(6)) == []
    assert plan.until(JUNE + days(7)) == ["8 Jun 10:00 Aigul first step:1:before:2019-06-11"]


def test_what_is_not_done_after_all_is_asked_as_before() -> None:
    plan = year(step(1, JUNE))
    plan.until(JUNE - days(3))
    plan.says(Said.DONE, 1)
    assert plan.until(JUNE + days(1), hour=12) == []
    plan.reports.clear()
    plan.changes(1, state=StepState.OPEN)
    assert plan.until(JUNE + days(2)) == ["2 Jun 12:00 Aigul first step:1:day:2019-06-01"]


def test_an_old_occasion_gives_way_to_the_next() -> None:
    plan = year(step(1, JUNE))
    plan.looks_at = plan.now = plan.now + days(33)  # the bot was away until 3 June, 18:00
    assert plan.until(JUNE + days(2)) == ["3 Jun 18:00 Aigul first step:1:after:2019-06-01"]


def test_another_programme_may_have_other_check_ins() -> None:
    plan = year(step(1), check_ins=CHECK_INS[:2])
    plan.until(date(2019, 5, 8))
    plan.says(Said.WORDS)
    follow_up = replace(plan.hours.follow_up, check_ins=CHECK_INS[1:3])
    plan.hours = replace(plan.hours, follow_up=follow_up)
    assert plan.until(JUNE) == ["1 Jun 10:00 Aigul first checkin:2019-06-01"]
    plan.settles()
    plan.hours = replace(plan.hours, follow_up=replace(follow_up, check_ins=CHECK_INS[2:]))
    assert plan.until(date(2019, 8, 1)) == ["1 Aug 10:00 Aigul first checkin:2019-08-01"]


# ------------------------------------------------------------------------- later


def test_whoever_says_later_is_asked_on_that_day_and_not_before() -> None:
    plan = year(step(1, JUNE))
    plan.until(date(2019, 5, 29))
    plan.says(Said.LATER, 1, until_on=JUNE + days(4))
    assert plan.until(JUNE + days(4)) == ["5 Jun 10:00 Aigul first step:1:later:1"]
    plan.says(Said.WORDS, 1)
    assert plan.until(A_YEAR) == []


def test_later_than_that_day_it_goes_on_as_before() -> None:
    plan = year(step(1, JUNE))
    plan.says(Said.LATER, 1, until_on=date(2019, 5, 20))
    assert plan.until(date(2019, 5, 20)) == ["20 May 10:00 Aigul first step:1:later:1"]
    plan.says(Said.WORDS, 1)
    assert plan.until(date(2019, 5, 29)) == ["29 May 10:00 Aigul first step:1:before:2019-06-01"]


def test_who_speaks_before_that_day_is_not_asked_then() -> None:
    plan = year(step(1))
    plan.says(Said.LATER, 1, until_on=JUNE)
    plan.until(JUNE - days(2))
    plan.says(Said.BEGUN, 1)
    assert plan.until(A_YEAR) == []


def test_a_day_that_is_set_afterwards_counts_instead() -> None:
    plan = year(step(1))
    plan.says(Said.LATER, 1, until_on=JUNE)
    plan.until(date(2019, 5, 10))
    plan.changes(1, due_on=date(2019, 7, 1))
    assert plan.until(date(2019, 6, 28))[0] == "28 Jun 10:00 Aigul first step:1:before:2019-07-01"


def test_a_check_in_says_nothing_of_what_was_put_off_and_comes_with_what_was_agreed() -> None:
    plan = year(step(1, date(2019, 12, 1)), check_ins=CHECK_INS)
    assert plan.until(date(2019, 5, 8)) == ["8 May 10:00 Aigul first checkin:2019-05-08"]
    plan.says(Said.LATER, 1, until_on=date(2019, 6, 10))
    assert plan.until(date(2019, 6, 9)) == []
    assert plan.plan.silent_since is None
    assert plan.until(date(2019, 6, 10)) == ["10 Jun 10:00 Aigul first checkin:2019-06-01 step:1:later:1"]
    plan.says(Said.BEGUN, 1)
    assert plan.until(date(2019, 8, 1)) == ["1 Aug 10:00 Aigul first checkin:2019-08-01"]


def test_the_same_goes_for_what_was_put_off_the_evening_before_it() -> None:
    plan = year(step(1), check_ins=CHECK_INS[:1])
    plan.until(date(2019, 5, 7), hour=20)
    plan.says(Said.LATER, 1, until_on=date(2019, 5, 20))
    assert plan.until(date(2019, 5, 20)) == ["20 May 10:00 Aigul first checkin:2019-05-08 step:1:later:1"]


def test_of_several_steps_a_check_in_is_about_the_first_that_is_not_put_off() -> None:
    plan = year(step(1), step(2), check_ins=CHECK_INS[:1])
    plan.says(Said.LATER, 1, until_on=date(2019, 5, 20))
    assert plan.until(date(2019, 5, 8)) == ["8 May 10:00 Aigul first checkin:2019-05-08"]
    assert plan.asked[-1].about == (2,)
    plan.says(Said.LATER, 2, until_on=date(2019, 5, 30))
    assert plan.until(date(2019, 5, 30)) == [
        "20 May 10:00 Aigul first step:1:later:1",
        "23 May 10:00 Aigul again step:1:later:1",
        "30 May 10:00 Aigul first step:2:later:2",
    ]


# ------------------------------------------------------------------------ who, where


def test_a_step_is_asked_of_whom_it_was_handed_over_to_where_they_live() -> None:
    plan = year(step(1, JUNE), step(2, JUNE, lead_id=2), leads=(AIGUL, BORIS))
    assert plan.until(date(2019, 5, 29)) == [
        "29 May 10:00 Aigul first step:1:before:2019-06-01",
        "29 May 10:00 Boris first step:2:before:2019-06-01",
    ]
    berlin = plan.asked[1].at - plan.asked[0].at
    assert berlin == timedelta(hours=4)


@pytest.mark.parametrize("cannot", [{"active": False}, {"muted": True}, {"language": None}])
def test_whoever_cannot_be_asked_is_passed_over(cannot: dict[str, Any]) -> None:
    away = replace(BORIS, **cannot)
    plan = year(step(1, JUNE, lead_id=2), leads=(away, AIGUL, CHRIS), check_ins=CHECK_INS[:1])
    assert plan.until(date(2019, 5, 8)) == ["8 May 10:00 Aigul first checkin:2019-05-08"]
    plan.says(Said.WORDS)
    assert plan.until(date(2019, 5, 29)) == ["29 May 10:00 Aigul first step:1:before:2019-06-01"]


def test_nobody_is_asked_where_nobody_can_be_and_that_is_no_silence() -> None:
    plan = year(step(1, JUNE), leads=(replace(AIGUL, active=False),), check_ins=CHECK_INS)
    assert plan.until(A_YEAR) == []
    assert plan.plan.silent_since is None


def test_a_step_in_progress_still_waits() -> None:
    plan = year(step(1, JUNE, state=StepState.BEGUN))
    assert plan.until(date(2019, 5, 29)) == ["29 May 10:00 Aigul first step:1:before:2019-06-01"]
