"""Reminders that people have already."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, distinct, func, or_, select

from bot.agenda.queries import leading, seated
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.storage.engine import Transaction
from bot.storage.tables import outbox, people, sessions

REMINDER: Final = "reminder"


async def count_reminded(tx: Transaction, session_ids: Collection[str], now: datetime) -> int:
    """How many people have a reminder of one of these sessions, if it is not over."""
    planned, sent = outbox.alias("planned"), outbox.alias("sent")
    reminded = (
        select(func.count(distinct(sent.c.person_id)))
        .join_from(sessions, planned, is_about(planned, sessions.c.id))
        .join(sent, and_(together(sent, planned), arrived(sent)))
        .where(sessions.c.id.in_(session_ids), sessions.c.ends_at > now)
    )
    return int((await tx.execute(reminded)).scalar_one())


def concerned() -> Sequence[ColumnElement[bool]]:
    """Whether somebody wants to be reminded of a session: it is for all, or they sit in it or lead it."""
    for_all = sessions.c.choice_id.is_(None)
    return [
        *wants(Kind.REMINDER),
        people.c.reminder_lead > 0,
        sessions.c.reminded,
        ~sessions.c.cancelled,
        or_(for_all, seated(sessions.c.choice_id), leading()),
    ]


def is_about(row: Any, session_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a row of the outbox reminds of this session, at whatever start."""
    subject = func.substr(row.c.subject, 1, func.length(session_id) + 1)
    return and_(row.c.kind == REMINDER, subject == session_id + ":")


def together(row: Any, other: Any) -> ColumnElement[bool]:
    """Planned in one go, for the same person and the same moment: the two are one message."""
    same = ("kind", "person_id", "due_at", "expires_at")
    return and_(*(row.c[name] == other.c[name] for name in same))


def arrived(row: Any) -> ColumnElement[bool]:
    return and_(row.c.state == "sent", row.c.message_id.is_not(None))
