"""One guest of the list, changed in the chat: a new link, or struck off; as queries.

Whoever calls them has held the list (`queries.hold`) before reading the entry.
"""

from datetime import timedelta

from sqlalchemy import delete, select, update

from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.guests.roles import Author, pass_on_role
from bot.guests.rules import Entry
from bot.storage.engine import Transaction
from bot.storage.tables import guests, invitations


async def renew_link(tx: Transaction, entry: Entry, author: Author) -> bool:
    """Let the link that is out open nothing: as if they were listed now, and nobody had come for them.

    False where whoever came stays organiser.
    """
    went = await _close(tx, entry, author)
    later = max(
        author.now, entry.listed_at + timedelta(milliseconds=1)
    )  # a rehearsal's clock may stand still
    await tx.execute(update(guests).where(guests.c.id == entry.id).values(person_id=None, listed_at=later))
    await _note(tx, entry, Deed.LINK_RENEWED, author)
    return went


async def strike_off(tx: Transaction, entry: Entry, author: Author) -> bool:
    """Delete what the list says of them, with their invitation; who has come stays, without the role.

    False where they stay organiser.
    """
    went = await _close(tx, entry, author)
    await tx.execute(delete(guests).where(guests.c.id == entry.id))
    await _note(tx, entry, Deed.GUEST_STRUCK, author)
    return went


async def _close(tx: Transaction, entry: Entry, author: Author) -> bool:
    went = await pass_on_role(tx, entry, None, author)
    theirs = select(guests.c.invitation_id).where(guests.c.id == entry.id)
    await tx.execute(delete(invitations).where(invitations.c.id.in_(theirs)))
    return went


async def _note(tx: Transaction, entry: Entry, deed: Deed, author: Author) -> None:
    """Without their name, which is not to outlive what is kept of them."""
    about = {"subject": str(entry.id), "details": entry.guest.club}
    await note(tx, author.person_id, deed, whom_id=entry.person_id, **about, now=author.now)
