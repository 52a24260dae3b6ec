"""Finding an announcement that was sent, and showing how it goes in the message that was tapped."""

from bot.announcements import progress
from bot.announcements.audience import count
from bot.announcements.handlers.drafts import named
from bot.announcements.rules import UNSENT, Announcement, State
from bot.announcements.screens.progress import course_screen
from bot.announcements.screens.schedule import scheduled_screen
from bot.announcements.tallies import course_of
from bot.context import Context
from bot.screens import Screen
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction


async def known(context: Context, tx: Transaction, *, lock: bool = False) -> Announcement | None:
    """The announcement that a tap names, once it is scheduled or sent; `lock`: nobody else changes it."""
    found = await named(context, tx, lock=lock)
    return None if found is None or found.state in UNSENT else found


async def standing(context: Context, tx: Transaction) -> Screen | None:
    """How the one that a tap names stands now; whoever sees it watches it from here on."""
    found = await known(context, tx)
    if found is None:
        return None
    if found.state is State.SCHEDULED:
        counts = await count(tx, found.audience, context.owners)
        return scheduled_screen(context.t, context.programme.zone, found, counts)
    query = context.update.callback_query
    if query and query.message:
        await progress.watch(tx, found.id, context.person.id, query.message.message_id)
    return course_screen(context.t, await course_of(tx, found))


async def look_away(context: Context, tx: Transaction) -> None:
    """The tapped message becomes another screen; that comes below where progress is on its way to it."""
    query = context.update.callback_query
    if query and query.message:
        free = await progress.look_away(tx, context.person.id, query.message.message_id)
        context.below = not free


async def show_or_list(context: Context, screen: Screen | None, notice: str = "") -> None:
    """Instead of one that is not there any more: all that are."""
    if screen is None:
        await context.open("announced", notice=stale_notice(context.t))
        return
    await context.show(screen, notice)
    if context.below:
        await context.notice(notice)
