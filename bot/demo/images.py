"""How large a picture is, from the first bytes of its file: PNG, GIF and JPEG."""

from typing import Final, NamedTuple

# JPEG markers that begin a frame and tell its size (ITU-T T.81, table B.1); the others are skipped.
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Size(NamedTuple):
    width: int
    height: int


def size_of(content: bytes) -> Size | None:
    """Width and height in pixels; None where the bytes are no such picture."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return Size(int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        return Size(int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little"))
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    return None


def _jpeg(content: bytes) -> Size | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in FRAMES:
            height, width = content[at + 5 : at + 7], content[at + 7 : at + 9]
            return Size(int.from_bytes(width), int.from_bytes(height))
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None
