"""Long lists, a page at a time, and the way back from them."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from markupsafe import Markup

from bot.i18n.translator import Translator
from bot.screens.message import length
from bot.screens.screen import Button

T = TypeVar("T")


class Page(Generic[T]):
    """One page of a long list: the wanted one, or the nearest there is."""

    def __init__(self, things: Sequence[T], size: int, wanted: int) -> None:
        self.total = len(things)
        self._last = max(0, (len(things) - 1) // size)
        self.number = max(0, min(wanted, self._last))
        self.things = things[self.number * size : (self.number + 1) * size]

    def buttons(self, t: Translator, verb: str) -> list[list[Button]]:
        """Ways to the pages around; `verb` is followed by the page's number."""
        row = []
        if self.number > 0:
            # TRANSLATORS: max 14; to the page before this one
            row.append(Button(t.label("‹ Earlier"), f"{verb}:{self.number - 1}"))
        if self.number < self._last:
            # TRANSLATORS: max 14; to the page after this one
            row.append(Button(t.label("More ›"), f"{verb}:{self.number + 1}"))
        return [row] if row else []


def back(t: Translator, to: str) -> list[Button]:
    # TRANSLATORS: max 28
    return [Button(t.label("Back"), to)]


def laid_out(parts: Sequence[T], text_of: Callable[[T], Markup], lines: int, units: int) -> list[list[T]]:
    """As many paragraphs to a page as fit so many lines and UTF-16 units; at least one page."""
    pages: list[list[T]] = [[]]
    for part in parts:
        text = Markup("\n").join(map(text_of, [*pages[-1], part]))
        if pages[-1] and (text.count("\n") >= lines or length(text) > units):
            pages.append([])
        pages[-1].append(part)
    return pages
