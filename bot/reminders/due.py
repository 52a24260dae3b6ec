"""Which reminders are due, as rows for the outbox, and which of them still hold when they are sent.

A row is about one session at one start: a session that moves is a new one. Those of one person that begin at
one moment are planned in one go and become one message.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    Update,
    and_,
    cast,
    exists,
    literal,
    or_,
    select,
    true,
    type_coerce,
    update,
)

from bot.agenda.queries import leading
from bot.delivery.outbox import State, called_off, undone
from bot.delivery.planning import columns_of, key_of, without
from bot.reminders.queries import REMINDER, concerned, delivered, messages_with, planned, sent, together
from bot.reminders.rules import EARLIEST, LATEST
from bot.storage.moments import Moment
from bot.storage.tables import Instant, milliseconds, outbox, people, seats, sessions

CORRECTION: Final = "reminder-correction"
# After a change: longer than a reminder may be on its way, and than the bot is away when it restarts.
FRESH: Final = timedelta(minutes=15)
_A_MINUTE: Final = timedelta(minutes=1) // timedelta(milliseconds=1)


def beginning(now: Moment) -> Select[tuple[str]]:
    """What reminders of sessions are about that begin within anybody's time."""
    near = sessions.c.starts_at.between(now + LATEST, now + EARLIEST)
    return select(_subject()).where(near, sessions.c.reminded, ~sessions.c.cancelled)


def reminders(now: datetime, subject: str) -> Select[Any]:
    """One row for whomever this session concerns, once it begins within their own time."""
    starts_at = type_coerce(sessions.c.starts_at, BigInteger)
    lead = type_coerce(people.c.reminder_lead, BigInteger) * _A_MINUTE
    row = columns_of(
        REMINDER,
        key_of(REMINDER, literal(subject, String), people.c.id),
        subject=literal(subject, String),
        due_at=literal(now, Instant),
        expires_at=sessions.c.starts_at,
    )
    return (
        select(*row)
        .join_from(sessions, people, true())
        .where(_subject() == subject, starts_at - lead <= milliseconds(now))
        .where(without(REMINDER, outbox.c.subject == subject), *concerned())
        .order_by(people.c.id)
    )


def holding_again(subjects: Collection[str]) -> Select[tuple[int]]:
    """Reminders that were called off because they did not hold, and that nothing was said instead of."""
    mine = outbox.alias("mine")
    return (
        select(mine.c.id)
        .join_from(sessions, mine, and_(mine.c.kind == REMINDER, mine.c.subject == _subject()))
        .join(people, people.c.id == mine.c.person_id)
        .where(mine.c.subject.in_(subjects), undone(mine), called_off(mine))
        .where(*concerned(), ~_spoken(mine))
    )


def still_due(person_id: int, subject: str) -> Select[tuple[str]]:
    """The sessions of this reminder and of those planned with it, as far as they hold now.

    None once one of the others was sent: it spoke for all.
    """
    mine, group = outbox.alias("mine"), outbox.alias("together")
    return (
        select(sessions.c.id)
        .join_from(mine, group, together(group, mine))
        .join(people, people.c.id == mine.c.person_id)
        .join(sessions, and_(sessions.c.starts_at == mine.c.expires_at, group.c.subject == _subject()))
        .where(mine.c.kind == REMINDER, mine.c.person_id == person_id, mine.c.subject == subject)
        .where(*concerned(), ~_spoken(mine))
    )


def _spoken(mine: Any) -> ColumnElement[bool]:
    """One that was planned with it was sent."""
    told = outbox.alias("told")
    return exists().where(together(told, mine), told.c.id != mine.c.id, told.c.sent_at.is_not(None))


def changed_sessions(now: Moment) -> Select[Any]:
    """Sessions whose place or time has just changed, that are not over, and not all reminders corrected."""
    changed_at, corrected_at = sessions.c.changed_at, sessions.c.corrected_at
    return select(sessions.c.id, changed_at, sessions.c.ends_at).where(
        changed_at > now - FRESH,
        sessions.c.ends_at > now,
        or_(corrected_at.is_(None), corrected_at < changed_at),
    )


def corrections(now: datetime, session: Any, subjects: Collection[str]) -> Select[Any]:
    """One row for each message with a reminder of these `subjects` that came before the session changed."""
    message = messages_with(subjects, planned.c.due_at < session.changed_at).cte("message")
    change = literal(milliseconds(session.changed_at), BigInteger)
    row = columns_of(
        CORRECTION,
        key_of(CORRECTION, message.c.id, change),
        subject=cast(message.c.id, String),
        due_at=literal(now, Instant),
        expires_at=literal(session.ends_at, Instant),
        chat_id=message.c.chat_id,
    )
    return (
        select(*row)
        .join_from(message, people, people.c.id == message.c.person_id)
        .join(sessions, sessions.c.id == session.id)
        .where(people.c.active, or_(sessions.c.choice_id.is_(None), _has_its_seat(), leading()))
        .order_by(message.c.id)  # processes that plan at once lock rows in one order
    )


def _has_its_seat() -> ColumnElement[bool]:
    """They had a seat, and have not changed it for another, whatever has become of the session."""
    return exists().where(seats.c.person_id == people.c.id, seats.c.session_id == sessions.c.id)


def still_to_correct(session: Any, subjects: Collection[str]) -> Select[tuple[bool]]:
    """Whether a reminder that may speak of how the session was is still on its way."""
    on_its_way = exists().where(
        outbox.c.kind == REMINDER,
        outbox.c.subject.in_(subjects),
        outbox.c.due_at < session.changed_at,
        outbox.c.state.in_((State.READY, State.SENDING)),
    )
    return select(on_its_way)


def all_corrected(session: Any) -> Update:
    return update(sessions).where(sessions.c.id == session.id).values(corrected_at=session.changed_at)


def parts_of(reminder_id: int) -> Select[Any]:
    """The subjects of all that a reminder spoke of, with its message and when it was due."""
    return (
        select(planned.c.subject, sent.c.message_id, sent.c.due_at)
        .select_from(delivered())
        .where(sent.c.id == reminder_id)
    )


def _subject() -> ColumnElement[str]:
    return sessions.c.id + ":" + cast(type_coerce(sessions.c.starts_at, BigInteger), String)
