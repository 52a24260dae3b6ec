"""Committing to what was adopted, and letting one's club be named."""

from bot.context import Context
from bot.declaration import queries
from bot.declaration.handlers.reading import as_it_stands, show, standing
from bot.declaration.screens import reading as screens
from bot.screens.texts import stale_notice


async def commit(context: Context) -> None:
    """Asks a person with a club, once, whether it may be named."""
    async with context.transaction() as tx:
        adopted = await queries.stays_adopted(tx)
        new = adopted and await queries.commit(tx, context.person.id, context.now)
        part, now = await queries.part(tx, context.person.id), await standing(context, tx)
        screen = await as_it_stands(context, tx)
    if not adopted:
        await context.show(screen, stale_notice(context.t))
    elif new and part.club:
        await context.show(screens.committed_screen(context.t, now, part))
    else:
        await context.show(screen, screens.saved_notice(context.t))


async def uncommit(context: Context) -> None:
    async with context.transaction() as tx:
        had = await queries.uncommit(tx, context.person.id)
    notice = screens.uncommitted_notice(context.t) if had else stale_notice(context.t)
    await show(context, notice)


async def list_me(context: Context) -> None:
    """`listme:yes`, `listme:no`: whether the list may name the person's club."""
    done = False
    if context.argument in {"yes", "no"}:
        async with context.transaction() as tx:
            listed = context.argument == "yes"
            done = await queries.list_club(tx, context.person.id, listed=listed)
    await show(context, screens.saved_notice(context.t) if done else stale_notice(context.t))
