"""The Declaration to print: its text, when it was adopted, and which clubs have committed to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.fonts import BOLD, REGULAR

if TYPE_CHECKING:
    from fpdf import FPDF

_MARGIN: Final = 25  # millimetres, as all lengths but those of letters, which are points
_LINE: Final = 6  # from one line of text to the next
_TEXT: Final = 11
_TITLE: Final = 20
_SMALL: Final = 9


class Paper(NamedTuple):
    """What is on it, in one language."""

    seminar: str
    title: str
    mark: str  # on every page of a draft; else empty
    text: str
    facts: Sequence[str]  # a line each: when it was adopted, how many have committed
    list_title: str
    clubs: Sequence[str]


def draw(paper: Paper, now: datetime) -> tuple[bytes, Sequence[str]]:
    """A PDF of A4 pages, and the clubs that it leaves out because the font does not have their letters."""
    pdf = _sheets(paper.seminar, paper.mark)
    pdf.set_title(f"{paper.title}. {paper.seminar}")
    pdf.set_creation_date(now)
    pdf.add_page()
    _write(pdf, paper.title, _TITLE, "B", after=_LINE)
    _write(pdf, paper.text, after=_LINE)
    for fact in paper.facts:
        _write(pdf, fact)
    left_out = [club for club in paper.clubs if not _can_be_printed(pdf, club)]
    _write_list(pdf, paper.list_title, [club for club in paper.clubs if club not in left_out])
    return bytes(pdf.output()), left_out


def _sheets(seminar: str, mark: str) -> "FPDF":
    from fpdf import FPDF  # noqa: PLC0415 -- a third of a second that only papers are worth

    class Sheets(FPDF):
        def header(self) -> None:
            _write(self, seminar, _SMALL)
            if mark:
                _write(self, mark, _TEXT, "B")
            self.ln(_LINE)

        def footer(self) -> None:
            self.set_y(-_MARGIN / 2 - _LINE)
            self.set_font("Noto", "", _SMALL)
            self.cell(0, _LINE, f"{self.page_no()}", align="R")

    pdf = Sheets(format="A4")
    pdf.set_margin(_MARGIN)
    pdf.set_auto_page_break(auto=True, margin=_MARGIN)
    pdf.add_font("Noto", fname=REGULAR)
    pdf.add_font("Noto", "B", BOLD)
    return pdf


def _write(pdf: "FPDF", text: str, size: float = _TEXT, style: str = "", *, after: float = 0) -> None:
    pdf.set_font("Noto", style, size)
    pdf.multi_cell(0, _LINE * max(1, size / _TEXT), text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(after)


def _write_list(pdf: "FPDF", title: str, lines: Sequence[str]) -> None:
    if lines:
        pdf.ln(_LINE)
        _write(pdf, title, style="B")
    for line in lines:
        _write(pdf, line)


def _can_be_printed(pdf: "FPDF", text: str) -> bool:
    font: Any = pdf.fonts["noto"]
    return all(ord(letter) in font.cmap for letter in text)
