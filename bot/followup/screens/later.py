"""When to be asked again: days to tap, and what is asked back about one that was typed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from markupsafe import Markup

from bot.agenda.followup import Period
from bot.followup.answering import is_later
from bot.followup.screens.words import Row, our_plan
from bot.i18n.dates import full_date, long_date, short_date
from bot.i18n.translator import Translator
from bot.i18n.typed_dates import Answer, Day, Far
from bot.plans.rules import Step
from bot.screens import Button, Screen
from bot.screens.length import shorten
from bot.screens.pages import back
from bot.screens.typed_days import meant, remark

SHOWN: Final = 6  # steps
LINE: Final = 60  # UTF-16 units of one


class Way(NamedTuple):
    day: str  # what a button begins with that is followed by a day
    back: str


def when_screen(t: Translator, steps: Sequence[Step], way: Way, today: date, typed: Answer | None) -> Screen:
    """`typed`: what was understood instead of a day."""
    text = t.lines(
        t.bold(t("When shall I ask again?")),
        *(Markup("• {}").format(shorten(step.what, LINE)) for step in steps[:SHOWN]),
        _remark(t, typed) if typed else None,
        t("Tap a day or write one, for example: {day}", day=_example(t, today)),
    )
    return Screen(text, [*_days(t, way.day, today, typed), back(t, way.back)])


def _example(t: Translator, today: date) -> str:
    return long_date(today + timedelta(days=20), t.language)


def _remark(t: Translator, typed: Answer) -> Markup:
    """Why a typed day is not taken."""
    if isinstance(typed, Day | Far):
        return t("Please choose a day from tomorrow on, within a year.")
    return remark(t, typed)


def _days(t: Translator, data: str, today: date, typed: Answer | None) -> list[Row]:
    if days := [day for day in meant(typed) if is_later(day, today)]:
        return [[Button(full_date(day, t.language), f"{data}:{day}")] for day in days]
    tomorrow, week, month = (period.after(today) for period in (Period(days=1), Period(days=7), Period(1)))
    labels = {
        # TRANSLATORS: max 20 before the date
        tomorrow: t.label("Tomorrow: {date}", date=short_date(tomorrow, t.language)),
        # TRANSLATORS: max 20 before the date
        week: t.label("In a week: {date}", date=short_date(week, t.language)),
        # TRANSLATORS: max 20 before the date
        month: t.label("In a month: {date}", date=short_date(month, t.language)),
    }
    return [[Button(label, f"{data}:{day}")] for day, label in labels.items()]


def put_off_screen(t: Translator, day: date, data: str) -> Screen:
    """`day`: on which it is really asked; `data`: to choose another one."""
    text = t.lines(
        t.bold(t("All right, later")),
        t("I will ask again on: {day}", day=full_date(day, t.language)),
    )
    # TRANSLATORS: max 28; on which to be asked
    another = [Button(t.label("Choose another day"), data)]
    return Screen(text, [another, our_plan(t)])
