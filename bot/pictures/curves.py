"""How something grew, as curves over days."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.pictures.sheet import (
    EDGE,
    INK,
    LINE,
    SIZE,
    STRONG,
    as_png,
    font,
    head_of,
    sheet,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SPACE: Final = 4.6  # inches for axes with what stands beside them
_LEFT, _RIGHT = 0.13, 0.93  # of the width
_BELOW: Final = 2 * LINE  # inches for the names of days
_FAINT: Final = "#cccccc"
_DAYS: Final = 3  # that are named


class Curve(NamedTuple):
    label: str
    points: Sequence[tuple[date, int]]  # from each day on so many; the earliest first
    dashed: bool = False


class Curves(NamedTuple):
    title: str
    lines: Sequence[str]  # below the title
    curves: Sequence[Curve]
    days: Sequence[tuple[date, str]]  # what may stand below the axis; as many as there is room for do


def draw(curves: Curves) -> bytes:
    """A PNG; takes a part of a second, and the first time a few seconds to load Matplotlib."""
    return as_png(figure(curves))


def figure(curves: Curves) -> "Figure":
    drawn = sheet(head_of(curves.title, curves.lines), _SPACE)
    height = drawn.get_figheight()
    box = _LEFT, (EDGE + _BELOW) / height, _RIGHT - _LEFT, (_SPACE - _BELOW - LINE) / height
    axes = drawn.add_axes(box)
    for curve in curves.curves:
        _draw(axes, curve)
    _name_days(axes, curves.days)
    _name_numbers(axes)
    axes.legend(prop=font(SIZE), loc="upper left", frameon=True, framealpha=0.9)
    return drawn


def _draw(axes: "Axes", curve: Curve) -> None:
    """Told apart without colour too: one is dashed and thin, the other solid and thick."""
    days, numbers = [day for day, _ in curve.points], [number for _, number in curve.points]
    look: dict[str, Any] = {"color": STRONG, "linewidth": 5}
    if curve.dashed:
        look = {"color": INK, "linewidth": 2.5, "linestyle": (0, (3, 2)), "zorder": 3}
    axes.step(_numbers(days), numbers, where="post", label=curve.label, **look)


def _numbers(days: Sequence[date]) -> list[int]:
    return [day.toordinal() for day in days]


def _name_days(axes: "Axes", days: Sequence[tuple[date, str]]) -> None:
    every = -(-len(days) // _DAYS) or 1
    named = days[::every]
    axes.set_xticks(_numbers([day for day, _ in named]), [name for _, name in named])


def _name_numbers(axes: "Axes") -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 -- a second

    marks = [int(mark) for mark in MaxNLocator(nbins=5, integer=True).tick_values(0, axes.get_ylim()[1])]
    axes.set_yticks(marks, [str(mark) for mark in marks])
    axes.set_ylim(0, marks[-1])
    axes.grid(axis="y", color=_FAINT)
    axes.set_axisbelow(True)  # the grid is below the curves
    axes.spines[["top", "right"]].set_visible(False)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font(SIZE))
        label.set_color(INK)
