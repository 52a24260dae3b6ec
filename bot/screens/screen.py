"""A screen as a value: nothing here speaks to Telegram."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup


@dataclass(frozen=True)
class Button:
    """A label and what a tap sends back: `verb:argument:...`, at most 64 bytes, ids only; or a link."""

    label: str
    data: str = ""
    url: str = ""


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True)
class Picture:
    """A file that goes with a screen: a document, or, with `photo`, a picture shown in the chat."""

    name: str
    content: bytes
    photo: bool = False


@dataclass(frozen=True)
class Screen:
    """A text of Telegram's HTML (Bot API, "HTML style") and rows of buttons."""

    text: Markup
    rows: Rows = field(default=())
    file: Picture | None = None


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_telegram(button) for button in row] for row in rows])


def _telegram(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)
