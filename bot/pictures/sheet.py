"""What all pictures for a phone share: light behind, a heading, letters that are large enough."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from bot.fonts import BOLD, REGULAR

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH: Final = 6.0  # inches; a picture is as high as what it holds
_DOTS: Final = 180  # an inch: 1080 pixels, three for each that a phone of 360 shows

# Points; 15 of them are 12 pixels of such a phone.
SIZE, _TITLE = 15, 20
LINE, _TITLE_LINE = 0.3, 0.38  # inches that a line of each takes
EDGE: Final = 0.25  # inches

# Characters that fit a line.
_IN_TITLE, IN_TEXT = 34, 48

INK, STRONG, PALE = "#222222", "#0072b2", "#a6cee3"  # told apart without colour too, by how dark they are

Head = Sequence[tuple[str, bool, float]]  # lines, whether each is bold, and how high it is in inches


def as_png(drawn: "Figure") -> bytes:
    file = BytesIO()
    drawn.savefig(file, format="png", dpi=_DOTS)
    return file.getvalue()


def sheet(head: Head, space: float) -> "Figure":
    """An empty figure below its head; made without pyplot, whose figures all threads would share."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 -- a second
    from matplotlib.figure import Figure  # noqa: PLC0415

    drawn = Figure(figsize=(WIDTH, top_of(head) + space + EDGE), facecolor="white")
    FigureCanvasAgg(drawn)
    _write(drawn, head)
    return drawn


def head_of(title: str, lines: Sequence[str]) -> Head:
    titles = [(line, True, _TITLE_LINE) for line in wrapped(title, _IN_TITLE)]
    texts = [(line, False, LINE) for text in lines for line in wrapped(text, IN_TEXT)]
    return [*titles, *texts, ("", False, LINE / 2)]


def top_of(head: Head) -> float:
    """Where what is below it begins, in inches."""
    return EDGE + sum(height for _, _, height in head)


def _write(drawn: "Figure", head: Head) -> None:
    y, height = EDGE, drawn.get_figheight()
    for line, bold, taken in head:
        size = _TITLE if bold else SIZE
        drawn.text(EDGE / WIDTH, 1 - y / height, line, va="top", **style(size, bold=bold))
        y += taken


# -------------------------------------------------------------------- letters


def style(size: float, *, bold: bool = False) -> dict[str, Any]:
    """A dollar sign in what people wrote begins no formula."""
    return {"fontproperties": font(size, bold=bold), "color": INK, "parse_math": False}


def font(size: float, *, bold: bool = False) -> Any:
    """With all letters of the three languages."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    return FontProperties(fname=str(BOLD if bold else REGULAR), size=size)


def wrapped(text: str, width: int) -> Sequence[str]:
    """In lines of so many characters at most, without those that the font does not have."""
    return wrap("".join(letter for letter in text if letter.isspace() or ord(letter) in _letters()), width)


@cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import get_font  # noqa: PLC0415

    return frozenset(get_font(str(REGULAR)).get_charmap())
