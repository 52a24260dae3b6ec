"""What a question about a plan is drawn from."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.agenda.followup import Topic
from bot.agenda.rules import Programme
from bot.i18n.typed_dates import Answer
from bot.plans.conversation import Conversation, Place

MAKING: Final = "fill"  # the verb of questions that are asked one after the other
EDITING: Final = "editplan"  # of one that is asked by itself


@dataclass(frozen=True)
class Asked:
    talk: Conversation
    place: Place
    programme: Programme
    today: date  # where the person lives
    own_club: str = ""  # to which the organisers say that they belong
    verb: str = MAKING
    remark: Answer | None = None  # why what was typed is no day yet

    def tap(self, choice: object) -> str:
        """The data of a button that answers with this choice."""
        return f"{self.verb}:{self.place.question}:{self.place.step_id}:{choice}"

    @property
    def said(self) -> str | date | None:
        return self.talk.said(self.place)

    @property
    def topic(self) -> Topic | None:
        plan = self.talk.plan
        return self.programme.topic(plan.topic) if plan and plan.topic else None
