"""What Telegram finds by itself in plain text: commands, links, addresses, mentions and hashtags.

A small part of TDLib's rules: enough for what bots and people write in a demo.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.demo.formatted import Entity, Formatted, in_order, units

PATTERNS: Final = (
    ("url", re.compile(r"(?<![\w@])(?:https?://|www\.|t\.me/)[^\s<>\"«»]*[^\s<>\"«».,:;!?)\]}'…]")),
    (
        "email",
        re.compile(r"(?<![\w.+-])[\w.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![\w@])", re.ASCII),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")),
)
HINTS: Final = re.compile(r"[/@#]|www\.")


def with_found(formatted: Formatted) -> Formatted:
    """The same with the entities that Telegram adds outside of links, code and the like."""
    text, entities = formatted
    if not HINTS.search(text):
        return formatted
    taken = [entity for entity in entities if _keeps_to_itself(entity)]
    found = [entity for entity in _found(text) if not _touches(entity, taken)]
    return Formatted(text, in_order([*entities, *found])) if found else formatted


def _found(text: str) -> Iterator[Entity]:
    taken: list[Entity] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            entity = Entity(kind, units(text[: match.start()]), units(match[0]))
            if not _touches(entity, taken):
                taken.append(entity)
                yield entity


def _touches(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(entity.offset < other.end and other.offset < entity.end for other in others)


def _keeps_to_itself(entity: Entity) -> bool:
    return entity.type in {"text_link", "text_mention", "code", "pre", "custom_emoji", "date_time"}
