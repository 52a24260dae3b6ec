"""Text with entities, as Telegram keeps it: offsets and lengths count UTF-16 code units."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

# TDLib's order of entities that begin and end together: the smaller one is the outer one.
PRIORITY: Final = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "date_time": 30,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
DATE_STYLE: Final = re.compile("[rR]|[tTdDwW]*")  # of a date_time, Bot API "Date-time entity formatting"
FOUND: Final = 50  # the priority of what Telegram finds in plain text: links, commands, mentions
ARGUMENT: Final = {"text_link": "url", "pre": "language", "custom_emoji": "custom_emoji_id"}


class Entity(NamedTuple):
    """A span of text that means something; `argument` is its URL, language, person or identifier."""

    type: str
    offset: int
    length: int
    argument: str = ""

    @property
    def end(self) -> int:
        return self.offset + self.length

    @property
    def order(self) -> tuple[int, int, int]:
        return self.offset, -self.length, PRIORITY.get(self.type, FOUND)

    def as_telegram(self) -> dict[str, object]:
        """Bot API "MessageEntity"."""
        seen: dict[str, object] = {"type": self.type, "offset": self.offset, "length": self.length}
        if self.type == "text_mention":
            seen["user"] = {"id": int(self.argument), "is_bot": False, "first_name": self.argument}
        elif self.type == "date_time":
            moment, _, style = self.argument.partition(" ")
            seen |= {"unix_time": int(moment), "date_time_format": style}
        elif self.argument:
            seen[ARGUMENT[self.type]] = self.argument
        return seen


class Formatted(NamedTuple):
    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """How many UTF-16 code units a text has; Telegram's limits count these."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Outer before inner, as they come."""
    return tuple(sorted(entities, key=lambda entity: entity.order))
