"""Which reminders are due, as rows for the outbox, and which of them still hold when they are sent.

A row is about one session at one start: a session that moves is a new one. Those of one person that begin at
one moment are planned in one go and become one message.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    exists,
    literal,
    select,
    true,
    type_coerce,
)

from bot.delivery.planning import columns_of, key_of
from bot.reminders.queries import REMINDER, arrived, concerned, is_about, together
from bot.reminders.rules import EARLIEST, LATEST
from bot.storage.tables import Instant, milliseconds, outbox, people, sessions

CORRECTION: Final = "reminder-correction"
# After a change; longer than a reminder that is on its way may need, and that the bot may be away.
FRESH: Final = timedelta(hours=1)
_A_MINUTE: Final = timedelta(minutes=1) // timedelta(milliseconds=1)


def reminders(now: datetime) -> Select[Any]:
    """One row for each session that begins within a person's own time, if it concerns them."""
    starts_at = type_coerce(sessions.c.starts_at, BigInteger)
    lead = type_coerce(people.c.reminder_lead, BigInteger) * _A_MINUTE
    key = key_of(REMINDER, _subject(), people.c.id)
    row = columns_of(
        REMINDER, key, subject=_subject(), due_at=literal(now, Instant), expires_at=sessions.c.starts_at
    )
    return (
        select(*row)
        .join_from(sessions, people, true())
        .where(sessions.c.starts_at.between(now + LATEST, now + EARLIEST))
        .where(starts_at - lead <= milliseconds(now), *concerned())
        .order_by(sessions.c.id, people.c.id)  # processes that plan at once lock rows in one order
    )


def still_due(person_id: int, subject: str) -> Select[tuple[str]]:
    """The sessions of this reminder and of those planned with it, as far as they hold now.

    None once one of the others was sent: it spoke for all.
    """
    mine, group, told = outbox.alias("mine"), outbox.alias("together"), outbox.alias("told")
    spoken = exists().where(together(told, mine), told.c.id != mine.c.id, told.c.sent_at.is_not(None))
    return (
        select(sessions.c.id)
        .join_from(mine, group, together(group, mine))
        .join(people, people.c.id == mine.c.person_id)
        .join(sessions, and_(sessions.c.starts_at == mine.c.expires_at, group.c.subject == _subject()))
        .where(mine.c.kind == REMINDER, mine.c.person_id == person_id, mine.c.subject == subject)
        .where(*concerned(), ~spoken)
    )


def corrections(now: datetime) -> Select[Any]:
    """One row for each reminder that has arrived and each change since then of a session in it."""
    planned, sent = outbox.alias("planned"), outbox.alias("sent")
    key = key_of(CORRECTION, sent.c.id, type_coerce(sessions.c.changed_at, BigInteger))
    row = columns_of(
        CORRECTION,
        key,
        subject=cast(sent.c.id, String),
        due_at=literal(now, Instant),
        expires_at=sessions.c.ends_at,
        chat_id=sent.c.chat_id,
    )
    return (
        select(*row)
        .join_from(sessions, planned, is_about(planned, sessions.c.id))
        .join(sent, and_(together(sent, planned), arrived(sent)))
        .join(people, people.c.id == sent.c.person_id)
        .where(sessions.c.changed_at > now - FRESH, sessions.c.ends_at > now)
        .where(people.c.active, sent.c.due_at < sessions.c.changed_at)
        .order_by(sent.c.id)  # processes that plan at once lock rows in one order
    )


def parts_of(reminder_id: int) -> Select[Any]:
    """The subjects of all that a reminder spoke of, with its message and when it was due."""
    planned, sent = outbox.alias("planned"), outbox.alias("sent")
    return (
        select(planned.c.subject, sent.c.message_id, sent.c.due_at)
        .join_from(sent, planned, together(planned, sent))
        .where(sent.c.id == reminder_id)
    )


def session_of(subject: str) -> str:
    """The id of the session that a row is about."""
    return subject.partition(":")[0]


def _subject() -> ColumnElement[str]:
    return sessions.c.id + ":" + cast(type_coerce(sessions.c.starts_at, BigInteger), String)
