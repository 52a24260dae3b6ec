"""Somebody's changes brought onto the programme as somebody else has changed it meanwhile."""

from collections.abc import Sequence
from typing import Any, Final

from bot.agenda.formats import Document

_SECTIONS: Final = ("days", "rooms", "people", "choices", "sessions", "info", "questions", "topics")
_WHOLE: Final = ("event", "follow_up", "declaration")  # sections that are one thing


def rebased(base: Document, mine: Document, theirs: Document) -> Document:
    """Theirs, with every item that I have changed, added or taken out since `base`.

    Where both have changed one item, mine stays: the preview of a file shows what that would undo.
    """
    merged: dict[str, Any] = {
        section: _merged(getattr(base, section), getattr(mine, section), getattr(theirs, section))
        for section in _SECTIONS
    }
    changed = [section for section in _WHOLE if getattr(mine, section) != getattr(base, section)]
    return theirs.model_copy(update=merged | {section: getattr(mine, section) for section in changed})


def clash(base: Document, mine: Document, theirs: Document) -> bool:
    """Whether both have changed one item, each in their own way."""
    versions = base, mine, theirs
    items = (_clash(*(getattr(version, section) for version in versions)) for section in _SECTIONS)
    wholes = (_differ(*(getattr(version, section) for version in versions)) for section in _WHOLE)
    return any(items) or any(wholes)


def _clash(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> bool:
    was, own, other = ({item.id: item for item in items} for items in (base, mine, theirs))
    ids = was.keys() | own.keys() | other.keys()
    return any(_differ(was.get(item_id), own.get(item_id), other.get(item_id)) for item_id in ids)


def _differ(was: Any, own: Any, other: Any) -> bool:
    return bool(was != own and other not in (was, own))


def _merged(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    was, my_own = {item.id: item for item in base}, {item.id: item for item in mine}
    touched = {item_id for item_id in was.keys() | my_own.keys() if was.get(item_id) != my_own.get(item_id)}
    kept = [my_own.get(item.id) if item.id in touched else item for item in theirs]
    there = {item.id for item in theirs}
    added = [item for item in mine if item.id in touched and item.id not in there]
    return [item for item in (*kept, *added) if item is not None]
