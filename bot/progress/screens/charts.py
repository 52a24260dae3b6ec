"""Steps over time and by topic, as pictures; their captions say the same in words."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.i18n.dates import month_and_year, short_month
from bot.i18n.translator import Translator
from bot.pictures.bars import Bar, Chart
from bot.pictures.bars import Group as Bars
from bot.pictures.curves import Curve, Curves
from bot.progress.rules import By, Group, Month, Pace, grown, months
from bot.progress.screens.listing import group_line, group_name
from bot.screens import Picture, Screen
from bot.screens.length import shorten
from bot.screens.pages import back

TOPICS: Final = 12  # in one picture
NAME: Final = 28  # UTF-16 units of a topic below a picture


def picture_screen(t: Translator, text: Markup, content: bytes, up: str) -> Screen:
    return Screen(text, [back(t, up)], Picture("plans.png", content, photo=True))


def working_notice(t: Translator) -> str:
    return t.label("One moment, please. The file comes below.")


def nothing_notice(t: Translator) -> str:
    return t.label("There is nothing to draw yet: no step is done or has a day.")


# ---------------------------------------------------------------------- over time


def time_text(t: Translator, pace: Pace, today: date) -> Markup:
    return t.lines(t.bold(_title(t)), *(_month_line(t, month) for month in months(pace, today)))


def _title(t: Translator) -> str:
    return t.label("Steps done over time")


def _month_line(t: Translator, month: Month) -> Markup:
    """May 2019: 3 done of 5 planned; of a month to come only the plan."""
    name = month_and_year(month.first, t.language)
    if month.done is None:
        return t("{month}: planned {planned}", month=name, planned=month.planned)
    return t("{month}: done {done}, planned {planned}", month=name, done=month.done, planned=month.planned)


def time_curves(t: Translator, pace: Pace, today: date) -> Curves:
    first = min((*pace.done, *pace.planned)) - timedelta(days=1)
    last = max((*pace.planned, today))
    curves = [
        Curve(t.label("planned"), _over(first, pace.planned, last), dashed=True),
        Curve(t.label("done"), _over(first, pace.done, today)),
    ]
    days = [(day, short_month(day, t.language)) for day in _first_days(first, last)]
    return Curves(_title(t), [], curves, days)


def _over(first: date, days: Sequence[date], last: date) -> Sequence[tuple[date, int]]:
    """From nothing to what there is on the last day."""
    return [(first, 0), *grown(days), (max(last, first, *days), len(days))]


def _first_days(first: date, last: date) -> Sequence[date]:
    """Of the months in between; the very first day where there is none."""
    number, end = first.year * 12 + first.month, last.year * 12 + last.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(number, end + 1)] or [first]


# ----------------------------------------------------------------------- by topic


def topic_text(t: Translator, programme: Programme, groups: Sequence[Group]) -> Markup:
    lines = [group_line(t, _topic(t, programme, group), group) for group in groups[:TOPICS]]
    return t.lines(t.bold(_by_topic(t)), *lines)


def _by_topic(t: Translator) -> str:
    return t.label("Steps done by topic")


def _topic(t: Translator, programme: Programme, group: Group) -> str:
    return shorten(group_name(t, programme, By.TOPIC, group.value), NAME)


def topic_chart(t: Translator, programme: Programme, groups: Sequence[Group]) -> Chart:
    """For each topic what is done, and below it all that is planned."""
    shown = groups[:TOPICS]
    bars = [_bars(t, _topic(t, programme, group), group) for group in shown]
    return Chart(_by_topic(t), [], bars, max([*(group.steps for group in shown), 1]))


def _bars(t: Translator, name: str, group: Group) -> Bars:
    done = Bar(t.label("done"), group.done, str(group.done))
    planned = Bar(t.label("planned"), group.steps, str(group.steps), pale=True)
    return Bars(name, [done, planned])
