"""The survey: what asks for it, and what is said once somebody is through."""

from markupsafe import Markup

from bot.agenda.asking import assessed_again_from
from bot.agenda.rules import Programme
from bot.feedback.rules import BEFORE
from bot.feedback.screens.words import moment, no_more, not_now, until_line, what_is_next
from bot.feedback.steps import Paper, Step
from bot.i18n.translator import Translator
from bot.screens import Button, Rows, Screen


def prompt(t: Translator, count: int, *, again: bool) -> Screen:
    """At the end of it all; `again`: the first questions are those of the beginning."""
    text = t.lines(
        t.bold(t("How was it all?")),
        _questions(t, count),
        t("The first ones are those from the beginning: what has changed?") if again else None,
        t("Organisers read results from five answers on, never who gave them."),
    )
    return Screen(text, ways_in(t))


def reminder(t: Translator, count: int, *, begun: bool) -> Screen:
    """On the next morning, and never again."""
    text = t.lines(
        t.bold(t("How was it all?")),
        t("You have begun; a few questions are still open.") if begun else _questions(t, count),
        t("This is the only reminder."),
    )
    return Screen(text, ways_in(t, begun=begun))


def _questions(t: Translator, count: int) -> Markup:
    return t.plural(
        "{count} question, 2 minutes, without your name.",
        "{count} questions, 2 minutes, without your name.",
        count,
    )


def ways_in(t: Translator, *, begun: bool = False, before: bool = False) -> Rows:
    """Under what comes by itself; `before`: in the beginning."""
    # TRANSLATORS: max 28; to the first question without an answer
    label = t.label("Go on")
    if not begun:
        # TRANSLATORS: max 28; to the first question
        label = t.label("Begin")
    return [[Button(label, "survey")], [not_now(t, before=before)], no_more(t)]


def end_screen(t: Translator, paper: Paper, programme: Programme) -> Screen:
    """All was shown to them, and perhaps answered."""
    first = paper.steps[0]
    text = t.lines(
        t.bold(t("Thank you!") if paper.answered else t("Nothing is answered yet")),
        t("Answered: {count} of {total}", count=paper.answered, total=len(paper.steps)),
        *_what_for(t, programme, first),
    )
    # TRANSLATORS: max 28; from the first question on
    look = Button(t.label("Look through my answers"), f"survey:{first.subject}:{first.question.id}")
    return Screen(text, [[look], what_is_next(t)])


def _what_for(t: Translator, programme: Programme, first: Step) -> list[Markup]:
    """What their answers are for, and until when they can be changed."""
    if first.subject == BEFORE:
        again = t("At the end the same is asked again, to see what the seminar has changed.")
        return [again, until_line(t, programme, before=True)]
    return [t("Your answers are kept without your name."), until_line(t, programme)]


def not_yet_screen(t: Translator, programme: Programme) -> Screen:
    """While the seminar runs it only asks how sessions were."""
    text = t.lines(
        t.bold(t("Nothing to answer right now")),
        t(
            "The closing questions come: {moment}",
            moment=moment(t, programme, assessed_again_from(programme)),
        ),
    )
    return Screen(text, [what_is_next(t)])
