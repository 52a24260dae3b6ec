"""When a lead may be asked, by the days and hours where they live; these are rules."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from bot.agenda.followup import FollowUp
from bot.agenda.quiet import BEGIN
from bot.agenda.rules import Programme
from bot.plans.rules import Lead

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """The programme's own."""

    follow_up: FollowUp
    last_day: date  # of the seminar
    zone: ZoneInfo  # the seminar's, of leads who chose none

    @classmethod
    def of(cls, programme: Programme) -> Self:
        return cls(programme.follow_up, programme.last_day, programme.zone)

    def day_of(self, moment: datetime, lead: Lead) -> date:
        return moment.astimezone(self._zone_of(lead)).date()

    def moment_on(self, day: date, lead: Lead) -> datetime:
        """When something of this day is asked, in UTC."""
        return self._at(self.follow_up.open_day(day), self.follow_up.asks_at, self._zone_of(lead))

    def closes_at(self, now: datetime, lead: Lead) -> datetime | None:
        """Until when they may be asked today, in UTC; None: not at this hour, or not today."""
        local = now.astimezone(self._zone_of(lead))
        if local.date() in self.follow_up.holidays or not self.follow_up.asks_at <= local.time() < BEGIN:
            return None
        return self._at(local.date(), BEGIN, self._zone_of(lead))

    def next_after(self, now: datetime, leads: Collection[Lead]) -> datetime:
        """When the next day's asking begins for any of them, in UTC."""
        zones = {self._zone_of(lead) for lead in leads} or {self.zone}
        return min(self._next_in(zone, now) for zone in zones)

    def _next_in(self, zone: ZoneInfo, now: datetime) -> datetime:
        today = now.astimezone(zone).date()
        begins = self._at(today, self.follow_up.asks_at, zone)
        return begins if begins > now else self._at(today + _ONE_DAY, self.follow_up.asks_at, zone)

    def _zone_of(self, lead: Lead) -> ZoneInfo:
        return ZoneInfo(lead.zone) if lead.zone else self.zone

    @staticmethod
    def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
        return datetime.combine(day, hour, zone).astimezone(UTC)
