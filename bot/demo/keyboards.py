"""Keyboards under messages: what Telegram accepts in `reply_markup`."""

from typing import Any, Final

from bot.demo.fields import FieldError, optional, parsing, required
from bot.demo.links import LinkError, checked, mentioned
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal

CALLBACK_DATA: Final = 64  # bytes
MOST_BUTTONS: Final = 100  # observed; Telegram documents no number
STYLES: Final = ("danger", "success", "primary")
BUTTON_FIELDS: Final = {"text", "callback_data", "url", "style", "icon_custom_emoji_id"}
OTHER_MARKUP: Final = ("keyboard", "remove_keyboard", "force_reply")

Markup = dict[str, Any]


def read_markup(parameters: Parameters, *, only_inline: bool = False) -> Markup | None:
    """The keyboard of a new message or, with `only_inline`, of an edited one; None where there is none."""
    document = parameters.document("reply_markup", "reply keyboard markup")
    if document is None:
        return None
    if not isinstance(document, dict):
        raise Refusal("object expected as reply markup")
    with parsing():
        rows = optional(document, "inline_keyboard", list, [])
        other = [
            name
            for name in OTHER_MARKUP
            if optional(document, name, list if name == "keyboard" else bool, None)
        ]
    if other and only_inline:
        raise Refusal("inline keyboard expected")
    if other:
        return document
    return _inline(rows)


def _inline(rows: list[Any]) -> Markup | None:
    if not all(isinstance(row, list) for row in rows):
        raise Refusal('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    with parsing("inline keyboard button"):
        keyboard = [[_parsed(button) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > MOST_BUTTONS:
        raise Refusal("reply markup is too long")
    keyboard = [[_checked(button) for button in row] for row in keyboard]
    return {"inline_keyboard": keyboard} if keyboard else None


def _parsed(button: Any) -> Markup:
    """A button of the right form; of the kinds that Telegram knows, links and callbacks are emulated."""
    if not isinstance(button, dict):
        raise FieldError("InlineKeyboardButton must be an Object")
    text = required(button, "text", str)
    for name in button.keys() - BUTTON_FIELDS:
        raise FieldError(f'field "{name}" is not emulated')  # the text is ours
    if optional(button, "style", str, "primary") not in STYLES:
        raise FieldError("invalid button style specified")
    url, data = optional(button, "url", str, ""), optional(button, "callback_data", str, "")
    if not url and not data:
        raise FieldError("Text buttons are unallowed in the inline keyboard")
    return {"text": text, **({"url": url} if url else {"callback_data": data})}


def _checked(button: Markup) -> Markup:
    if not button["text"]:  # newer servers leave such a button out; either way nobody sees it
        raise Refusal("inline keyboard button text must be non-empty")
    if len(button.get("callback_data", "").encode()) > CALLBACK_DATA:
        raise Refusal("BUTTON_DATA_INVALID")
    return {**button, "url": _link(button["url"])} if "url" in button else button


def _link(url: str) -> str:
    if mentioned(url):
        return url
    try:
        return checked(url)
    except LinkError as reason:
        raise Refusal(f"inline keyboard button URL '{url}' is invalid: {reason}") from None
