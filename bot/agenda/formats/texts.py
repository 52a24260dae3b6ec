"""Texts in three languages as the programme file has them, and the placeholders in them."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from bot.i18n.localised import LANGUAGES, Localised

LABEL_LENGTH: Final = 28  # characters that a button over the whole width shows on a 360 dp phone

# What neither a message nor a sheet can hold: control characters, halves of surrogate pairs, non-characters.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
PLACEHOLDER_NAME: Final = r"\w(?:[\w ./-]{0,38}\w)?"
_PLACEHOLDER: Final = re.compile(rf"\{{({PLACEHOLDER_NAME})\}}")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+")


class Part(BaseModel):
    """A part of the programme file; a key it does not know is an error."""

    model_config = ConfigDict(extra="forbid", validate_by_name=True, serialize_by_alias=True)


def _printable(text: str) -> str:
    if found := _UNPRINTABLE.search(text):
        raise PydanticCustomError("unprintable", "unprintable", {"character": f"U+{ord(found[0]):04X}"})
    return text


def _one_kind_of_line_end(value: Any) -> Any:
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _in_three_languages(value: Any) -> Any:
    return dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value


_Tidy = BeforeValidator(_one_kind_of_line_end)
_Printable = AfterValidator(_printable)
_Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), _Tidy, _Printable
]
_Label = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LABEL_LENGTH), _Tidy, _Printable
]
_Page = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000), _Tidy, _Printable
]
_Statement = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3500), _Tidy, _Printable
]


class Trilingual(Part):
    """One text in Kazakh, Russian and English."""

    kk: str
    ru: str
    en: str

    def localised(self) -> Localised:
        return Localised(self.kk, self.ru, self.en)


class Line(Trilingual):
    """A name or a title."""

    kk: _Line
    ru: _Line
    en: _Line


class Label(Trilingual):
    """A name short enough for a button."""

    kk: _Label
    ru: _Label
    en: _Label


class Page(Trilingual):
    """A description or a page; fits into one message of Telegram's 4,096 units together with its frame."""

    kk: _Page
    ru: _Page
    en: _Page


class Statement(Trilingual):
    """A document that fills a message of its own."""

    kk: _Statement
    ru: _Statement
    en: _Statement


# A value may be the same in all languages (a network's name) or not (a date).
Value = Annotated[Line, BeforeValidator(_in_three_languages)]


def placeholders(text: str) -> Sequence[str]:
    """The names in {braces}, each once, in order."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def stray_brace(text: str) -> str | None:
    """The text from the first brace on that belongs to no placeholder, None where there is none."""
    found = re.search("[{}]", _PLACEHOLDER.sub(lambda whole: "x" * len(whole[0]), text))
    return text[found.start() :] if found else None


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled; a sentence that holds an unfilled one is left out."""
    lines = [_without_unfilled(line, values) for line in text.split("\n")]
    kept = "\n".join(line for line in lines if line is not None)
    return re.sub(r"\n{3,}", "\n\n", _PLACEHOLDER.sub(lambda found: values[found[1]], kept)).strip()


def _without_unfilled(line: str, values: Mapping[str, str]) -> str | None:
    """None where nothing of the line is left; an empty line stays."""
    sentences = _SENTENCE_END.split(line)
    kept = [sentence for sentence in sentences if all(name in values for name in placeholders(sentence))]
    return " ".join(kept) if kept else None
