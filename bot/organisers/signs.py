"""Signs that messages or answers do not get through, and what organisers were told of it last; as queries.

Each sign is found by an index of its own, since it is looked for again and again.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from bot.delivery.inbox_rows import MOST_TRIES, is_parked
from bot.delivery.outbox import State, in_state, not_arrived
from bot.delivery.reasons import Reason
from bot.organisers.rules import LATE
from bot.organisers.trouble import LATELY, MANY, UNWELL, WELL, Sign, Told, Trouble
from bot.storage.engine import Transaction
from bot.storage.tables import inbox, paces
from bot.storage.tables import outbox as messages


class Look(NamedTuple):
    """When it is: seminar time, machine time, and the seminar seconds of a machine second."""

    now: datetime
    machine_now: datetime
    speed: float = 1.0

    def ago(self, time: timedelta) -> datetime:
        """The seminar's moment at which so much machine time had yet to pass."""
        return self.now - time * max(1.0, self.speed)


async def find(tx: Transaction, look: Look, late: int = 0) -> frozenset[Sign]:
    """All that there are at this moment; `late`: the message that was before."""
    late = await tx.scalar(_still_late(look, late)) or await tx.scalar(_first_in_line(look)) or 0
    unhandled = inbox.c.handled_at.is_(None), inbox.c.received_at <= look.machine_now - LATE
    parked = is_parked(), inbox.c.received_at > look.machine_now - LATELY
    others = {
        Trouble.UNANSWERED: exists().where(*unhandled, inbox.c.tries < MOST_TRIES),
        Trouble.PARKED: exists().where(*parked),
        Trouble.FAILED: _failed_since(look.ago(LATELY)) >= MANY,
    }
    row = (await tx.execute(select(*others.values()))).one()
    found = {Sign(trouble) for trouble, there in zip(others, row, strict=True) if there}
    return frozenset(found | ({Sign(Trouble.LATE, late)} if late else set()))


def _still_late(look: Look, message_id: int) -> Select[tuple[int]]:
    """The message itself, if it has not left; it may be on its way at this moment."""
    waits = or_(in_state(messages, State.SENDING), in_state(messages, State.READY) & ~_held_back(look))
    return select(messages.c.id).where(messages.c.id == message_id, waits, messages.c.expires_at > look.now)


def _first_in_line(look: Look) -> Select[tuple[int]]:
    """The message that should leave next, if it should have left a while ago."""
    may_leave = or_(messages.c.retry_at.is_(None), messages.c.retry_at <= look.machine_now)
    return (
        select(messages.c.id)
        .where(in_state(messages, State.READY), messages.c.due_at <= look.ago(LATE))
        .where(messages.c.expires_at > look.now, may_leave, ~_held_back(look))
        .order_by(messages.c.priority, messages.c.due_at, messages.c.id)
        .limit(1)
    )


def _held_back(look: Look) -> ColumnElement[bool]:
    """Telegram wants its one chat left alone."""
    return exists().where(paces.c.chat_id == messages.c.chat_id, paces.c.free_at > look.machine_now)


def _failed_since(since: datetime) -> ColumnElement[int]:
    """Messages due since then that failed for no reason of the person's own."""
    theirs = func.coalesce(messages.c.reason, Reason.REFUSED) != Reason.REFUSED
    counted = select(func.count()).select_from(messages)
    return counted.where(not_arrived(messages), messages.c.due_at >= since, ~theirs).scalar_subquery()


async def told(tx: Transaction) -> Told:
    """What organisers were told last, or are about to be."""
    newest = select(messages.c.id, messages.c.kind, messages.c.subject)
    newest_first = (messages.c.id + 0).desc()  # no column: mostly there is none, and all rows would be read
    newest = newest.where(messages.c.kind.in_((UNWELL, WELL))).order_by(newest_first).limit(1)
    row = (await tx.execute(newest)).one_or_none()
    return Told(*row) if row else Told(0, WELL, "")
