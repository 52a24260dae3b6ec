"""A language that nobody speaks: ⟦Ŵéļçöɱé, <b>{name}</b>!····⟧.

What is still in plain letters on a screen in this language was never given to a translator.
"""

import math
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar, cast

from babel.support import NullTranslations

from bot.i18n.localised import Localised
from bot.i18n.translator import Translator

LONGER: Final = 0.35  # about what a language longer than English needs

T = TypeVar("T")

_LETTERS: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçðéƒĝĥíĵķļɱñöþɋŕšţüṽŵẋýžÁßÇÐÉƑĜĤÍĴĶĻṀÑÖÞɊŔŠŢÜṼŴẊÝŽ",
)
_KEPT: Final = re.compile(r"(</?\w+>|\{\w*\}|/\w+)")  # tags, placeholders, commands


def pseudo(text: str) -> str:
    """The text in letters like its own, a third longer, in brackets that show where it is cut or joined."""
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(_LETTERS) for part in parts[::2]]
    return f"⟦{''.join(parts)}{'·' * math.ceil(LONGER * len(''.join(parts[::2])))}⟧"


class PseudoTranslations(NullTranslations):
    """A catalogue of everything; remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str | tuple[str, str]] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return pseudo(message)

    def ngettext(self, singular: str, plural: str, num: int) -> str:
        self.asked.add((singular, plural))
        return pseudo(singular if num == 1 else plural)


def pseudo_translator() -> Translator:
    """Texts are pseudo; dates and times are English, as for every language that is none of ours."""
    return Translator("en", PseudoTranslations())


def pseudo_content(thing: T) -> T:
    """A programme, or any part of one, with its texts in pseudo too."""
    if isinstance(thing, Localised):
        text = pseudo(thing.en)
        return cast("T", Localised(text, text, text))
    if isinstance(thing, tuple):
        return cast("T", tuple(pseudo_content(part) for part in thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        changed: dict[str, Any] = {
            field.name: pseudo_content(getattr(thing, field.name)) for field in fields(thing)
        }
        return cast("T", replace(thing, **changed))
    return thing
