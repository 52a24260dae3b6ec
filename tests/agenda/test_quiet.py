"""At night nobody has to answer."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.agenda.quiet import awake
from tests.agenda.conftest import ALMATY, at


@pytest.mark.parametrize("moment", [at(1, 9), at(1, 12), at(1, 20, 59)])
def test_by_day_people_are_awake(moment: datetime) -> None:
    assert awake(moment, ALMATY) == moment


@pytest.mark.parametrize("moment", [at(1, 21), at(1, 23, 59), at(2, 0), at(2, 8, 59)])
def test_at_night_they_are_at_nine(moment: datetime) -> None:
    assert awake(moment, ALMATY) == at(2, 9)


def test_nine_is_nine_after_the_clocks_changed_too() -> None:
    new_york = ZoneInfo("America/New_York")
    assert awake(datetime(2019, 3, 10, 4, 0, tzinfo=UTC), new_york) == datetime(
        2019, 3, 10, 13, 0, tzinfo=UTC
    )
