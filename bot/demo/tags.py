"""What the tags of Telegram's HTML mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.demo.formatted import DATE_STYLE, Entity
from bot.demo.links import LinkError, checked, mentioned
from bot.demo.refusal import Refusal

KINDS: Final = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}


def complaint(text: str) -> Refusal:
    return Refusal(f"can't parse entities: {text}")


@dataclass
class Tag:
    """A start tag whose end is awaited."""

    name: str
    offset: int  # UTF-16 units before it
    piece: int  # pieces of text before it
    attributes: dict[str, str]


def counts(tag: str, name: str, value: str) -> bool:
    """Whether Telegram looks at this attribute; a class counts only with the right beginning."""
    match tag, name:
        case (
            ("a", "href")
            | ("blockquote", "expandable")
            | ("tg-emoji", "emoji-id")
            | ("tg-time", "unix" | "format")
        ):
            return True
        case "code", "class":
            return value.startswith("language-")
        case "span", "class":
            return value.startswith("tg-")
    return False


def entity_of(tag: Tag, length: int, inner: Callable[[], str]) -> Entity | None:
    """What a tag means; None where its link or its moment means nothing."""
    kind, argument = KINDS[tag.name], ""
    match tag.name:
        case "a":
            return _link(tag, length, tag.attributes.get("href") or inner())
        case "blockquote" if "expandable" in tag.attributes:
            kind = "expandable_blockquote"
        case "code":
            argument = tag.attributes.get("class", "").removeprefix("language-")
        case "tg-emoji":
            argument = _emoji(tag.attributes.get("emoji-id", ""))
        case "tg-time":
            argument = _moment(tag.attributes)
            if not argument:
                return None
    return Entity(kind, tag.offset, length, argument)


def _link(tag: Tag, length: int, url: str) -> Entity | None:
    if person := mentioned(url):
        return Entity("text_mention", tag.offset, length, person)
    try:
        return Entity("text_link", tag.offset, length, checked(url))
    except LinkError:
        return None


def _emoji(identifier: str) -> str:
    if (
        not re.fullmatch(r"-?[0-9]{1,19}", identifier)
        or not -(2**63) <= int(identifier) < 2**63
        or not int(identifier)
    ):
        raise complaint("Invalid custom emoji identifier specified")
    return str(int(identifier))


def _moment(attributes: dict[str, str]) -> str:
    style = attributes.get("format", "")
    if not DATE_STYLE.fullmatch(style):
        raise complaint("Invalid date format used")
    digits = re.match(r"[0-9]+", attributes.get("unix", ""))
    return f"{int(digits[0])} {style}".strip() if digits and int(digits[0]) else ""


def with_language(inner: Entity, outer: Entity) -> Entity | None:
    """`<pre><code class="language-x">`, either way round, is one entity: a listing with its language."""
    match inner.type, outer.type:
        case "code", "pre":
            language = inner.argument
        case "pre", "code" if not inner.argument:
            language = outer.argument
        case _:
            return None
    same = (inner.offset, inner.length) == (outer.offset, outer.length)
    return Entity("pre", inner.offset, inner.length, language) if language and same else None


def plain(entity: Entity) -> Entity:
    """The language of code that is no listing is forgotten."""
    return entity._replace(argument="") if entity.type == "code" else entity
