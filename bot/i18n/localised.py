"""Texts that organisers give in the three languages."""

from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("kk", "ru", "en")


@dataclass(frozen=True)
class Localised:
    """One text in Kazakh, Russian and English; none of them empty."""

    kk: str
    ru: str
    en: str

    def to(self, language: str) -> str:
        """The text in `language`, English where it is none of ours."""
        return str(getattr(self, language if language in LANGUAGES else "en"))
