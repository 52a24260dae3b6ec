"""Rules of what people are asked when: how each slot was, how sure they feel, and how it all was in the end.

A form is named `choice:` and the id of a choice, or `slot:` and that of one of the sessions of a moment;
`assessment`; `survey`. What is answered stays with its session when that comes to another form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from bot.agenda.questions import Questionnaire
from bot.agenda.quiet import disturbs
from bot.agenda.rules import Programme, Session

REMINDS_AFTER: Final = timedelta(hours=1)  # the last rated session of the day
MORNING: Final = time(10)  # when the survey is reminded of, on the day after


@dataclass(frozen=True)
class Asking:
    """When a form is open, and when people are reminded of it; UTC."""

    form: str
    opens_at: datetime
    reminds_at: datetime | None  # None: it would disturb
    closes_at: datetime


@dataclass(frozen=True)
class Slot:
    """Sessions of which a person was in one: the parallel ones of a choice, or of a moment; all are rated."""

    form: str
    sessions: tuple[Session, ...]
    choice_id: str | None = None

    @property
    def first_end(self) -> datetime:
        return min(session.ends_at for session in self.sessions)

    @property
    def day_id(self) -> str:
        return self.sessions[0].day_id


def asks_at(programme: Programme, session: Session) -> datetime:
    """When those who are in a session are asked how it is."""
    return session.ends_at - timedelta(minutes=programme.feedback_minutes)


def slots(programme: Programme) -> Sequence[Slot]:
    """In order of time; what does not take place is not rated."""
    together: dict[str, list[Session]] = {}
    for session in programme.sessions:
        if session.rated and not session.cancelled:
            together.setdefault(session.choice_id or _moment(session), []).append(session)
    return sorted(map(_slot, together.values()), key=lambda slot: slot.first_end)


def _moment(session: Session) -> str:
    return f"at {session.starts_at.isoformat()}"  # no id of a choice has a space


def _slot(parallel: Sequence[Session]) -> Slot:
    choice_id = parallel[0].choice_id
    form = f"choice:{choice_id}" if choice_id else f"slot:{min(session.id for session in parallel)}"
    return Slot(form, tuple(parallel), choice_id)


def slot_of(programme: Programme, session_id: str) -> Slot | None:
    """The slot in which a session is rated."""
    return next((one for one in slots(programme) if session_id in {its.id for its in one.sessions}), None)


def askings(programme: Programme) -> Sequence[Asking]:
    """Of all forms, in order of time."""
    return sorted(_askings(programme), key=lambda asking: asking.opens_at)


def _askings(programme: Programme) -> Iterator[Asking]:
    closes_at = programme.feedback_closes_at
    its_slots = slots(programme)
    for one in its_slots:
        opens_at = min(asks_at(programme, session) for session in one.sessions)
        yield Asking(one.form, opens_at, _reminds_at(programme, its_slots, one.day_id), closes_at)
    if programme.questions:  # those who only assess themselves are asked again at the end, too
        end = _last_end(programme, its_slots)
        yield Asking(Questionnaire.SURVEY, end, _next_morning(programme, end), closes_at)
    if programme.questionnaire(Questionnaire.ASSESSMENT):
        yield Asking(Questionnaire.ASSESSMENT, datetime.min.replace(tzinfo=UTC), None, closes_at)


def assessed_until(programme: Programme) -> datetime:
    """Until when people assess themselves as they were before: the end of the first rated session."""
    first = next(iter(slots(programme)), None)
    return first.first_end if first else programme.starts_at


def assessed_again_from(programme: Programme) -> datetime:
    """From when they are asked the same again."""
    return _last_end(programme, slots(programme))


def plans_from(programme: Programme) -> datetime:
    """When clubs begin to make their plans: with the last day's first rated session for everybody."""
    last_day = max(programme.days, key=lambda day: day.date)
    together = (session for session in programme.of_day(last_day.id) if session.choice_id is None)
    starts = [session.starts_at for session in together if session.rated and not session.cancelled]
    return min(starts, default=programme.ends_at)


def _last_end(programme: Programme, its_slots: Sequence[Slot]) -> datetime:
    ends = [session.ends_at for slot in its_slots for session in slot.sessions]
    return max(ends, default=programme.ends_at)


def _reminds_at(programme: Programme, its_slots: Sequence[Slot], day_id: str) -> datetime | None:
    ends = [session.ends_at for slot in its_slots if slot.day_id == day_id for session in slot.sessions]
    moment = max(ends) + REMINDS_AFTER
    return None if disturbs(moment, programme.zone) else moment


def _next_morning(programme: Programme, end: datetime) -> datetime:
    day_after = end.astimezone(programme.zone).date() + timedelta(days=1)
    return datetime.combine(day_after, MORNING, programme.zone).astimezone(UTC)
