"""Short marks of things, where two ids do not fit a button of 64 bytes."""

import zlib
from collections.abc import Iterable
from typing import Protocol, TypeVar


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Identified)


def mark(item_id: str) -> str:
    """Eight characters that stand for an id of up to forty."""
    return f"{zlib.crc32(item_id.encode()):08x}"


def marked(items: Iterable[T], wanted: str) -> T | None:
    """The item whose id has this mark; None where it is no more, or never was."""
    return next((item for item in items if mark(item.id) == wanted), None)
