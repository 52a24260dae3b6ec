"""Which messages about the Declaration are due, as rows for the outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select

from bot.declaration.rules import ADOPTED, DECIDED, KEPT, WITHDRAWN
from bot.delivery.outbox import Priority, State
from bot.delivery.planning import columns_of, key_of
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.storage.tables import Instant, outbox, people


def adopted(version: str, entry_id: int, zone: str | None, due_at: datetime) -> Select[Any]:
    """To everybody of this zone who wants announcements, once for each entry of the audit."""
    row = _row(ADOPTED, key_of(ADOPTED, literal(entry_id), people.c.id), version, due_at)
    return select(*row).where(people.c.zone.is_not_distinct_from(zone), *wants(Kind.ANNOUNCEMENT))


def withdrawn(version: str, entry_id: int, zone: str | None, due_at: datetime) -> Select[Any]:
    """To those of them whom the news of this adoption has reached, or may have, and who want it still."""
    row = _row(WITHDRAWN, key_of(WITHDRAWN, literal(entry_id), people.c.id), version, due_at)
    told = outbox.c.kind == ADOPTED, outbox.c.subject == version
    reached = outbox.c.state.in_([State.SENDING, State.SENT, State.AMBIGUOUS])
    theirs = select(*row).join_from(people, outbox, outbox.c.person_id == people.c.id)
    return theirs.where(people.c.zone.is_not_distinct_from(zone), *told, reached, *wants(Kind.ANNOUNCEMENT))


def decided(amendment_id: int, author_id: int, entry_id: int, due_at: datetime) -> Select[Any]:
    """To the author of an amendment who wants announcements, once for each entry of the audit."""
    row = _row(DECIDED, key_of(DECIDED, literal(entry_id)), str(amendment_id), due_at)
    return select(*row).where(people.c.id == author_id, *wants(Kind.ANNOUNCEMENT))


def _row(kind: str, key: ColumnElement[str], subject: str, due_at: datetime) -> list[ColumnElement[Any]]:
    return columns_of(
        kind,
        key,
        subject=literal(subject),
        due_at=literal(due_at, Instant),
        expires_at=literal(due_at + KEPT, Instant),
        priority=Priority.ANNOUNCEMENT,
    )
