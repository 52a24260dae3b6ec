"""Roles that people who have come have from the list: a few, so that each is noted by itself; as queries."""

from datetime import datetime
from typing import NamedTuple

from bot.audit.queries import note
from bot.audit.rules import SHELL, Deed
from bot.guests.rules import Entry, Guest
from bot.organisers.news import tell_of_role
from bot.organisers.rules import Grant
from bot.people.queries import give_role, others_organise, take_role
from bot.people.rules import Role
from bot.storage.engine import Transaction


class Author(NamedTuple):
    """Who changes the list, and when."""

    person_id: int | None  # None: the command line
    owners: frozenset[int]  # Telegram ids
    now: datetime


async def pass_on_role(tx: Transaction, former: Entry, guest: Guest | None, author: Author) -> bool:
    """Take the role that the list gave, and give the one of `guest` (None: they are listed no more).

    False where they stay organiser all the same. Nothing happens before they have come.
    """
    person_id, old = former.person_id, Grant(former.guest.role, former.guest.host_id)
    if person_id is None:
        return True
    stays = old.role is Role.ORGANISER and not await _may_go(tx, person_id, author)
    if not stays and await take_role(tx, person_id, old.role, old.host_id):
        await _tell(tx, person_id, Deed.ROLE_TAKEN, old, author)
    if guest and guest.role is not Role.PARTICIPANT:
        await _give(tx, person_id, Grant(guest.role, guest.host_id), author)
    return not stays


async def _may_go(tx: Transaction, person_id: int, author: Author) -> bool:
    """Nobody stops organising by what they do to the list themselves, and somebody is left to organise."""
    return person_id != author.person_id and await others_organise(tx, person_id, author.owners)


async def _give(tx: Transaction, person_id: int, new: Grant, author: Author) -> None:
    if await give_role(tx, person_id, new.role, new.host_id):
        await _tell(tx, person_id, Deed.ROLE_GIVEN, new, author)


async def _tell(tx: Transaction, person_id: int, deed: Deed, grant: Grant, author: Author) -> None:
    """For the audit, and for the person."""
    by, now, origin = author.person_id, author.now, SHELL if author.person_id is None else "chat"
    entry_id = await note(tx, by, deed, whom_id=person_id, subject=str(grant), now=now, origin=origin)
    if person_id != by:
        await tell_of_role(tx, person_id, grant, entry_id, now)
