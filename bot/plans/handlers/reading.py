"""A plan is read: as a message, on paper, in a calendar; and the board of public plans."""

import asyncio
from collections.abc import Mapping

from bot.context import Context, Describe, Handler
from bot.i18n.dates import day_of
from bot.plans import queries
from bot.plans.dates_calendar import calendar_of
from bot.plans.paper import draw
from bot.plans.rules import Plan, PlanState
from bot.plans.screens import board as boards
from bot.plans.screens import papers
from bot.plans.screens import reading as screens
from bot.plans.screens.making import begin_screen
from bot.screens.texts import stale_notice


async def plan(context: Context) -> None:
    """How it goes and what comes next; a draft goes on where it was left, and who has none may begin one."""
    found = await _own(context)
    if found is None:
        await context.show(begin_screen(context.t))
    elif found.state is PlanState.DRAFT:
        await context.open("makeplan", notice=context.said)
    else:
        await context.show(screens.plan_screen(context.t, found))


async def _own(context: Context) -> Plan | None:
    async with context.reading() as tx:
        return await queries.plan_of(tx, context.person.id)


async def whole_plan(context: Context) -> None:
    """`wholeplan:PAGE`"""
    found = await _own(context)
    if found is None:
        return await _refresh(context)
    return await context.show(screens.whole_screen(context.t, found, context.programme, context.number()))


async def _refresh(context: Context) -> None:
    await context.open("plan", notice=stale_notice(context.t))


async def plan_paper(context: Context) -> None:
    """A PDF in the reader's language; a thread draws it, so that others are answered meanwhile."""
    found = await _own(context)
    if found is None:
        return await _refresh(context)
    sheet = papers.paper(context.t, context.programme, found, day_of(context.now, context.zone))
    content, gaps = await asyncio.to_thread(draw, sheet, context.now)
    return await context.show(screens.paper_screen(context.t, content, gaps=gaps))


async def plan_calendar(context: Context) -> None:
    """The days of its steps, as a file."""
    async with context.reading() as tx:
        found = await queries.plan_of(tx, context.person.id)
        dropped = await queries.dropped_steps(tx, found.id) if found else ()
    if found is None:
        return await _refresh(context)
    details = {step.id: screens.plain_details(context.t, step) for step in found.steps}
    content = calendar_of(found, dropped, details, context.programme.id, context.now)
    return await context.show(screens.calendar_screen(context.t, content))


# -------------------------------------------------------------------- the board


async def board(context: Context) -> None:
    """`board:PAGE`: the plans that everybody may read."""
    async with context.reading() as tx:
        found = await queries.public(tx)
    await context.show(boards.board_screen(context.t, found, context.programme, context.number()))


async def public_plan(context: Context) -> None:
    """`publicplan:PLAN:PAGE`: one of them."""
    async with context.reading() as tx:
        found = await queries.load(tx, context.number())
    if found is None or not found.on_board:
        return await context.open("board", notice=stale_notice(context.t))
    page = context.number(1)
    return await context.show(boards.public_screen(context.t, found, context.programme, page))


HANDLERS: Mapping[str, Handler] = {
    "plan": plan,
    "wholeplan": whole_plan,
    "planpaper": plan_paper,
    "plancalendar": plan_calendar,
    "board": board,
    "publicplan": public_plan,
}
COMMANDS: Mapping[str, Describe] = {"plan": screens.describe_plan}
