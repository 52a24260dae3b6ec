"""Somebody deletes all that is kept about them: what they have written and not sent goes too."""

from bot.announcements import queries
from bot.context import Context
from bot.storage.engine import Transaction


async def throw_drafts_away(context: Context, tx: Transaction) -> None:
    drafts = await queries.drafts_of(tx, context.person.id)
    await queries.throw_away(tx, *(draft.id for draft in drafts))
