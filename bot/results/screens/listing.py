"""The list of sessions with what was said of each in one line, and the ways to everything else."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.questions import Questionnaire
from bot.agenda.rules import Programme, Session
from bot.feedback.rules import MARKS, RATING
from bot.i18n.translator import Translator
from bot.results.rules import Results
from bot.results.screens.words import answers_text, few_line, margin_line, mean_text
from bot.results.statistics import marks_of, mean
from bot.screens import Button, Screen
from bot.screens.length import button
from bot.screens.pages import Page, back

SESSIONS: Final = 6  # on a page

Rows = list[list[Button]]


def describe_results(t: Translator) -> str:
    # TRANSLATORS: the command's line in the menu
    return t.label("What people said of the sessions")


def results_screen(
    t: Translator, programme: Programme, results: Results, page: Page[Session], *, reads_all: bool
) -> Screen:
    """`reads_all`: an organiser, who reads the survey too, and takes files along."""
    text = t.lines(
        t.bold(t("What people said")),
        *(session_line(t, results, session) for session in page.things),
        *_notes(t, results, page),
    )
    sessions = [[button(one.short.to(t.language), f"results:{one.id}")] for one in page.things]
    more = _for_organisers(t, programme, results) if reads_all else []
    up = "organise" if reads_all else "host"
    return Screen(text, [*sessions, *page.buttons(t, "results:"), *more, refresh(t, "results"), back(t, up)])


def _notes(t: Translator, results: Results, page: Page[Session]) -> Sequence[Markup]:
    if not page.total:
        return [t("Nothing can be read yet: the first session has not been rated.")]
    seen = [bool(results.tally(session.id, RATING).counts) for session in page.things]
    return [*([margin_line(t)] if any(seen) else []), *([] if all(seen) else [few_line(t)])]


def session_line(t: Translator, results: Results, session: Session) -> Markup:
    """2. Creative pedagogy: 4.3 ± 0.2 · 18 answers."""
    marks = marks_of(results.tally(session.id, RATING).on(MARKS))
    parts = [mean_text(t, mean(marks))] if marks else []
    said = " · ".join([*parts, answers_text(t, results.answered(session.id))])
    return Markup("{}: {}").format(session.short.to(t.language), said)


def _for_organisers(t: Translator, programme: Programme, results: Results) -> Rows:
    # TRANSLATORS: max 28; the questionnaire at the end of the seminar
    survey = [Button(t.label("Closing survey"), "results:survey")]
    # TRANSLATORS: max 28; how sure people felt before and after the seminar
    assessment = [Button(t.label("Before and after"), "results:assessment")]
    asked = [
        *([survey] if programme.questionnaire(Questionnaire.SURVEY) else []),
        *([assessment] if programme.questionnaire(Questionnaire.ASSESSMENT) else []),
    ]
    # TRANSLATORS: max 14; everything in an Excel workbook
    workbook = Button(t.label("As XLSX"), "resultsfile:xlsx")
    # TRANSLATORS: max 14; everything in CSV files
    texts = Button(t.label("As CSV"), "resultsfile:csv")
    return [*asked, *([[workbook, texts]] if results.people else [])]


def refresh(t: Translator, data: str) -> list[Button]:
    # TRANSLATORS: max 28; show the newest figures
    return [Button(t.label("Refresh"), data)]


def picture_button(t: Translator, data: str) -> Button:
    # TRANSLATORS: max 14; the results as a picture
    return Button(t.label("Picture"), data)
