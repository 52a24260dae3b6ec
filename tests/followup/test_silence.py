"""When nobody answers: other words, a co-lead, the organisers' list, and rest until the next check-in."""

from dataclasses import replace
from datetime import date

import pytest

from bot.agenda.followup import CHECK_INS
from bot.followup.rules import Said
from tests.followup.year import AIGUL, BORIS, CHRIS, Year, days, step, year

FIRST = date(2019, 5, 29)  # three days before the step's day
JUNE = date(2019, 6, 1)
BEFORE = "step:1:before:2019-06-01"


def silent_on(plan: Year) -> date | None:
    since = plan.plan.silent_since
    return since.astimezone(plan.hours.zone).date() if since else None


def test_three_days_later_it_is_asked_in_other_words_then_of_a_co_lead_then_the_organisers_know() -> None:
    plan = year(step(1, date(2019, 9, 1)), leads=(AIGUL, CHRIS), days_before=92)
    before = "step:1:before:2019-09-01"
    assert plan.until(JUNE + days(8)) == [
        f"1 Jun 10:00 Aigul first {before}",
        f"4 Jun 10:00 Aigul again {before}",
        f"7 Jun 10:00 Chris co-lead {before}",
    ]
    assert silent_on(plan) is None
    assert plan.until(JUNE + days(60)) == []
    assert silent_on(plan) == JUNE + days(9)


@pytest.mark.parametrize("goes", ["muted", "left"])
@pytest.mark.parametrize("check_in", [False, True])
def test_a_co_lead_has_three_days_too_if_the_first_lead_goes_meanwhile(goes: str, *, check_in: bool) -> None:
    its = {"check_ins": CHECK_INS[1:2]} if check_in else {"days_before": 92}
    plan = year(step(1, date(2019, 9, 1)), leads=(AIGUL, CHRIS), **its)
    *_, last = plan.until(JUNE + days(6))
    assert last.startswith("7 Jun 10:00 Chris co-lead")
    left = {"muted": (replace(AIGUL, muted=True), CHRIS), "left": (CHRIS,)}[goes]
    plan.plan, plan.looks_at = replace(plan.plan, leads=left), plan.now
    assert [asked[:24] for asked in plan.until(JUNE + days(30))] == ["10 Jun 10:00 Chris again"]
    assert silent_on(plan) == JUNE + days(12)


def test_a_co_lead_is_asked_about_the_last_occasion_of_a_step() -> None:
    plan = year(step(1, JUNE), leads=(AIGUL, CHRIS))
    assert plan.until(JUNE + days(30)) == [
        f"29 May 10:00 Aigul first {BEFORE}",
        "1 Jun 10:00 Aigul again step:1:day:2019-06-01",
        "4 Jun 10:00 Chris co-lead step:1:after:2019-06-01",
    ]
    assert silent_on(plan) == JUNE + days(6)


def test_without_a_co_lead_the_organisers_know_three_days_earlier() -> None:
    for others in ((), (replace(CHRIS, muted=True), replace(BORIS, active=False))):
        plan = year(step(1, JUNE), leads=(AIGUL, *others))
        assert plan.until(JUNE + days(40)) == [
            f"29 May 10:00 Aigul first {BEFORE}",
            "1 Jun 10:00 Aigul again step:1:day:2019-06-01",
        ]
        assert silent_on(plan) == JUNE + days(3)


def test_nothing_is_asked_of_who_is_silent_until_the_next_check_in_which_begins_anew() -> None:
    plan = year(step(1, JUNE), step(2, JUNE + days(20)), check_ins=CHECK_INS[2:3])
    plan.until(JUNE + days(3))
    assert silent_on(plan) == JUNE + days(3)
    assert plan.until(date(2019, 8, 20)) == [
        "1 Aug 10:00 Aigul first checkin:2019-08-01 step:1:after:2019-06-01 step:2:after:2019-06-21",
        "4 Aug 10:00 Aigul again checkin:2019-08-01 step:1:after:2019-06-01 step:2:after:2019-06-21",
    ]
    assert silent_on(plan) == date(2019, 8, 7)


def test_the_check_in_that_begins_anew_does_not_repeat_what_was_asked_before() -> None:
    plan = year(step(1, date(2019, 9, 1)), check_ins=CHECK_INS[1:2], days_before=110)
    assert plan.until(date(2019, 5, 30)) == [
        "14 May 10:00 Aigul first step:1:before:2019-09-01",
        "17 May 10:00 Aigul again step:1:before:2019-09-01",
    ]
    assert plan.until(date(2019, 6, 30)) == [
        "1 Jun 10:00 Aigul first checkin:2019-06-01",
        "4 Jun 10:00 Aigul again checkin:2019-06-01",
    ]


