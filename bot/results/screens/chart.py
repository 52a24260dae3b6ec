"""Pictures of how often each answer was given, and of means; their caption says the same in words."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.i18n.translator import Translator
from bot.pictures.bars import Bar, Chart, Group
from bot.results.screens.words import Labelled
from bot.screens import Picture, Screen
from bot.screens.message import plain
from bot.screens.pages import back


def counted(title: str, lines: Sequence[Markup], groups: Sequence[tuple[str, Labelled]]) -> Chart:
    """Groups of answers below their headings, with how often each was given."""
    most = max((count for _, bars in groups for _, count in bars), default=0)
    drawn = [
        Group(heading, [Bar(label, count, str(count)) for label, count in bars]) for heading, bars in groups
    ]
    return Chart(title, [plain(line) for line in lines], drawn, most or 1)


def picture_screen(t: Translator, text: Markup, content: bytes, up: str) -> Screen:
    return Screen(text, [back(t, up)], Picture("results.png", content, photo=True))
