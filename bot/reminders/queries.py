"""Whom reminders concern, and who has them already."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Join, Select, and_, distinct, func, or_, select

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
    found = messages_with(about).subquery()
    return int((await tx.execute(select(func.count(distinct(found.c.person_id))))).scalar_one())


async def subjects_by_session(tx: Transaction) -> Mapping[str, Collection[str]]:
    """What reminders there are: those of a session, at whatever start, have subjects of their own."""
    found: dict[str, list[str]] = {}
    for subject in await tx.scalars(_subjects()):
        found.setdefault(session_of(subject), []).append(subject)
    return found


def _subjects() -> Select[tuple[str]]:
    """Each once, from one to the next in the index: a DISTINCT would read all the rows."""
    next_one = select(func.min(outbox.c.subject).label("subject")).where(outbox.c.kind == REMINDER)
    found = next_one.cte("subjects", recursive=True)
    following = next_one.where(outbox.c.subject > found.c.subject).scalar_subquery()
    found = found.union_all(select(following).select_from(found).where(found.c.subject.is_not(None)))
    return select(found.c.subject).where(found.c.subject.is_not(None))


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


def messages_with(subjects: Collection[str], *conditions: ColumnElement[bool]) -> Select[Any]:
    """The messages that brought a reminder of these subjects; the conditions are on rows of `planned`.

    A message may be found several times.
    """
    about = select(planned.c.person_id, planned.c.due_at, planned.c.expires_at).where(
        planned.c.kind == REMINDER, planned.c.subject.in_(subjects), *conditions
    )
    # First these rows, then what lies beside each: no other order, whatever the database thinks of its size.
    its = about.cte("its").prefix_with("MATERIALIZED")
    beside = (sent.c[name] == its.c[name] for name in ("person_id", "due_at", "expires_at"))
    kind = sent.c.kind + ""  # no column, so that a person's rows are not sought by it
    return select(sent).join(its, and_(*beside)).where(kind == REMINDER, *_arrived())


def delivered() -> Join:
    """Each reminder that was `planned` with the message that was `sent` for it and those beside it."""
    return planned.join(sent, and_(planned.c.kind == REMINDER, together(sent, planned), *_arrived()))


def _arrived() -> Sequence[ColumnElement[bool]]:
    return sent.c.state == "sent", sent.c.message_id.is_not(None)


def together(row: Any, other: Any) -> ColumnElement[bool]:
    """Planned in one go, for the same person and the same moment: the two are one message."""
    same = ("kind", "person_id", "due_at", "expires_at")
    return and_(*(row.c[name] == other.c[name] for name in same))
