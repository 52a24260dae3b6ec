"""Pages of plans, of late steps, and of difficulties."""

from bot.context import Context
from bot.progress import queries
from bot.progress.handlers.overview import refresh, today_of
from bot.progress.rules import By, groups, in_order, together_with
from bot.progress.screens import listing, trouble
from bot.screens.pages import Page


async def plans_by(context: Context) -> None:
    """`plansby:BY:PAGE`"""
    by, wanted = _by(context), context.number(1)
    if by is None:
        return await refresh(context)
    async with context.reading() as tx:
        standings = await queries.standings(tx, today_of(context))
    if by is By.CLUB:
        return await context.show(listing.clubs_screen(context.t, in_order(standings), wanted))
    found = groups(standings, by, [topic.id for topic in context.programme.topics])
    return await context.show(listing.groups_screen(context.t, context.programme, by, found, wanted))


def _by(context: Context) -> By | None:
    return By(context.argument) if context.argument in set(By) else None


async def plans_in(context: Context) -> None:
    """`plansin:BY:PLAN:PAGE`: those that have this in common with a plan, whose id fits a button."""
    by = _by(context)
    async with context.reading() as tx:
        standings = await queries.standings(tx, today_of(context))
    members = together_with(standings, context.number(1), by) if by else []
    if by is None or not members:
        return await refresh(context)
    page = context.number(2)
    return await context.show(listing.group_screen(context.t, context.programme, by, members, page))


async def silent(context: Context) -> None:
    async with context.reading() as tx:
        found = (await queries.overview(tx, today_of(context))).silent
    zone = context.programme.zone
    await context.show(listing.silent_screen(context.t, found, zone, context.number()))


async def out_of_reach(context: Context) -> None:
    async with context.reading() as tx:
        found = (await queries.overview(tx, today_of(context))).out_of_reach
    await context.show(listing.out_of_reach_screen(context.t, found, context.number()))


async def late(context: Context) -> None:
    today = today_of(context)
    async with context.reading() as tx:
        page = Page(range(await queries.count_late(tx, today)), trouble.LATE, context.number())
        found = await queries.late(tx, today, page.number * trouble.LATE, trouble.LATE)
    await context.show(trouble.late_screen(context.t, page, found))


async def troubles(context: Context) -> None:
    size = trouble.DIFFICULTIES
    async with context.reading() as tx:
        total = sum((await queries.difficulties_by_help(tx)).values())
        page = Page(range(total), size, context.number())
        found = await queries.difficulties(tx, page.number * size, size)
    screen = trouble.difficulties_screen(context.t, page, found, context.programme.zone)
    await context.show(screen)


async def given_up(context: Context) -> None:
    async with context.reading() as tx:
        found = await queries.given_up(tx)
    page = Page(found, trouble.GIVEN_UP, context.number())
    await context.show(trouble.given_up_screen(context.t, page))
