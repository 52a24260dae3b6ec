"""Audiences, languages and lengths, for whatever people write."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from bot.announcements.rules import (
    Announcement,
    Audience,
    Criterion,
    Dimension,
    State,
    continues,
    next_language,
    text_for,
)
from bot.i18n.localised import LANGUAGES
from bot.screens.message import CAPTION, TEXT, FileKind, length, plain, utf16_units

NOW = datetime(2019, 4, 30, 1, 30, tzinfo=UTC)
DRAFT = Announcement(1, 1, State.DRAFT, Audience(), {"en": "The bus leaves at 18:00"}, NOW)

criteria = st.builds(Criterion, st.sampled_from(Dimension), st.text(min_size=1))
audiences = st.builds(Audience, st.frozensets(criteria))
texts = st.dictionaries(st.sampled_from(LANGUAGES), st.text(min_size=1), min_size=1)


@given(audiences)
def test_an_audience_is_restored_as_it_was_stored(audience: Audience) -> None:
    assert Audience.restored(audience.stored()) == audience


@given(audiences, criteria)
def test_what_is_tapped_twice_is_as_before(audience: Audience, criterion: Criterion) -> None:
    once = audience.toggled(criterion)
    assert (criterion in once.criteria) is not (criterion in audience.criteria)
    assert once.toggled(criterion) == audience


@given(texts, st.sampled_from(LANGUAGES))
def test_everybody_reads_a_text_and_their_own_where_there_is_one(texts: dict[str, str], own: str) -> None:
    language, text = text_for(texts, own)
    assert texts[language] == text
    assert language == own or own not in texts


@pytest.mark.parametrize(
    ("own", "there", "read"),
    [
        ("kk", {"ru", "en"}, "ru"),
        ("kk", {"en"}, "en"),
        ("ru", {"kk", "en"}, "en"),
        ("ru", {"kk"}, "kk"),
        ("en", {"kk", "ru"}, "ru"),
        ("en", {"kk"}, "kk"),
    ],
)
def test_the_language_instead(own: str, there: set[str], read: str) -> None:
    assert text_for(dict.fromkeys(there, "text"), own)[0] == read


@given(st.text())
def test_escaping_and_formatting_make_nothing_longer(text: str) -> None:
    html = f'<b>{escape(text)}</b> <a href="https://example.org/?a=1&amp;b=2">&lt;</a>'
    assert plain(html) == f"{text} <"
    assert length(html) == utf16_units(text) + 2


def test_under_a_file_a_text_may_be_a_quarter_as_long() -> None:
    long = replace(DRAFT, texts={"kk": "ә" * CAPTION, "ru": "😀" * (CAPTION // 2 + 1), "en": "a"})
    assert long.too_long == {}
    assert replace(long, file_id="1", file_kind=FileKind.PHOTO).too_long == {"ru": CAPTION + 2}
    assert replace(DRAFT, texts={"en": "a" * (TEXT + 1)}).too_long == {"en": TEXT + 1}


def test_one_language_is_asked_for_after_another() -> None:
    assert next_language({}, "ru", "ru") == "ru"
    assert next_language({"ru"}, "ru", "ru") == "kk"
    assert next_language({"ru", "kk"}, "kk", "ru") == "en"
    assert next_language({"kk"}, "kk", "en") == "en"
    assert next_language(set(LANGUAGES), "kk", "en") == "kk"


def test_the_parts_of_a_text_come_at_one_moment() -> None:
    assert continues(NOW, NOW)
    assert continues(NOW, NOW + timedelta(seconds=1))
    assert not continues(NOW, NOW + timedelta(seconds=2))


def test_only_an_untouched_draft_is_blank() -> None:
    blank = replace(DRAFT, texts={})
    assert blank.blank
    assert not DRAFT.blank
    assert not replace(blank, file_id="1").blank
    assert not replace(blank, audience=Audience(frozenset({Criterion(Dimension.LANGUAGE, "kk")}))).blank


@given(texts, texts, audiences, audiences)
def test_the_fingerprint_tells_contents_apart(
    one: dict[str, str], other: dict[str, str], to: Audience, to_others: Audience
) -> None:
    first, second = replace(DRAFT, texts=one, audience=to), replace(DRAFT, texts=other, audience=to_others)
    same = (one, to) == (other, to_others)
    assert (first.fingerprint == second.fingerprint) is same
    assert first.fingerprint == replace(first, state=State.SCHEDULED).fingerprint
    assert first.fingerprint != replace(first, file_id="1").fingerprint
