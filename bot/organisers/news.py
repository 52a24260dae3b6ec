"""Telling somebody that a role is new, or no longer theirs; as queries."""

from datetime import datetime

from bot.delivery import outbox
from bot.organisers import due
from bot.organisers.rules import NEWS, Grant
from bot.storage.engine import Transaction
from bot.storage.tables import outbox as messages


async def forget_news(tx: Transaction, person_id: int, grant: Grant) -> None:
    """What has not left of this role yet does not leave any more."""
    theirs = messages.c.kind == NEWS, messages.c.person_id == person_id, messages.c.subject == str(grant)
    await outbox.cancel(tx, *theirs)


async def tell_of_role(tx: Transaction, person_id: int, grant: Grant, entry_id: int, now: datetime) -> None:
    """Once for this entry of the audit; they hear only how it is in the end."""
    await forget_news(tx, person_id, grant)
    await outbox.plan_selected(tx, due.role_news(person_id, grant, entry_id, now))
