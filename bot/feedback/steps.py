"""The questions that somebody goes through, one after the other, and how far they have come; these are rules.

Before the seminar they assess themselves; after it they do so again, and go on with the survey.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Final, NamedTuple

from bot.agenda.asking import assessed_again_from, assessed_until
from bot.agenda.questions import Question, Questionnaire
from bot.agenda.rules import Programme
from bot.feedback.rules import AFTER, BEFORE, SURVEY, Ballot, State

TEXTS: Final = 10  # to one question from one person; Telegram splits what is long into several


class Kept(Enum):
    """What has become of an answer."""

    ANSWER = auto()  # it is kept
    TEXT_ALONE = auto()  # without the file above it
    DELETED = auto()
    NO_TEXT = auto()
    FULL = auto()  # there are too many texts already
    GONE = auto()  # it answers nothing that is asked now


class Step(NamedTuple):
    """A question on one of the occasions on which it is asked."""

    subject: str
    question: Question

    @property
    def form(self) -> Questionnaire:
        return self.question.questionnaire


def steps_at(programme: Programme, now: datetime) -> Sequence[Step]:
    """What is asked at a moment, in order; nothing while the seminar runs, and once all is closed."""
    if now >= programme.feedback_closes_at:
        return []
    if now < assessed_until(programme):
        return _steps(programme, BEFORE, Questionnaire.ASSESSMENT)
    if now < assessed_again_from(programme):
        return []
    again = _steps(programme, AFTER, Questionnaire.ASSESSMENT)
    return [*again, *_steps(programme, SURVEY, Questionnaire.SURVEY)]


def _steps(programme: Programme, subject: str, which: Questionnaire) -> Sequence[Step]:
    return [Step(subject, question) for question in programme.questionnaire(which)]


@dataclass(frozen=True)
class Paper:
    """What somebody is asked now, with what they have answered."""

    steps: Sequence[Step]
    ballots: Mapping[str, Ballot]  # by form; those that are begun

    @property
    def form(self) -> Questionnaire:
        """The form whose state says how far they have come with the whole."""
        before = all(step.subject == BEFORE for step in self.steps)
        return Questionnaire.ASSESSMENT if before else Questionnaire.SURVEY

    def said(self, step: Step) -> Mapping[str, str]:
        """The answers to a question, by part."""
        ballot = self.ballots.get(step.form)
        return ballot.of(step.subject, step.question.id) if ballot else {}

    def find(self, *named: str) -> Step | None:
        """The step of a subject and a question's id."""
        return next((step for step in self.steps if (step.subject, step.question.id) == named), None)

    def beside(self, step: Step, by: int) -> Step | None:
        """The step so many places further on."""
        place = self.steps.index(step) + by
        return self.steps[place] if 0 <= place < len(self.steps) else None

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(bool(self.said(step)) for step in self.steps)

    @property
    def complete(self) -> bool:
        return bool(self.steps) and self.answered == len(self.steps)

    @property
    def next_step(self) -> Step | None:
        """With which question they go on; None where they are through."""
        ballot = self.ballots.get(self.form)
        if ballot and ballot.state is State.GIVEN:
            return None
        return next((step for step in self.steps if not self.said(step)), None)
