"""Files that were sent: kept in memory, the oldest ones forgotten first."""

import itertools
import mimetypes
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, Literal

from bot.demo.images import Size, size_of
from bot.demo.parameters import Parameters, Upload
from bot.demo.refusal import Refusal

Kind = Literal["photo", "document"]

LARGEST_UPLOAD: Final = 50 << 20  # bytes, Bot API "Sending files"
LARGEST_PHOTO: Final = 10 << 20
LARGEST_DOWNLOAD: Final = 20 << 20  # Bot API "getFile"
KEPT: Final = 256 << 20
LONGEST_SIDES: Final = 10_000  # pixels, width and height together, Bot API "sendPhoto"
NO_SIZE: Final = Size(0, 0)
STEEPEST: Final = 20  # the longer side by the shorter one


@dataclass(frozen=True)
class StoredFile:
    id: str
    number: int
    kind: Kind
    name: str
    mime: str
    content: bytes
    size: Size = NO_SIZE  # of a photo

    @property
    def path(self) -> str:
        """Where the bot downloads it, Bot API "File"."""
        return f"{self.kind}s/file_{self.number}{PurePath(self.name).suffix}"

    def as_telegram(self) -> dict[str, object]:
        """Bot API "Document", and the fields it shares with "PhotoSize" and "File"."""
        return {"file_id": self.id, "file_unique_id": f"u{self.number}", "file_size": len(self.content)}


class Files:
    def __init__(self) -> None:
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._bytes = 0
        self._numbers = itertools.count(1)

    def keep(self, upload: Upload, kind: Kind) -> StoredFile:
        """Store an upload; raises Refusal where Telegram takes no such file or no such photo."""
        size = _checked(upload, kind)
        number = next(self._numbers)
        guessed = mimetypes.guess_type(upload.name)[0] or upload.mime
        stored = StoredFile(f"{kind}-{number}", number, kind, upload.name, guessed, upload.content, size)
        self._files[stored.id] = stored
        self._bytes += len(stored.content)
        while self._bytes > KEPT:
            self._bytes -= len(self._files.popitem(last=False)[1].content)
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def at_path(self, path: str) -> StoredFile | None:
        return next((file for file in self._files.values() if file.path == path), None)

    def sent(self, parameters: Parameters, value: str, part: str, kind: Kind) -> StoredFile:
        """The file meant by `value`: a known file_id, attach://PART, or nothing and then the part `part`."""
        if value and not value.startswith("attach://"):
            return self._known(value, kind)
        name = value.removeprefix("attach://") or part
        if name not in parameters.files:
            raise Refusal(f"there is no {kind} in the request")
        return self.keep(parameters.files[name], kind)

    def _known(self, value: str, kind: Kind) -> StoredFile:
        if value.startswith(("http://", "https://")):
            raise Refusal("failed to get HTTP URL content")  # nothing is fetched from the network here
        stored = self._files.get(value)
        if stored is None:
            raise Refusal("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise Refusal(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
        return stored


def _checked(upload: Upload, kind: Kind) -> Size:
    length = len(upload.content)
    if not length:
        raise Refusal("file must be non-empty")
    if length > LARGEST_UPLOAD:
        raise Refusal(code=413)
    if kind == "document":
        return NO_SIZE
    if length > LARGEST_PHOTO:
        raise Refusal(
            f"file of size {length} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes"
        )
    size = size_of(upload.content)
    if size is None:
        raise Refusal("IMAGE_PROCESS_FAILED")
    if not all(size) or sum(size) > LONGEST_SIDES or max(size) > STEEPEST * min(size):
        raise Refusal("PHOTO_INVALID_DIMENSIONS")
    return size
