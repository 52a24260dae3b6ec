"""Texts of a schedule: mostly in one language; the others come from the present programme."""

import html
import re
from collections.abc import Mapping
from typing import Any, Final

from bot.agenda.formats.findings import Fault, Path
from bot.agenda.formats.texts import LABEL_LENGTH
from bot.i18n.localised import LANGUAGES

Texts = Mapping[str, str]
DEFAULT_LANGUAGE: Final = "en"


def language_of(*declared: Any) -> str:
    """The first language that is declared (`de, en` declares de)."""
    for text in declared:
        if isinstance(text, str) and text.strip():
            return text.strip()[:2].lower()
    return DEFAULT_LANGUAGE


def given(value: Any, language: str) -> Texts:
    """What a schedule says, by language: a text may be one, or three like {kk: ..., ru: ..., en: ...}."""
    texts = {language: value} if isinstance(value, str) else value if isinstance(value, Mapping) else {}
    return {
        name: str(texts[name]).strip() for name in LANGUAGES if texts.get(name) and str(texts[name]).strip()
    }


def merged(texts: Texts, present: Texts | None, path: Path) -> tuple[Texts, list[Fault]]:
    """The texts with the present ones where the schedule has none; a fault where these may be out of date."""
    present = present or {}
    changed = [language for language, text in texts.items() if text != present.get(language)]
    stale = bool(present) and bool(changed) and len(texts) < len(LANGUAGES)
    return {**present, **texts}, [_partly("one-language", texts, path)] if stale else []


def complete(texts: Texts, present: Texts | None, path: Path) -> tuple[Texts | None, list[Fault]]:
    """As `merged`, for a text that may be left out: it is, where a language is missing."""
    whole, faults = merged(texts, present, path)
    if not whole:
        return None, []
    if len(whole) < len(LANGUAGES):
        return None, [_partly("left-out", whole, path)]
    return whole, faults


def _partly(code: str, texts: Texts, path: Path) -> Fault:
    return Fault(code, path, {"field": str(path[-1]), "language": " ".join(texts)}, warning=True)


def labels(title: Texts) -> Texts:
    """Labels for buttons, from the beginning of each title."""
    some = next(iter(title.values()), "")
    return {language: _cut(title.get(language, some)) for language in LANGUAGES}


def _cut(text: str) -> str:
    if len(text) <= LABEL_LENGTH:
        return text
    head = text[:LABEL_LENGTH]
    whole_words = head[: head.rindex(" ")] if " " in head[10:] else head[: LABEL_LENGTH - 1]
    return whole_words.rstrip(" ,.:;-–—") + "…"


def plain(value: Any) -> Any:
    """A description without HTML tags."""
    if isinstance(value, Mapping):
        return {key: plain(text) for key, text in value.items()}
    return html.unescape(re.sub(r"<[^<>]{1,200}>", "", value)).strip() if isinstance(value, str) else value
