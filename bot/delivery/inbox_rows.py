"""The rows of the inbox: taken in hand, kept, and settled.

A row whose handler is at work or yet to come keeps the later ones of its chat waiting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from bot.storage.engine import Transaction
from bot.storage.moments import Moment, at, built
from bot.storage.tables import Instant, inbox

LEASE: Final = timedelta(seconds=10)  # renewed while a handler is at work
KNOWN_FOR: Final = timedelta(days=2)  # Telegram brings an update again for a day at most
MOST_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Claimed:
    update_id: int
    body: str
    tries: int  # with this one


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an update in hand: handled, unless it is to be tried again or parked."""

    update_id: int
    again_at: datetime | None = None
    parked: bool = False


async def claim(tx: Transaction, owner: str, now: datetime, limit: int) -> Sequence[Claimed]:
    """Take updates in hand, the oldest of each chat."""
    if limit <= 0:
        return []
    its = {"its_owner": owner, "its_lease": now + LEASE, "now": now, "most": limit}
    claimed = [Claimed(*row) for row in await tx.execute(built(_claiming), its)]
    return sorted(claimed, key=lambda row: row.update_id)


def _claiming(now: Moment) -> ReturningUpdate[Any]:
    picked = (
        select(inbox.c.update_id)
        .where(inbox.c.handled_at.is_(None), inbox.c.tries < MOST_TRIES, ~_leased(inbox, now))
        .where(or_(inbox.c.chat_id == 0, ~_behind_another(now)))
        .order_by(inbox.c.update_id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    its_lease = bindparam("its_lease", type_=Instant)
    return (
        update(inbox)
        .where(inbox.c.update_id.in_(select(picked.c.update_id)))
        .values(owner=bindparam("its_owner"), lease_until=its_lease, tries=inbox.c.tries + 1)
        .returning(inbox.c.update_id, inbox.c.body, inbox.c.tries)
    )


def _leased(row: Any, now: Moment) -> ColumnElement[bool]:
    return func.coalesce(row.c.lease_until, 0) > now


def _behind_another(now: Moment) -> ColumnElement[bool]:
    other = inbox.alias("earlier")
    to_come = and_(other.c.handled_at.is_(None), other.c.tries < MOST_TRIES)
    is_earlier = (other.c.chat_id == inbox.c.chat_id, other.c.update_id < inbox.c.update_id)
    return exists().where(*is_earlier, or_(to_come, _leased(other, now)))


async def finish(tx: Transaction, update_id: int, tries: int, now: datetime) -> bool:
    """Let an update count as handled; whether it still is in its turn of this number."""
    its = {"its_id": update_id, "its_tries": tries, "now": now}
    return (await tx.execute(built(_finishing), its)).rowcount > 0


def _finishing(now: Moment) -> Update:
    its_turn = inbox.c.update_id == bindparam("its_id"), inbox.c.tries == bindparam("its_tries")
    return update(inbox).where(*its_turn).values(as_handled(now))


def as_handled(now: Moment) -> Mapping[str, Any]:
    """What a row is when its effect is kept: the first time counts."""
    return {"handled_at": func.coalesce(inbox.c.handled_at, at(now)), "body": ""}


async def renew(tx: Transaction, owner: str, update_ids: Sequence[int], now: datetime) -> None:
    """Keep what a living process has in hand."""
    await tx.execute(_ours(owner, update_ids).values(lease_until=now + LEASE))


async def settle(tx: Transaction, owner: str, fates: Sequence[Fate], now: datetime) -> None:
    """Let the next updates of these chats come; of those that are handled only the number is kept."""
    handled = [fate.update_id for fate in fates if fate.again_at is None and not fate.parked]
    if handled:
        await tx.execute(built(_handled), {"its_owner": owner, "ids": handled, "now": now})
    for fate in fates:
        if fate.parked:
            await tx.execute(_ours(owner, [fate.update_id]).values(tries=MOST_TRIES, lease_until=None))
        elif fate.again_at is not None:
            await tx.execute(
                _ours(owner, [fate.update_id]).values(lease_until=_again(fate.again_at), owner=None)
            )


def _handled(now: Moment) -> Update:
    theirs = inbox.c.owner == bindparam("its_owner"), inbox.c.update_id.in_(bindparam("ids", expanding=True))
    return update(inbox).where(*theirs).values({**as_handled(now), "chat_id": 0, "lease_until": None})


def _ours(owner: str, update_ids: Sequence[int]) -> Any:
    return update(inbox).where(inbox.c.owner == owner, inbox.c.update_id.in_(update_ids))


def _again(at: datetime) -> ColumnElement[Any]:
    """Not before that moment; but never, where its effect is kept already or there were tries enough."""
    over = or_(inbox.c.handled_at.is_not(None), inbox.c.tries >= MOST_TRIES)
    return case((over, None), else_=literal(at, Instant))


async def tidy(tx: Transaction, now: datetime) -> int:
    """Forget updates that Telegram will not bring again; how many are parked."""
    await tx.execute(delete(inbox).where(inbox.c.handled_at < now - KNOWN_FOR))
    return await tx.scalar(select(func.count()).where(is_parked(), ~_leased(inbox, now))) or 0


def is_parked() -> ColumnElement[bool]:
    """Its handler failed too often, or is at its last try."""
    return and_(inbox.c.handled_at.is_(None), inbox.c.tries >= MOST_TRIES)
