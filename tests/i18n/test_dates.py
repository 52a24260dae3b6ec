"""Dates and times as people write them in the three languages."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import dates

ALMATY = ZoneInfo("Asia/Almaty")
MAY_DAY = date(2019, 5, 1)
TRAINING = datetime(2019, 4, 30, 8, 0, tzinfo=UTC)


def test_clock_times_are_of_the_zone_in_24_hours() -> None:
    assert dates.clock_time(TRAINING, ALMATY) == "14:00"
    assert dates.time_range(TRAINING, TRAINING + timedelta(hours=2), ALMATY) == "14:00–16:00"


def test_the_day_begins_at_midnight_in_the_zone_not_in_utc() -> None:
    assert dates.day_of(datetime(2019, 4, 30, 18, 30, tzinfo=UTC), ALMATY) == MAY_DAY


def test_almaty_is_five_hours_ahead_since_march_2024() -> None:
    assert dates.clock_time(datetime(2024, 2, 29, 6, 0, tzinfo=UTC), ALMATY) == "12:00"
    assert dates.clock_time(datetime(2024, 3, 1, 6, 0, tzinfo=UTC), ALMATY) == "11:00"


@pytest.mark.parametrize(
    ("language", "weekday", "short_weekday", "short", "full"),
    [
        ("kk", "1 мамыр, сәрсенбі", "1 мам., ср", "1 мам.", "2019 жылғы 1 мамыр"),
        ("ru", "1 мая, среда", "1 мая, ср", "1 мая", "1 мая 2019 года"),
        ("en", "Wednesday, 1 May", "Wed 1 May", "1 May", "1 May 2019"),
    ],
)
def test_a_date_in_each_language(
    language: str, weekday: str, short_weekday: str, short: str, full: str
) -> None:
    assert dates.weekday_date(MAY_DAY, language) == weekday
    assert dates.short_weekday_date(MAY_DAY, language) == short_weekday
    assert dates.short_date(MAY_DAY, language) == short
    assert dates.full_date(MAY_DAY, language) == full


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", "2019 жылғы 30 сәуір – 1 мамыр"),
        ("ru", "30 апреля – 1 мая 2019 года"),
        ("en", "30 April – 1 May 2019"),
    ],
)
def test_the_two_days_of_the_seminar(language: str, expected: str) -> None:
    assert dates.date_range(date(2019, 4, 30), MAY_DAY, language) == expected


def test_ranges_within_a_month_over_a_new_year_and_of_one_day() -> None:
    assert dates.date_range(date(2019, 4, 29), date(2019, 4, 30), "en") == "29–30 April 2019"
    assert dates.date_range(date(2019, 12, 31), date(2020, 1, 1), "en") == "31 December 2019 – 1 January 2020"
    assert dates.date_range(MAY_DAY, MAY_DAY, "ru") == "1 мая 2019 года"


@pytest.mark.parametrize("day", [date(2019, month, 28) for month in range(1, 13)])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_short_date_fits_a_button(day: date, language: str) -> None:
    assert len(dates.short_date(day, language)) <= 9
    assert len(dates.short_weekday_date(day, language)) <= 14


@pytest.mark.parametrize(
    ("minutes", "kazakh", "russian", "english"),
    [
        (0, "1 минуттан кейін", "через 1 минуту", "in 1 minute"),
        (15, "15 минуттан кейін", "через 15 минут", "in 15 minutes"),
        (55, "55 минуттан кейін", "через 55 минут", "in 55 minutes"),
        (90, "90 минуттан кейін", "через 90 минут", "in 90 minutes"),
        (119, "119 минуттан кейін", "через 119 минут", "in 119 minutes"),
        (180, "3 сағаттан кейін", "через 3 часа", "in 3 hours"),
        (3 * 24 * 60, "3 күннен кейін", "через 3 дня", "in 3 days"),
    ],
)
def test_the_time_left(minutes: int, kazakh: str, russian: str, english: str) -> None:
    left = timedelta(minutes=minutes)
    assert [dates.in_time(left, language) for language in ("kk", "ru", "en")] == [kazakh, russian, english]


def test_seconds_are_rounded_to_the_nearest_minute() -> None:
    assert dates.in_time(timedelta(minutes=9, seconds=58), "en") == "in 10 minutes"
    assert dates.in_time(timedelta(minutes=9, seconds=29), "en") == "in 9 minutes"


@given(st.integers(1, 119))
def test_below_two_hours_the_minutes_are_exact(minutes: int) -> None:
    assert dates.in_time(timedelta(minutes=minutes), "en").split()[1] == str(minutes)


def test_how_long_something_takes() -> None:
    assert dates.duration(timedelta(minutes=15), "en") == "15 minutes"
    assert dates.duration(timedelta(minutes=90), "ru") == "1 час 30 минут"
    assert dates.duration(timedelta(hours=2), "kk") == "2 сағат"


def test_lists() -> None:
    assert dates.listed(["A", "B"], "kk") == "A және B"
    assert dates.listed(["A", "B", "C"], "ru") == "A, B и C"
    assert dates.listed(["A", "B", "C"], "en") == "A, B and C"
    assert dates.listed([], "en") == ""


def test_an_unknown_language_reads_english() -> None:
    assert dates.weekday_date(MAY_DAY, "fr") == "Wednesday, 1 May"
