"""Taking messages in hand: those that are due, in the order in which they leave, at most one of each chat.

What waits is read once, in its order, so that the first of each chat is known. Were the database to compare
it with itself, a plan made from old statistics would take seconds for a few thousand messages.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    SmallInteger,
    case,
    exists,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from bot.delivery.limits import CHAT_STEP, GROUP_STEP
from bot.delivery.outbox import LEASE, PLANNED, Row, State, in_state, language_now
from bot.storage.engine import Transaction
from bot.storage.tables import Instant, outbox, paces

PAGE: Final = 100  # messages read at first: more than usually have to wait at the front
LARGEST: Final = 5000  # read at once, when ever more have to
_CLAIMED: Final = ("id", *PLANNED[1:], "tries", "ambiguous", "lease_until")
_ORDER: Final = outbox.c.priority, outbox.c.due_at, outbox.c.id


async def claim(  # noqa: PLR0913, PLR0917 -- who, what, when, how many
    tx: Transaction, owner: str, kinds: Collection[str], now: datetime, machine_now: datetime, limit: int
) -> Sequence[Row]:
    """Take the next messages in hand, at most one of each chat; the order is the one to send them in.

    Other kinds than `kinds` are left to another version of the bot that knows them; they keep nobody waiting.
    """
    claimed: list[Row] = []
    chats: set[int] = set()  # whose first has been seen: all others are behind it, even while it must wait
    due, size = _due(kinds, now), PAGE
    while len(claimed) < limit and (page := (await tx.execute(due.limit(size))).all()):
        firsts = {row.chat_id: row.id for row in reversed(page) if row.chat_id not in chats}
        claimed += await _take(tx, owner, firsts.values(), machine_now, limit - len(claimed))
        chats.update(firsts)
        due, size = _due(kinds, now).where(_after(page[-1])), min(4 * size, LARGEST)
    return claimed


def _due(kinds: Collection[str], now: datetime) -> Select[Any]:
    any_of = (outbox.c.kind + "").in_(kinds)  # no column: SQLite would read all rows of a kind for it
    found = select(outbox.c.chat_id, *_ORDER).where(in_state(outbox, State.READY), any_of)
    return found.where(outbox.c.due_at <= now, outbox.c.expires_at > now).order_by(*_ORDER)


def _after(row: Any) -> ColumnElement[bool]:
    its = literal(row.priority, SmallInteger), literal(row.due_at, Instant), literal(row.id, BigInteger)
    return tuple_(*_ORDER) > tuple_(*its)


async def _take(
    tx: Transaction, owner: str, ids: Collection[int], machine_now: datetime, limit: int
) -> Sequence[Row]:
    """The first of these that may leave now."""
    picked = (
        select(outbox.c.id)
        .where(outbox.c.id.in_(ids), in_state(outbox, State.READY))
        .where(or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= machine_now))
        .where(~_in_flight(), ~_paced(machine_now), ~_held_back(machine_now))
        .order_by(*_ORDER)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    statement = (
        update(outbox)
        .where(outbox.c.id.in_(select(picked.c.id)))
        .values(state=State.SENDING, owner=owner, lease_until=machine_now + LEASE, language=language_now())
        .returning(*(outbox.c[name] for name in _CLAIMED))
    )
    rows = [Row(*row) for row in await tx.execute(statement)]
    return sorted(rows, key=lambda row: (row.priority, row.due_at, row.id))


def _in_flight() -> ColumnElement[bool]:
    """Another message to the chat is on its way."""
    other = outbox.alias("in_flight")
    return exists().where(other.c.chat_id == outbox.c.chat_id, in_state(other, State.SENDING))


def _paced(machine_now: datetime) -> ColumnElement[bool]:
    """The last message to the chat is too fresh; a group's id is negative."""
    other = outbox.alias("fresh")
    group, private = literal(machine_now - GROUP_STEP, Instant), literal(machine_now - CHAT_STEP, Instant)
    fresh = other.c.sent_at > case((outbox.c.chat_id < 0, group), else_=private)
    return exists().where(other.c.chat_id == outbox.c.chat_id, fresh)


def _held_back(machine_now: datetime) -> ColumnElement[bool]:
    return exists().where(paces.c.chat_id == outbox.c.chat_id, paces.c.free_at > machine_now)
