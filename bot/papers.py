"""Papers to print: A4 pages with a heading and their number, in a font with the letters of Kazakh."""

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from bot.fonts import BOLD, REGULAR

if TYPE_CHECKING:
    from fpdf import FPDF

_MARGIN: Final = 25  # millimetres, as all lengths but those of letters, which are points
LINE: Final = 6  # from one line of text to the next
TEXT: Final = 11
TITLE: Final = 20
SMALL: Final = 9
MISSING: Final = "?"  # for a letter that the font does not have


def sheets(heading: str, mark: str = "") -> "FPDF":
    """No page yet; each will have this heading, and below it a mark in bold, such as that it is a draft."""
    from fpdf import FPDF  # noqa: PLC0415 -- a third of a second that only papers are worth

    class Sheets(FPDF):
        def header(self) -> None:
            write(self, heading, SMALL)
            if mark:
                write(self, mark, TEXT, "B")
            self.ln(LINE)

        def footer(self) -> None:
            self.set_y(-_MARGIN / 2 - LINE)
            self.set_font("Noto", "", SMALL)
            self.cell(0, LINE, f"{self.page_no()}", align="R")

    pdf = Sheets(format="A4")
    pdf.set_margin(_MARGIN)
    pdf.set_auto_page_break(auto=True, margin=_MARGIN)
    pdf.add_font("Noto", fname=REGULAR)
    pdf.add_font("Noto", "B", BOLD)
    return pdf


def write(pdf: "FPDF", text: str, size: float = TEXT, style: str = "", *, after: float = 0) -> None:
    """Over the whole width, in as many lines as it needs; `after` millimetres are left free below."""
    pdf.set_font("Noto", style, size)
    pdf.multi_cell(0, LINE * max(1, size / TEXT), text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(after)


def can_be_printed(pdf: "FPDF", text: str) -> bool:
    font: Any = pdf.fonts["noto"]
    return all(ord(letter) in font.cmap for letter in text)


def printable(pdf: "FPDF", text: str) -> str:
    """Without pictures and signs that the font does not have, "?" for each letter that it misses."""
    return "".join(sign if can_be_printed(pdf, sign) else _instead_of(sign) for sign in text).strip()


def _instead_of(sign: str) -> str:
    return MISSING if unicodedata.category(sign).startswith(("L", "N")) else ""
