"""Guests in the database: the list, those of it who have come, and lists that wait to be taken in."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Delete, Row, delete, func, select

from bot.guests.rules import WAITS_FOR, Column, Entry, Guest, Listed, Standing
from bot.people.rules import Role
from bot.storage.engine import Transaction, keep_others_out
from bot.storage.moments import Moment, built
from bot.storage.tables import clubs, guest_lists, guests, invitations, roles
from bot.storage.upserts import insert_or_update

_ON_THE_LIST: Final = select(guests, clubs.c.name.label("club"), clubs.c.country).outerjoin_from(
    guests, clubs, guests.c.club_id == clubs.c.id
)


async def hold(tx: Transaction) -> None:
    """Until the transaction ends nobody else changes the list, and no guest comes; call it before reading.

    In the order in which who comes, and who is forgotten, needs them.
    """
    for table in (invitations, roles, guests):
        await keep_others_out(tx, table)


async def standing(tx: Transaction) -> Standing:
    counts = select(func.count(guests.c.id), func.count(guests.c.person_id))
    return Standing(*(await tx.execute(counts)).one())


async def entries(tx: Transaction) -> Sequence[Entry]:
    """The whole list, by club and name."""
    rows = await tx.execute(_ON_THE_LIST.order_by(clubs.c.name, guests.c.name, guests.c.id))
    return [_entry(row) for row in rows]


async def entry(tx: Transaction, guest_id: int) -> Entry | None:
    row = (await tx.execute(_ON_THE_LIST.where(guests.c.id == guest_id))).one_or_none()
    return _entry(row) if row else None


def _entry(row: Row[Any]) -> Entry:
    guest = Guest(
        name=row.name,
        club=row.club or "",
        country=row.country or "",
        language=row.language,
        role=Role(row.role),
        email=row.email,
        host_id=row.subject,
    )
    return Entry(row.id, guest, row.listed_at, row.person_id)


# ----------------------------------------------- lists that wait to be taken in


async def keep_list(tx: Transaction, person_id: int, listed: Listed, now: datetime) -> None:
    """Keep a list that this organiser has sent, instead of the one before."""
    row = {"source": listed.source, "guests": list(map(asdict, listed.guests)), "made_at": now}
    new = insert_or_update(guest_lists, ["person_id"], list(row))
    await tx.execute(new.values({"person_id": person_id, **row}))


async def kept_list(tx: Transaction, person_id: int) -> Listed | None:
    """The last list of this organiser, unless it was taken in, cancelled or forgotten."""
    found = select(guest_lists).where(guest_lists.c.person_id == person_id)
    row = (await tx.execute(found)).one_or_none()
    return Listed(row.source, list(map(_restored, row.guests))) if row else None


async def drop_list(tx: Transaction, person_id: int) -> None:
    """Forget what this organiser has not taken in."""
    await tx.execute(delete(guest_lists).where(guest_lists.c.person_id == person_id))


async def forget_lists(tx: Transaction, now: datetime) -> None:
    """Forget what nobody has taken in for WAITS_FOR; they are names and addresses."""
    await tx.execute(built(_forgetting), {"now": now})


def _forgetting(now: Moment) -> Delete:
    return delete(guest_lists).where(guest_lists.c.made_at <= now - WAITS_FOR)


def _restored(kept: Mapping[str, Any]) -> Guest:
    unsaid = tuple(map(Column, kept.get("unsaid", ())))
    return Guest(**{**kept, "role": Role(kept["role"]), "unsaid": unsaid})
