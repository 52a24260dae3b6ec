"""Which reminders are due, as rows for the outbox, and which of them still hold when they are sent.

A row is about one session at one start: a session that moves is a new one. Those of one person that begin at
one moment are planned in one go and become one message.
"""

from collections.abc import Sequence
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
    or_,
    select,
    true,
    type_coerce,
)

from bot.agenda.queries import seated
from bot.delivery.planning import columns_of, key_of
from bot.people.queries import wants
from bot.people.rules import Kind, Role
from bot.reminders.rules import EARLIEST, LATEST
from bot.storage.tables import Instant, milliseconds, outbox, people, roles, session_hosts, sessions

REMINDER: Final = "reminder"
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
        .where(starts_at - lead <= milliseconds(now), *_concerned())
        .order_by(sessions.c.id, people.c.id)  # processes that plan at once lock rows in one order
    )


def still_due(person_id: int, subject: str) -> Select[tuple[str]]:
    """The sessions of this reminder and of those planned with it, as far as they hold now.

    None once one of the others was sent: it spoke for all.
    """
    mine, group, told = outbox.alias("mine"), outbox.alias("together"), outbox.alias("told")
    spoken = exists().where(_together(told, mine), told.c.id != mine.c.id, told.c.sent_at.is_not(None))
    return (
        select(sessions.c.id)
        .join_from(mine, group, _together(group, mine))
        .join(people, people.c.id == mine.c.person_id)
        .join(sessions, and_(sessions.c.starts_at == mine.c.expires_at, group.c.subject == _subject()))
        .where(mine.c.kind == REMINDER, mine.c.person_id == person_id, mine.c.subject == subject)
        .where(*_concerned(), ~spoken)
    )


def session_of(subject: str) -> str:
    """The id of the session that a row is about."""
    return subject.partition(":")[0]


def _subject() -> ColumnElement[str]:
    return sessions.c.id + ":" + cast(type_coerce(sessions.c.starts_at, BigInteger), String)


def _together(row: Any, mine: Any) -> ColumnElement[bool]:
    """Planned in one go, for the same person and the same moment."""
    same = ("kind", "person_id", "due_at", "expires_at")
    return and_(*(row.c[name] == mine.c[name] for name in same))


def _concerned() -> Sequence[ColumnElement[bool]]:
    """Whether somebody wants to be reminded of a session: it is for all, or they sit in it or lead it."""
    for_all = sessions.c.choice_id.is_(None)
    return [
        *wants(Kind.REMINDER),
        people.c.reminder_lead > 0,
        sessions.c.reminded,
        ~sessions.c.cancelled,
        or_(for_all, seated(sessions.c.choice_id), _leading()),
    ]


def _leading() -> ColumnElement[bool]:
    return exists().where(
        roles.c.person_id == people.c.id,
        roles.c.role == Role.HOST,
        session_hosts.c.host_id == roles.c.subject,
        session_hosts.c.session_id == sessions.c.id,
    )
