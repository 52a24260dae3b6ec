"""How sure people felt before the seminar, and how sure after it."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.questions import Question, Questionnaire
from bot.agenda.rules import Programme
from bot.feedback.rules import AFTER, BEFORE
from bot.i18n.translator import Translator
from bot.pictures.bars import Bar, Chart, Group
from bot.results.rules import Results
from bot.results.screens import words
from bot.results.screens.listing import picture_button, refresh
from bot.results.statistics import Change, Mean
from bot.screens import Screen
from bot.screens.length import shorten
from bot.screens.message import plain
from bot.screens.pages import Page, back

QUESTIONS: Final = 3  # on a page
LINE: Final = 120  # UTF-16 units of a question

ASSESSMENT: Final = Questionnaire.ASSESSMENT


def assessment_screen(t: Translator, programme: Programme, results: Results, wanted: int) -> Screen:
    page = page_of(programme, wanted)
    here = f"chart:assessment::{page.number}"
    picture = [[picture_button(t, here)]] if shown(page, results) else []
    around = page.buttons(t, "results:assessment:")
    rows = [*picture, *around, refresh(t, "results:assessment"), back(t, "results")]
    return Screen(assessment_text(t, page.things, results), rows)


def page_of(programme: Programme, wanted: int) -> Page[Question]:
    """So many questions as a caption has room for."""
    return Page(programme.questionnaire(ASSESSMENT), QUESTIONS, wanted)


def shown(page: Page[Question], results: Results) -> Sequence[Question]:
    """The questions of which something may be seen."""
    return [one for one in page.things if any(_means(results, one))]


def _means(results: Results, question: Question) -> tuple[Mean | None, Mean | None]:
    change = results.changes.get(question.id)
    return (change.before, change.after) if change else (None, None)


def assessment_text(t: Translator, questions: Sequence[Question], results: Results) -> Markup:
    said = [any(_means(results, question)) for question in questions]
    return t.lines(
        t.bold(t("Before and after")),
        _answered_line(t, results),
        *(line for question in questions for line in _lines(t, question, results)),
        words.margin_line(t) if any(said) else None,
        None if said and all(said) else words.few_line(t),
    )


def _answered_line(t: Translator, results: Results) -> Markup:
    before, after = results.answered(BEFORE), results.answered(AFTER)
    return t("Answered before: {before} · after: {after}", before=before, after=after)


def _lines(t: Translator, question: Question, results: Results) -> Sequence[Markup]:
    """The question; the means; the change in those who answered both times."""
    text = Markup.escape(shorten(question.text.to(t.language), LINE))
    names, means = _occasions(t), _means(results, question)
    said = [f"{name}: {words.mean_text(t, one)}" for name, one in zip(names, means, strict=True) if one]
    change = results.changes.get(question.id)
    return [
        text,
        *([Markup.escape(" · ".join(said))] if said else []),
        *([_change(t, change, change.difference)] if change and change.difference else []),
    ]


def _change(t: Translator, change: Change, difference: Mean) -> Markup:
    sign = "+" if difference.value > 0 else ""
    people = t.plural("{count} person", "{count} people", change.pairs)
    # TRANSLATORS: of those who answered before and after
    return t("Change: {change} ({people})", change=f"{sign}{words.mean_text(t, difference)}", people=people)


def _occasions(t: Translator) -> tuple[str, str]:
    # TRANSLATORS: how sure people felt before the seminar, and after it
    return t.label("Before"), t.label("After")


# ------------------------------------------------------------------ as a picture


def assessment_chart(t: Translator, questions: Sequence[Question], results: Results) -> Chart:
    groups = [_group(t, question, results) for question in questions]
    reaching = [bar.value + bar.margin for group in groups for bar in group.bars]
    longest = max([*reaching, *(question.highest for question in questions), 1])
    return Chart(t.label("Before and after"), [plain(_answered_line(t, results))], groups, longest)


def _group(t: Translator, question: Question, results: Results) -> Group:
    names, means = _occasions(t), _means(results, question)
    bars = [_bar(t, name, one) for name, one in zip(names, means, strict=True) if one]
    pale = [bar._replace(pale=bar.label == names[0]) for bar in bars]
    return Group(question.text.to(t.language), pale)


def _bar(t: Translator, name: str, value: Mean) -> Bar:
    return Bar(name, value.value, words.number(t, value.value), value.margin or 0.0)
