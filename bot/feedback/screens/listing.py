"""All that somebody can say, and no questions by themselves any more."""

from collections.abc import Sequence

from bot.agenda.asking import asks_at, slots
from bot.agenda.rules import Programme
from bot.feedback.entries import Entry
from bot.feedback.rules import BEFORE
from bot.feedback.screens.words import Row, moment, until_line, ways, what_is_next
from bot.feedback.steps import Step
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.pages import Page

SLOTS = 8


def describe_feedback(t: Translator) -> str:
    return t.label("Say how a session was")


def listing(
    t: Translator, programme: Programme, entries: Sequence[Entry], steps: Sequence[Step], wanted: int = 0
) -> Screen:
    """While answers are taken; `steps`: what is asked now besides how sessions were."""
    page = Page(entries, SLOTS, wanted)
    lines = [
        t("Tap a session to say how it was, without your name."),
        t("★ your rating · ☐ not rated yet · – not attended"),
        until_line(t, programme),
    ]
    first = t("Nothing can be rated yet. You will be asked at the end of each session.")
    text = t.lines(t.bold(t("How was it?")), *(lines if entries else [first, _from(t, programme)]))
    return Screen(
        text, [*_forms(t, steps), *ways(t, page.things), *page.buttons(t, "feedback"), what_is_next(t)]
    )


def _from(t: Translator, programme: Programme) -> object:
    """When the first session can be rated."""
    moments = [asks_at(programme, session) for slot in slots(programme) for session in slot.sessions]
    return t("From: {moment}", moment=moment(t, programme, min(moments))) if moments else None


def _forms(t: Translator, steps: Sequence[Step]) -> list[Row]:
    if not steps:
        return []
    if all(step.subject == BEFORE for step in steps):
        # TRANSLATORS: max 28; to questions about how sure somebody feels with the subject
        return [[Button(t.label("Assess yourself"), "survey")]]
    # TRANSLATORS: max 28; to questions about the whole seminar, at its end
    return [[Button(t.label("How was the seminar?"), "survey")]]


def closed_screen(t: Translator, programme: Programme) -> Screen:
    text = t.lines(
        t.bold(t("Thank you for all your answers")),
        t(
            "No more are taken. They were until: {moment}",
            moment=moment(t, programme, programme.feedback_closes_at),
        ),
        t("What was said is kept without anybody’s name."),
    )
    return Screen(text, [what_is_next(t)])


def not_now_screen(t: Translator, programme: Programme, *, before: bool) -> Screen:
    text = t.lines(
        t.bold(t("All right, another time")),
        t("You will find the questions here: /feedback"),
        until_line(t, programme, before=before),
    )
    return Screen(text, [what_is_next(t)])


def muted_screen(t: Translator) -> Screen:
    """No more questions come by themselves."""
    text = t.lines(
        t.bold(t("No more questions will come")),
        t("You can always say how it was: /feedback"),
        t("To be asked again: /settings, “Messages”"),
    )
    # TRANSLATORS: max 28
    return Screen(text, [[Button(t.label("Messages"), "kinds")], what_is_next(t)])
