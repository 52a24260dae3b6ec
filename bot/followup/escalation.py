"""How far asking one lead has gone, and what comes next; these are rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import repeat
from typing import Final, NamedTuple

from bot.followup.occasions import Facts, reachable
from bot.followup.rules import Ask, Item, Stage, step_of
from bot.plans.rules import Lead

PATIENCE: Final = timedelta(days=3)  # whole days where the lead lives


class Wanted(NamedTuple):
    """Something to ask, as soon as its lead may be asked."""

    lead: Lead
    stage: Stage
    items: tuple[str, ...]  # keys


@dataclass(frozen=True)
class Escalation:
    """Of what a lead is to be asked about one plan; who answers about one step ends it for that one."""

    facts: Facts
    lead: Lead
    items: Sequence[Item]  # due and not settled
    after: datetime | None = None  # what was asked earlier is over: all had fallen silent

    def wanted(self) -> Sequence[Wanted]:
        if again := self._to_ask_again:
            return [Wanted(self.lead, Stage.AGAIN, again)]
        if self._is_over(Stage.AGAIN):
            return [*self._of_co_leads[:1], *self._as_agreed]
        new = self._never_in([*self._asks_to(self.lead), *self._unanswered])
        return [Wanted(self.lead, Stage.FIRST, new)] if new else []

    @property
    def is_exhausted(self) -> bool:
        """Nobody has answered, and nobody is left to be asked."""
        return self._is_over(Stage.CO_LEAD) or (self._is_over(Stage.AGAIN) and not self._of_co_leads)

    @property
    def asked_at(self) -> datetime | None:
        """When the last question came that nobody has answered."""
        return max((ask.asked_at for ask in self._unanswered), default=None)

    @property
    def _to_ask_again(self) -> tuple[str, ...]:
        """All that is open, what is new too."""
        return self._never_again if self._is_over(Stage.FIRST) else ()

    @cached_property
    def _never_again(self) -> tuple[str, ...]:
        """Keys of what is open and was not asked of the lead in other words."""
        return self._never_in([ask for ask in self._asks_to(self.lead) if ask.stage is Stage.AGAIN])

    @property
    def _as_agreed(self) -> Sequence[Wanted]:
        """What the lead wanted to be asked does not wait for an answer of others about the rest."""
        never_asked = self._never_in(self._asks_to(self.lead))
        keys = tuple(item.key for item in self.items if item.agreed and item.key in never_asked)
        return [Wanted(self.lead, Stage.FIRST, keys)] if keys else []

    @cached_property
    def _of_co_leads(self) -> Sequence[Wanted]:
        """What each of the others could be asked instead."""
        others = [lead for lead in reachable(self.facts.plan) if lead != self.lead]
        asked = [[ask for ask in self._asks_to(other) if ask.stage is Stage.CO_LEAD] for other in others]
        wanted = map(Wanted, others, repeat(Stage.CO_LEAD), map(self._never_in, asked))
        return [one for one in wanted if one.items]

    def _never_in(self, asks: Sequence[Ask]) -> tuple[str, ...]:
        """Keys of what is open, but for those that were in one of these."""
        asked = {key for ask in asks for key in ask.items}
        return tuple(item.key for item in self.items if item.key not in asked)

    def _is_over(self, stage: Stage) -> bool:
        """It was the last one, and nobody has answered for so long."""
        reached, since = self._reached or (None, self.facts.now)
        days = self.facts.hours.day_of(self.facts.now, self.lead) - self.facts.hours.day_of(since, self.lead)
        return reached is stage and days >= PATIENCE

    @cached_property
    def _reached(self) -> tuple[Stage, datetime] | None:
        """The last stage without an answer, and since when; None: nothing was asked."""
        for stage in (Stage.CO_LEAD, Stage.AGAIN, Stage.FIRST):
            moments = [ask.asked_at for ask in self._unanswered if ask.stage is stage]
            if stage is Stage.FIRST:
                moments += self._left_open
            if moments:
                return stage, min(moments)
        return None

    @property
    def _left_open(self) -> Sequence[datetime]:
        """When each thing that is open nevertheless was asked of the lead, or somebody spoke of it since."""
        asked_once = set(self._never_again).difference(self._never_in(self._asks_to(self.lead)))
        unanswered = {step_of(key) for ask in self._unanswered for key in ask.items}
        left = [item for item in self.items if item.key in asked_once and item.step_id not in unanswered]
        moments = [max(self.facts.spoken_at(item.step_id), self._asked_last(item)) for item in left]
        return [moment for moment in moments if moment >= (self.after or moment)]

    def _asked_last(self, item: Item) -> datetime:
        """Of the lead; it was."""
        return max(ask.asked_at for ask in self._asks_to(self.lead) if item.key in ask.items)

    @cached_property
    def _unanswered(self) -> Sequence[Ask]:
        """To this lead, and to others instead."""
        return [
            ask
            for ask in self._asks
            if (ask.person_id != self.lead.person_id) == (ask.stage is Stage.CO_LEAD)
            and not ask.settled_at
            and any(ask.asked_at >= self._since[about] for about in self._about(ask))
        ]

    @cached_property
    def _since(self) -> Mapping[int | None, datetime]:
        """By step: when somebody last spoke of it, or all fell silent."""
        spoken_at = {item.step_id: self.facts.spoken_at(item.step_id) for item in self.items}
        return {step_id: max(moment, self.after or moment) for step_id, moment in spoken_at.items()}

    def _asks_to(self, lead: Lead) -> Sequence[Ask]:
        return [ask for ask in self._asks if ask.person_id == lead.person_id]

    @cached_property
    def _asks(self) -> Sequence[Ask]:
        """All that were about the same steps, of whatever occasion, or about the plan as a whole."""
        return [ask for ask in self.facts.asks_about_plan if ask.arrives and self._about(ask)]

    def _about(self, ask: Ask) -> frozenset[int | None]:
        """The steps of these items that it was about; None: the plan as a whole."""
        return frozenset(map(step_of, ask.items)) & self._since.keys()
