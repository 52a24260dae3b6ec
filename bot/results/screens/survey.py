"""What people answered in the closing survey: all questions in one line each, and each by itself."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.questions import Question, Questionnaire, Type
from bot.agenda.rules import Programme
from bot.feedback.rules import SURVEY
from bot.i18n.translator import Translator
from bot.pictures.bars import Chart
from bot.results.rules import Results, Tally
from bot.results.screens import words
from bot.results.screens.chart import counted
from bot.results.screens.listing import picture_button, refresh
from bot.results.statistics import Counts, marks_of, mean, recommendation
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import Page, back

QUESTIONS: Final = 5  # on a page
LINE: Final = 90  # UTF-16 units of a question among others
RECOMMENDING: Final = range(11)  # the scale of the Net Promoter Score


def survey_screen(t: Translator, programme: Programme, results: Results, asked: int, wanted: int) -> Screen:
    """`wanted` is the number of a page, `asked` how many people were."""
    numbered = list(enumerate(programme.questionnaire(Questionnaire.SURVEY), start=1))
    page = Page(numbered, QUESTIONS, wanted)
    text = t.lines(
        t.bold(t("Closing survey")),
        words.answered_line(t, results.answered(SURVEY), asked),
        *(_line(t, number, question, results) for number, question in page.things),
        None
        if all(results.tally(SURVEY, one.id).shows(one) for _, one in page.things)
        else words.few_line(t),
    )
    questions = [[_to(t, number, question)] for number, question in page.things]
    around = page.buttons(t, "results:survey:")
    return Screen(text, [*questions, *around, refresh(t, "results:survey"), back(t, "results")])


def _line(t: Translator, number: int, question: Question, results: Results) -> Markup:
    """1. How was the seminar as a whole? 4.3 ± 0.2 · 57 answers."""
    tally = results.tally(SURVEY, question.id)
    marks = marks_of(_scale(question, tally))
    said = [words.mean_text(t, mean(marks))] if marks else []
    text = shorten(question.text.to(t.language), LINE)
    return Markup("{}. {} {}").format(number, text, " · ".join([*said, words.answers_text(t, tally.people)]))


def _to(t: Translator, number: int, question: Question) -> Button:
    way = "comments" if question.type is Type.TEXT else "results"
    return button(f"{number}. {question.text.to(t.language)}", f"{way}:{SURVEY}:{question.id}")


def _scale(question: Question, tally: Tally) -> Counts:
    return tally.on(question.marks) if question.type is Type.SCALE else {}


# ----------------------------------------------------------------- one question


def question_screen(t: Translator, question: Question, tally: Tally, asked: int) -> Screen:
    here = f"{SURVEY}:{question.id}"
    picture = [[picture_button(t, f"chart:{here}")]] if tally.shows(question) else []
    rows = [*picture, refresh(t, f"results:{here}"), back(t, f"results:{SURVEY}")]
    return Screen(question_text(t, question, tally, asked), rows)


def question_text(t: Translator, question: Question, tally: Tally, asked: int) -> Markup:
    return t.lines(
        t.bold(shorten(question.text.to(t.language), words.TITLE)),
        words.answered_line(t, tally.people, asked),
        *_summary(t, question, tally),
        *words.bar_lines(words.labelled(t, question, tally)),
        None if tally.shows(question) else words.few_line(t),
    )


def _summary(t: Translator, question: Question, tally: Tally) -> Sequence[Markup]:
    marks = _scale(question, tally)
    if not any(marks.values()):
        return []
    recommending = [_recommendation(t, marks)] if question.marks == RECOMMENDING else []
    return [words.mean_line(t, marks), *recommending]


def _recommendation(t: Translator, marks: Counts) -> Markup:
    groups = recommendation(marks)
    sign = "+" if groups.score > 0 else ""
    # TRANSLATORS: the groups of the Net Promoter Score (NPS), with how many people are in each
    return t(
        "9–10: {promoters} · 7–8: {passives} · 0–6: {detractors} · NPS: {score}",
        **groups._asdict(),
        score=f"{sign}{groups.score}",
    )


def question_chart(t: Translator, question: Question, tally: Tally, asked: int) -> Chart:
    lines = [*_summary(t, question, tally), words.answered_line(t, tally.people, asked)]
    return counted(question.text.to(t.language), lines, [("", words.labelled(t, question, tally))])
