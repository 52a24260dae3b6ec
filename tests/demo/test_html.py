import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.formatted import Entity, Formatted
from bot.demo.html import parse
from bot.demo.links import LinkError, checked
from bot.demo.refusal import Refusal
from tests.demo import witness

ACCEPTED = [
    ("<b>x</b> &lt; &copy; &#1086;", Formatted("x < &copy; о", (Entity("bold", 0, 1),))),
    ("😀<b>ы</b>", Formatted("😀ы", (Entity("bold", 2, 1),))),
    ("<b>a<i>b</i></b>", Formatted("ab", (Entity("bold", 0, 2), Entity("italic", 1, 1)))),
    ("<STRONG >a</strong\n>", Formatted("a", (Entity("bold", 0, 1),))),
    ("<b>x</>", Formatted("x", (Entity("bold", 0, 1),))),
    ("<b></b>", Formatted("")),
    (
        '<a href="http://a.b/?x=1&amp;y=2">t</a>',
        Formatted("t", (Entity("text_link", 0, 1, "http://a.b/?x=1&y=2"),)),
    ),
    ("<a>a.b</a>", Formatted("a.b", (Entity("text_link", 0, 3, "http://a.b/"),))),
    ("<a href='localhost'>t</a>", Formatted("t")),
    ("<a href='tg://user?id=7'>t</a>", Formatted("t", (Entity("text_mention", 0, 1, "7"),))),
    ('<pre><code class="language-py">x</code></pre>', Formatted("x", (Entity("pre", 0, 1, "py"),))),
    ('<code class="language-py">x</code>', Formatted("x", (Entity("code", 0, 1),))),
    ("<blockquote expandable>q</blockquote>", Formatted("q", (Entity("expandable_blockquote", 0, 1),))),
    ('<span class="tg-spoiler">s</span>', Formatted("s", (Entity("spoiler", 0, 1),))),
    ('<tg-emoji emoji-id="5">👍</tg-emoji>', Formatted("👍", (Entity("custom_emoji", 0, 2, "5"),))),
    ('<tg-time unix="5" format="Dt">x</tg-time>', Formatted("x", (Entity("date_time", 0, 1, "5 Dt"),))),
    ("&#x41 &amp &ampx; &#0; &#12345678;", Formatted("A & &ampx; &#0; &#12345678;")),
]
HALF_A_PAIR = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched "
    "surrogate code units"
)
REFUSED = [
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("ы<x>", 'Unsupported start tag "x" at byte offset 2'),
    ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ("a<b", "Unclosed start tag at byte offset 1"),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ("<b><i>a</b>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<b "x">a</b>', 'Empty attribute name in the tag "b" at byte offset 0'),
    ("<b x", 'Unclosed start tag "b" at byte offset 0'),
    ("<b x=", 'Unclosed start tag "b" at byte offset 0'),
    ('<b x="', "Unclosed start tag at byte offset 0"),
    ("<b x=a?>a</b>", "Unexpected end of name token at byte offset 5"),
    ("<tg-emoji emoji-id='x'>a</tg-emoji>", "Invalid custom emoji identifier specified"),
    ("<tg-time unix=5 format=z>a</tg-time>", "Invalid date format used"),
    ("&#xd800;", HALF_A_PAIR),
]
PIECES = st.sampled_from(
    [
        *("<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<s>", "</s>", "<B >", "</B\n>", "</>", "<strong>"),
        *("<code>", "</code>", "<pre>", "</pre>", '<code class="language-py">', "<code class=language-x>"),
        *('<a href="http://a.b/?x=1&amp;y=2">', "<a href='tg://user?id=42'>", "<a>", "</a>", "<a href=a.b>"),
        *("<blockquote>", "<blockquote expandable>", "</blockquote>", "<tg-spoiler>", "</tg-spoiler>"),
        *('<span class="tg-spoiler">', "<span>", "</span>", "<tg-emoji emoji-id='7'>", "</tg-emoji>"),
        *("<tg-time unix=12 format='r'>", "</tg-time>", "<x>", "</x>", "<b a>", "<b a=1>", "<b a='"),
        *(
            "<",
            ">",
            "/",
            "=",
            "'",
            '"',
            "&",
            "&lt;",
            "&gt",
            "&quot;",
            "&nbsp;",
            "&#65;",
            "&#x1F600;",
            "&#xd83d;",
        ),
        *("x", "ы", "😀", "қ", " ", "\n", "\t", "\r", "\0", "#", "a.b", "http://x.kz"),
    ]
)
TAGS = ("b", "i", "code", "pre", "a", "blockquote", "span", "tg-spoiler", "u")
ENCLOSED = st.builds(
    lambda tag, inner: f"<{tag}>{inner}</{tag}>", st.sampled_from(TAGS), st.text("xы😀 <&", max_size=4)
)
HTML = st.lists(st.one_of(PIECES, ENCLOSED), max_size=9).map("".join)


def ours(html: str) -> tuple[str, witness.Entities] | str:
    """What our parser makes of it, in the witness's form."""
    try:
        text, entities = parse(html)
    except Refusal as refusal:
        return refusal.description.replace("Bad Request: can't", "Can't")
    return text, sorted((e.type, e.offset, e.length, _argument(e)) for e in entities)


def _argument(entity: Entity) -> str:
    return entity.argument.split(" ")[0] if entity.type == "date_time" else entity.argument


@pytest.mark.parametrize(("html", "formatted"), ACCEPTED)
def test_accepted(html: str, formatted: Formatted) -> None:
    assert parse(html) == formatted
    assert ours(html) == witness.parsed(html)


@pytest.mark.parametrize(("html", "complaint"), REFUSED)
def test_refused_with_the_place(html: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"
    assert ours(html) == witness.parsed(html)


@given(HTML)
def test_tdlib_agrees_on_texts_entities_and_complaints(html: str) -> None:
    assert ours(html) == witness.parsed(html)


@given(st.text("<b>/i a='\"&#x;lt\0", max_size=25))
def test_tdlib_agrees_on_rubbish(html: str) -> None:
    assert ours(html) == witness.parsed(html)


LINKS = st.lists(
    st.sampled_from(
        [
            *(
                "http://",
                "HTTPS://",
                "tg:",
                "tg://",
                "ton:",
                "tonsite://",
                "ftp://",
                "user?id=",
                "user/?a=1&id=",
            ),
            *(
                "12",
                "a.b",
                "EXAMPLE.com",
                "ы.рф",
                "localhost",
                "[::1]",
                "[x]",
                ":80",
                ":0",
                ":99999",
                ":",
                "@",
                "/p",
            ),
            *(
                "?q=1",
                "#f",
                "%41",
                "%4",
                " ",
                "\t",
                "_",
                "-",
                ".",
                "..",
                "!",
                "^",
                "|",
                "id=",
                "resolve?domain=x",
            ),
        ]
    ),
    max_size=6,
).map("".join)


@given(LINKS)
def test_tdlib_agrees_on_links(link: str) -> None:
    html = f'<a href="{link.replace("&", "&amp;")}">t</a>'
    assert ours(html) == witness.parsed(html)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("ftp://a.b", "Unsupported URL protocol"),
        ("localhost", "Wrong HTTP URL"),
        ("", "URL host is empty"),
        ("a.b:0", "Wrong port number specified in the URL"),
        ("a^.b", "Disallowed character in URL host"),
        ("a%4.b", "Wrong percent-encoded symbol in URL host"),
        ("u^@a.b", "Disallowed character in URL userinfo"),
        ("[x]", "Wrong IPv6 address specified in the URL"),
        (".", "Host is invalid"),
        ("tg://a.b", "Unallowed characters in URL host"),
        ("tg://a:80", "Wrong tg URL"),
    ],
)
def test_wrong_links_are_explained(link: str, reason: str) -> None:
    with pytest.raises(LinkError, match=f"^{reason}$"):
        checked(link)
