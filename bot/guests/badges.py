"""Badges to print and cut out: who it is, and their invitation as a QR code."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.fonts import BOLD, REGULAR

if TYPE_CHECKING:
    from fpdf import FPDF

# All lengths in millimetres: A4 holds two columns and five rows of a size that badge holders are sold for.
_PAGE: Final = (210, 297)
_WIDTH, _HEIGHT, _COLUMNS, _ROWS = 90, 55, 2, 5
_LEFT, _TOP = (_PAGE[0] - _COLUMNS * _WIDTH) / 2, (_PAGE[1] - _ROWS * _HEIGHT) / 2
_MARK: Final = 4  # length of a cutting mark
_PADDING: Final = 6
_CODE: Final = 28  # side of the QR code
_QUIET: Final = 4  # white around it; four of its modules are a little less (ISO/IEC 18004)
_TEXT: Final = _WIDTH - 2 * _PADDING - _CODE - _QUIET  # width of the text

_POINT: Final = 25.4 / 72
_LEADING: Final = 1.25
_NAME_SIZES: Final = (17, 14, 12, 10, 8)  # points: the largest at which a name fits
_NAME_LINES: Final = 3
_SIZE: Final = 9
_NAME_BY_HAND: Final = 11  # height of what is left to write a name in
_BY_HAND: Final = 7  # and anything else


class Badge(NamedTuple):
    heading: str
    name: str
    club: str
    country: str
    link: str


def by_hand(badge: Badge) -> bool:
    """Whether something is to be written on it: the font does not have its letters, and a line is left."""
    return not all(map(_can_be_printed, (badge.heading, badge.name, badge.club, badge.country)))


def _can_be_printed(text: str) -> bool:
    plain = _without_pictures(text)
    return bool(plain or not text) and all(ord(letter) in _letters() for letter in plain)


def _without_pictures(text: str) -> str:
    """Without signs that the font does not have, and that nobody misses in a name."""
    kept = (one for one in text if ord(one) in _letters() or one.isalnum() or unicodedata.combining(one))
    return "".join(kept).strip()


@cache
def _letters() -> frozenset[int]:
    fonts: Any = _paper().fonts
    for font in fonts.values():
        font.close()
    return frozenset(fonts["noto"].cmap)


def draw(badges: Iterable[Badge], now: datetime) -> bytes:
    """A PDF of A4 pages, about a hundred badges a second."""
    pdf = _paper()
    pdf.set_creation_date(now)
    for number, badge in enumerate(badges):
        place = number % (_COLUMNS * _ROWS)
        if place == 0:
            pdf.add_page()
            _cutting_marks(pdf)
        row, column = divmod(place, _COLUMNS)
        _draw_one(pdf, badge, _LEFT + column * _WIDTH, _TOP + row * _HEIGHT)
    return bytes(pdf.output())


def _paper() -> "FPDF":
    from fpdf import FPDF  # noqa: PLC0415 -- a third of a second that only badges are worth

    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.c_margin = 0  # of a cell: how far its text is from its edge
    pdf.add_font("Noto", fname=REGULAR)
    pdf.add_font("Noto", "B", BOLD)
    return pdf


def _cutting_marks(pdf: "FPDF") -> None:
    """Around the badges only, so that none is left on them."""
    pdf.set_line_width(0.1)
    right, bottom = _LEFT + _COLUMNS * _WIDTH, _TOP + _ROWS * _HEIGHT
    for column in range(_COLUMNS + 1):
        x = _LEFT + column * _WIDTH
        pdf.line(x, _TOP - _MARK, x, _TOP - 1)
        pdf.line(x, bottom + 1, x, bottom + _MARK)
    for row in range(_ROWS + 1):
        y = _TOP + row * _HEIGHT
        pdf.line(_LEFT - _MARK, y, _LEFT - 1, y)
        pdf.line(right + 1, y, right + _MARK, y)


def _draw_one(pdf: "FPDF", badge: Badge, left: float, top: float) -> None:
    x, y = left + _PADDING, top + _PADDING
    y = _text(pdf, badge.heading, x, y, _SIZE, lines=2) + 2
    y = _name(pdf, badge.name, x, y) + 1.5
    y = _text(pdf, badge.club, x, y, _SIZE, lines=3)
    _text(pdf, badge.country, x, y, _SIZE, lines=1)
    side = _WIDTH - _PADDING - _CODE
    _draw_code(pdf, badge.link, left + side, top + (_HEIGHT - _CODE) / 2)


# ----------------------------------------------------------------------- text


def _name(pdf: "FPDF", name: str, x: float, y: float) -> float:
    if not _can_be_printed(name):
        return _ruled(pdf, x, y + _NAME_BY_HAND)
    size = next((size for size in _NAME_SIZES if _fits(pdf, name, size)), _NAME_SIZES[-1])
    return _text(pdf, name, x, y, size, "B", lines=_NAME_LINES)


def _fits(pdf: "FPDF", name: str, size: float) -> bool:
    wrapped = _wrapped(pdf, name, size, "B")
    return len(wrapped) <= _NAME_LINES and max(map(pdf.get_string_width, wrapped)) <= _TEXT


def _text(  # noqa: PLR0913, PLR0917 -- where and how
    pdf: "FPDF", text: str, x: float, y: float, size: float, style: str = "", *, lines: int
) -> float:
    """Write a text in at most so many lines; where it ends."""
    if not _can_be_printed(text):
        return _ruled(pdf, x, y + _BY_HAND)
    wrapped = _wrapped(pdf, text, size, style)
    for number, line in enumerate(wrapped[:lines], start=1):
        y += size * _POINT
        pdf.text(x, y, _cut(pdf, line, more=number == lines < len(wrapped)))
        y += size * _POINT * (_LEADING - 1)
    return y


def _ruled(pdf: "FPDF", x: float, y: float) -> float:
    """A line to write on, which ends there."""
    pdf.line(x, y, x + _TEXT, y)
    return y


def _wrapped(pdf: "FPDF", text: str, size: float, style: str) -> Sequence[str]:
    """As many words a line as fit; fpdf2 itself breaks no line after a hyphen."""
    pdf.set_font("Noto", style, size)
    lines = [""]
    for part in re.findall(r"[^\s-]*[\s-]+|[^\s-]+", _without_pictures(text)):
        if lines[-1] and pdf.get_string_width(lines[-1] + part.rstrip()) > _TEXT:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines if line.strip()]


def _cut(pdf: "FPDF", line: str, *, more: bool) -> str:
    """The line with "…" for what does not fit, or for what would follow in `more` lines."""
    if not more and pdf.get_string_width(line) <= _TEXT:
        return line
    while pdf.get_string_width(f"{line}…") > _TEXT:
        line = line[:-1]
    return f"{line}…"


# -------------------------------------------------------------------- QR codes


def _draw_code(pdf: "FPDF", link: str, left: float, top: float) -> None:
    """As rectangles, not as a picture, which some printers smooth."""
    import segno  # noqa: PLC0415 -- as FPDF

    modules = segno.make_qr(link, error="m").matrix
    side = _CODE / len(modules)
    for row, line in enumerate(modules):
        for start, length in _runs(line):
            pdf.rect(left + start * side, top + row * side, length * side, side, style="F")


def _runs(line: bytearray) -> Sequence[tuple[int, int]]:
    """Where dark modules begin, and how many follow each other."""
    runs, start = [], 0
    for part in line.split(b"\x00"):
        if part:
            runs.append((start, len(part)))
        start += len(part) + 1
    return runs
