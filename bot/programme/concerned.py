"""Whom a change concerns, by how things are before it is made."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, exists, literal, or_, select, true, union_all

from bot.agenda.changes import Change, What
from bot.agenda.queries import leading, seated
from bot.agenda.rules import Session
from bot.people.queries import wants
from bot.people.rules import Kind, Role
from bot.programme.rules import to_tell
from bot.storage.tables import people, roles, seats, sessions, waiting


def concerned(changes: Sequence[Change], now: datetime) -> Iterator[Select[Any]]:
    """Each person with each session of which they are to be told, by how things are before the change.

    Some are found more than once.
    """
    told = to_tell(changes, now)
    if told:
        yield _of_changed({change.id for change in told})
    for change in told:
        if isinstance(change.after, Session):
            yield from _of_coming(change, change.after)


def _of_coming(change: Change, session: Session) -> Iterator[Select[Any]]:
    """Whom a session concerns only as it is to be."""
    former_hosts = change.before.host_ids if isinstance(change.before, Session) else ()
    if change.before is None:
        yield _of_new(session)
    if new_hosts := set(session.host_ids).difference(former_hosts):
        yield _everybody(session).where(_is_one_of(new_hosts))
    if change.what is What.CHOICE and session.choice_id:
        yield _of_returned(session)


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
    return _everybody(session).where(*without_seat)


def _everybody(session: Session) -> Select[Any]:
    them = select(people.c.id.label("person_id"), literal(session.id, String).label("session_id"))
    return them.where(*wants(Kind.CHANGE))


def _is_one_of(host_ids: Collection[str]) -> ColumnElement[bool]:
    return exists().where(
        roles.c.person_id == people.c.id, roles.c.role == Role.HOST, roles.c.subject.in_(host_ids)
    )


def _of_returned(session: Session) -> Select[Any]:
    """Who sat in it, or waited for it, when it was in this choice before: they do so again."""
    places = (
        select(table.c.person_id).where(
            table.c.session_id == session.id, table.c.choice_id == session.choice_id
        )
        for table in (seats, waiting)
    )
    return _everybody(session).where(people.c.id.in_(union_all(*places)))
