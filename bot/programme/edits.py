"""One change of a programme: a document in, the changed one out.

What cannot be raises ImpossibleError. What may be unwise, such as two sessions in one room, is done all the
same: `examine` says it beforehand.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from bot.agenda.formats.document import Choice, Day, Document, Room, Session
from bot.agenda.formats.findings import Finding
from bot.agenda.formats.reading import findings_of, not_said_of, unbearable

MIDNIGHT: Final = 24 * 60  # in minutes of the day


class ImpossibleError(Exception):
    """Why an edit cannot be made.

    Codes: unknown-session {session}, unknown-day {day}, unknown-room {room}, past-midnight {session},
    same-session, nothing-left, nobody-seated, and those of `agenda.formats.checks`, of which
    edits can cause end-before-start {start, end}, talk-outside {time, start, end}, time-skipped {time, date}.
    """

    def __init__(self, code: str, **parameters: str) -> None:
        super().__init__(code)
        self.code = code
        self.parameters: Mapping[str, str] = parameters


def move(document: Document, session_id: str, day_id: str, start: time) -> Document:
    """It begins at another time, be it on another day, and takes as long as before; its talks move along."""
    _known(document.days, "day", day_id)
    session = _session(document, session_id)
    return _with(document, _begun(session, start).model_copy(update={"day": day_id}))


def shift(document: Document, session_id: str, minutes: int) -> Document:
    """It begins so much later on the same day, and takes as long as before; its talks move along."""
    return _with(document, _shifted(_session(document, session_id), minutes))


def set_length(document: Document, session_id: str, minutes: int) -> Document:
    """It begins when it did and takes so many minutes."""
    session = _session(document, session_id)
    return _with(document, session.model_copy(update={"end": _later(session, session.start, minutes)}))


def set_room(document: Document, session_id: str, room_id: str) -> Document:
    """It takes place in another room; where that is smaller, no more seats are given away than it has."""
    _known(document.rooms, "room", room_id)
    return _with(document, _session(document, session_id).model_copy(update={"room": room_id}))


def cancel(document: Document, session_id: str) -> Document:
    return _with(document, _session(document, session_id).model_copy(update={"cancelled": True}))


def restore(document: Document, session_id: str) -> Document:
    """It takes place after all."""
    return _with(document, _session(document, session_id).model_copy(update={"cancelled": False}))


def swap(document: Document, first_id: str, second_id: str) -> Document:
    """Two sessions exchange their days, starts and rooms; each takes as long as before."""
    if first_id == second_id:
        raise ImpossibleError("same-session")
    first, second = _session(document, first_id), _session(document, second_id)
    return _with(document, _in_place_of(first, second), _in_place_of(second, first))


def delay_rest(document: Document, now: datetime, minutes: int) -> Document:
    """The rest of the day at `now` is late: what runs ends later, what comes begins later.

    Choosing among what is late closes later too, if it is still open. What is cancelled is late too: it may
    be restored.
    """
    wall = now.astimezone(ZoneInfo(document.event.time_zone)).replace(tzinfo=None)
    today = {day.id for day in document.days if day.date == wall.date()}
    to_come = [s for s in document.sessions if s.day in today and s.end > wall.time()]
    left = [s for s in to_come if not s.cancelled or _minute(s.end) + minutes < MIDNIGHT]
    choice_ids = {session.choice for session in left if not session.cancelled}
    if not choice_ids:
        raise ImpossibleError("nothing-left")
    delayed = [_delayed(session, wall.time(), minutes) for session in left]
    return _with(_closing_later(document, choice_ids, wall, minutes), *delayed)


def start_late(document: Document, session_id: str, minutes: int) -> Document:
    """It begins later and ends when it would have; a talk begins no earlier than its session."""
    session = _session(document, session_id)
    start = _later(session, session.start, minutes)
    talks = [talk.model_copy(update={"start": max(talk.start, start)}) for talk in session.talks]
    return _with(document, session.model_copy(update={"start": start, "talks": talks}))


def limit(document: Document, session_id: str, seats: int) -> Document:
    """The room is full: there are no more seats than the `seats` that are taken."""
    if seats < 1:
        raise ImpossibleError("nobody-seated")
    return _with(document, _session(document, session_id).model_copy(update={"capacity": seats}))


def examine(base: Document, document: Document) -> Sequence[Finding]:
    """What the checks of a file say of a changed document and did not say before: errors and warnings."""
    return not_said_of(base, findings_of(document))


# ------------------------------------------------------------------ the steps


def _session(document: Document, session_id: str) -> Session:
    found = next((session for session in document.sessions if session.id == session_id), None)
    if found is None:
        raise ImpossibleError("unknown-session", session=session_id)
    return found


def _known(items: Sequence[Day] | Sequence[Room], kind: str, item_id: str) -> None:
    if item_id not in {item.id for item in items}:
        raise ImpossibleError(f"unknown-{kind}", **{kind: item_id})


def _begun(session: Session, start: time) -> Session:
    """The whole session at another time of the day."""
    return _shifted(session, minutes_between(session.start, start))


def _shifted(session: Session, minutes: int) -> Session:
    later = partial(_later, session, minutes=minutes)
    talks = [talk.model_copy(update={"start": later(talk.start)}) for talk in session.talks]
    return session.model_copy(
        update={"start": later(session.start), "end": later(session.end), "talks": talks}
    )


def _in_place_of(session: Session, other: Session) -> Session:
    return _begun(session, other.start).model_copy(update={"day": other.day, "room": other.room})


def _delayed(session: Session, now: time, minutes: int) -> Session:
    """One that runs ends later, and so begin those of its talks that have not begun."""
    if session.start > now:
        return _shifted(session, minutes)
    talks = [
        talk.model_copy(update={"start": _later(session, talk.start, minutes)}) if talk.start > now else talk
        for talk in session.talks
    ]
    return session.model_copy(update={"end": _later(session, session.end, minutes), "talks": talks})


def _later(session: Session, moment: time, minutes: int) -> time:
    minute = _minute(moment) + minutes
    if not 0 <= minute < MIDNIGHT:
        raise ImpossibleError("past-midnight", session=session.id)
    return time(minute // 60, minute % 60)


def minutes_between(start: time, end: time) -> int:
    """Of one day."""
    return _minute(end) - _minute(start)


def _minute(moment: time) -> int:
    return 60 * moment.hour + moment.minute


def _with(document: Document, *changed: Session) -> Document:
    """The document with these sessions in place of those of the same ids, if it still holds together."""
    by_id = {session.id: session for session in changed}
    sessions = [by_id.get(session.id, session) for session in document.sessions]
    result = _closing_in_time(document.model_copy(update={"sessions": sessions}))
    for fault in unbearable(result):
        raise ImpossibleError(fault.code, **fault.parameters)
    return result


def _closing_in_time(document: Document) -> Document:
    """No choice stays open once its first session has begun."""
    dates = {day.id: day.date for day in document.days}

    def closes(choice: Choice) -> datetime:
        offered = [s for s in document.sessions if s.choice == choice.id and not s.cancelled]
        return min([choice.closes, *(datetime.combine(dates[s.day], s.start) for s in offered)])

    return _with_closes(document, closes)


def _closing_later(
    document: Document, choice_ids: Collection[str | None], now: datetime, minutes: int
) -> Document:
    """Of these what is still open and closes on the same day."""

    def closes(choice: Choice) -> datetime:
        still_open = now < choice.closes and choice.closes.date() == now.date()
        later = choice.id in choice_ids and still_open
        return choice.closes + timedelta(minutes=minutes) if later else choice.closes

    return _with_closes(document, closes)


def _with_closes(document: Document, closes: Callable[[Choice], datetime]) -> Document:
    choices = [choice.model_copy(update={"closes": closes(choice)}) for choice in document.choices]
    return document.model_copy(update={"choices": choices})
