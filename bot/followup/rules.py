"""What leads are asked about their plan, and what they say of it.

An ask is a message to one lead about items: an occasion of a step, or a check-in on the plan as a whole. An
item's key is what makes it the same one. It begins with `step:ID:` where it is about a step; a step that gets
another day has other items.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.screens.message import FileKind

# The kinds of messages.
FOLLOWUP: Final = "followup"  # asks; its subject is the ask's id
HANDED_OVER: Final = "handed-over"  # to who has a step from now on; its subject: the ids of step and giver
GIVEN_UP: Final = "given-up"  # to the other leads of a plan; its subject: the ids of plan and decider
TAKEN_UP: Final = "taken-up"  # to the other leads of a plan that goes on; its subject as of the former

KEPT: Final = timedelta(days=7)  # that news wait for Telegram


class Stage(StrEnum):
    """How often something was asked without an answer."""

    FIRST = "first"
    AGAIN = "again"  # of the same lead, in other words
    CO_LEAD = "co-lead"  # of another lead, since that one says nothing


class Said(StrEnum):
    """What somebody reports."""

    DONE = "done"
    BEGUN = "begun"
    DIFFICULTY = "difficulty"
    LATER = "later"  # they will say it on another day
    WORDS = "words"
    GAVE_UP = "gave-up"  # why they have given the plan up


class Help(StrEnum):
    """What would help with a difficulty."""

    DATE = "date"  # a later one
    SMALLER = "smaller"  # a smaller step
    HANDOVER = "handover"  # to a co-lead
    ORGANISERS = "organisers"


@dataclass(frozen=True)
class Ask:
    """A message that asked, or is about to."""

    id: int
    plan_id: int
    person_id: int
    stage: Stage
    items: tuple[str, ...]  # keys
    asked_at: datetime
    settled_at: datetime | None = None  # when anybody answered
    arrives: bool = True  # False: it was never sent and will not be, or to somebody forgotten
    came: bool = True  # False: nobody has seen it yet


@dataclass(frozen=True)
class Report:
    """What a lead has said of a step, or of the plan as a whole."""

    id: int
    plan_id: int
    step_id: int | None  # None: of the plan
    person_id: int
    said: Said
    reported_at: datetime
    help: Help | None = None
    until_on: date | None = None  # of "later": when to ask again
    text: str = ""  # Telegram's HTML
    file_id: str | None = None
    file_kind: FileKind | None = None


@dataclass(frozen=True)
class Item:
    """One thing to ask about, from this moment on."""

    key: str
    moment: datetime
    agreed: bool = False  # a lead wanted to be asked on that day, or an earlier one

    @property
    def step_id(self) -> int | None:
        return step_of(self.key)


def step_of(key: str) -> int | None:
    """The id of the step that an item is about; None: the plan as a whole."""
    kind, _, rest = key.partition(":")
    return int(rest.partition(":")[0]) if kind == "step" else None


def occasion_of(key: str) -> str:
    """Why an item is asked about: `before`, `day`, `after`, `later` where that was agreed, or `checkin`."""
    kind, _, rest = key.partition(":")
    return rest.split(":")[1] if kind == "step" else kind
