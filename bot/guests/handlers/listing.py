"""The list: how it stands, sending one, looking at what it would change, taking it in."""

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext

from bot.audit import queries as audit
from bot.audit.rules import Deed
from bot.context import Context
from bot.errors import TooBigError
from bot.guests import queries
from bot.guests.comparison import Comparison, noted
from bot.guests.handlers.author import author_of
from bot.guests.listing import compared, list_guests
from bot.guests.reading import read_guests
from bot.guests.rules import BYTES, Code, Listed, Problem, Reading, Standing
from bot.guests.screens import listing as screens
from bot.guests.screens.changes import changes_screen
from bot.people.queries import await_text
from bot.screens.texts import stale_notice
from bot.written import LONG


async def guests(context: Context) -> None:
    """How many are listed, how many have come, and what can be done; while nobody is, a list may follow."""
    async with context.transaction() as tx:
        standing = await queries.standing(tx)
        if not standing.listed:
            await await_text(tx, context.person.id, "guestlist")
    await context.show(screens.guests_screen(context.t, standing))


async def send(context: Context) -> None:
    """Ask for a list; or look at the one that was sent."""
    if context.update.callback_query:
        async with context.transaction() as tx:
            await await_text(tx, context.person.id, "guestlist")
        return await context.show(screens.send_screen(context.t))
    try:
        document = await context.download(BYTES)
    except TooBigError:
        too_big = Problem(Code.TOO_BIG, about={"limit": str(BYTES // 1_000_000)})
        return await context.show(screens.problems_screen(context.t, [too_big]))
    if document is None:
        return await context.show(screens.no_file_screen(context.t))
    return await _look_at(context, *document)


async def _look_at(context: Context, name: str, content: bytes) -> None:
    reading = await _read(context, name, content)
    if reading.problems:
        return await context.show(screens.problems_screen(context.t, reading.problems, reading.ignored))
    return await _preview(context, Listed(name, reading.guests), reading.ignored)


async def _read(context: Context, name: str, content: bytes) -> Reading:
    hosts = [host.id for host in context.programme.hosts]
    long = len(content) > LONG
    async with context.meanwhile(screens.reading_screen(context.t, name)) if long else nullcontext():
        return await asyncio.to_thread(read_guests, name, content, hosts)


async def _preview(context: Context, listed: Listed, ignored: Sequence[str]) -> None:
    async with context.transaction() as tx:
        comparison = await compared(tx, listed.guests)
        await queries.keep_list(tx, context.person.id, listed, context.now)
    await context.show(screens.preview_screen(context.t, listed, comparison, ignored))


async def all_changes(context: Context) -> None:
    """What the list that was looked at changes, as a file below it."""
    async with context.reading() as tx:
        listed = await queries.kept_list(tx, context.person.id)
        comparison = await compared(tx, listed.guests if listed else [])
    if listed is None or listed.fingerprint != context.argument:
        return await _old_button(context)
    return await context.show(changes_screen(context.t, comparison.changed))


async def take(context: Context) -> None:
    """Take in the list that was looked at; an old button takes in nothing."""
    taken = await _taken_in(context)
    if taken is None:
        return await _old_button(context)
    return await context.show(screens.taken_in_screen(context.t, *taken))


async def _old_button(context: Context) -> None:
    async with context.reading() as tx:
        done = await audit.is_noted(tx, context.person.id, Deed.GUESTS_LISTED, context.argument)
    screen = screens.taken_before_screen(context.t) if done else screens.outdated_screen(context.t)
    await context.show(screen, stale_notice(context.t))


async def _taken_in(context: Context) -> tuple[Comparison, Standing] | None:
    """What the list has changed, and how many are listed now."""
    token, author = context.services.settings.required_token(), author_of(context)
    person_id = context.person.id
    async with context.transaction() as tx:
        listed = await queries.kept_list(tx, person_id)
        if listed is None or listed.fingerprint != context.argument:
            return None
        comparison = await list_guests(tx, listed.guests, token, author)
        details = noted(listed.source, comparison)
        subject, now = listed.fingerprint, context.now
        await audit.note(tx, person_id, Deed.GUESTS_LISTED, subject=subject, details=details, now=now)
        await queries.drop_list(tx, person_id)
        return comparison, await queries.standing(tx)


async def cancel(context: Context) -> None:
    """Forget the list that was sent, and wait for none."""
    async with context.transaction() as tx:
        await queries.drop_list(tx, context.person.id)
    await context.open("guests", notice=screens.cancelled_notice(context.t))
