"""All that has changed in one session, and its time and room as an alert says them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from bot.agenda.changes import What
from bot.agenda.rules import Programme, Session
from bot.i18n.dates import day_of, short_weekday_date, time_range
from bot.i18n.translator import Translator

_OFF: Final = frozenset({What.CANCELLED, What.GONE})


@dataclass(frozen=True)
class Item:
    """All that has changed in one session; None where it was not there, or is no more."""

    was: Session | None
    now: Session | None
    whats: frozenset[What]
    old: Programme
    new: Programme

    @property
    def session(self) -> Session:
        return cast("Session", self.now or self.was)

    @property
    def off(self) -> bool:
        return not _OFF.isdisjoint(self.whats)


def room(t: Translator, programme: Programme, session: Session) -> str:
    return programme.room(session.room_id).name.to(t.language)


def when(t: Translator, programme: Programme, now: datetime, session: Session) -> str:
    """14:00–16:00, with the day where that is not today."""
    times = time_range(session.starts_at, session.ends_at, programme.zone)
    today = day_of(now, programme.zone) == day_of(session.starts_at, programme.zone)
    return times if today else dated(t, programme, session, times)


def dated(t: Translator, programme: Programme, session: Session, times: str) -> str:
    return f"{short_weekday_date(day_of(session.starts_at, programme.zone), t.language)}, {times}"
