"""An organiser's own draft, found by what a tap says; nobody else's, and none that is sent or gone."""

from bot.announcements import queries
from bot.announcements.audience import count
from bot.announcements.rules import EARLIER, Announcement, Audience, Criterion, Dimension, State
from bot.announcements.screens.words import Addressees, excerpt
from bot.context import Context
from bot.screens import Screen
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction


async def named(context: Context, tx: Transaction, *, lock: bool = False) -> Announcement | None:
    """The announcement that the first argument names, be it whose it may; `lock`: nobody else changes it."""
    find = queries.locked if lock else queries.load
    return await find(tx, context.number())


async def own_draft(context: Context, tx: Transaction) -> Announcement | None:
    """The draft that the first argument names, if this person is writing it."""
    found = await named(context, tx)
    theirs = found and found.state is State.DRAFT and found.author_id == context.person.id
    return found if theirs else None


async def show_or_refresh(context: Context, screen: Screen | None, notice: str = "") -> None:
    """Instead of a draft that is sent, gone or another's: what this person is writing now."""
    if screen is None:
        await context.open("announce", notice=stale_notice(context.t))
    else:
        await context.show(screen, notice)


async def addressees_of(
    context: Context, tx: Transaction, audience: Audience, *, whole: Dimension | None = None
) -> Addressees:
    """An audience, counted, and the names of all in it; of all there is in the dimension `whole`."""
    counts = await count(tx, audience, context.owners)
    dimensions = {criterion.dimension for criterion in audience.criteria} | {whole}
    names: dict[Criterion, str] = {}
    if Dimension.CLUB in dimensions:
        clubs = await queries.club_names(tx)
        names |= {Criterion(Dimension.CLUB, str(club)): name for club, name in clubs.items()}
    if Dimension.PLAN in dimensions:
        plans = await queries.plan_names(tx)
        names |= {Criterion(Dimension.PLAN, str(plan)): name for plan, name in plans.items()}
    if Dimension.UNANSWERED in dimensions:
        earlier = [one for one in await queries.lately(tx, EARLIER) if one.texts]
        language = context.t.language
        names |= {
            Criterion(Dimension.UNANSWERED, str(one.id)): excerpt(one.texts, language) for one in earlier
        }
    return Addressees(audience, counts, context.programme, names)
