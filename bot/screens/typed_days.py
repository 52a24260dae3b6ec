"""What is asked back about a day that somebody has typed."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.i18n.dates import full_date
from bot.i18n.translator import Translator
from bot.i18n.typed_dates import Ambiguous, Answer, Far, Impossible, Past


def remark(t: Translator, answer: Answer) -> Markup:
    """Why it is not taken yet."""
    match answer:
        case Ambiguous():
            return t("Which day do you mean?")
        case Impossible():
            return t("There is no such day in the calendar.")
        case Past(day):
            return t("This day is over: {day}. Do you mean the next one?", day=full_date(day, t.language))
        case Far(day):
            return t(
                "This is more than three years away: {day}. Is it right?", day=full_date(day, t.language)
            )
        case _:
            return t("This could not be read as a day. Please write it as in the example.")


def meant(answer: Answer | None) -> Sequence[date]:
    """The days among which it may be chosen."""
    match answer:
        case Ambiguous(candidates):
            return candidates
        case Past(_, again):
            return [again]
        case Far(day):
            return [day]
        case _:
            return []
