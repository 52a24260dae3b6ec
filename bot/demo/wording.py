"""Texts and captions of messages, with the lengths that Telegram allows."""

from typing import Any, Final

from bot.demo.fields import FieldError, optional, parsing, required
from bot.demo.finding import with_found
from bot.demo.formatted import DATE_STYLE, PRIORITY, Entity, Formatted, units
from bot.demo.html import parse
from bot.demo.links import LinkError, checked, mentioned
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal
from bot.demo.tidying import tidy

TEXT_LENGTH: Final = 4096  # UTF-16 units after parsing, Bot API "sendMessage"
CAPTION_LENGTH: Final = 1024
SOURCE_BYTES: Final = 1 << 15  # before parsing
FARTHEST: Final = 1_000_000
FOUND_BY_TELEGRAM: Final = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
)


def read_text(parameters: Parameters, too_long: str = "message is too long") -> Formatted:
    """The text of a message, never empty."""
    if not parameters.text("text"):
        raise Refusal("message text is empty")
    entities = parameters.document("entities", "entities")
    formatted = compose(parameters.text("text"), parameters.text("parse_mode"), entities)
    if not formatted.text:
        raise Refusal("text must be non-empty")
    return _within(formatted, TEXT_LENGTH, too_long)


def read_caption(parameters: Parameters, too_long: str = "message caption is too long") -> Formatted:
    """What stands under a file; may be empty."""
    entities = parameters.document("caption_entities", "caption_entities")
    return caption(parameters.text("caption"), parameters.text("parse_mode"), entities, too_long)


def caption(text: str, mode: str, entities: Any, too_long: str = "message caption is too long") -> Formatted:
    return _within(compose(text, mode, entities), CAPTION_LENGTH, too_long)


def compose(text: str, mode: str, entities: Any) -> Formatted:
    """Parse, clean, and find links and commands in it."""
    if len(text.encode()) > SOURCE_BYTES:
        raise Refusal("text is too long")
    match mode.lower():
        case "html":
            formatted = parse(text)
        case "" | "none":
            formatted = with_entities(text, entities)
        case "markdown" | "markdownv2":
            raise Refusal(f'parse_mode "{mode}" is not emulated')  # the text is ours
        case _:
            raise Refusal("unsupported parse_mode")
    return with_found(tidy(formatted))


def _within(formatted: Formatted, most: int, refusal: str) -> Formatted:
    if units(formatted.text) > most:
        raise Refusal(refusal)
    return formatted


def with_entities(text: str, documents: Any) -> Formatted:
    """A text with Bot API "MessageEntity" documents, if any; raises Refusal."""
    if not isinstance(documents, list):
        return Formatted(text)
    with parsing("MessageEntity"):
        entities = [entity for entity in map(_entity, documents) if entity]
    entities = [_with_checked_link(entity) for entity in entities]
    for entity in entities:
        _check_place(entity, units(text))
        _check_pairs(entity, text)
    return Formatted(text, tuple(entities))


def _entity(document: Any) -> Entity | None:
    """One entity as given; None for those that Telegram finds itself."""
    if not isinstance(document, dict):
        raise FieldError("expected an Object")
    kind = required(document, "type", str)
    place = required(document, "offset", int), required(document, "length", int)
    if kind in FOUND_BY_TELEGRAM:
        return None
    if kind not in PRIORITY:
        raise FieldError("Unsupported type specified")
    return Entity(kind, *place, _given_argument(kind, document))


def _given_argument(kind: str, document: dict[str, Any]) -> str:
    match kind:
        case "text_link":
            return str(required(document, "url", str))
        case "pre":
            return str(optional(document, "language", str, ""))
        case "text_mention":
            return str(required(required(document, "user", dict), "id", int))
        case "custom_emoji":
            return str(required(document, "custom_emoji_id", int))
        case "date_time":
            moment, style = (
                required(document, "unix_time", int),
                optional(document, "date_time_format", str, ""),
            )
            if not DATE_STYLE.fullmatch(style):
                raise FieldError("Invalid date-time format specified")
            return f"{moment} {style}".strip()
    return ""


def _with_checked_link(entity: Entity) -> Entity:
    if entity.type != "text_link":
        return entity
    if person := mentioned(entity.argument):
        return entity._replace(type="text_mention", argument=person)
    try:
        return entity._replace(argument=checked(entity.argument))
    except LinkError as reason:
        raise Refusal(f"entity URL '{entity.argument}' is invalid: {reason}") from None


def _check_place(entity: Entity, length: int) -> None:
    if not 0 <= entity.offset <= FARTHEST:
        raise Refusal(f"receive an entity with incorrect offset {entity.offset}")
    if not 0 <= entity.length <= FARTHEST:
        raise Refusal(f"receive an entity with incorrect length {entity.length}")
    if entity.length and entity.offset > length:
        raise Refusal(f"entity begins after the end of the text at UTF-16 offset {entity.offset}")
    if entity.end > length and entity.length:
        raise Refusal(
            f"entity beginning at UTF-16 offset {entity.offset} "
            f"ends after the end of the text at UTF-16 offset {entity.end}"
        )


def _check_pairs(entity: Entity, text: str) -> None:
    """No edge may stand between the two halves of a sign beyond U+FFFF."""
    if _halves(text, entity.offset):
        raise Refusal(
            f"entity begins in a middle of a UTF-16 symbol at byte offset {_halves(text, entity.offset)}"
        )
    if _halves(text, entity.end):
        raise Refusal(
            f"entity beginning at UTF-16 offset {entity.offset} "
            f"ends in a middle of a UTF-16 symbol at byte offset {_halves(text, entity.end)}"
        )


def _halves(text: str, edge: int) -> int:
    """Where the sign that the edge cuts ends, in bytes; 0 where it cuts none."""
    data = text.encode("utf-16-le")
    if data[: 2 * edge].decode("utf-16-le", "ignore").encode("utf-16-le") == data[: 2 * edge]:
        return 0
    return len(data[: 2 * edge + 2].decode("utf-16-le").encode())
