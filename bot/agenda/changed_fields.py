"""Which fields of an item differ between two versions, and in which language."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import time
from typing import Any, NamedTuple

from bot.agenda.followup import FollowUp
from bot.i18n.localised import LANGUAGES, Localised


class Field(NamedTuple):
    """One value that differs; an empty text: there is none. Of a list both are empty."""

    name: str
    language: str  # empty where it is no text in three languages
    old: str
    new: str


def changed_texts(before: Any, after: Any) -> Sequence[Field]:
    """The texts that differ between two versions of an item."""
    return [field for name in _names(after) for field in _texts(name, before, after)]


def changed_fields(before: Any, after: Any) -> Sequence[Field]:
    """The texts that differ, and single values like a capacity; lists of items have changes of their own."""
    return [field for name in _names(after) for field in _values(name, before, after)]


def _names(item: Any) -> list[str]:
    return [field.name for field in fields(item) if field.name not in {"id", "version"}]


def _values(name: str, before: Any, after: Any) -> Iterator[Field]:
    was, is_now = getattr(before, name), getattr(after, name)
    if isinstance(was or is_now, Localised):
        yield from _texts(name, before, after)
    elif isinstance(is_now, FollowUp):
        yield from changed_fields(was, is_now)
    elif was != is_now and (isinstance(after, FollowUp) or not isinstance(is_now, tuple)):
        yield Field(name, "", _shown(was), _shown(is_now))


def _shown(value: Any) -> str:
    if isinstance(value, tuple | frozenset):
        return ""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _texts(name: str, before: Any, after: Any) -> Iterator[Field]:
    was, is_now = getattr(before, name), getattr(after, name)
    for language in LANGUAGES if isinstance(was or is_now, Localised) else ():
        old, new = (getattr(text, language, "") for text in (was, is_now))
        if old != new:
            yield Field(name, language, old, new)
