"""When an announcement may go out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agenda.sample import read_sample
from bot.announcements.moments import When, read_moment, suggestions

PROGRAMME = read_sample().to_programme(1)
ALMATY = ZoneInfo("Asia/Almaty")
MORNING = datetime(2019, 4, 30, 10, 5, 30, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("16:30", "2019-04-30 16:30"),
        (" 9.05 ", "2019-04-30 09:05"),
        ("1.05 09:00", "2019-05-01 09:00"),
        ("01.05. 9:00", "2019-05-01 09:00"),
        ("1.5.2020, 9:00", "2020-05-01 09:00"),
        ("2019-05-01 09:00", "2019-05-01 09:00"),
        ("2019-05-01T09:00", "2019-05-01 09:00"),
        ("at 16:30", "2019-04-30 16:30"),
        ("В 16.30", "2019-04-30 16:30"),
        ("1.05 в 9:00", "2019-05-01 09:00"),
        ("16:30-да", "2019-04-30 16:30"),
        ("сағат 16:35-те", "2019-04-30 16:35"),
        ("1.05 сағат 9:00 – де", "2019-05-01 09:00"),
    ],
)
def test_what_people_write(written: str, meant: str) -> None:
    moment = read_moment(written, MORNING.astimezone(UTC), ALMATY)
    assert moment
    assert moment.astimezone(ALMATY).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    "written",
    ["", "soon", "25:00", "31.02 10:00", "10", "10:0", "0000-01-01 10:00", "٣", "at", "в", "16:30-нан"],
)
def test_what_is_no_time(written: str) -> None:
    assert read_moment(written, MORNING, ALMATY) is None


@given(st.text(max_size=20))
def test_nothing_that_is_written_fails(written: str) -> None:
    read_moment(written, MORNING, ALMATY)


def test_during_a_session() -> None:
    found = {one.when: one.moment.astimezone(ALMATY) for one in suggestions(PROGRAMME, MORNING)}
    assert {when: moment.strftime("%d %H:%M") for when, moment in found.items()} == {
        When.SOON: "30 10:15",
        When.IN_AN_HOUR: "30 11:05",
        When.BREAK: "30 11:30",  # when the session that runs ends too
        When.TOMORROW: "01 09:00",
    }


def test_before_the_break_ends_its_end_is_one() -> None:
    at = datetime(2019, 4, 30, 11, 35, tzinfo=ALMATY)
    found = {one.when for one in suggestions(PROGRAMME, at)}
    assert found == {When.SOON, When.IN_AN_HOUR, When.END, When.BREAK, When.TOMORROW}


@given(st.integers(0, 60 * 24 * 4))
def test_all_are_to_come_and_in_order(minutes: int) -> None:
    now = datetime(2019, 4, 29, tzinfo=UTC) + timedelta(minutes=minutes)
    moments = [one.moment for one in suggestions(PROGRAMME, now)]
    assert moments == sorted(set(moments))
    assert all(moment > now for moment in moments)


def test_a_time_over_which_clocks_are_put_forward_is_none() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime(2019, 3, 30, 12, tzinfo=UTC)
    assert read_moment("31.03 02:30", now, berlin) is None
    assert read_moment("31.03 03:00", now, berlin) == datetime(2019, 3, 31, 1, tzinfo=UTC)
    assert read_moment("27.10 02:30", now, berlin) == datetime(2019, 10, 27, 0, 30, tzinfo=UTC)
