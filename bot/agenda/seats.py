"""Seats and waiting lists of parallel sessions.

Whatever changes a choice first locks its row: people move between its sessions one after another, and the
last seat goes once. A seat that becomes free is offered to the first who waits, and kept free until they
answer or the time is over; in quiet hours it has not begun. The caller's transaction must be a writing one.
"""

import math
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CTE,
    ColumnElement,
    Delete,
    ScalarSelect,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    true,
    update,
)

from bot.agenda.occupancy import fits
from bot.agenda.outlook import Outcome
from bot.agenda.quiet import awake
from bot.storage.engine import Transaction
from bot.storage.moments import NOW
from bot.storage.tables import choices, people, programmes, seats, sessions, waiting
from bot.storage.upserts import insert_or_update

# Once the choice is locked, the offers whose time is over are gone.
_OFFERED: Final = waiting.c.offered_until.is_not(None)


class _Place(NamedTuple):
    session_id: str
    choice_id: str


async def take(tx: Transaction, person_id: int, session_id: str, now: datetime) -> Outcome:
    """Take a seat, giving up one in a parallel session; one that is kept for this person is free to them."""
    place = await _locked(tx, session_id, now)
    if isinstance(place, Outcome):
        return place
    if await _has(tx, seats, person_id, place):
        return Outcome.DONE
    offered = await _has(tx, waiting, person_id, place, _OFFERED)
    return await _sit(tx, person_id, place, now, kept=int(offered))


async def leave(tx: Transaction, person_id: int, session_id: str, now: datetime) -> Outcome:
    """Give up a seat."""
    return await _give_up(tx, seats, person_id, session_id, now)


async def stop_waiting(tx: Transaction, person_id: int, session_id: str, now: datetime) -> Outcome:
    """Leave a waiting list, or decline the seat that is offered."""
    return await _give_up(tx, waiting, person_id, session_id, now)


async def wait(tx: Transaction, person_id: int, session_id: str, now: datetime) -> Outcome:
    """Join the end of a list, leaving that of a parallel session; a seat held there is kept."""
    place = await _locked(tx, session_id, now)
    if isinstance(place, Outcome):
        return place
    if await _has(tx, seats, person_id, place):
        return Outcome.STALE
    if await _has(tx, waiting, person_id, place):
        return Outcome.DONE
    if await _seats_left(tx, session_id) > 0:
        return Outcome.FREE
    await tx.execute(delete(waiting).where(_is(waiting, person_id), waiting.c.choice_id == place.choice_id))
    await tx.execute(insert(waiting).values(person_id=person_id, joined_at=now, **place._asdict()))
    await _pass_on(tx, now, place.choice_id)
    return Outcome.DONE


async def settle(tx: Transaction, now: datetime) -> None:
    """End the offers whose time is over, and offer every free seat to the next in line."""
    await tx.execute(_lock_awaited())
    await _end_offers(tx, now)
    await _pass_on(tx, now)


async def lock_choices(tx: Transaction) -> None:
    """Let nobody take or leave a seat until the transaction ends."""
    await tx.execute(_locking(true()))


@cache
def _lock_awaited() -> Select[tuple[str]]:
    """Those for which somebody waits."""
    return _locking(exists().where(waiting.c.choice_id == choices.c.id))


def _locking(which: ColumnElement[bool]) -> Select[tuple[str]]:
    return select(choices.c.id).where(which).order_by(choices.c.id).with_for_update(key_share=True)


# ---------------------------------------------------------------- the steps


async def _locked(tx: Transaction, session_id: str, now: datetime) -> _Place | Outcome:
    """Lock the session's choice and bring its list up to date; an outcome where it cannot be chosen."""
    its_choice = select(sessions.c.choice_id).where(sessions.c.id == session_id)
    lock = select(choices).where(choices.c.id == its_choice.scalar_subquery()).with_for_update(key_share=True)
    choice = (await tx.execute(lock)).one_or_none()
    # Asked after the lock: an import may have held it.
    if choice is None or not await _takes_place(tx, session_id, choice.id):
        return Outcome.STALE
    if choice.closes_at <= now:
        return Outcome.CLOSED
    await _end_offers(tx, now, choice.id)
    await _pass_on(tx, now, choice.id)
    return _Place(session_id, choice.id)


async def _takes_place(tx: Transaction, session_id: str, choice_id: str) -> bool:
    here = exists().where(
        sessions.c.id == session_id, sessions.c.choice_id == choice_id, ~sessions.c.cancelled
    )
    return bool(await tx.scalar(select(here)))


