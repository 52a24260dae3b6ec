"""What Telegram counts and allows in one message; needs the standard library alone, as rules do."""

import html
import re
from enum import StrEnum
from typing import Final

TEXT: Final = 4096  # UTF-16 units after entities are parsed; Bot API "sendMessage"
CAPTION: Final = 1024  # the same under a photo or a document; Bot API "sendPhoto"


class FileKind(StrEnum):
    """How Telegram shows a file."""

    PHOTO = "photo"
    DOCUMENT = "document"


def utf16_units(text: str) -> int:
    """The length as Telegram counts it: 1 for most letters, 2 for an emoji."""
    return len(text.encode("utf-16-le")) // 2


def plain(text: str) -> str:
    """A text of Telegram's HTML without its formatting."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def length(text: str) -> int:
    """What Telegram counts of a text of its HTML: UTF-16 units once the entities are parsed."""
    return utf16_units(plain(text))
