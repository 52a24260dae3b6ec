"""What is scheduled and was sent, and who did not get it."""

from typing import Final

from bot.announcements import queries
from bot.announcements.handlers.standing import known, look_away, show_or_list
from bot.announcements.screens import sent as screens
from bot.announcements.unreached import unreached as find_unreached
from bot.context import Context

REMEMBERED: Final = 60  # announcements in the list


async def announced(context: Context) -> None:
    """The list, a page of it."""
    async with context.transaction() as tx:
        await look_away(context, tx)
    async with context.reading() as tx:
        every = await queries.history(tx, REMEMBERED)
    page = context.number()
    screen = screens.history_screen(context.t, context.programme.zone, every, page)
    await show_or_list(context, screen, context.said)


async def unreached(context: Context) -> None:
    """By name, a page of them."""
    async with context.transaction() as tx:
        await look_away(context, tx)
    async with context.reading() as tx:
        found = await known(context, tx)
        people = await find_unreached(tx, found.id) if found else []
    page = context.number(1)
    screen = screens.unreached_screen(context.t, found, people, page) if found else None
    await show_or_list(context, screen)
