"""Finding one guest."""

from bot.context import Context
from bot.guests import queries
from bot.guests.codes import code_for, link_to
from bot.guests.listing import renew_invitations
from bot.guests.rules import matching
from bot.guests.screens import found as screens
from bot.people.queries import await_text
from bot.screens.texts import stale_notice


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
    known = context.argument.isdecimal() and len(context.argument) < 19
    await _show(context, int(context.argument) if known else 0)


async def _show(context: Context, guest_id: int) -> None:
    token = context.services.settings.required_token()
    async with context.transaction() as tx:
        await renew_invitations(tx, token, context.now)
        entry = await queries.entry(tx, guest_id)
    if entry is None:
        return await context.open("guests", notice=stale_notice(context.t))
    link = link_to(context.bot.username, code_for(token, entry.id, entry.listed_at))
    return await context.show(screens.guest_screen(context.t, entry, link))
