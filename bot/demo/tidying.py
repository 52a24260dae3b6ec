"""How Telegram cleans a text before it is kept: control characters, spaces around it, crossing entities."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Final

from bot.demo.formatted import Entity, Formatted, in_order, units

STYLES: Final = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES: Final = frozenset({"blockquote", "expandable_blockquote"})
UNSTYLED: Final = frozenset({"code", "pre", "date_time"})  # no bold and the like inside
# TDLib drops carriage returns, direction marks and three combining signs that draw lines over other texts.
DROPPED: Final = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
BLANKED: Final = re.compile("[\0-\t\x0b\x0c\x0e-\x1f]")


def tidy(formatted: Formatted) -> Formatted:
    """The text as Telegram keeps it; empty where nothing but spaces was left."""
    text, entities = formatted
    text = BLANKED.sub(" ", text)
    if DROPPED.search(text):
        text, entities = _drop(text, entities)
    return _trim(text, untangle(entities))


def _drop(text: str, entities: Iterable[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Without the dropped signs; each of them is one UTF-16 unit."""
    data = text.encode("utf-16-le")
    signs = [data[at : at + 2].decode("utf-16-le", "replace") for at in range(0, len(data), 2)]
    before = [0, *accumulate(not DROPPED.match(sign) for sign in signs)]
    moved = (
        entity._replace(offset=before[entity.offset], length=before[entity.end] - before[entity.offset])
        for entity in entities
    )
    return DROPPED.sub("", text), tuple(entity for entity in moved if entity.length)


def _trim(text: str, entities: tuple[Entity, ...]) -> Formatted:
    """Spaces at the end go, those at the beginning go as far as no entity begins there."""
    ended = text.rstrip(" \n")
    end = units(ended)
    first = min((entity.offset for entity in entities), default=end)
    start = min(len(ended) - len(ended.lstrip(" \n")), first)
    kept = (entity._replace(length=min(entity.end, end) - entity.offset) for entity in entities)
    shifted = (entity._replace(offset=entity.offset - start) for entity in kept if entity.length > 0)
    return Formatted(ended[start:], in_order(shifted))


def untangle(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """No crossing entities: styles merge and spare code; of links, quotes and code the first one stays."""
    ordered = in_order(entity for entity in entities if entity.length > 0)
    if all(first.end < second.offset for first, second in pairwise(ordered)):
        return ordered
    quotes = _first_ones(entity for entity in ordered if entity.type in QUOTES)
    whole = [
        entity
        for entity in _first_ones(one for one in ordered if one.type not in QUOTES and one.type not in STYLES)
        if not any(_cross(entity, quote) for quote in quotes)
    ]
    styles = [
        piece for style in STYLES for span in _merged(style, ordered) for piece in _cut(span, quotes + whole)
    ]
    return in_order([*quotes, *whole, *styles])


def _first_ones(entities: Iterable[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return kept


def _cross(entity: Entity, quote: Entity) -> bool:
    """They overlap, and the quote does not hold the entity."""
    overlap = entity.offset < quote.end and quote.offset < entity.end
    return overlap and not (quote.offset <= entity.offset and entity.end <= quote.end)


def _merged(style: str, entities: Iterable[Entity]) -> Iterator[Entity]:
    """One entity for those of a style that overlap or touch."""
    whole: Entity | None = None
    for entity in entities:
        if entity.type != style:
            continue
        if whole and entity.offset <= whole.end:
            whole = whole._replace(length=max(whole.end, entity.end) - whole.offset)
            continue
        if whole:
            yield whole
        whole = entity
    if whole:
        yield whole


def _cut(style: Entity, others: Iterable[Entity]) -> Iterator[Entity]:
    """Cut at the edges of the others, and left out where it would style code."""
    inside = [
        edge for other in others for edge in (other.offset, other.end) if style.offset < edge < style.end
    ]
    for start, end in pairwise([style.offset, *sorted(set(inside)), style.end]):
        if not any(other.offset <= start and end <= other.end for other in others if other.type in UNSTYLED):
            yield style._replace(offset=start, length=end - start)
