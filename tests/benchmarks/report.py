"""What came out of a contest: a table to print and a picture to look at."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from matplotlib.figure import Figure

OURS, THEIRS = "#1f6f8b", "#b9c4c9"


@dataclass(frozen=True)
class Line:
    """One contestant's figures, by their column; `shown` is the one that the picture draws."""

    name: str
    figures: dict[str, str]
    shown: float
    note: str = ""  # behind it


@dataclass(frozen=True)
class Promise:
    """What is to hold: `value` at most (or at least) `limit`."""

    what: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return (
            f"{'holds ' if self.holds else 'BROKEN'}  {self.what}: {self.value:.3g} ({sign} {self.limit:.3g})"
        )


@dataclass
class Section:
    title: str
    unit: str  # of the picture's bars
    lines: list[Line] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)

    def __str__(self) -> str:
        columns = list(self.lines[0].figures)
        head = " " * 34 + "".join(f"{column:>12}" for column in columns)
        rows = [
            f"{line.name:34}" + "".join(f"{line.figures.get(column, '-'):>12}" for column in columns)
            for line in self.lines
        ]
        return "\n".join([f"\n{self.title}", head, *rows, *map(str, self.promises)])


def draw(sections: Sequence[Section], file: Path) -> None:
    """A panel for each section, a bar for each contestant."""
    heights = [0.5 + 0.3 * len(section.lines) for section in sections]
    figure = Figure(figsize=(9, 0.6 + sum(heights)))
    panels = figure.subplots(len(sections), 1, height_ratios=heights, squeeze=False)[:, 0]
    for section, panel in zip(sections, panels, strict=True):
        lines = section.lines[::-1]
        lengths = [0.0 if math.isnan(line.shown) else line.shown for line in lines]
        colours = [OURS if line.name.startswith("seminar-bot") else THEIRS for line in lines]
        bars = panel.barh([line.name for line in lines], lengths, color=colours)
        panel.bar_label(bars, [f" {_in_short(line.shown)}{line.note}" for line in lines], fontsize=8)
        panel.set_title(f"{section.title} ({section.unit})", fontsize=9, loc="left")
        panel.set_xlim(0, max(lengths) * 1.2)
        panel.tick_params(labelsize=8)
        panel.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(file, dpi=120)


def _in_short(value: float) -> str:
    if math.isnan(value):
        return "not all arrived"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
