"""What is printed or sent on; a thread makes it, so that others are answered meanwhile."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.context import Context
from bot.guests import badges as drawing
from bot.guests.listing import linked
from bot.guests.rules import MOST_BADGES, Entry
from bot.guests.screens import papers as screens
from bot.people.queries import await_text


async def template(context: Context) -> None:
    """A list to fill in and send back."""
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, "guestlist")
    hosts = context.programme.hosts
    content = await asyncio.to_thread(screens.template_sheet, context.t, hosts[0].id if hosts else "")
    await context.show(screens.template_screen(context.t, content))


async def links(context: Context) -> None:
    """The list with everybody's link."""
    await context.notice(screens.working_notice(context.t))
    content = await asyncio.to_thread(screens.links_sheet, context.t, await _linked(context))
    await context.send(screens.links_screen(context.t, content))


async def badges(context: Context) -> None:
    """Everybody's badge: also of those who have come, the doors are not open yet."""
    guests = await _linked(context)
    if len(guests) > MOST_BADGES:
        await context.show(screens.too_many_screen(context.t))
    else:
        await _draw(context, guests)


async def _draw(context: Context, guests: Sequence[tuple[Entry, str]]) -> None:
    await context.notice(screens.working_notice(context.t))
    made = [screens.badge(context.programme, entry, link) for entry, link in guests]
    content, odd = await asyncio.to_thread(_drawn, made, context.now)
    await context.send(screens.badges_screen(context.t, content, odd))


def _drawn(made: Sequence[drawing.Badge], now: datetime) -> tuple[bytes, Sequence[str]]:
    """The badges, and the names on those that are to be written by hand."""
    return drawing.draw(made, now), [badge.name for badge in made if drawing.by_hand(badge)]


async def _linked(context: Context) -> Sequence[tuple[Entry, str]]:
    token = context.services.settings.required_token()
    async with context.transaction() as tx:
        return await linked(tx, token, context.bot.username, context.now)
