"""Reading the Declaration, in the chat and on paper."""

import asyncio

from bot.context import Context
from bot.declaration import queries
from bot.declaration.paper import draw
from bot.declaration.rules import Standing
from bot.declaration.screens import paper as papers
from bot.declaration.screens.reading import declaration_screen
from bot.people.rules import may
from bot.screens import Screen
from bot.storage.engine import Transaction


async def declaration(context: Context) -> None:
    """As it stands, with what this person can do about it."""
    await show(context)


async def show(context: Context, notice: str = "") -> None:
    """The same, with a word about what has been done."""
    async with context.reading() as tx:
        screen = await as_it_stands(context, tx)
    await context.show(screen, notice)


async def as_it_stands(context: Context, tx: Transaction) -> Screen:
    now, part = await standing(context, tx), await queries.part(tx, context.person.id)
    organises = may(context.person.roles, "adopt")
    return declaration_screen(context.t, now, part, context.programme.zone, organises=organises)


async def standing(context: Context, tx: Transaction) -> Standing:
    return await queries.standing(tx, context.programme.declaration)


async def paper(context: Context) -> None:
    """A PDF in the reader's language; a thread draws it, so that others are answered meanwhile."""
    async with context.reading() as tx:
        now, clubs = await standing(context, tx), await queries.listed_clubs(tx)
    if now.text is None:
        return await show(context)
    await context.notice(papers.working_notice(context.t))
    sheet = papers.paper(context.t, context.programme, now, now.text, clubs)
    content, left_out = await asyncio.to_thread(draw, sheet, context.now)
    draft = now.adoption is None
    await context.send(papers.paper_screen(context.t, content, left_out, draft=draft))
    return None
