"""By when a step is to be done: days to tap."""

from bot.agenda.followup import Period
from bot.i18n.dates import full_date, short_date
from bot.i18n.translator import Translator
from bot.plans.screens.asked import Asked
from bot.plans.screens.ways import Row
from bot.screens import Button
from bot.screens.length import button
from bot.screens.typed_days import meant


def rows(t: Translator, asked: Asked) -> list[Row]:
    """The days that may be meant, or some that are often chosen."""
    if days := meant(asked.remark):
        return [[Button(full_date(day, t.language), asked.tap(day))] for day in days]
    return _often(t, asked)


def _often(t: Translator, asked: Asked) -> list[Row]:
    weeks, month, months = (span.after(asked.today) for span in (Period(days=14), Period(1), Period(3)))
    summer = asked.programme.follow_up.school_year_ends.next_after(asked.today)
    labels = {
        # TRANSLATORS: max 22; with the date it has up to 28
        weeks: t.label("In 2 weeks: {date}", date=short_date(weeks, t.language)),
        # TRANSLATORS: max 22; with the date it has up to 28
        month: t.label("In a month: {date}", date=short_date(month, t.language)),
        # TRANSLATORS: max 22; with the date it has up to 28
        months: t.label("In 3 months: {date}", date=short_date(months, t.language)),
        # TRANSLATORS: max 22; with the date it has up to 28
        summer: t.label("School year ends: {date}", date=short_date(summer, t.language)),
    }
    return [[button(label, asked.tap(day))] for day, label in sorted(labels.items())]
