"""What a letter says, as far as a message holds it."""

from typing import Final

from markupsafe import Markup

from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.letters.rules import Content, Fate, Writer
from bot.screens import Attached, Button
from bot.screens.length import shorten
from bot.screens.message import FileKind, length, plain

Row = list[Button]

LINE: Final = 150  # UTF-16 units of a text that is quoted in one line


def attached(content: Content) -> Attached | None:
    """The file that goes with it."""
    if content.file_id is None:
        return None
    return Attached(content.file_id, photo=content.file_kind is FileKind.PHOTO)


def as_written(content: Content) -> Markup:
    """The text with its formatting; it was Telegram's HTML when it was kept."""
    return Markup(content.text)  # noqa: S704


def fitting(content: Content, room: int) -> tuple[Markup, bool]:
    """The text in at most `room` UTF-16 units, plain where it is cut; and whether it is."""
    if length(content.text) <= room:
        return as_written(content), False
    return Markup.escape(shorten(plain(content.text), room)), True


def one_line(t: Translator, content: Content, limit: int = LINE) -> str:
    """The beginning of a text, in one line; a file without a text is named as such."""
    words = " ".join(plain(content.text).split())
    if words:
        return shorten(words, limit)
    photo = content.file_kind is FileKind.PHOTO
    return t.label("photo") if photo else t.label("file")


def origin(writer: Writer) -> str:
    """Club, country and language."""
    club = ", ".join(part for part in (writer.club, writer.country) if part)
    return " · ".join(part for part in (club, LANGUAGE_NAMES.get(writer.language or "", "")) if part)


def fate(t: Translator, became: Fate) -> Markup | None:
    """What organisers should know of an answer that has not arrived for certain."""
    match became:
        case Fate.BLOCKED:
            return t("Not delivered: this person has blocked the bot.")
        case Fate.FAILED:
            return t("Not delivered.")
        case Fate.DOUBTFUL:
            return t("It is not known whether it was delivered.")
        case Fate.UNDER_WAY | Fate.ARRIVED:
            return None