def test_any_answer_ends_the_silence() -> None:
    plan = year(step(1, JUNE), step(2, JUNE + days(20)))
    plan.until(JUNE + days(5))
    assert silent_on(plan)
    plan.says(Said.WORDS, 1)
    assert plan.until(JUNE + days(17)) == ["18 Jun 10:00 Aigul first step:2:before:2019-06-21"]
    assert silent_on(plan) is None


def test_it_is_ended_on_a_clock_that_stands_still_too() -> None:
    plan = year(step(1, JUNE), step(2, JUNE + days(20)))
    plan.until(JUNE + days(3), hour=10)
    assert silent_on(plan)
    plan.says(Said.WORDS, 1)
    assert plan.until(JUNE + days(17)) == ["18 Jun 10:00 Aigul first step:2:before:2019-06-21"]
    assert silent_on(plan) is None


def test_what_is_answered_while_the_clock_stands_still_is_answered() -> None:
    plan = year(step(1, JUNE))
    plan.until(FIRST, hour=10)
    plan.settles()
    assert plan.until(JUNE) == ["1 Jun 10:00 Aigul first step:1:day:2019-06-01"]


def test_whoever_changes_their_plan_is_not_silent() -> None:
    plan = year(step(1, JUNE))
    plan.until(JUNE + days(5))
    plan.changes(1, due_on=JUNE + days(20))
    assert plan.until(JUNE + days(17)) == ["18 Jun 10:00 Aigul first step:1:before:2019-06-21"]
    assert silent_on(plan) is None


def test_an_answer_of_a_co_lead_settles_it_for_all() -> None:
    plan = year(step(1, JUNE), leads=(AIGUL, CHRIS), days_before=20)
    plan.until(date(2019, 5, 12))
    plan.settles()
    assert plan.until(JUNE - days(1)) == []
    assert silent_on(plan) is None


def test_what_a_co_lead_says_of_another_step_does_not_answer_for_this_one() -> None:
    plan = year(step(1), step(2, JUNE, lead_id=3), leads=(AIGUL, CHRIS))
    assert plan.until(FIRST + days(1)) == ["29 May 10:00 Chris first step:2:before:2019-06-01"]
    plan.says(Said.BEGUN, 1)
    assert plan.until(JUNE + days(1)) == ["1 Jun 10:00 Chris again step:2:day:2019-06-01"]
    plan.says(Said.WORDS, 1)
    assert plan.until(JUNE + days(4)) == ["4 Jun 10:00 Aigul co-lead step:2:after:2019-06-01"]
    plan.says(Said.WORDS, 1)
    assert plan.until(JUNE + days(60)) == []
    assert silent_on(plan) == JUNE + days(6)
    plan.says(Said.WORDS, 1)
    assert plan.until(JUNE + days(61)) == []
    assert silent_on(plan) == JUNE + days(6)
    plan.says(Said.DONE, 2)
    plan.until(JUNE + days(62))
    assert silent_on(plan) is None


def test_whoever_speaks_of_another_step_is_asked_about_that_one_while_this_one_rests() -> None:
    plan = year(step(1, JUNE), step(2, JUNE + days(30)), check_ins=CHECK_INS[2:3])
    plan.until(JUNE + days(10))
    assert silent_on(plan) == JUNE + days(3)
    plan.says(Said.BEGUN, 2)
    assert plan.until(JUNE + days(27)) == ["28 Jun 10:00 Aigul first step:2:before:2019-07-01"]
    plan.says(Said.DONE, 2)
    assert plan.until(date(2019, 8, 1)) == [
        "1 Aug 10:00 Aigul first checkin:2019-08-01 step:1:after:2019-06-01"
    ]


def test_what_was_agreed_is_asked_though_all_are_silent_about_another_step() -> None:
    plan = year(step(1), step(2, JUNE))
    plan.until(date(2019, 5, 28))
    plan.says(Said.LATER, 1, until_on=JUNE + days(9))
    plan.until(JUNE + days(8))
    assert silent_on(plan) == JUNE + days(3)
    assert plan.until(JUNE + days(20)) == [
        "10 Jun 10:00 Aigul first step:1:later:1",
        "13 Jun 10:00 Aigul again step:1:later:1",
    ]
    assert silent_on(plan) == JUNE + days(15)


