"""Whom a change concerns: kept from the moment it is made until they have been told."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, String, delete, exists, func, literal, or_, select, true, union_all, update

from bot.agenda.changes import Change, What
from bot.agenda.queries import leading, seated
from bot.agenda.rules import Session
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.programme.rules import KEPT, PATIENCE, SETTLING, to_tell
from bot.storage.engine import Transaction, insert_or_update
from bot.storage.tables import Instant, concerns, people, programmes, seats, sessions, waiting


async def note(tx: Transaction, changes: Sequence[Change], now: datetime) -> None:
    """Keep whom it concerns, as long as the database has the state before; who has not been told stays."""
    is_open = concerns.c.told_at.is_(None)
    keeping = insert_or_update(tx, concerns, ["person_id", "session_id"], ["changed_at"], among=is_open)
    names = ["person_id", "session_id", "since", "changed_at"]
    for pairs in concerned(changes, now):
        facts = pairs.add_columns(literal(changes[0].old.version), literal(now, Instant))
        # Processes that write at once lock rows in one order.
        await tx.execute(keeping.from_select(names, facts.order_by("session_id", "person_id")))


def concerned(changes: Sequence[Change], now: datetime) -> Iterator[Select[Any]]:
    """Each person with each session of which they are to be told, by how things are before the change."""
    told = to_tell(changes, now)
    new = {change.id: change.after for change in told if change.before is None}
    if changed := {change.id for change in told} - new.keys():
        yield _of_changed(changed)
    for session in new.values():
        if isinstance(session, Session):
            yield _of_new(session)
    for change in told:
        if change.what is What.CHOICE and isinstance(change.after, Session) and change.after.choice_id:
            yield _of_returned(change.after)


def _of_changed(session_ids: Collection[str]) -> Select[Any]:
    """Who sits in it, waits for it or leads it; everybody, where there is nothing to choose."""
    held = (
        exists().where(
            table.c.person_id == people.c.id,
            table.c.choice_id == sessions.c.choice_id,  # there a person has one place, which an index finds
            table.c.session_id == sessions.c.id,
        )
        for table in (seats, waiting)
    )
    return (
        select(people.c.id.label("person_id"), sessions.c.id.label("session_id"))
        .join_from(sessions, people, true())
        .where(sessions.c.id.in_(session_ids), *wants(Kind.CHANGE))
        .where(or_(sessions.c.choice_id.is_(None), *held, leading()))
    )


def _of_new(session: Session) -> Select[Any]:
    """Everybody; where it is one of a choice, those who have no seat there yet."""
    without_seat = [~seated(literal(session.choice_id))] if session.choice_id else []
    new = select(people.c.id.label("person_id"), literal(session.id, String).label("session_id"))
    return new.where(*wants(Kind.CHANGE), *without_seat)


def _of_returned(session: Session) -> Select[Any]:
    """Who sat in it, or waited for it, when it was in this choice before: they do so again."""
    places = (
        select(table.c.person_id).where(
            table.c.session_id == session.id, table.c.choice_id == session.choice_id
        )
        for table in (seats, waiting)
    )
    concerned = select(people.c.id.label("person_id"), literal(session.id, String).label("session_id"))
    return concerned.where(*wants(Kind.CHANGE), people.c.id.in_(union_all(*places)))


# ------------------------------------------------------------------- telling


class Concern(NamedTuple):
    """A session that has changed since a version of the programme."""

    session_id: str
    since: int


async def open_concerns(tx: Transaction) -> Collection[Concern]:
    """Of which somebody has not been told yet."""
    of_all = select(concerns.c.session_id, concerns.c.since).where(concerns.c.told_at.is_(None)).distinct()
    return [Concern(*row) for row in await tx.execute(of_all)]


async def close_settled(tx: Transaction, now: datetime, pressing: Collection[str] | None) -> None:
    """Everybody for whom nothing has changed for a while is told `now`, once, of all that has.

    `pressing`: only those whom one of these sessions concerns.
    """
    is_open = concerns.c.told_at.is_(None)
    first = func.min(programmes.c.imported_at)  # of the change after the version that they knew
    settled = (
        select(concerns.c.person_id)
        .join(programmes, programmes.c.version == concerns.c.since + 1)
        .where(is_open)
        .group_by(concerns.c.person_id)
        .having(or_(func.max(concerns.c.changed_at) <= now - SETTLING, first <= now - PATIENCE))
    )
    closing = update(concerns).where(is_open, concerns.c.person_id.in_(settled))
    if pressing is not None:
        urgent = select(concerns.c.person_id).where(is_open, concerns.c.session_id.in_(pressing))
        closing = closing.where(concerns.c.person_id.in_(urgent))
    await tx.execute(closing.values(told_at=now))


async def told_to(tx: Transaction, person_id: int, told_at: datetime) -> Collection[Concern]:
    """Of what somebody is told in one message."""
    theirs = select(concerns.c.session_id, concerns.c.since).where(
        concerns.c.person_id == person_id, concerns.c.told_at == told_at
    )
    return [Concern(*row) for row in await tx.execute(theirs)]


async def forget_told(tx: Transaction, now: datetime) -> None:
    await tx.execute(delete(concerns).where(concerns.c.told_at < now - KEPT))
