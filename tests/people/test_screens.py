"""Every screen about people, in each language: what holds for all of them."""

from collections.abc import Mapping
from datetime import datetime

import pytest
from bot.agenda.formats import Document

from bot.agenda.rules import Programme
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import Translator, load_translators
from bot.people import zones
from bot.people.rules import Granted, Kind, Person, Refusal, Role
from bot.people.screens import door, own_data, settings
from bot.people.screens import help as help_screens
from bot.screens import Screen
from bot.screens.length import LABEL, utf16_units

PERSON = Person(1, 1001, "<A & B>", language="kk", roles=frozenset(Role))
ORGANISERS = ["organiser_one", "organiser_two"]


def screens(
    translators: Mapping[str, Translator], language: str, programme: Programme, now: datetime
) -> list[Screen]:
    t, seminar = translators[language], programme.short_name
    said = [door.granted(t, Granted(role, "<Club>", fresh=True)) for role in Role]
    return [
        *(door.first_screen(t, translators, seminar, words) for words in [None, *said]),
        door.welcome_screen(t, programme, PERSON),
        *(door.welcome_back_screen(t, PERSON, words) for words in [None, *said]),
        *(door.doorstep_screen(t, seminar, refusal) for refusal in [None, *Refusal]),
        settings.settings_screen(t, PERSON, {Kind.PLAN}, "Asia/Almaty", now),
        settings.languages_screen(t),
        *(settings.leads_screen(t, minutes) for minutes in (0, 5, 30)),
        settings.kinds_screen(t, {Kind.PLAN}),
        settings.zones_screen(t, "Asia/Seoul", "Asia/Almaty", now),
        settings.which_zone_screen(t, "<San>", zones.search("San", now), now),
        settings.no_zone_screen(t, "<b>" * 2000),
        own_data.file_screen(t, b"{}"),
        own_data.confirm_screen(t),
        own_data.forgotten_screen(
            t, {"people": 1, "seats": 2, "waiting": 1, "outbox": 9, "inbox": 1, "mutes": 2}
        ),
        help_screens.help_screen(t, PERSON, [("now", "What is next")] * 8, ORGANISERS),
        help_screens.unexpected_text_screen(t, "<b>word</b>", ORGANISERS),
        help_screens.unexpected_text_screen(t, "😀" * 2048, []),
        help_screens.unexpected_file_screen(t, ORGANISERS),
        help_screens.unready_screen(t),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_begins_bold_is_short_and_fits_a_phone(
    language: str, sample: Document, now: datetime
) -> None:
    for screen in screens(load_translators(), language, sample.to_programme(1), now):
        assert screen.text.startswith("<b>"), screen.text
        assert screen.text.count("\n") < 14, screen.text
        assert "<A" not in screen.text
        assert "<Club>" not in screen.text
        assert "<b><b>" not in screen.text
        for row in screen.rows:
            for button in row:
                assert utf16_units(button.label) <= LABEL[len(row)], button.label
                assert 1 <= len(button.data.encode()) <= 64


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_of_settings_ends_with_the_way_back(language: str, now: datetime) -> None:
    t = load_translators()[language]
    for screen in (
        settings.languages_screen(t),
        settings.leads_screen(t, 10),
        settings.kinds_screen(t, set()),
        settings.zones_screen(t, "Asia/Almaty", "Asia/Almaty", now),
        own_data.confirm_screen(t),
    ):
        assert [button.data for button in screen.rows[-1]] == ["settings"]
