"""Settings: each tap changes one thing and shows its list again with the new tick."""

from dataclasses import replace

from bot.context import Context
from bot.people import coleading, queries, zones
from bot.people.rules import LEADS, Kind
from bot.people.screens import settings as screens
from bot.screens.texts import stale_notice


async def settings(context: Context) -> None:
    await show_settings(context)


async def show_settings(context: Context, notice: str = "") -> None:
    async with context.reading() as tx:
        muted = await queries.muted(tx, context.person.id)
    screen = screens.settings_screen(context.t, context.person, muted, context.zone.key, context.now)
    await context.show(screen, notice)


async def languages(context: Context) -> None:
    await context.show(screens.languages_screen(context.t))


# ------------------------------------------------------------------ reminders


async def leads(context: Context) -> None:
    await context.show(screens.leads_screen(context.t, context.person.reminder_lead))


async def lead(context: Context) -> None:
    minutes = _offered_lead(context.argument)
    if minutes is None:
        return await context.open("leads", notice=stale_notice(context.t))
    async with context.transaction() as tx:
        await queries.set_reminder_lead(tx, context.person.id, minutes)
    return await context.show(screens.leads_screen(context.t, minutes), screens.saved_notice(context.t))


def _offered_lead(argument: str) -> int | None:
    return next((minutes for minutes in LEADS if str(minutes) == argument), None)


# ------------------------------------------------------------------- messages


async def kinds(context: Context) -> None:
    async with context.reading() as tx:
        muted = await queries.muted(tx, context.person.id)
    await context.show(screens.kinds_screen(context.t, muted))


async def mute(context: Context) -> None:
    """Mute a kind of messages, or let it through again."""
    kind = next((kind for kind in Kind if kind == context.argument), None)
    if kind is None:
        return await context.open("kinds", notice=stale_notice(context.t))
    async with context.transaction() as tx:
        await coleading.look_again(tx, context.person.id, context.now)
        await queries.toggle_mute(tx, context.person.id, kind)
        muted = await queries.muted(tx, context.person.id)
    return await context.show(screens.kinds_screen(context.t, muted), screens.saved_notice(context.t))


# ------------------------------------------------------------------ time zone


async def zone_list(context: Context) -> None:
    """The likely zones; the next text is taken as a city."""
    async with context.transaction() as tx:
        await queries.await_text(tx, context.person.id, "zone")
    seminar = context.programme.zone.key
    await context.show(screens.zones_screen(context.t, context.zone.key, seminar, context.now))


async def zone(context: Context) -> None:
    """A zone was tapped, or a city typed; of a name that several places have, one is asked for."""
    typed, tapped = context.typed.strip(), context.argument
    found = [tapped] if zones.known(tapped) else zones.search(typed, context.now)
    if len(found) == 1:
        await _set_zone(context, found[0])
    elif found:
        await context.show(screens.which_zone_screen(context.t, typed, found, context.now))
    elif typed:
        await context.show(screens.no_zone_screen(context.t, typed))
    else:
        await context.open("zones", notice=stale_notice(context.t))


async def _set_zone(context: Context, chosen: str) -> None:
    own = None if chosen == context.programme.zone.key else chosen
    async with context.transaction() as tx:
        await coleading.look_again(tx, context.person.id, context.now)
        await queries.set_zone(tx, context.person.id, own)
    context.person = replace(context.person, zone=own)
    await show_settings(context, screens.saved_notice(context.t))
