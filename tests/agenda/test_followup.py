"""Periods of a calendar and days of every year, whatever the day they count from."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agenda.followup import CHECK_INS, Annual, FollowUp, Period

DAYS = st.dates(date(1999, 1, 1), date(2199, 12, 31))
PERIODS = st.builds(Period, months=st.integers(0, 36), days=st.integers(0, 400))
ANNUALS = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: Annual(day.month, day.day))


@pytest.mark.parametrize(
    ("period", "day", "after"),
    [
        (Period(days=7), date(2019, 12, 28), date(2020, 1, 4)),
        (Period(months=1), date(2019, 1, 31), date(2019, 2, 28)),
        (Period(months=1), date(2020, 1, 31), date(2020, 2, 29)),
        (Period(months=1), date(2019, 12, 31), date(2020, 1, 31)),
        (Period(months=3), date(2019, 5, 1), date(2019, 8, 1)),
        (Period(months=12), date(2020, 2, 29), date(2021, 2, 28)),
        (Period(), date(2019, 5, 1), date(2019, 5, 1)),
    ],
)
def test_a_period_is_one_of_the_calendar(period: Period, day: date, after: date) -> None:
    assert period.after(day) == after


@given(PERIODS, DAYS)
def test_a_period_never_goes_back(period: Period, day: date) -> None:
    assert period.after(day) >= day + timedelta(days=28 * period.months + period.days)


@given(PERIODS, DAYS, DAYS)
def test_of_two_days_the_later_one_stays_the_later_one(period: Period, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert period.after(earlier) <= period.after(later)


@given(DAYS)
def test_the_usual_check_ins_follow_each_other(day: date) -> None:
    check_ins = [period.after(day) for period in CHECK_INS]
    assert day < check_ins[0]
    assert check_ins == sorted(set(check_ins))


@given(ANNUALS, DAYS)
def test_a_day_of_every_year_comes_within_a_year(annual: Annual, day: date) -> None:
    found = annual.next_after(day)
    assert day < found <= day + timedelta(days=366)
    assert (found.month, found.day) in {(annual.month, annual.day), (2, 28)}


@given(ANNUALS, DAYS)
def test_it_is_the_first_one(annual: Annual, day: date) -> None:
    """So from any day before it the same one comes."""
    found = annual.next_after(day)
    assert annual.next_after(found - timedelta(days=1)) == found


def test_29_february_is_the_28th_where_there_is_none() -> None:
    leap = Annual(2, 29)
    assert leap.next_after(date(2023, 2, 27)) == date(2023, 2, 28)
    assert leap.next_after(date(2023, 2, 28)) == date(2024, 2, 29)


def test_what_falls_on_holidays_is_asked_on_the_next_day_that_is_none() -> None:
    follow_up = FollowUp(holidays=frozenset({date(2019, 12, 31), date(2020, 1, 1)}))
    found = [follow_up.open_day(date(2019, 12, day)) for day in (30, 31)]
    assert found == [date(2019, 12, 30), date(2020, 1, 2)]
