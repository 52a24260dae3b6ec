"""Keeping texts within what Telegram and phones show; lengths in UTF-16 units, as the Bot API counts them."""

from typing import Final

from bot.screens.message import utf16_units
from bot.screens.screen import Button

LABEL: Final = {1: 28, 2: 14, 3: 8}  # what fits a button on a phone of 360 dp, by buttons in its row


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` units, cut between words where it can be, with "…" for the rest."""
    if utf16_units(text) <= limit:
        return text
    cut = text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    whole_words = cut.rpartition(" ")[0] if not text[len(cut)].isspace() else cut
    return (whole_words if len(whole_words) > len(cut) // 2 else cut).rstrip() + "…"


def button(label: str, data: str, *, in_a_row: int = 1) -> Button:
    """A button whose label is somebody's text: cut to what fits."""
    return Button(shorten(label, LABEL[in_a_row]), data)
