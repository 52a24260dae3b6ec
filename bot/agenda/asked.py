"""What set-based queries need to know of what is asked when; these are queries."""

from dataclasses import asdict

from sqlalchemy import delete, insert, update

from bot.agenda.asking import askings as askings_of
from bot.agenda.asking import asks_at, slots
from bot.agenda.following import follow
from bot.agenda.rules import Programme
from bot.storage.engine import Transaction
from bot.storage.tables import askings, sessions


async def write(tx: Transaction, programme: Programme) -> None:
    """Put the programme's forms in the place of what was there; its sessions must have been written."""
    await tx.execute(delete(askings))
    if rows := [asdict(asking) for asking in askings_of(programme)]:
        await tx.execute(insert(askings), rows)
    await tx.execute(update(sessions).where(sessions.c.form.is_not(None)).values(form=None, asks_at=None))
    for slot in slots(programme):
        for session in slot.sessions:
            values = {"form": slot.form, "asks_at": asks_at(programme, session)}
            await tx.execute(update(sessions).where(sessions.c.id == session.id).values(values))
    await follow(tx)
