"""What is wrong with the questions of a programme: a scale that is none, a choice without options."""

from collections.abc import Iterator
from typing import Final

from bot.agenda.formats.document import Document, Question
from bot.agenda.formats.findings import Fault, Path
from bot.agenda.questions import NO_QUESTION, NO_SESSION, Questionnaire, Type

MOST_OPTIONS: Final = 8  # on one screen
_WITH_OPTIONS: Final = frozenset({Type.CHOICE, Type.CHOICES})


def check(document: Document) -> Iterator[Fault]:
    for number, session in enumerate(document.sessions):
        if session.id in NO_SESSION:
            yield Fault("id-reserved", ("sessions", number, "id"), {"value": session.id})
    for number, question in enumerate(document.questions):
        for fault in _of_question(question):
            yield fault._replace(path=("questions", number, *fault.path))


def _of_question(question: Question) -> Iterator[Fault]:
    about = {"value": question.type.value}
    if question.id in NO_QUESTION:
        yield Fault("question-reserved", ("id",), {"value": question.id})
    if question.questionnaire is Questionnaire.ASSESSMENT and question.type is not Type.SCALE:
        yield Fault("assessment-no-scale", ("type",), about)
    if question.type is Type.SCALE and question.lowest >= question.highest:
        yield Fault("scale-upside-down", ("highest",), {"value": str(question.highest)})
    if question.type in _WITH_OPTIONS and not 2 <= len(question.options) <= MOST_OPTIONS:
        yield Fault(
            "options-number", ("options",), {"value": str(len(question.options)), "limit": str(MOST_OPTIONS)}
        )
    if question.type not in _WITH_OPTIONS and question.options:
        yield Fault("options-unasked", ("options",), about)
    yield from _twice(question)


def _twice(question: Question) -> Iterator[Fault]:
    ids = [option.id for option in question.options]
    for number, option_id in enumerate(ids):
        if option_id in ids[:number]:
            path: Path = ("options", number, "id")
            yield Fault("option-twice", path, {"value": option_id})
