"""Proposing changes of the draft, and taking them back."""

from collections.abc import Sequence

from bot.context import Context, Farewell, number
from bot.declaration import amendments, queries
from bot.declaration.handlers.reading import as_it_stands, standing
from bot.declaration.rules import LONGEST, MOST, State
from bot.declaration.screens import amending as screens
from bot.declaration.screens.words import closed_notice
from bot.errors import UserError
from bot.people.queries import await_text
from bot.screens.message import length
from bot.screens.pages import Page
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction


async def amend(context: Context) -> None:
    """A text that is awaited is an amendment; else the question for one."""
    if context.update.callback_query or context.command:
        await _ask(context)
    elif context.attached or context.carries_more or not context.html.strip():
        raise UserError(screens.only_text(context.t))
    elif length(context.html) > LONGEST:
        await _refuse_length(context)
    else:
        await _keep(context)


async def _ask(context: Context) -> None:
    async with context.transaction() as tx:
        refusal = await _refusal(context, tx)
        await await_text(tx, context.person.id, None if refusal else "amend")
    if refusal:
        raise UserError(refusal)
    await context.show(screens.ask_screen(context.t))


async def _keep(context: Context) -> None:
    async with context.transaction() as tx:
        await queries.hold_still(tx)
        refusal = await _refusal(context, tx)
        await await_text(tx, context.person.id, None)
        if refusal is None:
            text = str(context.html)
            amendment_id = await amendments.propose(tx, context.person.id, text, context.now)
            part = await queries.part(tx, context.person.id)
    if refusal:
        raise UserError(refusal)
    await context.show(screens.kept_screen(context.t, amendment_id, part.amendments))


async def _refusal(context: Context, tx: Transaction) -> str | None:
    """Why nothing can be proposed now."""
    now = await standing(context, tx)
    if now.adoption:
        return closed_notice(context.t)
    if now.draft is None:
        return screens.nothing_to_amend(context.t)
    part = await queries.part(tx, context.person.id)
    return screens.too_many(context.t) if part.amendments >= MOST else None


async def _refuse_length(context: Context) -> None:
    """The rest of a text that Telegram has cut in two must be no amendment either: none is awaited now."""
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, None)
    await context.show(screens.too_long_screen(context.t, length(context.html)))


async def amended(context: Context) -> None:
    """Somebody's own proposals: one of them, `amended:ID`, or a page of all, `amended:all:PAGE`."""
    async with context.reading() as tx:
        own = await amendments.of(tx, context.person.id)
        adopted = await queries.adoption(tx) is not None
    one = next((one for one in own if one.id == context.number()), None)
    if one:
        return await context.show(screens.own_one_screen(context.t, one, adopted=adopted))
    notice = stale_notice(context.t) if number(context.argument) else ""
    page = Page(own, screens.PAGE, context.number(1))
    return await context.show(screens.own_screen(context.t, page), notice)


async def unamend(context: Context) -> None:
    """`unamend:ID`: it is deleted, unless organisers have decided on it."""
    async with context.transaction() as tx:
        found = await amendments.load(tx, context.number())
        deleted = await amendments.take_back(tx, context.number(), context.person.id)
        screen = await as_it_stands(context, tx)
    if deleted:
        await context.show(screen, screens.taken_back_notice(context.t))
    elif found and found.author.id == context.person.id and found.state is not State.OPEN:
        await context.notice(screens.decided_notice(context.t), alert=True)
    else:
        await context.open("stale")


# ------------------------------------------------------------------- farewells


async def wait_for_decisions(_: Context, tx: Transaction) -> None:
    """With anybody PostgreSQL updates `adoptions.person_id`, which waits for `hold_still`: wait before."""
    await queries.hold_still(tx)


FAREWELLS: Sequence[Farewell] = (wait_for_decisions,)
