"""What somebody wrote comes back to Telegram's parser as it was, whatever is in it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from telegram import Message

from bot.demo.html import parse
from bot.written import carries_more, html_of


def message(text: str, *entities: dict[str, Any]) -> Message:
    chat = {"id": 1, "type": "private"}
    return Message.de_json({"message_id": 1, "date": 1, "chat": chat, "text": text, "entities": entities})


def link(text: str, url: str) -> dict[str, Any]:
    return {"type": "text_link", "offset": 0, "length": len(text), "url": url}


def test_nothing_was_written() -> None:
    assert html_of(None) == ""


def test_the_caption_of_a_video_is_not_all_that_was_sent() -> None:
    file, size = {"file_id": "1", "file_unique_id": "1"}, {"width": 1, "height": 1}
    bare = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "caption": "Help"}
    sent: list[tuple[str, Any, bool]] = [
        ("video", {**file, **size, "duration": 1}, True),
        ("voice", {**file, "duration": 1}, True),
        ("document", file, False),
        ("photo", [{**file, **size}], False),
    ]
    for kind, content, more in sent:
        assert carries_more(Message.de_json({**bare, kind: content})) is more, kind
    assert not carries_more(message("Help"))


def test_a_typed_tag_is_a_text() -> None:
    assert html_of(message("<b>oops & so")) == "&lt;b&gt;oops &amp; so"


def test_an_address_keeps_its_quotes_and_ampersands() -> None:
    url = 'https://ru.wikipedia.org/wiki/Клуб_"Восток"?a=1&lt=2&x=<y>'
    written = html_of(message("here", link("here", url)))
    assert written == (
        '<a href="https://ru.wikipedia.org/wiki/Клуб_&#34;Восток&#34;?a=1&amp;lt=2&amp;x=&lt;y&gt;">here</a>'
    )


def test_the_language_of_a_program_is_no_html() -> None:
    entity = {"type": "pre", "offset": 0, "length": 1, "language": 'c"><b>'}
    assert html_of(message("x", entity)) == '<pre><code class="c&#34;&gt;&lt;b&gt;">x</code></pre>'


TEXTS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40)


@given(TEXTS, st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20))
def test_whatever_is_written_comes_back(text: str, rest: str) -> None:
    length = len(text.encode("utf-16-le")) // 2
    entity = {"type": "text_link", "offset": 0, "length": length, "url": f"https://unesco.kz/{rest}"}
    parsed = parse(str(html_of(message(text, entity))))
    assert parsed.text == text
