"""A plan is made: one question a message, resumed where it was left."""

from collections.abc import Mapping

from bot.context import Context, Handler
from bot.people.queries import await_text
from bot.plans import writing
from bot.plans.conversation import OPTIONAL, Conversation, Place
from bot.plans.handlers.asking import answer, ask, is_part, place_in, talk_of
from bot.plans.rules import Plan, PlanState
from bot.plans.screens import making as screens
from bot.plans.screens.asked import MAKING
from bot.screens import Screen
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction


async def makeplan(context: Context) -> None:
    """Go on with a draft, or begin one; a plan that is ready is read."""
    async with context.transaction() as tx:
        talk = await talk_of(context, tx)
        draft = talk.plan is None or talk.plan.state is PlanState.DRAFT
        screen = await _ask_or_end(context, tx, talk.plan, talk.resumed()) if draft else None
    if screen:
        await context.show(screen)
    else:
        await context.open("plan", notice=context.said)


async def fill(context: Context) -> None:
    """A question on the way through all of them."""
    await answer(context, MAKING, go_on)


async def skip(context: Context) -> None:
    """`skip:QUESTION:STEP`: leave it as it is, unless a plan is none without it."""
    place = place_in(context)
    async with context.transaction() as tx:
        talk = await talk_of(context, tx)
        known = place if place and is_part(talk, place) else None
        screen = await _skip(context, tx, talk, known) if known else None
    if screen:
        await context.show(screen)
    else:
        await context.open("makeplan", notice=stale_notice(context.t))


async def _skip(context: Context, tx: Transaction, talk: Conversation, place: Place) -> Screen:
    said = talk.said(place)
    if not said and place.question not in OPTIONAL:
        return await ask(context, tx, place)
    if talk.plan and not said:
        await writing.leave_open(tx, talk.plan.id, place)
    return await go_on(context, tx, place)


async def go_on(context: Context, tx: Transaction, place: Place) -> Screen:
    """What comes after this question."""
    talk = await talk_of(context, tx)
    return await _ask_or_end(context, tx, talk.plan, talk.after(place), place.step_id)


async def _ask_or_end(
    context: Context, tx: Transaction, plan: Plan | None, place: Place | None, step_id: int = 0
) -> Screen:
    """A question; where there is none left, whether this step was the last one."""
    if place:
        return await ask(context, tx, place)
    assert plan is not None  # noqa: S101 -- without one there is a question
    await await_text(tx, context.person.id, None)
    return screens.enough_screen(context.t, plan, plan.step(step_id) or plan.steps[-1])


async def planlater(context: Context) -> None:
    """It rests; what was answered is kept already."""
    async with context.transaction() as tx:
        plan = (await talk_of(context, tx)).plan
        await await_text(tx, context.person.id, None)
    if plan is None:
        await context.show(screens.begin_screen(context.t))
    elif plan.state is PlanState.DRAFT:
        await context.show(screens.later_screen(context.t))
    else:
        await context.open("plan", notice=screens.saved_notice(context.t))


async def keepplan(context: Context) -> None:
    """That is all: the draft becomes a plan, unless something is missing that belongs to one."""
    async with context.transaction() as tx:
        talk = await talk_of(context, tx)
        place = talk.missing()
        screen = await ask(context, tx, place) if place else await _kept(context, tx, talk.plan)
    if screen:
        await context.show(screen)
    else:
        await context.open("plan", notice=screens.saved_notice(context.t))


async def _kept(context: Context, tx: Transaction, plan: Plan | None) -> Screen | None:
    """None where it was ready already."""
    if plan is None or plan.state is not PlanState.DRAFT:
        return None
    await writing.keep(tx, plan.id, context.now)
    return screens.kept_screen(context.t, plan)


HANDLERS: Mapping[str, Handler] = {
    "makeplan": makeplan,
    "fill": fill,
    "skip": skip,
    "planlater": planlater,
    "keepplan": keepplan,
}
