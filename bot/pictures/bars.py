"""What was counted, as bars with their numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.pictures.sheet import (
    EDGE,
    IN_TEXT,
    INK,
    LINE,
    PALE,
    SIZE,
    STRONG,
    WIDTH,
    as_png,
    head_of,
    sheet,
    style,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BAR: Final = 0.58  # inches from one bar to the next, of which it fills _THICK
_THICK: Final = 0.55
_GAP: Final = 7  # points from a bar to what stands beside it
_LEFT, _RIGHT = 0.36, 0.86  # where bars begin, and where the longest ends, of the width
_IN_LABEL: Final = 14  # characters that fit a line


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
    return as_png(figure(chart))


def figure(chart: Chart) -> "Figure":
    space = sum(map(_height, chart.groups))
    drawn = sheet(head_of(chart.title, chart.lines), space)
    height = drawn.get_figheight()
    axes = drawn.add_axes((_LEFT, EDGE / height, _RIGHT - _LEFT, space / height))
    axes.set(xlim=(0, chart.longest), ylim=(space, 0))
    axes.axis("off")
    _draw_groups(axes, chart.groups)
    return drawn


def _height(group: Group) -> float:
    """In inches."""
    return LINE * len(wrapped(group.heading, IN_TEXT)) + _BAR * len(group.bars) + LINE / 2


def _draw_groups(axes: "Axes", groups: Sequence[Group]) -> None:
    y, left = 0.0, (EDGE / WIDTH - _LEFT) / (_RIGHT - _LEFT)  # of the bars' width
    for group in groups:
        heading = wrapped(group.heading, IN_TEXT)
        for number, line in enumerate(heading):
            place = axes.get_yaxis_transform()
            axes.text(left, y + LINE * number, line, va="top", transform=place, **style(SIZE))
        first = y + LINE * len(heading) + _BAR / 2
        for number, bar in enumerate(group.bars):
            _draw_bar(axes, first + _BAR * number, bar)
        y += _height(group)


def _draw_bar(axes: "Axes", y: float, bar: Bar) -> None:
    color, edge = PALE if bar.pale else STRONG, 0.8 if bar.value else 0
    thick = _BAR * _THICK
    axes.barh(y, bar.value, thick, color=color, edgecolor=INK, linewidth=edge, clip_on=False)
    if bar.margin:
        axes.errorbar(bar.value, y, xerr=bar.margin, color=INK, capsize=5, linewidth=2, clip_on=False)
    label = "\n".join(wrapped(bar.label, _IN_LABEL)[:2])
    _note(axes, label, 0, y, -_GAP, ha="right", va="center", linespacing=0.9, **style(SIZE))
    end = bar.value + bar.margin
    _note(axes, bar.caption, end, y, _GAP, va="center", **style(SIZE, bold=True))


def _note(axes: "Axes", text: str, x: float, y: float, points: float, **style: Any) -> None:
    """Beside a point, so far to the right of it."""
    axes.annotate(text, (x, y), xytext=(points, 0), textcoords="offset points", **style)
