"""What the programme file says of the year after: topics of plans, and when their leads are asked."""

from typing import Annotated, Final

from pydantic import Field

from bot.agenda import followup
from bot.agenda.formats.ids import Id
from bot.agenda.formats.moments import CalendarDate, WallTime
from bot.agenda.formats.periods import CalendarPeriod, DayOfYear
from bot.agenda.formats.texts import Label, Line, Part

_USUAL: Final = followup.FollowUp()
_Days = Annotated[int, Field(ge=0, le=30)]


class FollowUp(Part):
    asks_at: WallTime = _USUAL.asks_at
    check_ins: Annotated[list[CalendarPeriod], Field(min_length=1, max_length=12)] = Field(
        default_factory=lambda: list(_USUAL.check_ins)
    )
    days_before: _Days = _USUAL.days_before  # a step is due
    days_after: _Days = _USUAL.days_after
    holidays: list[CalendarDate] = Field(default_factory=list, max_length=200)
    school_year_ends: DayOfYear = _USUAL.school_year_ends

    def to_rules(self) -> followup.FollowUp:
        return followup.FollowUp(
            self.asks_at,
            tuple(self.check_ins),
            self.days_before,
            self.days_after,
            frozenset(self.holidays),
            self.school_year_ends,
        )


class Topic(Part):
    id: Id
    name: Label
    aim: Line
    steps: Annotated[list[Line], Field(min_length=1, max_length=6)]

    def to_rules(self) -> followup.Topic:
        steps = tuple(step.localised() for step in self.steps)
        return followup.Topic(self.id, self.name.localised(), self.aim.localised(), steps)
