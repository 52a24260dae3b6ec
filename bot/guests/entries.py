"""One guest of the list, changed in the chat: a new link, or struck off; as queries."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.guests.roles import pass_on_role
from bot.guests.rules import Entry
from bot.storage.engine import Transaction
from bot.storage.tables import guests, invitations


async def renew_link(tx: Transaction, entry: Entry, by: int, now: datetime) -> None:
    """Let the link that is out open nothing: as if they were listed now, and nobody had come for them."""
    await _close(tx, entry, by, now)
    later = max(now, entry.listed_at + timedelta(milliseconds=1))  # a rehearsal's clock may stand still
    await tx.execute(update(guests).where(guests.c.id == entry.id).values(person_id=None, listed_at=later))
    await _note(tx, entry, Deed.LINK_RENEWED, by, now)


async def strike_off(tx: Transaction, entry: Entry, by: int, now: datetime) -> None:
    """Delete what the list says of them, with their invitation; who has come stays, without the role."""
    await _close(tx, entry, by, now)
    await tx.execute(delete(guests).where(guests.c.id == entry.id))
    await _note(tx, entry, Deed.GUEST_STRUCK, by, now)


async def _close(tx: Transaction, entry: Entry, by: int, now: datetime) -> None:
    await pass_on_role(tx, entry, None, by, now)
    theirs = select(guests.c.invitation_id).where(guests.c.id == entry.id)
    await tx.execute(delete(invitations).where(invitations.c.id.in_(theirs)))


async def _note(tx: Transaction, entry: Entry, deed: Deed, by: int, now: datetime) -> None:
    """Without their name, which is not to outlive what is kept of them."""
    await note(
        tx, by, deed, whom_id=entry.person_id, subject=str(entry.id), details=entry.guest.club, now=now
    )
