"""A plan to print and to hang up: whose it is, what will be different, and its steps."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.papers import LINE, SMALL, TITLE, can_be_printed, printable, sheets, write

if TYPE_CHECKING:
    from fpdf import FPDF

_CLUB: Final = 14  # points
_GAP: Final = 3  # millimetres between two steps


class Item(NamedTuple):
    """A step."""

    heading: str
    lines: Sequence[str]  # who, by when, and how it is made sure of


class Paper(NamedTuple):
    """What is on it, in one language."""

    seminar: str
    title: str
    club: str  # and its country
    facts: Sequence[str]  # a line each: the topic, what will be different
    items: Sequence[Item]
    day: str  # on which it was printed


def draw(paper: Paper, now: datetime) -> tuple[bytes, bool]:
    """A PDF of A4 pages, and whether it has "?" for letters that the font does not have."""
    pdf = sheets(paper.seminar)
    pdf.set_title(printable(pdf, f"{paper.title}. {paper.club}"))
    pdf.set_creation_date(now)
    pdf.add_page()
    write(pdf, paper.title, TITLE, "B")
    write(pdf, printable(pdf, paper.club), _CLUB, "B", after=_GAP)
    for fact in paper.facts:
        write(pdf, printable(pdf, fact))
    for item in paper.items:
        _write_item(pdf, item)
    pdf.ln(LINE)
    write(pdf, paper.day, SMALL)
    return bytes(pdf.output()), _has_gaps(pdf, paper)


def _write_item(pdf: "FPDF", item: Item) -> None:
    """On one page, where it begins too far below on this one."""
    pdf.ln(_GAP)
    with pdf.unbreakable() as recorder:
        whole: Any = recorder  # it takes whatever FPDF takes
        write(whole, printable(pdf, item.heading), style="B")
        for line in item.lines:
            write(whole, printable(pdf, line))


def _has_gaps(pdf: "FPDF", paper: Paper) -> bool:
    steps = [text for item in paper.items for text in (item.heading, *item.lines)]
    signs = "".join([paper.club, *paper.facts, *steps])
    return any(sign.isalnum() and not can_be_printed(pdf, sign) for sign in signs)
