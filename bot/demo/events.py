"""News for the pages that watch: server-sent events."""

import asyncio
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final

BACKLOG: Final = 1_000  # events; a page that reads slower loses its connection and loads everything anew

Queue = asyncio.Queue[bytes | None]


class Events:
    def __init__(self, offstage: Collection[int] = ()) -> None:
        """Of the phones `offstage` no page is told."""
        self._offstage = offstage
        self._readers: set[Queue] = set()

    @property
    def watched(self) -> bool:
        return bool(self._readers)

    def send(self, kind: str, chat: int = 0, **content: Any) -> None:
        """Tell every page what happened in a person's chat or a group; 0 concerns all of them."""
        if not self._readers or chat in self._offstage:
            return
        where = {"phone": chat} if chat > 0 else {"group": chat} if chat else {}
        event = {"type": kind, **where, **content}
        line = f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
        for reader in list(self._readers):
            self._put(reader, line)

    @contextmanager
    def reading(self) -> Iterator[Queue]:
        """A queue of encoded events; None ends it."""
        reader: Queue = asyncio.Queue(BACKLOG)
        self._readers.add(reader)
        try:
            yield reader
        finally:
            self._readers.discard(reader)

    def close(self) -> None:
        """End all connections."""
        for reader in list(self._readers):
            self._end(reader)

    def _put(self, reader: Queue, line: bytes) -> None:
        try:
            reader.put_nowait(line)
        except asyncio.QueueFull:
            self._end(reader)

    def _end(self, reader: Queue) -> None:
        self._readers.discard(reader)
        while not reader.empty():
            reader.get_nowait()
        reader.put_nowait(None)
