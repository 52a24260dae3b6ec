"""Which leads are to be told that somebody leads their plan too."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, literal, select

from bot.delivery.outbox import Priority
from bot.delivery.planning import columns_of, key_of
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.plans.rules import JOINED
from bot.storage.engine import Transaction
from bot.storage.moments import Moment, built
from bot.storage.tables import Instant, people, plan_leads

NEWS: Final = timedelta(hours=1)  # from when somebody joined; a bot that was away longer does not tell it
KEPT: Final = timedelta(days=2)  # how long it is worth telling

_newcomer = plan_leads.alias("newcomer")


async def zones(tx: Transaction, now: datetime) -> list[str | None]:
    """Where those live who are to be told; mostly there is nobody."""
    return list(await tx.scalars(built(_zones), {"now": now}))


def _zones(now: Moment) -> Select[tuple[str | None]]:
    return _told(now, people.c.zone).distinct()


def joined(zone: str | None, now: datetime, due_at: datetime) -> Select[Any]:
    """To each earlier lead of this zone."""
    columns = columns_of(
        JOINED,
        key_of(JOINED, _newcomer.c.plan_id, _newcomer.c.person_id, people.c.id),
        subject=key_of("plan", _newcomer.c.plan_id, _newcomer.c.person_id),
        due_at=literal(due_at, Instant),
        expires_at=literal(due_at + KEPT, Instant),
        priority=Priority.NUDGE,
    )
    return _told(now, *columns).where(people.c.zone.is_not_distinct_from(zone))


def _told(now: Moment, *columns: Any) -> Select[Any]:
    fresh = _newcomer.c.joined_at > now - NEWS, _newcomer.c.joined_at <= now
    return (
        select(*columns)
        .join_from(people, plan_leads, plan_leads.c.person_id == people.c.id)
        .join(_newcomer, _newcomer.c.plan_id == plan_leads.c.plan_id)
        .where(*fresh, plan_leads.c.joined_at < _newcomer.c.joined_at, *wants(Kind.PLAN))
    )
