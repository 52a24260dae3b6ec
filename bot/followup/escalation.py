"""How far asking one lead has gone, and what comes next; these are rules."""

from collections.abc import Sequence
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
    """Of what a lead is to be asked about one plan."""

    facts: Facts
    lead: Lead
    items: Sequence[Item]  # all that is due and not settled

    def wanted(self) -> Sequence[Wanted]:
        if again := self._to_ask_again:
            return [Wanted(self.lead, Stage.AGAIN, again)]
        if self._is_over(Stage.AGAIN):
            return self._of_co_leads[:1]
        new = self._never_in([*self._asks_to(self.lead), *self._unanswered])
        return [Wanted(self.lead, Stage.FIRST, new)] if new else []

    @property
    def is_exhausted(self) -> bool:
        """Nobody has answered, and nobody is left to be asked."""
        return self._is_over(Stage.CO_LEAD) or (self._is_over(Stage.AGAIN) and not self._of_co_leads)

    @property
    def _to_ask_again(self) -> tuple[str, ...]:
        """All that is open, what is new too."""
        return self._never_again if self._is_over(Stage.FIRST) else ()

    @cached_property
    def _never_again(self) -> tuple[str, ...]:
        """Keys of what is open and was not asked of the lead in other words."""
        return self._never_in([ask for ask in self._asks_to(self.lead) if ask.stage is Stage.AGAIN])

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
            if moments := [ask.asked_at for ask in self._unanswered if ask.stage is stage]:
                return stage, min(moments)
        alive_at, silent_since = self.facts.alive_at, self.facts.plan.silent_since
        asked_once = set(self._never_again).difference(self._never_in(self._asks_to(self.lead)))
        fell_silent = silent_since is not None and silent_since > alive_at
        return (Stage.FIRST, alive_at) if asked_once and not fell_silent else None

    @cached_property
    def _unanswered(self) -> Sequence[Ask]:
        """To this lead, and to others instead, since somebody answered or all fell silent."""
        since = max(self.facts.alive_at, self.facts.plan.silent_since or self.facts.alive_at)
        lately = (ask for ask in self._asks if ask.asked_at >= since and not ask.settled_at)
        return [
            ask for ask in lately if (ask.person_id != self.lead.person_id) == (ask.stage is Stage.CO_LEAD)
        ]

    def _asks_to(self, lead: Lead) -> Sequence[Ask]:
        return [ask for ask in self._asks if ask.person_id == lead.person_id]

    @cached_property
    def _asks(self) -> Sequence[Ask]:
        """All that were about the same steps, of whatever occasion, or about the plan as a whole."""
        about = {item.step_id for item in self.items}
        arrived = (ask for ask in self.facts.asks_about_plan if ask.arrives)
        return [ask for ask in arrived if not about.isdisjoint(map(step_of, ask.items))]
