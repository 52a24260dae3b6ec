"""What people wrote, in their own words and languages."""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from bot.i18n.localised import Localised
from bot.i18n.translator import Translator
from bot.results.screens.words import TITLE, few_line
from bot.screens import Screen
from bot.screens.length import shorten
from bot.screens.message import plain, utf16_units
from bot.screens.pages import Page, back

COMMENTS: Final = 6  # on a page at most ...
UNITS: Final = 3600  # ... and UTF-16 units of them, of the 4096 of a message


def comments_screen(  # noqa: PLR0913, PLR0917 -- of what, which page, and the ways around
    t: Translator, about: Localised, texts: Sequence[str], wanted: int, here: str, up: str
) -> Screen:
    """`texts` are HTML; `here` is this screen without its page."""
    page = Page(list(_pages([_line(text) for text in texts])), 1, wanted)
    text = t.lines(
        t.bold(shorten(about.to(t.language), TITLE)),
        t("Comments: {count}", count=len(texts)),
        *(Markup("• {}").format(line) for lines in page.things for line in lines),
        None if texts else few_line(t),
    )
    return Screen(text, [*page.buttons(t, here), back(t, up)])


def _line(text: str) -> str:
    return shorten(" ".join(plain(text).split()), UNITS)


def _pages(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many on each as fit."""
    page: list[str] = []
    for line in lines:
        if page and (len(page) == COMMENTS or sum(map(utf16_units, [*page, line])) > UNITS):
            yield page
            page = []
        page.append(line)
    if page:
        yield page
