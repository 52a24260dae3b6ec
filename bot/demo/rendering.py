"""Safe HTML for the page, made from text and entities: nothing that anybody wrote gets through as HTML."""

import html
from itertools import pairwise
from typing import Final

from bot.demo.formatted import Entity, Formatted

TAGS: Final = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ('<span class="tg-spoiler">', "</span>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote>", "</blockquote>"),
}
SAFE_SCHEMES: Final = ("http://", "https://", "tg://", "mailto:")


def render(formatted: Formatted) -> str:
    """The text with its entities as tags; entities that cross each other are closed and opened again."""
    text, entities = formatted
    if not entities:
        return html.escape(text)
    data = text.encode("utf-16-le")
    edges = sorted({0, len(data) // 2, *(e.offset for e in entities), *(e.end for e in entities)})
    written: list[str] = []
    open_now: list[Entity] = []
    for start, end in pairwise(edges):
        piece = data[2 * start : 2 * end].decode("utf-16-le", "replace")
        wanted = [e for e in entities if e.offset <= start and end <= e.end]
        open_now = _switch(open_now, wanted, written, text)
        written.append(html.escape(piece))
    _switch(open_now, [], written, text)
    return "".join(written)


def _switch(open_now: list[Entity], wanted: list[Entity], written: list[str], text: str) -> list[Entity]:
    """Close what is no longer wanted, and all inside it; open what is."""
    same = 0
    while same < min(len(open_now), len(wanted)) and open_now[same] == wanted[same]:
        same += 1
    written += [_tags(entity, text)[1] for entity in reversed(open_now[same:])]
    written += [_tags(entity, text)[0] for entity in wanted[same:]]
    return wanted


def _tags(entity: Entity, text: str) -> tuple[str, str]:
    address = _address(entity, text)
    if address.startswith(SAFE_SCHEMES):
        return f'<a href="{html.escape(address)}">', "</a>"
    return TAGS.get(entity.type, ("", ""))


def _address(entity: Entity, text: str) -> str:
    """Where a link goes; '' for other entities."""
    if entity.type == "text_link":
        return entity.argument
    if entity.type == "text_mention":
        return f"tg://user?id={entity.argument}"
    if entity.type not in {"url", "email"}:
        return ""
    shown = text.encode("utf-16-le")[2 * entity.offset : 2 * entity.end].decode("utf-16-le")
    if entity.type == "email":
        return f"mailto:{shown}"
    return shown if "://" in shown else f"http://{shown}"