def test_what_was_agreed_is_asked_of_who_agreed_while_a_co_lead_is_to_be_asked_about_another_step() -> None:
    others = [step(3, JUNE + days(5), lead_id=3), step(4, JUNE + days(6), lead_id=3)]
    plan = year(step(1), step(2, JUNE), *others, leads=(AIGUL, CHRIS))
    plan.until(date(2019, 5, 28))
    plan.says(Said.LATER, 1, until_on=JUNE + days(3))
    assert [line for line in plan.until(JUNE + days(5)) if "Aigul" in line] == [
        "29 May 10:00 Aigul first step:2:before:2019-06-01",
        "1 Jun 10:00 Aigul again step:2:day:2019-06-01",
        "5 Jun 10:00 Aigul first step:1:later:1",  # the first day on which a third one may come
    ]


def test_what_is_new_within_three_days_is_asked_at_once_and_does_not_hurry_the_rest() -> None:
    plan = year(step(1, JUNE), step(2, JUNE + days(1)), leads=(AIGUL, CHRIS))
    assert plan.until(JUNE + days(6)) == [
        f"29 May 10:00 Aigul first {BEFORE}",
        "30 May 10:00 Aigul first step:2:before:2019-06-02",
        "5 Jun 10:00 Aigul again step:1:after:2019-06-01 step:2:after:2019-06-02",
    ]
    assert plan.until(JUNE + days(7)) == [
        "8 Jun 10:00 Chris co-lead step:1:after:2019-06-01 step:2:after:2019-06-02"
    ]


def test_of_two_steps_that_were_asked_together_the_one_without_an_answer_is_asked_again() -> None:
    plan = year(step(1, JUNE), step(2, JUNE), days_before=20)
    plan.until(date(2019, 5, 12))
    plan.says(Said.DONE, 1)
    assert plan.until(date(2019, 5, 20)) == ["15 May 10:00 Aigul again step:2:before:2019-06-01"]


def test_what_is_new_begins_anew_whatever_else_was_asked_twice_without_an_answer() -> None:
    plan = year(step(1, JUNE), step(2, JUNE + days(200)), step(3, JUNE + days(10)), days_before=20)
    assert plan.until(date(2019, 5, 16)) == [
        "12 May 10:00 Aigul first step:1:before:2019-06-01",
        "15 May 10:00 Aigul again step:1:before:2019-06-01",
    ]
    plan.says(Said.DONE, 2)
    assert plan.until(date(2019, 5, 26)) == [
        "22 May 10:00 Aigul first step:3:before:2019-06-11",
        "25 May 10:00 Aigul again step:3:before:2019-06-11",
    ]


def test_whoever_blocks_the_bot_meanwhile_is_not_silent() -> None:
    plan = year(step(1, JUNE))
    plan.until(FIRST)
    plan.turns(1, active=False)
    assert plan.until(JUNE + days(60)) == []
    assert silent_on(plan) is None


def test_whoever_blocks_the_bot_later_leaves_the_list() -> None:
    plan = year(step(1, JUNE))
    plan.until(JUNE + days(5))
    assert silent_on(plan)
    plan.turns(1, active=False)
    plan.until(JUNE + days(6))
    assert silent_on(plan) is None


def test_a_co_lead_who_takes_the_place_of_one_that_is_gone_is_asked_first() -> None:
    plan = year(step(1, JUNE), leads=(AIGUL, CHRIS))
    plan.until(FIRST)
    plan.turns(1, active=False)
    assert plan.until(FIRST + days(1)) == [f"30 May 10:00 Chris first {BEFORE}"]


def test_each_lead_has_their_own_silence() -> None:
    steps = step(1, JUNE), step(2, JUNE + days(1), lead_id=3)
    plan = year(*steps, leads=(AIGUL, CHRIS), days_after=60)
    assert plan.until(JUNE + days(2)) == [
        f"29 May 10:00 Aigul first {BEFORE}",
        "30 May 10:00 Chris first step:2:before:2019-06-02",
        "1 Jun 10:00 Aigul again step:1:day:2019-06-01",
        "2 Jun 10:00 Chris again step:2:day:2019-06-02",
    ]


def test_what_is_a_leads_own_goes_before_what_another_leaves_unanswered() -> None:
    steps = step(1, JUNE, lead_id=3), step(2, JUNE + days(6))
    plan = year(*steps, leads=(AIGUL, CHRIS), days_before=3, days_after=60)
    assert plan.until(JUNE + days(4)) == [
        f"29 May 10:00 Chris first {BEFORE}",
        "1 Jun 10:00 Chris again step:1:day:2019-06-01",
        "4 Jun 10:00 Aigul first step:2:before:2019-06-07",
        "5 Jun 10:00 Aigul co-lead step:1:day:2019-06-01",
    ]
