"""How all plans go."""

from datetime import date

from bot.context import Context
from bot.i18n.dates import day_of
from bot.progress import queries
from bot.progress.screens.overview import overview_screen
from bot.screens.texts import stale_notice


def today_of(context: Context) -> date:
    """Where the seminar is."""
    return day_of(context.now, context.programme.zone)


async def plans(context: Context) -> None:
    """The figures; Refresh is the same again."""
    async with context.reading() as tx:
        overview = await queries.overview(tx, today_of(context))
    await context.show(overview_screen(context.t, overview))


async def refresh(context: Context) -> None:
    """Instead of what a button named and is no more."""
    await context.open("plans", notice=stale_notice(context.t))
