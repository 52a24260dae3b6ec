"""Steps of a plan are changed, ordered and taken out; a session becomes one."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from bot.agenda.rules import Programme, Session
from bot.context import Context, Handler
from bot.errors import UserError
from bot.i18n.translator import Translator
from bot.people.queries import await_text
from bot.plans import queries, writing
from bot.plans.conversation import Place, Question
from bot.plans.handlers.asking import answer, ask, talk_of
from bot.plans.handlers.keeping import new_step
from bot.plans.rules import LONGEST, MOST_STEPS, Plan, PlanState, Step
from bot.plans.screens import making, whole
from bot.plans.screens import steps as screens
from bot.plans.screens.asked import EDITING
from bot.screens import Screen
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction

SURE: Final = ("yes",)
WAYS: Final[Mapping[tuple[str, ...], int]] = {("earlier",): -1, ("later",): 1}

Draw = Callable[[Translator, Plan, Step, Programme], Screen]


async def steps(context: Context) -> None:
    """All of them."""
    async with context.reading() as tx:
        plan = await queries.plan_of(tx, context.person.id)
    if plan is None:
        return await context.open("makeplan", notice=context.said)
    return await context.show(screens.steps_screen(context.t, plan))


async def look(context: Context, draw: Draw) -> None:
    """`VERB:STEP`: one of them."""
    async with context.reading() as tx:
        found = _found(context, await queries.plan_of(tx, context.person.id))
    if found is None:
        return await _refresh(context)
    return await context.show(draw(context.t, *found, context.programme))


def _found(context: Context, plan: Plan | None) -> tuple[Plan, Step] | None:
    """The step that a button names, where it is one of the person's own plan."""
    step = plan.step(context.number()) if plan else None
    return (plan, step) if plan and step else None


async def _refresh(context: Context) -> None:
    """Instead of a screen that is no more."""
    await context.open("steps", notice=stale_notice(context.t))


# -------------------------------------------------------------------- changing


async def editplan(context: Context) -> None:
    """A question by itself."""
    await answer(context, EDITING, _changed)


async def _changed(context: Context, tx: Transaction, place: Place) -> Screen:
    plan = await queries.plan_of(tx, context.person.id)
    assert plan is not None  # noqa: S101 -- the answer is kept in it
    await await_text(tx, context.person.id, None)
    if step := plan.step(place.step_id):
        return screens.change_screen(context.t, plan, step, context.programme)
    return whole.about_screen(context.t, plan, context.programme)


async def movestep(context: Context) -> None:
    """`movestep:STEP:earlier` or `later`: by one place."""
    async with context.transaction() as tx:
        found = _found(context, await queries.lock_plan_of(tx, context.person.id))
        by = WAYS.get(context.arguments[1:])
        if found and by:
            await writing.move_step(tx, found[0], found[1].id, by, context.now)
    await context.open("changestep", context.argument)


async def dropstep(context: Context) -> None:
    """`dropstep:STEP` asks, `dropstep:STEP:yes` takes it out; the last step of a plan stays."""
    async with context.transaction() as tx:
        found = _found(context, await queries.lock_plan_of(tx, context.person.id))
        sure = context.arguments[1:] == SURE
        if found and _is_last(*found):
            raise UserError(screens.last_step_notice(context.t))
        if found and sure:
            await writing.drop_step(tx, found[1].id, context.now)
    if found is None:
        await _refresh(context)
    elif sure:
        await context.open("steps", notice=screens.taken_out_notice(context.t))
    else:
        await context.show(screens.drop_step_question(context.t, found[1]))


def _is_last(plan: Plan, step: Step) -> bool:
    return plan.state is PlanState.KEPT and plan.steps == (step,)


# ---------------------------------------------------------------------- adding


async def addstep(context: Context) -> None:
    """Ask for one more."""
    async with context.transaction() as tx:
        plan = await queries.lock_plan_of(tx, context.person.id)
        if plan and len(plan.steps) >= MOST_STEPS:
            raise UserError(making.full(context.t))
        screen = await ask(context, tx, Place(Question.WHAT)) if plan else None
    if screen:
        await context.show(screen)
    else:
        await context.open("makeplan")


async def stepfrom(context: Context) -> None:
    """`stepfrom:SESSION`: a step is called as the session until somebody writes what they will do."""
    session = context.programme.session(context.argument)
    if session is None:
        return await _refresh(context)
    async with context.transaction() as tx:
        step_id = await _step_from(context, tx, session)
        screen = await ask(context, tx, Place(Question.WHAT, step_id))
    return await context.show(screen)


async def _step_from(context: Context, tx: Transaction, session: Session) -> int:
    """The id of the step that it has become."""
    plan_id = await writing.begin(tx, context.person.id, context.now)
    plan = (await talk_of(context, tx)).plan
    known = next((step.id for step in plan.steps if step.session_id == session.id), None) if plan else None
    title = session.title.to(context.t.language)[:LONGEST]
    return known or await new_step(context, tx, plan, plan_id, title, session.id)


# -------------------------------------------------------------- the whole plan


async def aboutplan(context: Context) -> None:
    """Its club, topic and aim."""
    async with context.reading() as tx:
        plan = await queries.plan_of(tx, context.person.id)
    if plan is None:
        return await _refresh(context)
    return await context.show(whole.about_screen(context.t, plan, context.programme))


HANDLERS: Mapping[str, Handler] = {
    "steps": steps,
    "step": partial(look, draw=screens.step_screen),
    "changestep": partial(look, draw=screens.change_screen),
    "editplan": editplan,
    "movestep": movestep,
    "dropstep": dropstep,
    "addstep": addstep,
    "stepfrom": stepfrom,
    "aboutplan": aboutplan,
}
