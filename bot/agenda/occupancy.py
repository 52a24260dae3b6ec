"""How full sessions are: their seats and their waiting lists, and what one person has of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, and_, bindparam, func, or_, select

from bot.agenda.outlook import Taken
from bot.storage.engine import Transaction
from bot.storage.moments import NOW
from bot.storage.tables import people, seats, sessions, waiting

NO_ONE: Final = 0  # in place of a person's id


def fits(place: Any) -> ColumnElement[bool]:
    """Condition on a row of `seats` or `waiting`: it is of this session, and of the choice it is in now."""
    return and_(sessions.c.id == place.c.session_id, sessions.c.choice_id == place.c.choice_id)


async def seats_of(tx: Transaction, person_id: int) -> Mapping[str, str]:
    """The session in which they have a seat, by choice."""
    held = select(seats.c.choice_id, seats.c.session_id).join(sessions, fits(seats))
    rows = await tx.execute(held.where(seats.c.person_id == person_id))
    return {row.choice_id: row.session_id for row in rows}


async def count_seats(tx: Transaction) -> Mapping[str, int]:
    """How many people hold a seat, by session."""
    return {row.session_id: row.seats for row in await seats_by_session(tx)}


async def how_full(tx: Transaction, now: datetime) -> Mapping[str, Taken]:
    """Seats and waiting lists of all sessions that have any."""
    return taken(await seats_by_session(tx), await lists_by_session(tx, now))


def taken(seated: Sequence[Any], listed: Sequence[Any]) -> Mapping[str, Taken]:
    full = {row.session_id: Taken(row.seats) for row in seated}
    for row in listed:
        its_seats = full.get(row.session_id, Taken()).seats
        full[row.session_id] = Taken(its_seats, row.offered, row.waiting)
    return full


async def seats_by_session(tx: Transaction, person_id: int = NO_ONE) -> Sequence[Any]:
    """The seats of each session, and whether this person's is among them."""
    return (await tx.execute(_SEATS, {"person_id": person_id})).all()


async def lists_by_session(tx: Transaction, now: datetime, person_id: int = NO_ONE) -> Sequence[Any]:
    """The waiting list of each session, and this person's place in it."""
    return (await tx.execute(_LISTS, {"now": now, "person_id": person_id})).all()


def _in_line(place: Any) -> ColumnElement[bool]:
    """A list passes over who blocked the bot, but a seat that was offered to them is kept while it is."""
    return or_(people.c.active, place.c.offered_until > NOW)


_PERSON: Final = bindparam("person_id", type_=BigInteger)
_OWN: Final = waiting.alias("own")

_SEATS: Final = (
    select(
        seats.c.session_id,
        seats.c.choice_id,
        func.count().label("seats"),
        func.count().filter(seats.c.person_id == _PERSON).label("own"),
    )
    .join(sessions, fits(seats))
    .group_by(seats.c.session_id, seats.c.choice_id)
)

_LISTS: Final = (
    select(
        waiting.c.session_id,
        waiting.c.choice_id,
        func.count().filter(_in_line(waiting)).label("waiting"),
        func.count().filter(waiting.c.offered_until > NOW).label("offered"),
        func.count(_OWN.c.id).label("own"),
        func.count().filter(_in_line(waiting), waiting.c.id < _OWN.c.id).label("ahead"),
        func.max(_OWN.c.offered_until).label("offered_until"),
    )
    .join(people, people.c.id == waiting.c.person_id)
    .join(sessions, fits(waiting))
    .outerjoin(
        _OWN,
        and_(
            _OWN.c.person_id == _PERSON,
            _OWN.c.session_id == waiting.c.session_id,
            _OWN.c.choice_id == waiting.c.choice_id,
        ),
    )
    .where(~sessions.c.cancelled)
    .group_by(waiting.c.session_id, waiting.c.choice_id)
)
