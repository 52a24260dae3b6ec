"""The ways in which exporters write when something begins, and how long it takes."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.agenda.formats.frab_times import UnclearTimesError, clock_time, duration_of, times_of

ALMATY = ZoneInfo("Asia/Almaty")  # +05:00 in 2025


def wall(event: dict[str, str], day: str = "2025-04-30", day_change: str = "") -> tuple[str, str, str]:
    """Begin, end and the code of a doubt."""
    starts, ends, doubt = times_of({"duration": "1:00"} | event, day, ALMATY, day_change)
    return f"{starts:%d %H:%M}", f"{ends:%d %H:%M}", doubt[0] if doubt else ""


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("0:45", 45),
        ("1:30", 90),
        ("01:30", 90),
        ("0:90", 90),
        ("15:00", 900),
        ("00:00", 0),
        ("0:02:30", 150),
        ("2:06:00", 2 * 1440 + 360),
        ("90", 90),
    ],
)
def test_durations(text: str, minutes: int) -> None:
    assert duration_of(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "long", "1:5", "-1:00", "1h", "1:00:00:00", "99999"])
def test_what_is_no_duration(text: str) -> None:
    assert duration_of(text) is None


@pytest.mark.parametrize(("text", "clock"), [("9:30", 9), ("09:30", 9), ("0930", 9), ("09:30:00", 9)])
def test_clock_times(text: str, clock: int) -> None:
    assert clock_time(text) == time(clock, 30)


@pytest.mark.parametrize("text", ["", "24:00", "9:60", "9", "2025-04-30T09:30"])
def test_what_is_no_clock_time(text: str) -> None:
    assert clock_time(text) is None


@pytest.mark.parametrize(
    "event",
    [
        {"date": "2025-04-30T09:30:00+05:00", "start": "09:30"},
        {"date": "2025-04-30T04:30:00Z", "start": "09:30"},  # in UTC, as it should be
        {"date": "2025-04-30T04:30:00+00:00", "start": "09:30"},
        {"date": "2025-04-30T09:30:00", "start": "09:30"},  # naive: local
        {"date": "2025-04-30T09:30:00+05:00"},
        {"date": "2025-04-30T04:30:00Z"},
        {"start": "2025-04-30T09:30:00+05:00"},  # hub, version 2
        {"date": "2025-04-30", "start": "09:30"},
        {"start": "09:30"},  # only the day around it says which
        {"start": "0930"},
    ],
)
def test_half_past_nine_in_many_ways(event: dict[str, str]) -> None:
    assert wall(event) == ("30 09:30", "30 10:30", "")


def test_an_end_does_as_well_as_a_duration() -> None:
    event = {"duration": "", "start": "2025-04-30T09:30:00+05:00", "end": "2025-04-30T11:00:00+05:00"}
    assert wall(event) == ("30 09:30", "30 11:00", "")


def test_a_day_that_begins_before_midnight_utc_is_the_local_one() -> None:
    """The day around it says 29 April, because 30 April begins at 19:00 UTC of the day before."""
    event = {"date": "2025-04-29T20:30:00+00:00", "start": "01:30"}
    assert wall(event, day="2025-04-29") == ("30 01:30", "30 02:30", "")


def test_a_local_time_marked_as_utc_is_taken_as_local_and_flagged() -> None:
    assert wall({"date": "2025-04-30T09:30:00Z", "start": "09:30"}) == (
        "30 09:30",
        "30 10:30",
        "local-marked-utc",
    )


def test_another_offset_without_a_clock_time_is_flagged() -> None:
    """Last year's offset of Almaty: an exporter with old zone data."""
    assert wall({"date": "2025-04-30T09:30:00+06:00"}) == ("30 08:30", "30 09:30", "offset-other")


def test_a_night_belongs_to_the_day_before() -> None:
    assert wall({"start": "00:30"}) == ("01 00:30", "01 01:30", "")
    assert wall({"start": "00:30"}, day_change="00:00:00") == ("30 00:30", "30 01:30", "")


def test_midnight_is_the_end_of_a_day() -> None:
    assert wall({"start": "23:00"}) == ("30 23:00", "30 23:59", "")


@pytest.mark.parametrize(
    ("event", "code", "field"),
    [
        ({"date": "2025-04-30T09:30:00+06:00", "start": "09:30"}, "start-disagrees", "date"),
        ({"date": "2025-04-30T09:30:00+05:00", "start": "10:30"}, "start-disagrees", "date"),
        ({"start": "soon"}, "event-without-start", "date"),
        ({}, "event-without-start", "start"),
        ({"start": "09:30", "duration": "long"}, "not-a-duration", "duration"),
        ({"start": "09:30", "duration": ""}, "event-without-end", "duration"),
        ({"start": "17:00", "duration": "15:00"}, "past-midnight", "duration"),
        ({"start": "09:00", "duration": "2:06:00"}, "past-midnight", "duration"),
    ],
)
def test_what_cannot_be_told_is_said(event: dict[str, str], code: str, field: str) -> None:
    with pytest.raises(UnclearTimesError) as caught:
        wall(event)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_without_a_day_there_is_no_start() -> None:
    with pytest.raises(UnclearTimesError):
        times_of({"start": "09:30", "duration": "1:00"}, "", ALMATY)


def test_the_end_may_be_naive() -> None:
    times = times_of({"start": "2025-04-30T09:30", "end": "2025-04-30T10:00"}, "", ALMATY)
    assert times.ends == datetime.fromisoformat("2025-04-30T10:00")
