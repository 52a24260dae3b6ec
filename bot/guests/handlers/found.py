"""Finding one guest, and what can be done about them."""

from bot.context import Context
from bot.guests import queries
from bot.guests.codes import code_for, link_to
from bot.guests.entries import renew_link, strike_off
from bot.guests.handlers.author import author_of
from bot.guests.listing import renew_invitations
from bot.guests.rules import Entry, matching
from bot.guests.screens import found as screens
from bot.people.queries import await_text
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction


async def find(context: Context) -> None:
    """Ask whom to look for; or show who was found."""
    if not context.typed:
        async with context.transaction() as tx:
            await await_text(tx, context.person.id, "findguest")
        return await context.show(screens.ask_screen(context.t))
    async with context.reading() as tx:
        found = matching(await queries.entries(tx), context.typed)
    if len(found) == 1:
        return await _show(context, found[0].id)
    return await context.show(screens.found_screen(context.t, context.typed, found))


async def guest(context: Context) -> None:
    """One guest, by the id on a button."""
    await _show(context, context.number())


async def _show(context: Context, guest_id: int, notice: str = "") -> None:
    token = context.services.settings.required_token()
    async with context.transaction() as tx:
        await queries.hold(tx)
        await renew_invitations(tx, token, context.now, guest_id)
        entry = await queries.entry(tx, guest_id)
    if entry is None:
        return await context.open("guests", notice=stale_notice(context.t))
    link = link_to(context.bot.username, code_for(token, entry.id, entry.listed_at))
    return await context.show(screens.guest_screen(context.t, entry, link), notice)


# --------------------------------------------------------------------- changes


async def new_link(context: Context) -> None:
    """A link instead of the one that somebody else has used, once it is confirmed."""
    went = True
    async with context.transaction() as tx:
        entry = await _meant(context, tx)
        if entry and _confirmed(context):
            went = await renew_link(tx, entry, author_of(context))
    if entry is None:
        return await context.open("guests", notice=stale_notice(context.t))
    if not _confirmed(context):
        return await context.show(screens.link_question(context.t, entry))
    return await _show(context, entry.id, screens.link_notice(context.t, stays=not went))


async def strike(context: Context) -> None:
    """Off the list, once it is confirmed."""
    went = True
    async with context.transaction() as tx:
        entry = await _meant(context, tx)
        if entry and _confirmed(context):
            went = await strike_off(tx, entry, author_of(context))
    if entry is None:
        return await context.open("guests", notice=stale_notice(context.t))
    if not _confirmed(context):
        return await context.show(screens.strike_question(context.t, entry))
    return await context.open("guests", notice=screens.struck_notice(context.t, stays=not went))


async def _meant(context: Context, tx: Transaction) -> Entry | None:
    """The guest on the button, unless their link is another one by now."""
    await queries.hold(tx)
    entry = await queries.entry(tx, context.number())
    return entry if entry and ":".join(context.arguments[:2]) == entry.stamp else None


def _confirmed(context: Context) -> bool:
    return context.arguments[-1] == "yes"
