"""Roles that people who have come have from the list: a few, so that each is noted by itself; as queries."""

from datetime import datetime

from bot.audit.queries import note
from bot.audit.rules import SHELL, Deed
from bot.guests.rules import Entry, Guest
from bot.people.queries import give_role, take_role
from bot.people.rules import Role
from bot.storage.engine import Transaction


async def pass_on_role(
    tx: Transaction, former: Entry, guest: Guest | None, by: int | None, now: datetime
) -> None:
    """Take the role that the list gave, and give the one of `guest` (None: they are listed no more).

    Nothing happens before they have come. `by` is the organiser; None: the command line.
    """
    person_id = former.person_id
    if person_id is None:
        return
    changes = []
    if await _take(tx, person_id, former.guest, by):
        changes.append((Deed.ROLE_TAKEN, former.guest))
    if guest and await _give(tx, person_id, guest):
        changes.append((Deed.ROLE_GIVEN, guest))
    origin = SHELL if by is None else "chat"
    for deed, about in changes:
        subject = f"{about.role}:{about.host_id}" if about.host_id else str(about.role)
        await note(tx, by, deed, whom_id=person_id, subject=subject, now=now, origin=origin)


async def _take(tx: Transaction, person_id: int, guest: Guest, by: int | None) -> bool:
    """Nobody stops organising by what they do to the list themselves, so that somebody is left."""
    if person_id == by and guest.role is Role.ORGANISER:
        return False
    return await take_role(tx, person_id, guest.role, guest.host_id)


async def _give(tx: Transaction, person_id: int, guest: Guest) -> bool:
    return guest.role is not Role.PARTICIPANT and await give_role(tx, person_id, guest.role, guest.host_id)
