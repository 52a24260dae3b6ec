"""Whom reminders concern, and who has them already."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Join, and_, distinct, func, or_, select

from bot.agenda.queries import leading, seated
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.storage.engine import Transaction
from bot.storage.tables import outbox, people, sessions

REMINDER: Final = "reminder"

planned, sent = outbox.alias("planned"), outbox.alias("sent")


async def count_reminded(tx: Transaction, session_ids: Collection[str]) -> int:
    """How many people have got a reminder of one of these sessions."""
    subjects = await subjects_by_session(tx)
    about = [subject for session_id in session_ids for subject in subjects.get(session_id, ())]
    reminded = select(func.count(distinct(sent.c.person_id))).select_from(delivered())
    return int((await tx.execute(reminded.where(planned.c.subject.in_(about)))).scalar_one())


async def subjects_by_session(tx: Transaction) -> Mapping[str, Collection[str]]:
    """What reminders there are: those of a session, at whatever start, have subjects of their own."""
    found: dict[str, list[str]] = {}
    for subject in await tx.scalars(select(outbox.c.subject).where(outbox.c.kind == REMINDER).distinct()):
        found.setdefault(session_of(subject), []).append(subject)
    return found


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


def session_of(subject: str) -> str:
    """The id of the session that a reminder is about."""
    return subject.partition(":")[0]


def delivered() -> Join:
    """Each reminder that was `planned` with the message that was `sent` for it and those beside it."""
    arrived = and_(sent.c.state == "sent", sent.c.message_id.is_not(None))
    return planned.join(sent, and_(planned.c.kind == REMINDER, together(sent, planned), arrived))


def together(row: Any, other: Any) -> ColumnElement[bool]:
    """Planned in one go, for the same person and the same moment: the two are one message."""
    same = ("kind", "person_id", "due_at", "expires_at")
    return and_(*(row.c[name] == other.c[name] for name in same))
