"""Texts in the person's language: escaped where Telegram reads HTML, counted as each language counts."""

from pathlib import Path

import pytest
from babel.support import NullTranslations
from markupsafe import Markup

from bot.i18n.localised import LANGUAGES, Localised
from bot.i18n.translator import Translator, Translators, closest_language, load_translators

SEATS = ("{count} seat left", "{count} seats left")


@pytest.fixture(scope="module")
def translators() -> Translators:
    return load_translators()


@pytest.fixture
def plain() -> Translator:
    return Translator("en", NullTranslations())


def test_each_language_has_its_words(translators: Translators) -> None:
    assert [translators[language]("Back") for language in LANGUAGES] == ["Артқа", "Назад", "Back"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", ["1 орын қалды", "2 орын қалды", "5 орын қалды", "21 орын қалды"]),
        ("ru", ["осталось 1 место", "осталось 2 места", "осталось 5 мест", "осталось 21 место"]),
        ("en", ["1 seat left", "2 seats left", "5 seats left", "21 seats left"]),
    ],
)
def test_each_language_counts_in_its_own_way(
    translators: Translators, language: str, said: list[str]
) -> None:
    t = translators[language]
    assert [t.plural(*SEATS, count) for count in (1, 2, 5, 21)] == said
    assert [t.label_plural(*SEATS, count) for count in (1, 2, 5, 21)] == said


def test_a_value_is_escaped_in_html_and_only_there(plain: Translator) -> None:
    assert plain("<b>{name}</b>", name="<A & B>") == "<b>&lt;A &amp; B&gt;</b>"
    assert plain.plural("{count} of {name}", "{count} of {name}", 2, name="<i>") == "2 of &lt;i&gt;"
    assert plain.label("{name}", name="<A & B>") == "<A & B>"
    assert plain.bold("a < b") == "<b>a &lt; b</b>"


def test_what_is_html_already_stays_as_it_is(plain: Translator) -> None:
    assert plain("{role}", role=Markup("<i>host</i>")) == "<i>host</i>"
    assert plain.bold(plain("Welcome, {name}!", name="&")) == "<b>Welcome, &amp;!</b>"


def test_lines_leave_out_what_is_not_there(plain: Translator) -> None:
    assert plain.lines("a", None, "", "<b>") == "a\n\n&lt;b&gt;"


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("kk", "kk"),
        ("kk-KZ", "kk"),
        ("RU", "ru"),
        ("ru-RU", "ru"),
        ("en-GB", "en"),
        ("ky", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_phone_in_none_of_our_languages_reads_english(code: str | None, language: str) -> None:
    assert closest_language(code) == language


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"kk.*bot\.po"):
        load_translators(tmp_path)


def test_an_organisers_text_is_read_in_each_language() -> None:
    text = Localised("Үлкен зал", "Большой зал", "Main Hall")
    assert [text.to(language) for language in (*LANGUAGES, "fr")] == [
        "Үлкен зал",
        "Большой зал",
        "Main Hall",
        "Main Hall",
    ]
