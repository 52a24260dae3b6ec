"""The Declaration to print: its text, when it was adopted, and which clubs have committed to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from bot.papers import LINE, TITLE, can_be_printed, sheets, write

if TYPE_CHECKING:
    from fpdf import FPDF


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
    pdf = sheets(paper.seminar, paper.mark)
    pdf.set_title(f"{paper.title}. {paper.seminar}")
    pdf.set_creation_date(now)
    pdf.add_page()
    write(pdf, paper.title, TITLE, "B", after=LINE)
    write(pdf, paper.text, after=LINE)
    for fact in paper.facts:
        write(pdf, fact)
    left_out = [club for club in paper.clubs if not can_be_printed(pdf, club)]
    _write_list(pdf, paper.list_title, [club for club in paper.clubs if club not in left_out])
    return bytes(pdf.output()), left_out


def _write_list(pdf: "FPDF", title: str, lines: Sequence[str]) -> None:
    if lines:
        pdf.ln(LINE)
        write(pdf, title, style="B")
    for line in lines:
        write(pdf, line)
