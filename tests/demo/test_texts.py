"""Cleaning, finding and showing texts."""

import html
import itertools
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.finding import with_found
from bot.demo.formatted import PRIORITY, Entity, Formatted, units
from bot.demo.html import parse
from bot.demo.rendering import render
from bot.demo.tidying import STYLES, tidy
from tests.demo import witness

ALLOWED = re.compile(
    r'</?(?:b|i|u|s|code|pre|a|span|blockquote)>|<a href="[^"<>]*">|<span class="tg-spoiler">'
)


@st.composite
def formatted(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(PRIORITY)) -> Formatted:
    """Any text with any entities inside it, crossing or not, at whole signs."""
    text = draw(st.text("ab <&ы😀\n\r\t\u202e\0", max_size=12))
    edges = [units(text[:at]) for at in range(len(text) + 1)]
    spans = draw(
        st.lists(
            st.tuples(st.sampled_from(edges), st.sampled_from(edges), st.sampled_from(kinds)), max_size=6
        )
    )
    argument = {"text_link": "http://a.b/", "text_mention": "7", "date_time": "5 r", "custom_emoji": "1"}
    entities = [Entity(kind, min(a, b), abs(a - b), argument.get(kind, "")) for a, b, kind in spans]
    return Formatted(text, tuple(entity for entity in entities if entity.length))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  <b> a </b> \n", Formatted(" a", (Entity("bold", 0, 2),))),
        ("a\r\nb<i>c</i>", Formatted("a\nbc", (Entity("italic", 3, 1),))),
        ("a\tb\0c\u202ed", Formatted("a b cd")),
        ("<b>\r</b>a", Formatted("a")),
        ("<i>a</i><i>b</i>", Formatted("ab", (Entity("italic", 0, 2),))),
        ("<b>a<b>b</b></b>", Formatted("ab", (Entity("bold", 0, 2),))),
        (
            "<b>a<code>b</code>c</b>",
            Formatted("abc", (Entity("bold", 0, 1), Entity("code", 1, 1), Entity("bold", 2, 1))),
        ),
        ("<code>a<b>b</b></code>", Formatted("ab", (Entity("code", 0, 2),))),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            Formatted("ab", (Entity("blockquote", 0, 2),)),
        ),
        (" \n ", Formatted("")),
    ],
)
def test_tidied(before: str, after: Formatted) -> None:
    assert tidy(parse(before)) == after


@given(formatted())
def test_a_tidy_text_stays_as_it_is(given_text: Formatted) -> None:
    once = tidy(given_text)
    assert tidy(once) == once
    assert all(0 <= entity.offset < entity.end <= units(once.text) for entity in once.entities)


@given(formatted())
def test_only_styles_cross_styles_after_tidying(given_text: Formatted) -> None:
    for one, other in itertools.permutations(tidy(given_text).entities, 2):
        begins_in_the_middle = one.offset < other.offset < one.end
        if begins_in_the_middle and not {one.type, other.type} <= set(STYLES):
            assert other.end <= one.end


@pytest.mark.parametrize(
    "text",
    [
        "/start hello",
        "see /now@seminar_bot, then /my.",
        "a/b /a/ <b>/x",
        "write to a.b-c@example.com or @some_body",
        "https://t.me/bot?start=AbC-_1, www.example.kz!",
        "#тег #1 #a1 x#y",
        "nothing here: 10:30, 5 @ 6, 1/2",
        "😀 /start https://example.com/қаз",
    ],
)
def test_finds_what_tdlib_finds(text: str) -> None:
    ours = [
        (entity.type, entity.offset, entity.length, "") for entity in with_found(Formatted(text)).entities
    ]
    assert sorted(ours) == witness.found(text)


def test_finds_nothing_inside_links_and_code() -> None:
    given_text = parse('<code>/start</code> <a href="a.b">https://c.d</a> <b>/now</b>')
    assert [entity.type for entity in with_found(given_text).entities] == [
        "code",
        "text_link",
        "bot_command",
        "bold",
    ]


class Plain(HTMLParser):
    """What a browser would show of it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


@given(formatted(kinds=(*PRIORITY, "url", "email", "mention")))
def test_only_allowed_tags_and_the_same_text_are_shown(given_text: Formatted) -> None:
    shown = render(given_text)
    assert "<" not in ALLOWED.sub("", shown)
    assert html.unescape(ALLOWED.sub("", shown)) == given_text.text


@given(
    formatted(
        kinds=("bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "text_link")
    )
)
def test_what_is_shown_can_be_sent_again(given_text: Formatted) -> None:
    once = tidy(given_text)
    assert tidy(parse(render(once))) == once


def test_a_link_to_a_script_is_no_link() -> None:
    shown = render(Formatted("click", (Entity("text_link", 0, 5, "javascript:alert(1)"),)))
    assert shown == "click"


def test_crossing_entities_are_closed_and_opened_again() -> None:
    crossing = Formatted("abcd", (Entity("bold", 0, 3), Entity("italic", 1, 3)))
    assert render(crossing) == "<b>a<i>bc</i></b><i>d</i>"


def test_links_found_in_a_text_are_shown_as_links() -> None:
    parser = Plain()
    shown = render(with_found(Formatted("www.a.kz a@b.kz https://c.kz/?a=1&b=2")))
    parser.feed(shown)
    assert parser.text == "www.a.kz a@b.kz https://c.kz/?a=1&b=2"
    assert re.findall('href="([^"]*)"', shown) == [
        "http://www.a.kz",
        "mailto:a@b.kz",
        "https://c.kz/?a=1&amp;b=2",
    ]
