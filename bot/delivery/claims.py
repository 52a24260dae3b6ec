"""Taking messages in hand: those that are due, in the order in which they leave, at most one of each chat.

What waits is read once, in its order, so that the first of each chat is known. Were the database to compare
it with itself, a plan made from old statistics would take seconds for a few thousand messages.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    bindparam,
    case,
    exists,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from bot.delivery.limits import CHAT_STEP, GROUP_STEP
from bot.delivery.outbox import LEASE, PLANNED, Row, State, in_state, language_now
from bot.storage.engine import Transaction
from bot.storage.moments import NOW, Moment, at, built
from bot.storage.tables import Instant, outbox, paces

PAGE: Final = 100  # messages read at first: more than usually have to wait at the front
LARGEST: Final = 5000  # read at once, when ever more have to
_COLUMNS: Final = ("id", *PLANNED[1:], "tries", "ambiguous", "lease_until", "language")
CLAIMED: Final = tuple(outbox.c[name] for name in _COLUMNS)  # as `Row` has them
_ORDER: Final = outbox.c.priority, outbox.c.due_at, outbox.c.id


async def claim(  # noqa: PLR0913, PLR0917 -- who, what, when, how many
    tx: Transaction, owner: str, kinds: Collection[str], now: datetime, machine_now: datetime, limit: int
) -> Sequence[Row]:
    """Take the next messages in hand, at most one of each chat; the order is the one to send them in.

    Other kinds than `kinds` are left to another version of the bot that knows them; they keep nobody waiting.
    """
    claimed: list[Row] = []
    chats: set[int] = set()  # whose first has been seen: all others are behind it, even while it must wait
    due: dict[str, Any] = {"kinds": list(kinds), "now": now, "size": PAGE}
    statement = _due()
    while len(claimed) < limit and (page := (await tx.execute(statement, due)).all()):
        firsts = {row.chat_id: row.id for row in reversed(page) if row.chat_id not in chats}
        claimed += await _take(tx, owner, firsts.values(), machine_now, limit - len(claimed))
        chats.update(firsts)
        statement = _due_after()
        last, size = page[-1], min(4 * due["size"], LARGEST)
        due |= {"priority": last.priority, "due_at": last.due_at, "id": last.id, "size": size}
    return claimed


@cache
def _due() -> Select[Any]:
    # No column: SQLite would read all rows of a kind for it.
    any_of = (outbox.c.kind + "").in_(bindparam("kinds", expanding=True))
    found = select(outbox.c.chat_id, *_ORDER).where(in_state(outbox, State.READY), any_of)
    due = found.where(outbox.c.due_at <= NOW, outbox.c.expires_at > NOW)
    return due.order_by(*_ORDER).limit(bindparam("size", type_=Integer))


@cache
def _due_after() -> Select[Any]:
    """What comes behind the last message of a page."""
    its = (bindparam(column.name, type_=column.type) for column in _ORDER)
    return _due().where(tuple_(*_ORDER) > tuple_(*its))


async def _take(
    tx: Transaction, owner: str, ids: Collection[int], machine_now: datetime, limit: int
) -> Sequence[Row]:
    """The first of these that may leave now."""
    lease_until = machine_now + LEASE
    its = {"its_owner": owner, "its_lease": lease_until, "ids": list(ids), "now": machine_now, "most": limit}
    rows = [Row(*row) for row in await tx.execute(built(_taking), its)]
    return sorted(rows, key=lambda row: (row.priority, row.due_at, row.id))


def _taking(machine_now: Moment) -> ReturningUpdate[Any]:
    picked = (
        select(outbox.c.id)
        .where(outbox.c.id.in_(bindparam("ids", expanding=True)), in_state(outbox, State.READY))
        .where(or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= machine_now))
        .where(~_in_flight(), ~_paced(machine_now), ~_held_back(machine_now))
        .order_by(*_ORDER)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    its_owner: ColumnElement[str] = bindparam("its_owner")
    its_lease = bindparam("its_lease", type_=Instant)
    return (
        update(outbox)
        .where(outbox.c.id.in_(select(picked.c.id)))
        .values(state=State.SENDING, owner=its_owner, lease_until=its_lease, language=language_now())
        .returning(*CLAIMED)
    )


def _in_flight() -> ColumnElement[bool]:
    """Another message to the chat is on its way, or a part of one: the first of it may be settled before."""
    other = outbox.alias("in_flight")
    return exists().where(other.c.chat_id == outbox.c.chat_id, in_state(other, State.SENDING))


def _paced(machine_now: Moment) -> ColumnElement[bool]:
    """The last message to the chat is too fresh; a group's id is negative."""
    other = outbox.alias("fresh")
    step = case((outbox.c.chat_id < 0, literal(GROUP_STEP, Instant)), else_=literal(CHAT_STEP, Instant))
    fresh = other.c.sent_at > at(machine_now) - step
    return exists().where(other.c.chat_id == outbox.c.chat_id, fresh)


def _held_back(machine_now: Moment) -> ColumnElement[bool]:
    return exists().where(paces.c.chat_id == outbox.c.chat_id, paces.c.free_at > machine_now)
