"""The ways to a change, and the file as one of them."""

import asyncio
from contextlib import nullcontext

from bot.agenda.formats import Finding, Reading, read_programme
from bot.agenda.formats.findings import SOMEWHERE
from bot.agenda.formats.reading import LIMIT, not_said_of
from bot.context import Context
from bot.errors import TooBigError
from bot.people.queries import await_text
from bot.programme import history
from bot.programme.edits import examine
from bot.programme.handlers.proposing import look_at, present
from bot.programme.screens import home as screens
from bot.screens.texts import stale_notice
from bot.written import LONG


async def programme(context: Context) -> None:
    async with context.reading() as tx:
        last = await history.last_change(tx)
    await context.show(screens.home_screen(context.t, context.programme, last))


async def undo(context: Context) -> None:
    """Propose the programme before the last change, if that is still the one that was meant."""
    async with context.reading() as tx:
        now, last = await present(tx), await history.last_change(tx)
        former = await history.document_of(tx, now.version - 1)
    if former is None or context.argument != str(now.version):
        return await context.open("programme", notice=stale_notice(context.t))
    warnings = await asyncio.to_thread(examine, now.document, former)
    return await look_at(context, now, former, "undo", warnings, undone=last)


async def sheet(context: Context) -> None:
    """The programme as it is, to be corrected and sent back."""
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, "sendprogramme")
        now = await present(tx)
    from bot.agenda.formats.template import template  # noqa: PLC0415 -- openpyxl is slow to begin with

    content = await asyncio.to_thread(template, now.document)
    await context.show(screens.sheet_screen(context.t, context.programme, content))


# ---------------------------------------------------------------------- a file


async def send(context: Context) -> None:
    """Ask for a file; or look at the one that was sent, and go on waiting for a better one if it is wrong."""
    if context.update.callback_query:
        async with context.transaction() as tx:
            await await_text(tx, context.person.id, "sendprogramme")
        return await context.show(screens.ask_file_screen(context.t))
    try:
        file = await context.download(LIMIT)
    except TooBigError:
        too_big = Finding("file-too-big", SOMEWHERE, {"limit": str(LIMIT // 1_000_000)})
        return await context.show(screens.findings_screen(context.t, [too_big]))
    if file is None:
        return await context.show(screens.no_file_screen(context.t))
    return await _take(context, *file)


async def _take(context: Context, name: str, content: bytes) -> None:
    async with context.reading() as tx:
        now = await present(tx)
    long = len(content) > LONG
    async with context.meanwhile(screens.reading_screen(context.t, name)) if long else nullcontext():
        reading = await asyncio.to_thread(read_programme, name, content, now.document)
    if reading.document is None:
        await _complain(context, reading)
    elif reading.document == now.document:
        await context.show(screens.unchanged_screen(context.t, name))
    else:
        new = await asyncio.to_thread(not_said_of, now.document, reading.findings)
        await look_at(context, now, reading.document, name, new)


async def _complain(context: Context, reading: Reading) -> None:
    errors = [finding for finding in reading.findings if not finding.warning]
    if file := screens.findings_file(context.t, errors):
        await context.send(file)
    await context.show(screens.findings_screen(context.t, errors))
