"""The programme's own questions: asked, answered in every way, with long texts, and when nothing is asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.agenda.questions import Option, Question, Questionnaire, Type
from bot.agenda.rules import Programme
from bot.feedback.rules import AFTER, BEFORE, SURVEY, Answer, Ballot, State
from bot.feedback.screens import assessment, question, survey
from bot.feedback.steps import Kept, Paper, Step
from bot.i18n.localised import Localised
from bot.i18n.translator import Translator
from bot.screens import Screen

LONG = Localised(*("<Кофе & Кофе> " * 21,) * 3)
LABEL = Localised(*("<Кофе, Кофе & Кофе>".ljust(28, "!"),) * 3)
WRITTEN = {"0": "<b>Кофе</b>\n\n<i>Кофе</i>", "1": "&lt;Кофе&gt; " * 400}


def screens(t: Translator, programme: Programme) -> Iterator[Screen]:
    for asked in (programme, replace(programme, questions=tuple(_odd()))):
        for paper in _papers(asked):
            yield from (question.question_screen(t, paper, step) for step in paper.steps)
            yield survey.end_screen(t, paper, asked)
    last = _papers(programme)[-1]
    yield from (question.question_screen(t, last, last.steps[-1], kept) for kept in Kept)
    for count in (1, 2, 5):
        yield assessment.prompt(t, count)
        yield from (survey.prompt(t, count, again=again) for again in (True, False))
        yield from (survey.reminder(t, count, begun=begun) for begun in (True, False))
    yield survey.not_yet_screen(t, programme)


def _odd() -> Iterator[Question]:
    """One of each type, as long as they may be."""
    options = tuple(Option(str(number), LABEL) for number in range(8))
    for which in Questionnaire:
        for kind in Type:
            yield Question(f"{which}-{kind}", which, kind, LONG, 1, 10, options)


def _papers(programme: Programme) -> Sequence[Paper]:
    """Before and after, each without an answer and with all."""
    before = _steps(programme, (BEFORE, Questionnaire.ASSESSMENT))
    after = _steps(programme, (AFTER, Questionnaire.ASSESSMENT), (SURVEY, Questionnaire.SURVEY))
    return [Paper(steps, ballots) for steps in (before, after) for ballots in ({}, _answered(steps))]


def _steps(programme: Programme, *asked: tuple[str, Questionnaire]) -> Sequence[Step]:
    return [
        Step(subject, question) for subject, which in asked for question in programme.questionnaire(which)
    ]


def _answered(steps: Sequence[Step]) -> Mapping[str, Ballot]:
    answers = [answer for step in steps for answer in _answers(step)]
    return {form: Ballot(form, "1", State.GIVEN, answers=answers) for form in Questionnaire}


def _answers(step: Step) -> Sequence[Answer]:
    said: Mapping[str, str] = {"": str(step.question.highest)}
    match step.question.type:
        case Type.CHOICE:
            said = {"": step.question.options[0].id}
        case Type.CHOICES:
            said = dict.fromkeys([option.id for option in step.question.options], "")
        case Type.TEXT:
            said = WRITTEN
    return [Answer(step.subject, step.question.id, part, answer) for part, answer in said.items()]


def notices(t: Translator) -> Sequence[str]:
    return [question.kept_notice(t, kept) for kept in Kept]
