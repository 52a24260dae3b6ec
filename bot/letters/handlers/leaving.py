"""Somebody deletes all that is kept about them: their letters as organisers read them, their group."""

from bot.context import Context
from bot.delivery import outbox
from bot.letters import desks, due, queries
from bot.letters.handlers import desk
from bot.storage.engine import Transaction


async def take_letters_along(context: Context, tx: Transaction) -> None:
    """Delete the messages in which organisers read what this person wrote."""
    written = await queries.written_by(tx, context.person.id)
    await outbox.plan_selected(tx, due.news(written, "taken back", context.now))


async def leave_group(context: Context, tx: Transaction) -> None:
    """The group that this person bound gets no letters any more; all that wait go to each organiser.

    Those that have arrived there too: whose message it was is forgotten, so a reply to it would not be heard.
    """
    owners, now, person_id = context.owners, context.now, context.person.id
    group_id = await desks.unbind_all_of(tx, person_id)
    if group_id is not None:
        await desk.set_free(context, tx)
        await outbox.plan_selected(tx, due.waiting(owners, now))
        await outbox.plan_selected(tx, due.desk_left(group_id, owners, person_id, now))