async def _sit(tx: Transaction, person_id: int, place: _Place, now: datetime, *, kept: int) -> Outcome:
    """Seat a person if there is a free seat, or one of the `kept` ones is for them."""
    if await _seats_left(tx, place.session_id) + kept <= 0:
        return Outcome.FULL
    one_a_choice = insert_or_update(seats, ["person_id", "choice_id"], ["session_id", "taken_at"])
    await tx.execute(one_a_choice.values(person_id=person_id, taken_at=now, **place._asdict()))
    await tx.execute(delete(waiting).where(_is(waiting, person_id), waiting.c.session_id == place.session_id))
    await _pass_on(tx, now, place.choice_id)
    return Outcome.DONE


async def _give_up(tx: Transaction, table: Any, person_id: int, session_id: str, now: datetime) -> Outcome:
    place = await _locked(tx, session_id, now)
    if isinstance(place, Outcome):
        return place
    gone = await tx.execute(delete(table).where(_is(table, person_id), table.c.session_id == session_id))
    await _pass_on(tx, now, place.choice_id)
    return Outcome.DONE if gone.rowcount else Outcome.STALE


async def _end_offers(tx: Transaction, now: datetime, choice_id: str | None = None) -> None:
    ending = _ending_offers(of_one=choice_id is not None)
    await tx.execute(ending, {"now": now, "choice_id": choice_id})


@cache
def _ending_offers(*, of_one: bool) -> Delete:
    this_choice = waiting.c.choice_id == bindparam("choice_id") if of_one else true()
    return delete(waiting).where(waiting.c.offered_until <= NOW, this_choice)


async def _pass_on(tx: Transaction, now: datetime, choice_id: str | None = None) -> None:
    """Offer free seats to the next in line; never past the moment when choosing closes."""
    line = _next_in_line(of_one=choice_id is not None)
    lucky = (await tx.execute(line, {"now": now, "choice_id": choice_id})).all()
    begins = awake(now, await _zone(tx)) if lucky else now  # an offer that lapses at night goes unseen
    for row in lucky:
        until = min(begins + timedelta(minutes=row.offer_minutes), row.closes_at)
        await tx.execute(update(waiting).where(waiting.c.id == row.id).values(offered_until=until))


async def _zone(tx: Transaction) -> ZoneInfo:
    time_zone = programmes.c.document["event", "time_zone"].as_string()
    newest = select(time_zone).order_by(programmes.c.version.desc()).limit(1)
    return ZoneInfo((await tx.execute(newest)).scalar_one())


@cache
def _next_in_line(*, of_one: bool) -> Select[Any]:
    # Somebody who blocked the bot keeps their place, but would let an offer lapse unseen.
    session = _with_free_seats(of_one=of_one).c
    place = func.row_number().over(partition_by=waiting.c.session_id, order_by=waiting.c.id)
    its = waiting.c.session_id == session.id, waiting.c.choice_id == session.choice_id
    line = (
        select(waiting.c.id, session.closes_at, session.offer_minutes, session.free, place.label("place"))
        .join(people, people.c.id == waiting.c.person_id)
        .where(*its, session.free > 0, waiting.c.offered_until.is_(None), people.c.active)
        .subquery()
    )
    return select(line.c.id, line.c.closes_at, line.c.offer_minutes).where(line.c.place <= line.c.free)


def _with_free_seats(*, of_one: bool) -> CTE:
    """The sessions for which somebody waits, each counted once and not for everybody who waits."""
    columns = sessions.c.id, sessions.c.choice_id, choices.c.closes_at, choices.c.offer_minutes
    this_choice = choices.c.id == bindparam("choice_id") if of_one else true()
    return (
        select(*columns, _free().label("free"))
        .join(choices, choices.c.id == sessions.c.choice_id)
        .where(~sessions.c.cancelled, choices.c.closes_at > NOW, exists().where(fits(waiting)), this_choice)
        .cte("counted")
        .prefix_with("MATERIALIZED")
    )


def _free() -> ColumnElement[int]:
    """Seats of the enclosing query's session that are neither taken nor kept for somebody; null: no limit."""
    held = waiting.alias("held")
    taken = _how_many(seats, fits(seats))
    kept = _how_many(held, fits(held), held.c.offered_until.is_not(None))
    return sessions.c.capacity - taken - kept


def _how_many(table: Any, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(*conditions).correlate(sessions).scalar_subquery()


async def _seats_left(tx: Transaction, session_id: str) -> float:
    """Below zero where the organisers made a full session smaller."""
    left = await tx.scalar(select(_free()).where(sessions.c.id == session_id))
    return math.inf if left is None else left


async def _has(
    tx: Transaction, table: Any, person_id: int, place: _Place, *conditions: ColumnElement[bool]
) -> bool:
    there = (table.c.session_id == place.session_id, table.c.choice_id == place.choice_id)
    return bool(await tx.scalar(select(exists().where(_is(table, person_id), *there, *conditions))))


def _is(table: Any, person_id: int) -> ColumnElement[bool]:
    return table.c.person_id == person_id  # type: ignore[no-any-return]
