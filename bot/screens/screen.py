"""A screen as a value: nothing here speaks to Telegram."""

import json
from collections.abc import Mapping, Sequence
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
class Attached:
    """A file that Telegram has already, by the id it gave it: a document, or, with `photo`, a picture."""

    file_id: str
    photo: bool = False


@dataclass(frozen=True)
class Screen:
    """A text of Telegram's HTML (Bot API, "HTML style") and rows of buttons; under a file it is a caption."""

    text: Markup
    rows: Rows = field(default=())
    file: Picture | Attached | None = None


@dataclass(frozen=True)
class Edit:
    """A message that is there becomes another one; its file, if it has one, stays."""

    message_id: int
    screen: Screen


@dataclass(frozen=True)
class Deletion:
    """A message that is there goes; Bot API "deleteMessage" says until when it can."""

    message_id: int


Outgoing = Screen | Edit | Deletion


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_telegram(button) for button in row] for row in rows])


def _telegram(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)


def plain_keyboard(rows: Rows) -> str | None:
    """The same in JSON (Bot API "InlineKeyboardMarkup"), without objects: a tenth of the work."""
    if not rows:
        return None
    return json.dumps({"inline_keyboard": [[_plain(button) for button in row] for row in rows]})


def _plain(button: Button) -> Mapping[str, str]:
    act = {"url": button.url} if button.url else {"callback_data": button.data}
    return {"text": button.label, **act}
