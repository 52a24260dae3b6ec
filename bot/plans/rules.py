"""What a plan is; days are where its leads live."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

MOST_STEPS: Final = 12  # of a plan
COLEADS: Final = 5  # who may come by one link
JOINED: Final = "joined"  # kind of the message that somebody leads a plan too
LONGEST: Final = 300  # characters of one answer: a plan is to be read on one screen


class PlanState(StrEnum):
    DRAFT = "draft"  # it is being written; nobody is asked about it
    KEPT = "kept"
    DROPPED = "dropped"  # its leads gave it up; nobody is asked any more


class StepState(StrEnum):
    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Lead:
    """Somebody who answers for a plan."""

    person_id: int
    name: str
    language: str | None = None
    zone: str | None = None  # IANA; None: the seminar's
    active: bool = True  # the bot reaches them
    muted: bool = False  # they want no questions about plans


@dataclass(frozen=True)
class Step:
    """Texts are as they were typed; an empty one was not answered yet, or passed over."""

    id: int
    place: int  # among the steps of its plan
    what: str = ""
    who: str = ""
    due_on: date | None = None
    occasion: str = ""  # when and where it will be done
    obstacle: str = ""  # what could get in the way, and then what
    session_id: str | None = None  # from which it was made
    lead_id: int | None = None  # to whom it was handed over; None: the plan's first lead
    state: StepState = StepState.OPEN
    changed_at: datetime | None = None  # anything of it but its place and `left_open`
    dated_at: datetime | None = None  # when its day was set; None: never
    worded_at: datetime | None = None  # when `what` was changed; None: never
    left_open: str | None = None  # the last question about it that was left open; None: none was

    @property
    def waits(self) -> bool:
        """Something of it is still to be done."""
        return self.state in (StepState.OPEN, StepState.BEGUN)


@dataclass(frozen=True)
class Plan:
    id: int
    state: PlanState
    club: str
    country: str
    topic: str | None  # the programme's id; None: another one
    aim: str
    public: bool
    created_at: datetime
    kept_at: datetime | None
    changed_at: datetime
    leads: tuple[Lead, ...]  # the first joined first
    steps: tuple[Step, ...]  # without dropped ones, in order
    silent_since: datetime | None = None  # nobody answers, and the organisers are to write
    given_up_by: int | None = None  # a person's id
    left_open: str | None = None  # the last question about the whole that was left open; None: none was

    @property
    def on_board(self) -> bool:
        """Everybody may read it."""
        return self.public and self.state is PlanState.KEPT

    @property
    def done(self) -> int:
        return sum(step.state is StepState.DONE for step in self.steps)

    @property
    def waiting(self) -> tuple[Step, ...]:
        """Steps that are still to be done, those with the nearest day first."""
        return tuple(sorted((step for step in self.steps if step.waits), key=_nearest))

    @property
    def next_step(self) -> Step | None:
        return next(iter(self.waiting), None)

    def step(self, step_id: int) -> Step | None:
        return next((step for step in self.steps if step.id == step_id), None)

    def lead(self, person_id: int) -> Lead | None:
        return next((lead for lead in self.leads if lead.person_id == person_id), None)

    def handed_to(self, step: Step) -> Lead | None:
        """The lead who has taken a step over."""
        return self.lead(step.lead_id) if step.lead_id else None

    def responsible(self, step: Step) -> Lead | None:
        """Who is asked about a step; None where the plan has nobody left."""
        return self.handed_to(step) or next(iter(self.leads), None)


def _nearest(step: Step) -> tuple[date, int]:
    return step.due_on or date.max, step.place
