"""Times and minutes as people type them."""

from datetime import time

import pytest

from bot.programme.typed import clock_time, minutes


@pytest.mark.parametrize("text", ["09:30", "9:30", "9.30", "930", "0930", "9 30", " 9-30 ", "9,30"])
def test_a_clock_time_is_understood(text: str) -> None:
    assert clock_time(text) == time(9, 30)


@pytest.mark.parametrize("text", ["", "9", "24:00", "12:60", "half past nine", "9:3", "12345", "-930"])
def test_what_is_no_clock_time_is_none(text: str) -> None:
    assert clock_time(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [("15", 15), ("+15", 15), ("15 min", 15), ("5 минут", 5), ("5мин.", 5), ("15m", 15), ("240", 240)],
)
def test_minutes_are_understood(text: str, meant: int) -> None:
    assert minutes(text) == meant


@pytest.mark.parametrize(
    "text", ["", "0", "-5", "241", "1000", "10:30", "soon", "1.5", "10 20", "1 час", "2 hours", "2 сағат"]
)
def test_what_is_no_number_of_minutes_is_none(text: str) -> None:
    assert minutes(text) is None
