"""What organisers read: the letters that wait, one of them, who wrote it."""

from typing import Final

from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.context import Context
from bot.delivery import outbox
from bot.letters import desks, due, keeping, queries
from bot.letters.rules import Letter
from bot.letters.screens import answering
from bot.letters.screens import inbox as screens
from bot.people.queries import await_text
from bot.screens.pages import Page

LINES: Final = 5  # of a conversation that a screen shows


async def letters(context: Context) -> None:
    """Those that wait for an answer."""
    async with context.reading() as tx:
        page = Page(range(await queries.count_waiting(tx)), screens.PAGE, context.number())
        waiting = await queries.waiting(tx, screens.PAGE, page.number * screens.PAGE)
        desk = await desks.bound(tx, context.owners)
    await context.show(screens.letters_screen(context.t, waiting, page, desk))


async def letter(context: Context) -> None:
    """One letter, and what was said before and after it."""
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, None)  # its answer was awaited
    async with context.reading() as tx:
        found = await queries.load(tx, context.number())
        lines = await queries.conversation(tx, found.writer.id, LINES) if found else []
        about = await queries.opening_words(tx, found.announcement_id, context.t.language) if found else ""
    if found is None:
        return await context.open("letters", notice=answering.gone(context.t))
    return await context.show(screens.letter_screen(context.t, found, lines, about, context.zone))


async def original(context: Context) -> None:
    """A letter exactly as it was written, below."""
    found = await _found(context)
    if found:
        await context.send(screens.original(found))
        await context.notice("")


async def writer(context: Context) -> None:
    """Who wrote it, for a moment above the chat."""
    found = await _found(context)
    if found:
        await context.notice(screens.writer_notice(context.t, found.writer), alert=True)


async def settle(context: Context) -> None:
    """It needs no answer; `settle:LETTER:letters` goes on to the others."""
    async with context.transaction() as tx:
        found = await queries.locked(tx, context.number())
        if found and await keeping.settle(tx, found, context.now):
            await outbox.plan_selected(tx, due.news([found.id], "settled", context.now))
            whom, letter = found.writer.id, str(found.id)
            await note(tx, context.person.id, Deed.SETTLED, whom_id=whom, subject=letter, now=context.now)
    said = answering.settled_notice(context.t) if found else answering.gone(context.t)
    if context.arguments[1:] == ("letters",):
        await context.open("letters", notice=said)
    else:
        await context.notice(said)


async def _found(context: Context) -> Letter | None:
    async with context.reading() as tx:
        found = await queries.load(tx, context.number())
    if found is None:
        await context.notice(answering.gone(context.t), alert=True)
    return found
