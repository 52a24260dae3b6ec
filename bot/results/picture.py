"""Results as a picture for a phone: bars with their numbers, light behind, letters that are large enough."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.fonts import BOLD, REGULAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH: Final = 6.0  # inches; a picture is as high as what it holds
_DOTS: Final = 180  # an inch: 1080 pixels, three for each that a phone of 360 shows

# Points; 15 of them are 12 pixels of such a phone.
_SIZE, _TITLE = 15, 20
_LINE, _TITLE_LINE = 0.3, 0.38  # inches that a line of each takes
_EDGE: Final = 0.25  # inches
_BAR: Final = 0.58  # inches from one bar to the next, of which it fills _THICK
_THICK: Final = 0.55
_GAP: Final = 7  # points from a bar to what stands beside it
_LEFT, _RIGHT = 0.36, 0.86  # where bars begin, and where the longest ends, of the width

# Characters that fit a line.
_IN_TITLE, _IN_TEXT, _IN_LABEL = 34, 48, 14

_INK, _STRONG, _PALE = "#222222", "#0072b2", "#a6cee3"  # told apart without colour too, by how dark they are


class Bar(NamedTuple):
    label: str
    value: float
    caption: str  # its number, at its end
    margin: float = 0.0  # to either side of the value
    pale: bool = False


class Group(NamedTuple):
    heading: str  # empty: there is none
    bars: Sequence[Bar]


class Chart(NamedTuple):
    title: str
    lines: Sequence[str]  # below the title
    groups: Sequence[Group]
    longest: float  # the value of a bar of full length; more than 0


def draw(chart: Chart) -> bytes:
    """A PNG; takes a part of a second, and the first time a few seconds to load Matplotlib."""
    file = BytesIO()
    figure(chart).savefig(file, format="png", dpi=_DOTS)
    return file.getvalue()


def figure(chart: Chart) -> "Figure":
    """Made without pyplot, whose figures all threads would share."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 -- a second
    from matplotlib.figure import Figure  # noqa: PLC0415

    head = _head(chart)
    top = _EDGE + sum(height for _, _, height in head)
    height = top + sum(map(_height, chart.groups)) + _EDGE
    drawn = Figure(figsize=(_WIDTH, height), facecolor="white")
    FigureCanvasAgg(drawn)
    _write_head(drawn, head, height)
    space = height - top - _EDGE
    axes = drawn.add_axes((_LEFT, _EDGE / height, _RIGHT - _LEFT, space / height))
    axes.set(xlim=(0, chart.longest), ylim=(space, 0))
    axes.axis("off")
    _draw_groups(axes, chart.groups)
    return drawn


# ------------------------------------------------------------------- the head


def _head(chart: Chart) -> Sequence[tuple[str, bool, float]]:
    """Its lines, whether each is bold, and how high it is in inches."""
    title = [(line, True, _TITLE_LINE) for line in _wrapped(chart.title, _IN_TITLE)]
    lines = [(line, False, _LINE) for text in chart.lines for line in _wrapped(text, _IN_TEXT)]
    return [*title, *lines, ("", False, _LINE / 2)]


def _write_head(drawn: "Figure", head: Sequence[tuple[str, bool, float]], height: float) -> None:
    y = _EDGE
    for line, bold, taken in head:
        size = _TITLE if bold else _SIZE
        drawn.text(_EDGE / _WIDTH, 1 - y / height, line, va="top", **_style(size, bold=bold))
        y += taken


# ------------------------------------------------------------------- the bars


def _height(group: Group) -> float:
    """In inches."""
    return _LINE * len(_wrapped(group.heading, _IN_TEXT)) + _BAR * len(group.bars) + _LINE / 2


def _draw_groups(axes: "Axes", groups: Sequence[Group]) -> None:
    y, left = 0.0, (_EDGE / _WIDTH - _LEFT) / (_RIGHT - _LEFT)  # of the bars' width
    for group in groups:
        heading = _wrapped(group.heading, _IN_TEXT)
        for number, line in enumerate(heading):
            place = axes.get_yaxis_transform()
            axes.text(left, y + _LINE * number, line, va="top", transform=place, **_style(_SIZE))
        first = y + _LINE * len(heading) + _BAR / 2
        for number, bar in enumerate(group.bars):
            _draw_bar(axes, first + _BAR * number, bar)
        y += _height(group)


def _draw_bar(axes: "Axes", y: float, bar: Bar) -> None:
    color, edge = _PALE if bar.pale else _STRONG, 0.8 if bar.value else 0
    thick = _BAR * _THICK
    axes.barh(y, bar.value, thick, color=color, edgecolor=_INK, linewidth=edge, clip_on=False)
    if bar.margin:
        axes.errorbar(bar.value, y, xerr=bar.margin, color=_INK, capsize=5, linewidth=2, clip_on=False)
    label = "\n".join(_wrapped(bar.label, _IN_LABEL)[:2])
    _note(axes, label, 0, y, -_GAP, ha="right", va="center", linespacing=0.9, **_style(_SIZE))
    end = bar.value + bar.margin
    _note(axes, bar.caption, end, y, _GAP, va="center", **_style(_SIZE, bold=True))


def _note(axes: "Axes", text: str, x: float, y: float, points: float, **style: Any) -> None:
    """Beside a point, so far to the right of it."""
    axes.annotate(text, (x, y), xytext=(points, 0), textcoords="offset points", **style)


# -------------------------------------------------------------------- letters


def _style(size: float, *, bold: bool = False) -> dict[str, Any]:
    """A dollar sign in what people wrote begins no formula."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    font = FontProperties(fname=str(BOLD if bold else REGULAR), size=size)
    return {"fontproperties": font, "color": _INK, "parse_math": False}


def _wrapped(text: str, width: int) -> Sequence[str]:
    """In lines of so many characters at most, without those that the font does not have."""
    return wrap("".join(letter for letter in text if letter.isspace() or ord(letter) in _letters()), width)


@cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import get_font  # noqa: PLC0415

    return frozenset(get_font(str(REGULAR)).get_charmap())
