"""How the seminar stands, and whom messages did not reach."""

from datetime import datetime, timedelta
from typing import Final

from bot.agenda.occupancy import how_full
from bot.context import Context
from bot.organisers import queries
from bot.organisers.rules import LATE, Figures, Overview, midnight, next_reminded
from bot.organisers.screens.failures import failures_screen
from bot.organisers.screens.home import home_screen
from bot.people.rules import may
from bot.screens.pages import Page

SHOWN: Final = 6  # people on a page


async def organise(context: Context) -> None:
    """The home screen; Refresh is the same again."""
    allowed = [action for action in context.services.handlers if may(context.person.roles, action)]
    await context.show(home_screen(context.t, await _overview(context), allowed))


async def _overview(context: Context) -> Overview:
    clock, programme, now = context.services.clock, context.programme, context.now
    machine_now, begun = clock.machine_now(), clock.monotonic()
    patience = LATE * max(1, clock.speed)  # in a rehearsal as long by the machine's clock
    async with context.reading() as tx:
        figures = await queries.figures(tx, now, machine_now, patience, context.update.update_id)
        return Overview(
            programme,
            now,
            figures,
            taken=await how_full(tx, now),
            reminded=await queries.count_reminded(tx, [one.id for one in next_reminded(programme, now)]),
            failed=await queries.count_failed(tx, midnight(now, programme.zone)),
            silence=_since(figures, machine_now),
            answered_in=timedelta(seconds=clock.monotonic() - begun),
        )


def _since(figures: Figures, machine_now: datetime) -> timedelta:
    return machine_now - figures.received_at if figures.received_at else timedelta()


async def failures(context: Context) -> None:
    """A page of people whom messages of today did not reach."""
    since = midnight(context.now, context.programme.zone)
    async with context.reading() as tx:
        page = Page(range(await queries.count_unreached(tx, since)), SHOWN, context.number())
        people = await queries.unreached(tx, since, page.number * SHOWN, SHOWN)
    await context.show(failures_screen(context.t, page, people))
