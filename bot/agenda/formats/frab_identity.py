"""Which event of a frab schedule is which session: real files repeat ids, and sometimes guids."""

import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

LONGEST: Final = 40  # characters of an id


def session_ids(
    events: Sequence[tuple[Mapping[str, Any], datetime]], known: Collection[str]
) -> Sequence[str | None]:
    """The session's id of each event with its start; None where the file names none.

    Whatever the present programme knows wins; then the guid where it is the file's only one, then the code
    or the id together with the start: neither is unique alone, because a talk given twice keeps both.
    """
    guids = Counter(_id(event, "guid") for event, _ in events)
    named = Counter(name for event, _ in events for name in set(_names(event)))
    return [
        _session_id(event, start, guids, {name for name in known if named[name] == 1})
        for event, start in events
    ]


def _session_id(
    event: Mapping[str, Any], start: datetime, guids: Mapping[str, int], known: Collection[str]
) -> str | None:
    if familiar := next((name for name in _names(event) if name in known), None):
        return familiar
    guid, name = _id(event, "guid"), _id(event, "code") or _id(event, "id")
    if guid and guids[guid] == 1:
        return guid
    stem = name or guid
    return f"{stem[: LONGEST - 14]}-{start:%Y%m%dT%H%M}" if stem else None


def _names(event: Mapping[str, Any]) -> Iterator[str]:
    yield from (name for key in ("guid", "code", "slug", "id") if (name := _id(event, key)))


def _id(event: Mapping[str, Any], key: str) -> str:
    value = event.get(key)
    return slug(str(value)) if isinstance(value, str | int) and str(value).strip() else ""


def slug(text: str) -> str:
    """An id made of a name: `Hall 1` is `Hall-1`; what has no Latin letters gets a checksum of itself."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-")[:LONGEST]
    lost = sum(letter.isalpha() and not letter.isascii() for letter in text)
    return f"{plain[: LONGEST - 9]}-{zlib.crc32(text.encode()):08x}".lstrip("-") if lost else plain
