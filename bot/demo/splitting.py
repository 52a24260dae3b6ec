"""What Telegram's apps make of a text that is too long: several messages, cut where it hurts least."""

from collections.abc import Iterator

from bot.demo.formatted import Entity, Formatted, units
from bot.demo.tidying import tidy


def parts(formatted: Formatted, most: int) -> Iterator[Formatted]:
    """Pieces of at most `most` UTF-16 units, each tidied; empty ones are left out."""
    left = tidy(formatted)
    while left.text:
        edge = units(left.text) if units(left.text) <= most else _edge(left.text, most)
        piece = tidy(_slice(left, 0, edge))
        if piece.text:
            yield piece
        left = tidy(_slice(left, edge, units(left.text)))


def _edge(text: str, most: int) -> int:
    """Where to cut: behind the last line or word in the second half, else wherever no sign is halved."""
    head = text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
    behind = (units(head[: head.rfind(sign) + 1]) for sign in "\n ")
    return next((edge for edge in behind if edge > most // 2), units(head))


def _slice(formatted: Formatted, start: int, end: int) -> Formatted:
    """The text between two UTF-16 offsets, with what its entities cover of it."""
    text, entities = formatted
    inside = (_clipped(entity, start, end) for entity in entities)
    piece = text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
    return Formatted(piece, tuple(entity for entity in inside if entity.length > 0))


def _clipped(entity: Entity, start: int, end: int) -> Entity:
    first = max(entity.offset, start)
    return entity._replace(offset=first - start, length=min(entity.end, end) - first)
