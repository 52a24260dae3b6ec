"""One translator a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from babel.support import NullTranslations
from markupsafe import Markup, escape

from bot.i18n.catalogues import load_catalogue
from bot.i18n.localised import LANGUAGES

LANGUAGE_NAMES: Final = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

_INSTALLED = Path(__file__).parent.parent / "locales"
_CHECKOUT = Path(__file__).parent.parent.parent / "locales"
LOCALES = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


@dataclass(frozen=True)
class Translator:
    """Texts of one language. A value put into a text is escaped; only Markup goes in as it is."""

    language: str
    catalogue: NullTranslations

    def __call__(self, message: str, **values: object) -> Markup:
        """A text of HTML."""
        return Markup(self.catalogue.gettext(message)).format(**values)

    def plural(self, one: str, many: str, count: int, **values: object) -> Markup:
        """A text of HTML in the form that `count` asks for; `{count}` is filled in."""
        return Markup(self.catalogue.ngettext(one, many, count)).format(count=count, **values)

    def label(self, message: str, **values: object) -> str:
        """A plain text, where Telegram reads no HTML: a button, a notice, a command's description."""
        return self.catalogue.gettext(message).format(**values)

    def label_plural(self, one: str, many: str, count: int, **values: object) -> str:
        """A plain text in the form that `count` asks for; `{count}` is filled in."""
        return self.catalogue.ngettext(one, many, count).format(count=count, **values)

    def bold(self, text: object) -> Markup:
        return Markup(f"<b>{escape(text)}</b>")

    def lines(self, *parts: object) -> Markup:
        """The parts as lines; None is left out, an empty one is a blank line."""
        return Markup("\n").join(escape(part) for part in parts if part is not None)


Translators = Mapping[str, Translator]


@cache
def load_translators(locales: Path = LOCALES) -> Translators:
    """A translator for each language, read once; raises FileNotFoundError where a catalogue is missing."""
    return {language: Translator(language, load_catalogue(locales, language)) for language in LANGUAGES}


def closest_language(code: str | None) -> str:
    """Our language for an IETF tag as Telegram gives it ("ru", "kk-KZ"); English where it is none of ours."""
    primary = (code or "").lower().partition("-")[0]
    return primary if primary in LANGUAGES else "en"
