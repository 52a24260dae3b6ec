"""Whom a change reaches, by how people and their seats are now."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import CompoundSelect, Select, distinct, func, literal, select, union_all

from bot.agenda import queries as agenda
from bot.agenda.changes import Change
from bot.agenda.occupancy import fits
from bot.people.rules import Role
from bot.programme import known
from bot.programme.concerned import concerned
from bot.programme.rules import UNSEATING, Choosing, Reach, has_overlap, to_tell, told_from, turn_of
from bot.reminders.queries import count_reminded
from bot.storage.engine import Transaction
from bot.storage.tables import concerns, people, roles, seats, sessions

_seats: Final = select(seats.c.person_id, seats.c.session_id).join(sessions, fits(seats))


async def reach(tx: Transaction, changes: Sequence[Change], now: datetime) -> Reach:
    """Whom these changes would touch."""
    told = to_tell(changes, now)
    news = await known.as_known(tx, told)
    gone = {change.id for change in told if change.what in UNSEATING}
    return Reach(
        told=await _count_told(tx, news, now),
        overlaps=await _count_overlaps(tx, changes),
        seats_lost=await _count(tx, _seats.where(sessions.c.id.in_(gone))),
        reminded=await count_reminded(tx, {change.id for change in told}),
        told_from=told_from(news, now),
        choosing=[
            Choosing(change, turn, await _count_unseated(tx, change.id))
            for change in changes
            if (turn := turn_of(change, now))
        ],
    )


async def about_to_hear(tx: Transaction, changes: Collection[Change], now: datetime) -> int:
    """How many people hear of what is applied silently, with an earlier change of the same session."""
    ids = {change.id for change in to_tell(changes, now)}
    waiting = select(concerns.c.person_id).where(concerns.c.told_at.is_(None), concerns.c.session_id.in_(ids))
    return await _count(tx, waiting)


async def _count_told(tx: Transaction, changes: Sequence[Change], now: datetime) -> int:
    them = list(concerned(changes, now))
    return await _count(tx, union_all(*them)) if them else 0


async def _count_unseated(tx: Transaction, choice_id: str) -> int:
    reached = people.c.active, people.c.language.is_not(None)
    them = select(people.c.id.label("person_id")).where(*reached, ~agenda.seated(literal(choice_id)))
    return await _count(tx, them)


async def _count(tx: Transaction, found: Select[Any] | CompoundSelect[Any]) -> int:
    """How many different people a query finds."""
    rows = found.subquery()
    return int((await tx.execute(select(func.count(distinct(rows.c.person_id))))).scalar_one())


async def _count_overlaps(tx: Transaction, changes: Sequence[Change]) -> int:
    """People with the same seats stand and fall together, so that each case is decided once."""
    if not changes:
        return 0
    old, new = changes[0].old, changes[0].new
    own = await _own(tx)
    return sum(
        number
        for (held, hosts), number in own.items()
        if has_overlap(new, held, hosts) and not has_overlap(old, held, hosts)
    )


async def _own(tx: Transaction) -> Mapping[tuple[frozenset[str], frozenset[str]], int]:
    """How many people have these very seats and are these very hosts."""
    held, hosts = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for person_id, session_id in await tx.execute(_seats):
        held[person_id].add(session_id)
    leads = select(roles.c.person_id, roles.c.subject).where(roles.c.role == Role.HOST)
    for person_id, host_id in await tx.execute(leads):
        hosts[person_id].add(host_id)
    return Counter((frozenset(held[one]), frozenset(hosts[one])) for one in held.keys() | hosts.keys())
