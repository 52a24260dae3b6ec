"""Pictures of plans: what they show, that a phone can read them, and that their captions say the same."""

import struct
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.text import Text

from bot.agenda.rules import Programme
from bot.agenda.sample import read_sample
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import Translator, load_translators
from bot.pictures import bars, curves
from bot.progress.rules import Group, Pace
from bot.progress.screens import charts
from bot.screens.message import CAPTION, length
from tests.screens.gallery.progress import PACE

TODAY = date(2019, 6, 21)
SHORT = Pace([date(2019, 5, 2), date(2019, 6, 20)], [date(2019, 5, 30), TODAY, date(2019, 9, 1)])
SAID = {
    "kk": "2019\u202fж. мамыр: орындалғаны 1, жоспарда 1",
    "ru": "май 2019\u202fг.: сделано 1, по плану 1",
    "en": "May 2019: done 1, planned 1",
}
PROGRAMME: Programme = read_sample().to_programme(1)


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    return load_translators()[request.param]


def points(line: Line2D) -> tuple[list[float], list[float]]:
    """Days and numbers."""
    days, numbers = np.asarray(line.get_data())
    return days.tolist(), numbers.tolist()


def test_curves_grow_to_today_and_to_the_last_day(t: Translator) -> None:
    (axes,) = curves.figure(charts.time_curves(t, SHORT, TODAY)).axes
    planned, done = axes.lines
    assert points(planned)[1] == [0, 1, 2, 3, 3]
    assert points(done)[1] == [0, 1, 2, 2]
    assert points(done)[0][-1] == TODAY.toordinal()
    assert points(planned)[0][-1] == date(2019, 9, 1).toordinal()


def test_curves_are_told_apart_without_colour(t: Translator) -> None:
    (axes,) = curves.figure(charts.time_curves(t, SHORT, TODAY)).axes
    planned, done = axes.lines
    assert done.get_linewidth() >= 2 * planned.get_linewidth()
    assert planned.is_dashed()
    legend = axes.get_legend()
    assert legend is not None
    assert {text.get_text() for text in legend.get_texts()} == {planned.get_label(), done.get_label()}


@pytest.mark.parametrize("pace", [SHORT, PACE, Pace([TODAY]), Pace([], [TODAY])])
def test_a_phone_can_read_it(t: Translator, pace: Pace) -> None:
    drawn = curves.figure(charts.time_curves(t, pace, TODAY))
    drawn.canvas.draw()
    shown = [text for text in drawn.findobj(Text) if isinstance(text, Text) and text.get_visible()]
    shown = [text for text in shown if text.get_text()]
    assert min(float(text.get_fontsize()) for text in shown) * 180 / 72 / 3 >= 12  # pixels of a phone
    (axes,) = drawn.axes
    boxes = [label.get_window_extent() for label in axes.get_xticklabels()]
    assert all(one.x1 < other.x0 for one, other in pairwise(boxes))
    assert all(box.x1 <= drawn.bbox.x1 for box in boxes)


def test_it_is_a_png_as_wide_as_a_phone(t: Translator) -> None:
    png = curves.draw(charts.time_curves(t, SHORT, TODAY))
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", png[16:20]) == (1080,)


def test_the_caption_says_the_same(t: Translator) -> None:
    assert SAID[t.language] in charts.time_text(t, SHORT, TODAY)
    assert length(charts.time_text(t, PACE, TODAY)) <= CAPTION


def test_topics_are_bars_of_what_is_done_and_planned(t: Translator) -> None:
    chart = charts.topic_chart(t, PROGRAMME, [Group(1, "", 2, 8, 3)])
    (group,) = chart.groups
    assert [(bar.value, bar.caption, bar.pale) for bar in group.bars] == [(3, "3", False), (8, "8", True)]
    assert bars.draw(chart).startswith(b"\x89PNG")
