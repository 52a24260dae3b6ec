"""All that somebody can say now, and the wish to be left alone: for now, or for good."""

from bot.agenda.asking import assessed_until
from bot.context import Context
from bot.feedback import queries
from bot.feedback.rules import BEFORE
from bot.feedback.screens import listing as screens
from bot.feedback.steps import steps_at
from bot.people.queries import muted, toggle_mute
from bot.people.rules import Kind


async def feedback(context: Context) -> None:
    programme, now = context.programme, context.now
    if now >= programme.feedback_closes_at:
        return await context.show(screens.closed_screen(context.t, programme))
    async with context.reading() as tx:
        entries = await queries.entries(tx, programme, context.person, now)
    steps = steps_at(programme, now)
    return await context.show(screens.listing(context.t, programme, entries, steps, context.number()))


async def not_now(context: Context) -> None:
    """`notnow:before`: how sure they are in the beginning, as long as that is asked."""
    before = context.argument == BEFORE and context.now < assessed_until(context.programme)
    await context.show(screens.not_now_screen(context.t, context.programme, before=before))


async def no_more(context: Context) -> None:
    """No questions come by themselves any more, until the settings say otherwise."""
    async with context.transaction() as tx:
        if Kind.FEEDBACK not in await muted(tx, context.person.id):
            await toggle_mute(tx, context.person.id, Kind.FEEDBACK)
    await context.show(screens.muted_screen(context.t))
