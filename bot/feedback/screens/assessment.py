"""How sure people feel, before the seminar and after it."""

from bot.agenda.questions import Question
from bot.feedback.screens.survey import ways_in
from bot.i18n.translator import Translator
from bot.screens import Screen


def prompt(t: Translator, count: int) -> Screen:
    """Who has just come is asked for the first time."""
    text = t.lines(
        t.bold(t("To begin with: how sure do you feel?")),
        t.plural(
            "{count} question, a tap, without your name.",
            "{count} questions, a tap each, without your name.",
            count,
        ),
        t("At the end the same is asked again, to see what the seminar has changed."),
    )
    return Screen(text, ways_in(t, before=True))


def sureness(t: Translator, question: Question) -> str:
    """What the ends of its scale mean."""
    return t.label(
        "{lowest}: not sure at all, {highest}: very sure", lowest=question.lowest, highest=question.highest
    )
