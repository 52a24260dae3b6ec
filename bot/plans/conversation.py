"""Which question comes next; this is a rule.

Whoever comes back after a break goes on behind the last question that was answered or passed over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from bot.plans.rules import Plan, Step


class Question(StrEnum):
    """Each is called as the field of `Plan` or `Step` that its answer goes into."""

    CLUB = "club"
    COUNTRY = "country"
    TOPIC = "topic"
    AIM = "aim"
    WHAT = "what"
    WHO = "who"
    DUE = "due_on"
    OCCASION = "occasion"
    OBSTACLE = "obstacle"


ABOUT: Final = (Question.CLUB, Question.COUNTRY, Question.TOPIC, Question.AIM)  # the plan as a whole
OF_STEP: Final = (Question.WHAT, Question.WHO, Question.DUE, Question.OCCASION, Question.OBSTACLE)
OPTIONAL: Final = frozenset({Question.COUNTRY, Question.WHO, Question.OCCASION, Question.OBSTACLE})


class Place(NamedTuple):
    """Where a conversation is."""

    question: Question
    step_id: int = 0  # 0: the plan as a whole, or a step that is not there yet

    @property
    def order(self) -> Sequence[Question]:
        """The questions among which it stands."""
        return ABOUT if self.question in ABOUT else OF_STEP


@dataclass(frozen=True)
class Conversation:
    plan: Plan | None  # None: nothing is answered yet
    topics: bool  # there are some to choose from

    def said(self, place: Place) -> str | date | None:
        """The answer; empty or None where there is none."""
        answer: str | date | None = getattr(self._thing(place), place.question, None)
        return answer

    def resumed(self) -> Place | None:
        """Where to go on after a break; None where all has been asked."""
        required = self.missing()
        if self.plan is None or (required and required.question is not Question.DUE):
            return required
        last = self._behind_the_last(OF_STEP, self.plan.steps[-1].id)
        return last or required

    def after(self, place: Place) -> Place | None:
        """What to ask once this is answered or passed over; None where nothing more is needed."""
        further = place.order[place.order.index(place.question) + 1 :]
        return self._first(further, place.step_id) or self.missing()

    def missing(self) -> Place | None:
        """The first question without whose answer a plan is none."""
        if self.plan is None or not self.plan.aim:
            return self._behind_the_last(ABOUT)
        if not self.plan.club:
            return Place(Question.CLUB)
        if not self.plan.steps:
            return Place(Question.WHAT)
        undated = next((step for step in self.plan.waiting if step.due_on is None), None)
        return Place(Question.DUE, undated.id) if undated else None

    def number(self, place: Place) -> tuple[int, int]:
        """Which question it is, of how many."""
        asked = [question for question in place.order if self.topics or question is not Question.TOPIC]
        return asked.index(place.question) + 1, len(asked)

    def step_number(self, place: Place) -> int:
        """Which step it is about, from 1; the next one where it is not there yet."""
        ids = [step.id for step in self.plan.steps] if self.plan else []
        return (ids.index(place.step_id) if place.step_id in ids else len(ids)) + 1

    def _behind_the_last(self, order: Sequence[Question], step_id: int = 0) -> Place | None:
        settled = [
            number for number, question in enumerate(order, 1) if self._settled(Place(question, step_id))
        ]
        return self._first(order[max(settled, default=0) :], step_id)

    def _settled(self, place: Place) -> bool:
        """It was answered, or is the last one that was passed over."""
        thing = self._thing(place)
        return bool(self.said(place)) or (thing is not None and thing.left_open == place.question)

    def _thing(self, place: Place) -> Plan | Step | None:
        """What the question is about; None where it is not there yet."""
        return self.plan and self.plan.step(place.step_id) if place.question in OF_STEP else self.plan

    def _first(self, questions: Sequence[Question], step_id: int) -> Place | None:
        """The first that is asked and has no answer."""
        places = (
            Place(question, step_id)
            for question in questions
            if self.topics or question is not Question.TOPIC
        )
        return next((place for place in places if not self.said(place)), None)
