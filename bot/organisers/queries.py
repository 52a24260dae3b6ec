"""Figures for organisers, each screen in a handful of statements whatever the number of people."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    Subquery,
    and_,
    case,
    distinct,
    func,
    select,
    true,
)

from bot.delivery import reasons
from bot.delivery.inbox_rows import MOST_TRIES, is_parked
from bot.delivery.outbox import State, in_state, not_arrived
from bot.organisers.rules import LATE, Failed, Figures, Reason
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.reminders.queries import concerned
from bot.storage.engine import Transaction
from bot.storage.tables import announcements, guests, inbox, letters, outbox, people, sessions


async def figures(
    tx: Transaction, now: datetime, machine_now: datetime, patience: timedelta = LATE, besides: int = 0
) -> Figures:
    """All in one statement; `besides`: the update that is being answered."""
    counted = select(
        *_of_people(),
        _count(guests, guests.c.person_id.is_(None)).label("expected"),
        _count(letters, letters.c.answers_id.is_(None), letters.c.settled_at.is_(None)).label("letters"),
        *_of_announcements(),
        *_of_delivery(now, machine_now, patience),
        select(inbox.c.received_at)
        .where(inbox.c.update_id < besides)
        .order_by(inbox.c.update_id.desc())
        .limit(1)
        .scalar_subquery()
        .label("received_at"),
    )
    return Figures(**(await tx.execute(counted)).mappings().one())


def _of_people() -> Sequence[ColumnElement[Any]]:
    known = people.c.language.is_not(None)
    reminded = and_(people.c.reminder_lead > 0, *wants(Kind.REMINDER))
    return [
        _count(people, known).label("registered"),
        _count(people, known, ~people.c.active).label("unreachable"),
        _count(people, known, people.c.active, ~reminded).label("unreminded"),
    ]


def _of_announcements() -> Sequence[ColumnElement[Any]]:
    scheduled = announcements.c.state == "scheduled"
    first = select(func.min(announcements.c.send_at)).where(scheduled).scalar_subquery()
    return [
        _count(announcements, announcements.c.state.in_(["sending", "paused"])).label("announced"),
        _count(announcements, scheduled).label("scheduled"),
        first.label("next_announcement"),
    ]


def _of_delivery(now: datetime, machine_now: datetime, patience: timedelta) -> Sequence[ColumnElement[Any]]:
    waits = and_(in_state(outbox, State.READY), outbox.c.due_at <= now - patience, outbox.c.expires_at > now)
    abandoned = and_(in_state(outbox, State.SENDING), outbox.c.lease_until <= machine_now - LATE)
    unhandled = and_(inbox.c.handled_at.is_(None), inbox.c.tries < MOST_TRIES)
    return [
        (_count(outbox, waits) + _count(outbox, abandoned)).label("late"),
        select(func.min(outbox.c.due_at)).where(waits).scalar_subquery().label("late_since"),
        _count(inbox, unhandled, inbox.c.received_at <= machine_now - LATE).label("unanswered"),
        _count(inbox, is_parked()).label("parked"),
    ]


def _count(table: Any, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()


async def count_reminded(tx: Transaction, session_ids: Collection[str]) -> int:
    """How many people will be reminded of one of these sessions, as it looks now."""
    wanting = (
        select(func.count(distinct(people.c.id)))
        .join_from(sessions, people, true())
        .where(sessions.c.id.in_(session_ids), *concerned())
    )
    return await tx.scalar(wanting) or 0


# -------------------------------------------------------------- what failed


async def count_failed(tx: Transaction, since: datetime) -> Mapping[Reason, int]:
    """Messages due since then that did not arrive, or may not have, by reason."""
    failed = _failed(since)
    counted = select(failed.c.reason, func.count()).group_by(failed.c.reason)
    return {Reason(reason): count for reason, count in await tx.execute(counted)}


async def count_unreached(tx: Transaction, since: datetime) -> int:
    """How many there are of `unreached`."""
    return await tx.scalar(select(func.count()).select_from(_unreached(since).subquery())) or 0


async def unreached(tx: Transaction, since: datetime, offset: int, limit: int) -> Sequence[Failed]:
    """People whom messages did not reach, once for each reason; the latest first."""
    each = _unreached(since).subquery()
    page = (
        select(each.c.person_id, people.c.name, people.c.username, each.c.reason, each.c.messages)
        .join_from(each, people, people.c.id == each.c.person_id)
        .order_by(each.c.latest.desc(), each.c.person_id, each.c.reason)
        .offset(offset)
        .limit(limit)
    )
    return [
        Failed(person_id, name, username, Reason(reason), messages)
        for person_id, name, username, reason, messages in await tx.execute(page)
    ]


def _unreached(since: datetime) -> Select[Any]:
    failed = _failed(since)
    return select(
        failed.c.person_id,
        failed.c.reason,
        func.count().label("messages"),
        func.max(failed.c.due_at).label("latest"),
    ).group_by(failed.c.person_id, failed.c.reason)


def _failed(since: datetime) -> Subquery:
    return (
        select(outbox.c.person_id, outbox.c.due_at, _reason().label("reason"))
        .where(not_arrived(outbox), outbox.c.due_at >= since)
        .subquery()
    )


def _reason() -> ColumnElement[str]:
    return case(
        (outbox.c.state == State.EXPIRED, Reason.LATE),
        (outbox.c.state == State.AMBIGUOUS, Reason.UNCERTAIN),
        *((outbox.c.reason == refusal, reason) for refusal, reason in _REFUSALS.items()),
        else_=Reason.OTHER,
    )


_REFUSALS: Final = {
    reasons.Reason.BLOCKED: Reason.BLOCKED,
    reasons.Reason.DELETED: Reason.GONE,
    reasons.Reason.TOO_OLD: Reason.UNCHANGED,
    reasons.Reason.MISSING: Reason.UNCHANGED,
}
