"""What figures amount to."""

from dataclasses import replace
from datetime import date

from bot.plans.rules import PlanState
from bot.progress.rules import (
    MONTHS,
    By,
    Month,
    Overview,
    Pace,
    Standing,
    groups,
    grown,
    in_order,
    months,
    together_with,
)

BRIDGE = Standing(1, PlanState.KEPT, "Bridge", "Poland", "peace", steps=5, done=2, late=1, askable=1)
ARCH = replace(BRIDGE, id=2, club="arch", done=5, late=0)
NAMELESS = replace(BRIDGE, id=3, club="", country="", topic=None)
DRAFT = replace(BRIDGE, id=4, state=PlanState.DRAFT)
ALL = [BRIDGE, ARCH, NAMELESS, DRAFT]
TODAY = date(2019, 6, 21)


def test_drafts_are_told_and_not_counted() -> None:
    overview = Overview(ALL)
    assert (len(overview.kept), overview.drafts, overview.steps, overview.done, overview.late) == (
        *(3, 1),
        *(15, 9, 2),
    )


def test_clubs_are_in_order_of_their_names() -> None:
    assert [one.id for one in in_order(ALL)] == [2, 1, 4, 3]


def test_plans_of_one_country_are_counted_together() -> None:
    assert groups(ALL, By.COUNTRY) == [(1, "Poland", 2, 10, 7), (3, "", 1, 5, 2)]
    assert together_with(ALL, 1, By.COUNTRY) == [ARCH, BRIDGE]
    assert together_with(ALL, 3, By.COUNTRY) == [NAMELESS]


def test_a_draft_or_a_plan_that_is_gone_is_together_with_nothing() -> None:
    assert together_with(ALL, 4, By.COUNTRY) == []
    assert together_with(ALL, 99, By.TOPIC) == []


def test_topics_are_in_the_programme_s_order() -> None:
    music = replace(BRIDGE, id=9, topic="music")
    found = groups([*ALL, music], By.TOPIC, ["peace", "music"])
    assert [group.value for group in found] == ["peace", "music", ""]


def test_nobody_need_be_asked_about_what_is_done() -> None:
    left = replace(BRIDGE, askable=0)
    assert left.out_of_reach
    assert not replace(left, done=5).out_of_reach


def test_months_add_up_and_those_to_come_only_plan() -> None:
    pace = Pace([date(2019, 5, 2), date(2019, 6, 20)], [date(2019, 5, 30), TODAY, date(2019, 9, 1)])
    assert months(pace, TODAY) == [
        Month(date(2019, 5, 1), 1, 1),
        Month(date(2019, 6, 1), 2, 2),
        Month(date(2019, 9, 1), None, 3),
    ]


def test_of_many_months_the_last_are_told_and_count_from_the_first() -> None:
    pace = Pace([], [date(2018 + number // 12, number % 12 + 1, 1) for number in range(20)])
    told = months(pace, TODAY)
    assert len(told) == MONTHS
    assert told[-1].planned == 20


def test_what_is_done_on_one_day_is_one_point() -> None:
    assert grown([TODAY, TODAY, date(2019, 7, 1)]) == [(TODAY, 2), (date(2019, 7, 1), 3)]
