"""Which fields of an item differ, and in which language: `title en: Opening -> Start`."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

from bot.i18n.localised import LANGUAGES, Localised

_SHORT: Final = 40  # characters; of longer texts only the field and the language are said


def changed_texts(before: Any, after: Any) -> str:
    """The texts that differ between two versions of an item, in one line."""
    return "; ".join(part for name in _names(after) for part in _texts(name, before, after))


def changed_fields(before: Any, after: Any) -> str:
    """The texts that differ, and single values like a capacity; lists have changes of their own."""
    return "; ".join(part for name in _names(after) for part in _field(name, before, after))


def _names(item: Any) -> list[str]:
    return [field.name for field in fields(item) if field.name not in {"id", "version"}]


def _field(name: str, before: Any, after: Any) -> Iterator[str]:
    was, is_now = getattr(before, name), getattr(after, name)
    if isinstance(was or is_now, Localised):
        yield from _texts(name, before, after)
    elif was != is_now and not isinstance(is_now, tuple):
        yield _said(name, str(was), str(is_now))


def _texts(name: str, before: Any, after: Any) -> Iterator[str]:
    was, is_now = getattr(before, name), getattr(after, name)
    for language in LANGUAGES if isinstance(was or is_now, Localised) else ():
        old, new = (getattr(text, language, "") or "nothing" for text in (was, is_now))
        if old != new:
            yield _said(f"{name} {language}", old, new)


def _said(name: str, old: str, new: str) -> str:
    return f"{name}: {old} -> {new}" if max(len(old), len(new)) <= _SHORT else name
