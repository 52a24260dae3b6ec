"""Organisers read what people propose, and decide on it."""

from zoneinfo import ZoneInfo

from bot.agenda.quiet import awake
from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.context import Context
from bot.declaration import amendments as proposed
from bot.declaration import due, queries
from bot.declaration.handlers.reading import standing
from bot.declaration.rules import DECIDED, Amendment, State
from bot.declaration.screens import deciding as screens
from bot.declaration.screens.words import closed_notice
from bot.delivery import outbox
from bot.screens.pages import Page
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction
from bot.storage.tables import outbox as messages

_DEEDS = {State.TAKEN: Deed.AMENDMENT_TAKEN, State.DECLINED: Deed.AMENDMENT_DECLINED}


async def amendments(context: Context) -> None:
    """A page of all; `amendments:PAGE`."""
    await _list(context, context.number())


async def _list(context: Context, wanted: int = 0, notice: str = "") -> None:
    async with context.reading() as tx:
        now = await standing(context, tx)
        page = Page(range(now.amendments), screens.PAGE, wanted)
        shown = await proposed.page(tx, screens.PAGE, page.number * screens.PAGE)
    await context.show(screens.amendments_screen(context.t, now, page, shown), notice)


async def amendment(context: Context) -> None:
    """`amendment:ID`."""
    await _show(context)


async def _show(context: Context, notice: str = "") -> None:
    async with context.reading() as tx:
        found, now = await proposed.load(tx, context.number()), await standing(context, tx)
    if found is None:
        return await _list(context, notice=stale_notice(context.t))
    screen = screens.amendment_screen(context.t, found, closed=now.adoption is not None)
    return await context.show(screen, notice)


async def decide(context: Context) -> None:
    """`decide:ID:taken`, `decide:ID:declined`: the author is told."""
    async with context.transaction() as tx:
        await queries.hold_still(tx)
        found, now = await proposed.locked(tx, context.number()), await standing(context, tx)
        state = next((one for one in _DEEDS if one == "".join(context.arguments[1:])), None)
        valid = found is not None and state is not None
        if found and state and state is not found.state and not now.adoption:
            await _decide(context, tx, found, state)
    if now.adoption:
        return await _show(context, closed_notice(context.t))
    return await _show(context, screens.decided_notice(context.t) if valid else stale_notice(context.t))


async def _decide(context: Context, tx: Transaction, found: Amendment, state: State) -> None:
    """The author hears only how it is in the end, and in no quiet hour."""
    await proposed.decide(tx, found.id, state)
    by, author = context.person.id, found.author
    entry = await note(tx, by, _DEEDS[state], whom_id=author.id, subject=str(found.id), now=context.now)
    await outbox.cancel(tx, messages.c.kind == DECIDED, messages.c.subject == str(found.id))
    zone = ZoneInfo(author.zone) if author.zone else context.programme.zone
    await outbox.plan_selected(tx, due.decided(found.id, author.id, entry, awake(context.now, zone)))
