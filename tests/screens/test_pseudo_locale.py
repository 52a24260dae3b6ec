"""Every text goes through a translator: in a language that nobody speaks nothing is left in plain letters."""

import re
from datetime import timedelta

import pytest
from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.i18n.dates import LOCALES, duration, in_time, listed
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.people import zones
from bot.people.screens.settings import EXAMPLES
from bot.screens.length import LABEL
from tests.locales.catalogues import label_limit, messages, template
from tests.locales.pseudo import PseudoTranslations, pseudo, pseudo_content, pseudo_translator
from tests.screens import gallery
from tests.screens.gallery import people

WORD = re.compile(r"[A-Za-z\u0400-\u04FF]+")
COMMAND = re.compile(r"/\w+")


def words(text: str) -> set[str]:
    return set(WORD.findall(COMMAND.sub("", text)))


def words_of_cldr(programme: Programme) -> set[str]:
    """Months, weekdays, spans of time and cities come from Babel, which does not speak this language."""
    english = LOCALES["en"]
    names = [
        name
        for kind in (english.months, english.days)
        for width in kind["format"].values()
        for name in width.values()
    ]
    spans = [
        span(timedelta(minutes=minutes), "en")
        for span in (in_time, duration)
        for minutes in (1, 2, 180, 1440, 4320)
    ]
    cities = [zones.city(zone, "en") for zone in (*zones.LIKELY, *zones.search("San", programme.starts_at))]
    return words(
        " ".join([*map(str, names), *spans, *map(str.capitalize, spans), *cities, listed("12", "en"), "UTC"])
    )


def words_of_people() -> set[str]:
    """What people typed and are called, and the names of the languages."""
    given = (people.NAME, people.CLUB, people.TYPED, *people.ORGANISERS, *LANGUAGE_NAMES.values(), EXAMPLES)
    return words(" ".join(given))


@pytest.fixture
def t() -> Translator:
    return pseudo_translator()


def everything(t: Translator, programme: Programme) -> list[str]:
    programme = pseudo_content(programme)
    screens = gallery.every_screen(t, dict.fromkeys(LANGUAGES, t), programme)
    labels = [button.label for screen in screens for row in screen.rows for button in row]
    texts = [Markup(screen.text).striptags() for screen in screens]
    return [
        *texts,
        *labels,
        *gallery.every_notice(t, programme),
        *gallery.every_command(t),
        *gallery.profile(t, programme),
    ]


def test_nothing_is_left_in_plain_letters(t: Translator, programme: Programme) -> None:
    allowed = words_of_cldr(programme) | words_of_people()
    plain = {text: words(text) - allowed for text in everything(t, programme)}
    assert {text: left for text, left in plain.items() if left} == {}


def test_the_gallery_shows_every_text_there_is(t: Translator, programme: Programme) -> None:
    everything(t, programme)
    assert isinstance(t.catalogue, PseudoTranslations)
    assert t.catalogue.asked == {message.id for message in messages(template())}


def test_each_text_on_a_button_tells_translators_how_long_it_may_be(
    t: Translator, programme: Programme
) -> None:
    told = {
        pseudo(message.id): label_limit(message)
        for message in messages(template())
        if isinstance(message.id, str)
    }
    screens = gallery.every_screen(t, dict.fromkeys(LANGUAGES, t), pseudo_content(programme))
    ours = [
        (row, button) for screen in screens for row in screen.rows for button in row if button.label in told
    ]
    assert ours
    assert {
        button.label for row, button in ours if not 0 < (told[button.label] or 0) <= LABEL[len(row)]
    } == set()


def test_pseudo_keeps_tags_placeholders_and_commands() -> None:
    assert pseudo("Welcome, <b>{name}</b>! /start") == "⟦Ŵéļçöɱé, <b>{name}</b>! /start····⟧"
    assert (
        words(Markup(pseudo("<b>{name}</b>: every letter, from A to Z").format(name="1")).striptags())
        == set()
    )


def test_the_check_sees_a_text_beside_the_catalogue(t: Translator) -> None:
    assert words(f"{t('Back')} to the list") == {"to", "the", "list"}
