"""The catalogues as they lie in locales/, and what the code says, extracted as pyproject.toml wants it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from bot.i18n.translator import LOCALES

ROOT: Final = LOCALES.parent
TRANSLATED: Final = ("kk", "ru")  # English is written in the code

_LIMIT: Final = re.compile(r"TRANSLATORS: max (\d+)")
_TAG: Final = re.compile(r"</?\w+[^>]*>")


class Pair(NamedTuple):
    """A text of the code and one of its translations."""

    message: Message
    original: str
    translation: str


@cache
def template() -> Catalog:
    with (LOCALES / "bot.pot").open("rb") as file:
        return read_po(file)


@cache
def catalogue(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def path_of(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "bot.po"


def extracted() -> Catalog:
    """What `pybabel extract` finds now."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "bot.pot"
        options = ["-F", str(ROOT / "pyproject.toml"), "-o", str(target), str(ROOT)]
        pybabel: Any = CommandLineInterface()
        pybabel.run(["pybabel", "-q", "extract", *options])
        with target.open("rb") as file:
            return read_po(file)


def messages(catalogue: Catalog) -> Sequence[Message]:
    """All but the header."""
    return [message for message in catalogue if message.id]


def pairs(language: str) -> Iterator[Pair]:
    """Each form of each translation with the text it stands for; one as many say `{count}`."""
    for message in messages(catalogue(language)):
        one, many = forms(message.id)[0], forms(message.id)[-1]
        for number, form in enumerate(forms(message.string)):
            yield Pair(message, one if number == 0 else many, form)


def forms(text: str | Sequence[str] | None) -> Sequence[str]:
    """The one text, or all forms of a plural."""
    return [text] if isinstance(text, str) else list(text or [])


def placeholders(text: str) -> Sequence[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def tags(text: str) -> Sequence[str]:
    return _TAG.findall(text)


def prose(text: str) -> str:
    """Without tags and placeholders."""
    return re.sub(r"\{\w*\}", "", _TAG.sub("", text))


def label_limit(message: Message) -> int | None:
    """The least number of characters that its comments for translators allow."""
    limits = [int(limit) for comment in message.auto_comments for limit in _LIMIT.findall(comment)]
    return min(limits, default=None)
