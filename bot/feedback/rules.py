"""What may be answered, and what has been."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from bot.agenda.questions import STARS, Questionnaire

RATING: Final = "rating"  # questions about every session, beside those of the programme
TAG: Final = "tag"
COMMENT: Final = "comment"

BEFORE: Final = "before"  # subjects of those who assess themselves
AFTER: Final = "after"
SURVEY: Final = Questionnaire.SURVEY.value

CONTENT: Final = 4  # from this rating on people are asked what was good, below it what was missing
MARKS: Final = range(1, STARS + 1)
COMMENTS: Final = 20  # to one session from one person


class Tag(StrEnum):
    """What a tap says of a session."""

    PRACTICAL = "practical"
    EXAMPLES = "examples"
    LIVELY = "lively"
    PRACTICE = "practice"  # was missing
    TIME = "time"  # was missing
    CLARITY = "clarity"  # was missing


GOOD: Final = (Tag.PRACTICAL, Tag.EXAMPLES, Tag.LIVELY)
MISSING: Final = (Tag.PRACTICE, Tag.TIME, Tag.CLARITY)


def tags_for(rating: int) -> Sequence[Tag]:
    """Those that are offered after a rating."""
    return GOOD if rating >= CONTENT else MISSING


class State(StrEnum):
    """How far somebody has come with a form."""

    BEGUN = "begun"
    GIVEN = "given"
    ABSENT = "absent"  # they did not attend


class Answer(NamedTuple):
    """One answer; a question that takes several has one for each part: an option's id, a comment's number."""

    subject: str
    question: str
    part: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Ballot:
    """What somebody has answered in a form that is open."""

    form: str
    number: str
    state: State = State.BEGUN
    session_id: str | None = None  # in which of the parallel ones they were
    answers: Sequence[Answer] = field(default=())

    def of(self, subject: str, question: str) -> Mapping[str, str]:
        """The answers to a question, by part."""
        return {
            one.part: one.answer for one in self.answers if (one.subject, one.question) == (subject, question)
        }

    def single(self, subject: str, question: str) -> str | None:
        """The answer to a question that takes one."""
        return self.of(subject, question).get("")
