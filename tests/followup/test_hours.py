"""Nobody is disturbed: not at night, not on a holiday, not twice a day, not three times a week."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.agenda.followup import CHECK_INS, Period
from bot.followup.occasions import still_asked
from bot.followup.rules import Said
from bot.plans.rules import Lead
from tests.followup.year import AIGUL, BORIS, CHRIS, days, step, year

JUNE = date(2019, 6, 1)


def test_what_is_due_on_a_holiday_is_asked_on_the_next_day_that_is_none() -> None:
    holidays = frozenset({date(2019, 5, 29), date(2019, 5, 30)})
    plan = year(step(1, JUNE), holidays=holidays)
    assert plan.until(date(2019, 5, 31)) == ["31 May 10:00 Aigul first step:1:before:2019-06-01"]


@pytest.mark.parametrize(
    ("hour", "asked"),
    [
        (9, "29 May 10:00"),
        (20, "29 May 20:59"),
        (21, "30 May 10:00"),
        (23, "30 May 10:00"),
    ],
)
def test_a_bot_that_was_away_asks_in_the_hours_of_the_day(hour: int, asked: str) -> None:
    plan = year(step(1, JUNE))
    minute = time(hour, 59 if hour == 20 else 0)
    back = datetime.combine(date(2019, 5, 29), minute, plan.hours.zone).astimezone(UTC)
    plan.looks_at = plan.now = back
    assert plan.until(date(2019, 5, 30))[0].startswith(asked)


def test_an_ask_lasts_until_the_evening() -> None:
    plan = year(step(1, JUNE))
    plan.until(date(2019, 5, 29), 10)
    evening = datetime(2019, 5, 29, 15, tzinfo=UTC)
    assert plan.hours.closes_at(plan.now, AIGUL) == evening
    assert still_asked(plan.asks[-1], replace(plan.facts, now=evening - timedelta(minutes=1)))
    assert not still_asked(plan.asks[-1], replace(plan.facts, now=evening))


def test_nobody_is_asked_twice_a_day() -> None:
    plan = year(step(1, JUNE))
    plan.until(date(2019, 5, 29), 12)
    plan.says(Said.LATER, 1, until_on=date(2019, 5, 29))
    assert plan.until(date(2019, 5, 29)) == []
    assert plan.until(date(2019, 5, 30)) == ["30 May 10:00 Aigul first step:1:later:1"]


def test_a_lead_is_asked_twice_in_seven_days_at_most_and_nothing_is_forgotten() -> None:
    steps = [step(number, date(2019, 5, 9) + days(number)) for number in range(1, 6)]
    plan = year(*steps)
    asked: list[str] = []
    for _ in range(30):
        if new := plan.until(plan.now.date() + days(1)):
            plan.settles()
        asked += new
    assert [line.split(" Aigul")[0] for line in asked] == [
        *("7 May 10:00", "8 May 10:00", "14 May 10:00", "15 May 10:00", "21 May 10:00"),
    ]
    last = {f"step:{one.id}:after:{one.due_on}" for one in steps}
    assert last <= {key for one in plan.asked for key in one.items}


def test_what_was_asked_of_another_plan_counts_too() -> None:
    plan = year(step(1, JUNE))
    plan.until(date(2019, 5, 28))
    plan.until(date(2019, 5, 29), 9)
    earlier = year(step(9, date(2019, 5, 31)), step(8, JUNE - days(2)))
    earlier.until(date(2019, 5, 28))
    plan.asks += [replace(ask, plan_id=2) for ask in earlier.asks]
    assert plan.until(date(2019, 6, 2)) == []
    assert plan.until(date(2019, 6, 3)) == ["3 Jun 10:00 Aigul first step:1:after:2019-06-01"]


def test_the_year_goes_on_at_ten_after_almaty_has_changed_its_offset() -> None:
    check_ins = (Period(months=3, days=1), Period(months=3, days=2), Period(months=6))
    plan = year(step(1), last_day=date(2023, 11, 30), check_ins=check_ins)
    asked: list[str] = []
    for number in range(200):
        asked += plan.until(date(2023, 12, 1) + days(number))
        plan.says(Said.WORDS)
    assert asked[:2] == [
        "1 Mar 10:00 Aigul first checkin:2024-03-01",
        "2 Mar 10:00 Aigul first checkin:2024-03-02",
    ]
    assert [one.at.hour for one in plan.asked] == [5, 5, 5]  # UTC+5; it was UTC+6 until February


def test_before_the_change_ten_is_another_moment() -> None:
    plan = year(step(1, date(2024, 3, 1)), last_day=date(2023, 11, 30))
    plan.until(date(2024, 2, 27))
    plan.says(Said.WORDS, 1)
    plan.until(date(2024, 3, 1))
    assert [one.at.hour for one in plan.asked] == [4, 5]


@pytest.mark.parametrize("changes_on", [date(2019, 10, 27), date(2020, 3, 29)])
def test_a_lead_in_berlin_is_asked_at_ten_on_both_sides_of_summer_time(changes_on: date) -> None:
    plan = year(step(1, changes_on), leads=(BORIS,), days_before=1)
    lines = plan.until(changes_on - days(1))
    plan.says(Said.WORDS, 1)
    lines = [*lines, *plan.until(changes_on)]
    assert [line.split(" Boris")[0].split()[-1] for line in lines] == ["10:00", "10:00"]
    assert abs(plan.asked[1].at - plan.asked[0].at - days(1)) == timedelta(hours=1)


def test_it_is_looked_at_once_a_day_in_each_zone() -> None:
    plan = year(step(1), leads=(AIGUL, BORIS, CHRIS))
    assert plan.hours.next_after(datetime(2019, 5, 2, 0, tzinfo=UTC), plan.plan.leads) == datetime(
        2019, 5, 2, 4, tzinfo=UTC
    )
    assert plan.hours.next_after(datetime(2019, 5, 2, 4, tzinfo=UTC), plan.plan.leads) == datetime(
        2019, 5, 2, 8, tzinfo=UTC
    )
    assert plan.hours.next_after(datetime(2019, 5, 2, 8, tzinfo=UTC), ()) == datetime(
        2019, 5, 3, 4, tzinfo=UTC
    )


def test_a_lead_who_moves_is_asked_where_they_live_now() -> None:
    plan = year(step(1, JUNE), leads=(AIGUL,))
    plan.until(date(2019, 5, 28))
    plan.turns(1, zone="America/New_York")
    assert plan.until(date(2019, 5, 29)) == ["29 May 10:00 Aigul first step:1:before:2019-06-01"]
    assert plan.asked[0].at.astimezone(ZoneInfo("America/New_York")).hour == 10


def test_check_ins_are_counted_from_the_last_day_of_the_seminar() -> None:
    plan = year(
        step(1), leads=(Lead(1, "Aigul", "kk"),), check_ins=CHECK_INS[1:2], last_day=date(2019, 1, 31)
    )
    assert plan.until(date(2019, 2, 28)) == ["28 Feb 10:00 Aigul first checkin:2019-02-28"]
