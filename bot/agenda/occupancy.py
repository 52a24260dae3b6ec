"""How full sessions are: their seats and their waiting lists, and what one person has of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    and_,
    bindparam,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

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


async def how_full(tx: Transaction, now: datetime) -> Mapping[str, Taken]:
    """Seats and waiting lists of all sessions that have any."""
    return taken(await of_sessions(tx, now))


async def of_sessions(tx: Transaction, now: datetime, person_id: int = NO_ONE) -> Sequence[Any]:
    """A row for the seats of a session, and one for its waiting list, with what this person has of them."""
    return (await tx.execute(_OCCUPANCY, {"now": now, "person_id": person_id})).all()


def taken(rows: Sequence[Any]) -> Mapping[str, Taken]:
    """How full the sessions of these rows are."""
    full: dict[str, Taken] = {}
    for row in rows:
        so_far = full.get(row.session_id, Taken())
        full[row.session_id] = Taken(
            so_far.seats + row.seats, so_far.offered + row.offered, so_far.waiting + row.waiting
        )
    return full


def _in_line(place: Any) -> ColumnElement[bool]:
    """A list passes over who blocked the bot, but a seat that was offered to them is kept while it is."""
    return or_(people.c.active, place.c.offered_until > NOW)


_PERSON: Final = bindparam("person_id", type_=BigInteger)
_OWN: Final = waiting.alias("own")
_NOTHING: Final[ColumnElement[int]] = literal_column("0", Integer)

_SEATS: Final = (
    select(
        seats.c.session_id,
        seats.c.choice_id,
        func.count().label("seats"),
        _NOTHING.label("waiting"),
        _NOTHING.label("offered"),
        func.count().filter(seats.c.person_id == _PERSON).label("has_seat"),
        _NOTHING.label("is_listed"),
        _NOTHING.label("ahead"),
        null().label("offered_until"),
    )
    .join(sessions, fits(seats))
    .group_by(seats.c.session_id, seats.c.choice_id)
)

_LISTS: Final = (
    select(
        waiting.c.session_id,
        waiting.c.choice_id,
        _NOTHING.label("seats"),
        func.count().filter(_in_line(waiting)).label("waiting"),
        func.count().filter(waiting.c.offered_until > NOW).label("offered"),
        _NOTHING.label("has_seat"),
        func.count(_OWN.c.id).label("is_listed"),
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

_OCCUPANCY: Final = union_all(_LISTS, _SEATS)  # in this order: what an offer is comes from the lists
