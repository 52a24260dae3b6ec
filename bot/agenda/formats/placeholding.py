"""Placeholders like {network}: still unfilled, misspelt, or where nothing fills them."""

from collections.abc import Iterator
from typing import Any, Final

from bot.agenda.formats.document import Document, InfoPage
from bot.agenda.formats.findings import Fault, Path
from bot.agenda.formats.texts import placeholders, stray_brace
from bot.i18n.localised import LANGUAGES

_SHOWN: Final = 30  # characters of what follows a brace


def check(document: Document) -> Iterator[Fault]:
    for path, text in _texts(document.model_dump(mode="json"), ()):
        if stray := stray_brace(text):
            yield Fault("brace", path, {"text": stray[:_SHOWN]}, warning=True)
        if path[0] != "info" or path[2] != "text":
            for name in placeholders(text):
                yield Fault("placeholder-elsewhere", path, {"name": name})
    for number, page in enumerate(document.info):
        for fault in _page(page):
            yield fault._replace(path=("info", number, *fault.path))


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text that people are shown."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        if key in LANGUAGES and isinstance(part, str):
            yield (*path, key), part
        else:
            yield from _texts(part, (*path, key))


def _page(page: InfoPage) -> Iterator[Fault]:
    by_language = {language: placeholders(getattr(page.text, language)) for language in LANGUAGES}
    used = dict.fromkeys(name for names in by_language.values() for name in names)
    for name in page.unfilled:
        yield Fault("unfilled", ("text",), {"name": name}, warning=True)
    for name in used:
        for language in LANGUAGES:
            if name not in by_language[language]:
                about = {"name": name, "language": language}
                yield Fault("unequal-placeholders", ("text", language), about, warning=True)
    for name in page.values:
        if name not in used:
            yield Fault("unused-value", ("values", name), {"name": name}, warning=True)
