"""Parallel sessions that are not at one time: each says its own, on every screen that names them together."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.agenda import screens
from bot.agenda.outlook import Outlook
from bot.agenda.rules import Programme
from bot.i18n.translator import Translator
from bot.screens import Screen
from tests.agenda.conftest import at

Look = Callable[..., Outlook]
LATER = {"starts_at": at(1, 15), "ends_at": at(1, 17)}
TOMORROW = {"day_id": "day2", "starts_at": at(2, 14), "ends_at": at(2, 16)}


@pytest.fixture
def programme(programme: Programme, request: pytest.FixtureRequest) -> Programme:
    """Creative pedagogy is at another time than the law beside it."""
    sessions = [replace(s, **request.param) if s.id == "art" else s for s in programme.sessions]
    return replace(programme, sessions=tuple(sorted(sessions, key=lambda session: session.starts_at)))


def moved(values: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("programme", [values], indirect=True)


def lines(screen: Screen) -> Sequence[str]:
    return screen.text.split("\n")


def labels(screen: Screen) -> Sequence[str]:
    return [button.label for row in screen.rows for button in row]


def choosing(t: Translator, outlook: Outlook) -> Screen:
    block = outlook.programme.block("training")
    assert block is not None
    return screens.block_screen(t, outlook, block, choosing=True)


@moved(LATER)
def test_each_line_and_each_button_says_when(t: Translator, look: Look) -> None:
    screen = choosing(t, look(1, 9))
    assert lines(screen)[1:6] == [
        "Tue 30 Apr",
        "Open until: 30 April, 13:30",
        "",
        "14:00–16:00  Law · Hall 1 · 2 seats left",
        "14:00–16:00  <s>Sea</s> · cancelled",
    ]
    assert lines(screen)[6:] == ["15:00–17:00  Creative pedagogy · Hall 2 · 2 seats left"]
    assert labels(screen)[:3] == ["14:00 Law", "14:00 Sea", "15:00 Creative pedagogy"]


@moved(TOMORROW)
def test_where_they_are_on_two_days_each_line_says_the_day(t: Translator, look: Look) -> None:
    screen = choosing(t, look(1, 9))
    assert lines(screen)[1] == "Open until: 30 April, 13:30"
    assert lines(screen)[-1] == "Wed 1 May, 14:00–16:00  Creative pedagogy · Hall 2 · 2 seats left"


@moved({"ends_at": at(1, 15)})
def test_where_they_begin_together_buttons_need_no_time(t: Translator, look: Look) -> None:
    screen = choosing(t, look(1, 9))
    assert "14:00–15:00  Creative pedagogy · Hall 2 · 2 seats left" in lines(screen)
    assert labels(screen)[0] == "Law"


@moved(LATER)
def test_who_has_little_time_to_choose_reads_when_each_is(t: Translator, look: Look) -> None:
    outlook = look(1, 13)
    (choice,) = outlook.programme.choices
    screen = screens.choose_reminder(t, outlook, choice)
    assert "15:00–17:00  Creative pedagogy · Hall 2 · 2 seats left" in lines(screen)
    assert labels(screen) == ["14:00 Law", "15:00 Creative pedagogy"]


@moved(LATER)
def test_a_day_says_when_ones_own_session_is(t: Translator, look: Look, programme: Programme) -> None:
    """Not when the first one beside it begins."""
    screen = screens.day_screen(t, look(1, 14, 30, seats={"training": "art"}), programme.days[0])
    assert "15:00  ✓ Creative pedagogy · Hall 2" in lines(screen)
    assert "15:00" in labels(screen)
