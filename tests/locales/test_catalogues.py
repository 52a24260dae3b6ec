"""The catalogues are whole, fit the code, and keep what must stay the same in every language."""

import re
import unicodedata
from collections.abc import Sequence

import pytest
from babel.messages.catalog import Catalog

from bot.i18n.localised import LANGUAGES
from tests.locales.catalogues import (
    TRANSLATED,
    catalogue,
    extracted,
    forms,
    label_limit,
    messages,
    pairs,
    path_of,
    placeholders,
    prose,
    tags,
    template,
)

WORD = re.compile(r"[^\W\d_]+")


def comments(catalogue: Catalog) -> dict[object, Sequence[str]]:
    return {message.id: message.auto_comments for message in messages(catalogue)}


def alphabets(word: str) -> set[str]:
    return {unicodedata.name(letter).partition(" ")[0] for letter in word}


def test_the_template_has_what_the_code_says() -> None:
    assert comments(template()) == comments(extracted())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_texts_of_the_template_and_nothing_else(language: str) -> None:
    assert comments(catalogue(language)) == comments(template())
    assert not catalogue(language).obsolete
    assert [message.id for message in messages(catalogue(language)) if message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_is_translated(language: str) -> None:
    assert [pair.original for pair in pairs(language) if not pair.translation] == []


def test_english_is_written_in_the_code_alone() -> None:
    assert [pair.translation for pair in pairs("en") if pair.translation] == []


def test_kazakh_states_its_plural_and_leaves_nouns_singular() -> None:
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in path_of("kk").read_text()
    counted = [forms(message.string) for message in messages(catalogue("kk")) if message.pluralizable]
    assert counted
    assert [texts for texts in counted if len(set(texts)) != 1] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_tags_and_edges_stay_the_same(language: str) -> None:
    for _, original, translation in pairs(language):
        assert placeholders(translation) == placeholders(original), translation
        assert tags(translation) == tags(original), translation
        assert translation.strip() == translation, translation
        assert translation.count("\n") == original.count("\n"), translation


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_text_ends_as_its_original_does(language: str) -> None:
    def mark(text: str) -> str:
        return text[-1] if text[-1] in ".:?!" else ""

    sentences = [pair for pair in pairs(language) if " " in pair.original]
    assert [pair.translation for pair in sentences if mark(pair.original) != mark(pair.translation)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_letter_is_of_another_alphabet(language: str) -> None:
    for _, original, translation in pairs(language):
        for word in WORD.findall(prose(translation)):
            assert len(alphabets(word)) == 1, f"mixed alphabets: {word} in {translation}"
            assert alphabets(word) == {"CYRILLIC"} or word in original, f"{word} in {translation}"


def test_russian_has_no_kazakh_letters() -> None:
    assert [
        pair.translation for pair in pairs("ru") if set("әғқңөұүһі") & set(pair.translation.lower())
    ] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_labels_keep_to_the_limit_in_their_comment(language: str) -> None:
    limited = [pair for pair in pairs(language) if label_limit(pair.message)]
    assert limited
    for message, *texts in limited:
        for text in texts:
            assert len(re.sub(r"\{\w+\}", "10", text)) <= (label_limit(message) or 0), text


@pytest.mark.parametrize(
    ("faulty", "expected"), [("Менiң", {"CYRILLIC", "LATIN"}), ("Менің", {"CYRILLIC"}), ("GCED", {"LATIN"})]
)
def test_the_check_of_alphabets_sees_a_latin_letter(faulty: str, expected: set[str]) -> None:
    assert alphabets(faulty) == expected
