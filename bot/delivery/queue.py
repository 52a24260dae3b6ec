"""What waits to be sent and to be handled, as figures."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, case, func, literal, select

from bot.delivery.inbox_rows import MOST_TRIES, is_parked
from bot.delivery.outbox import State, in_state
from bot.storage.engine import Transaction
from bot.storage.tables import inbox, outbox


class Waiting(NamedTuple):
    """Messages of a kind that have not left: due or later, or on their way."""

    kind: str
    when: str  # due, later, sending
    messages: int


class Backlog(NamedTuple):
    """Since when the oldest waits, where one does; the inbox in machine time."""

    due_since: datetime | None
    unhandled: int
    unhandled_since: datetime | None
    parked: int


async def waiting(tx: Transaction, now: datetime) -> Sequence[Waiting]:
    """Of each kind, as long as they are not too late."""
    when = case((outbox.c.due_at <= now, "due"), else_="later").label("when")
    ready = select(outbox.c.kind, when).where(in_state(outbox, State.READY), outbox.c.expires_at > now)
    sending = select(outbox.c.kind, literal("sending")).where(in_state(outbox, State.SENDING))
    each = ready.union_all(sending).subquery()
    counted = select(each, func.count()).group_by(each.c.kind, each.c.when)
    return [Waiting(*row) for row in await tx.execute(counted)]


async def backlog(tx: Transaction, now: datetime) -> Backlog:
    due = outbox.c.due_at <= now, outbox.c.expires_at > now
    unhandled = and_(inbox.c.handled_at.is_(None), inbox.c.tries < MOST_TRIES)
    figures = (
        _of(func.min(outbox.c.due_at), in_state(outbox, State.READY), *due),
        _of(func.count(inbox.c.update_id), unhandled),
        _of(func.min(inbox.c.received_at), unhandled),
        _of(func.count(inbox.c.update_id), is_parked()),
    )
    return Backlog(*(await tx.execute(select(*figures))).one())


def _of(figure: Any, *conditions: Any) -> Any:
    return select(figure).where(*conditions).scalar_subquery()
