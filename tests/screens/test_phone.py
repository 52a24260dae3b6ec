"""Every screen, in every language, fits a phone of 360 dp and what the Bot API takes."""

import re

import pytest

from bot.agenda.rules import Programme
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import Translator, load_translators
from bot.screens import Screen
from bot.screens.length import LABEL
from bot.screens.message import utf16_units
from tests.screens import gallery

LINES = 16
CLOCK_TIME = 5  # characters; four of them stand in a row

TRANSLATORS = load_translators()


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    return TRANSLATORS[request.param]


@pytest.fixture
def screens(t: Translator, programme: Programme) -> list[Screen]:
    return list(gallery.every_screen(t, TRANSLATORS, programme))


def test_the_first_line_is_bold(screens: list[Screen]) -> None:
    assert [screen.text for screen in screens if not screen.text.startswith("<b>")] == []


def test_a_screen_is_short(screens: list[Screen]) -> None:
    assert [screen.text for screen in screens if screen.text.count("\n") >= LINES] == []


def test_no_blank_line_is_at_an_edge_or_doubled(screens: list[Screen]) -> None:
    assert [s.text for s in screens if s.text != s.text.strip() or "\n\n\n" in s.text] == []


def test_tags_are_not_nested_in_themselves(screens: list[Screen]) -> None:
    assert [screen.text for screen in screens if re.search(r"<(\w)>[^/]*<\1>", screen.text)] == []


def test_labels_fit_their_row(screens: list[Screen]) -> None:
    rows = [row for screen in screens for row in screen.rows]
    long = {
        button.label
        for row in rows
        for button in row
        if utf16_units(button.label) > LABEL.get(len(row), CLOCK_TIME)
    }
    assert long == set()


def test_buttons_have_a_label_and_a_link_or_data_of_at_most_64_bytes(screens: list[Screen]) -> None:
    for button in (button for screen in screens for row in screen.rows for button in row):
        assert button.label.strip()
        assert bool(button.url) or 1 <= len(button.data.encode()) <= 64, button


def test_the_way_back_comes_last(screens: list[Screen], t: Translator) -> None:
    back = t.label("Back")
    for screen in screens:
        labels = [button.label for row in screen.rows for button in row]
        assert back not in labels[:-1], screen.text


def test_a_text_under_a_file_is_a_caption(screens: list[Screen]) -> None:
    captions = [screen.text for screen in screens if screen.file]
    assert captions
    assert max(map(utf16_units, captions)) <= 1024


def test_notices_commands_and_the_profile_are_as_short_as_telegram_wants(
    t: Translator, programme: Programme
) -> None:
    assert all(0 < utf16_units(notice) <= 200 for notice in gallery.every_notice(t, programme))
    assert all(0 < len(command) <= 256 for command in gallery.every_command(t))
    limits = (64, 512, 120)
    assert all(
        0 < len(text) <= limit for text, limit in zip(gallery.profile(t, programme), limits, strict=True)
    )
    assert not any(text.endswith("…") for text in gallery.profile(t, programme))
