"""To be asked no more, to give the plan up, or to hear nothing at all; and to begin again."""

from collections.abc import Collection, Mapping, Sequence

from bot.context import Context, Farewell, Handler
from bot.delivery import outbox
from bot.errors import UserError
from bot.followup import due, reporting
from bot.followup.handlers.finding import show
from bot.followup.rules import Said
from bot.followup.screens import stopping as screens
from bot.people.queries import await_text, muted, toggle_mute
from bot.people.rules import Kind
from bot.plans import writing
from bot.plans.leaving import leave
from bot.plans.queries import lock_plan_of, locked, plan_of
from bot.plans.rules import Lead, Plan, PlanState
from bot.screens import Screen
from bot.storage.engine import Transaction


async def stop(context: Context) -> None:
    """`stop` asks what; `stop:questions`, `stop:all` stop it, `stop:again` lets questions come again."""
    async with context.transaction() as tx:
        plan = await plan_of(tx, context.person.id)
        screen = await _stop(context, tx, plan)
    await context.show(screen)


async def _stop(context: Context, tx: Transaction, plan: Plan | None) -> Screen:
    match context.argument:
        case "questions":
            await _mute(context, tx, plan, {Kind.PLAN})
            return screens.questions_stopped_screen(context.t, plan)
        case "all":
            await _mute(context, tx, plan, set(Kind))
            return screens.all_stopped_screen(context.t)
        case "again":
            await _mute(context, tx, plan, {Kind.PLAN}, on=False)
            return screens.begun_again_screen(context.t)
        case _:
            unwanted = Kind.PLAN in await muted(tx, context.person.id)
            return screens.stop_screen(context.t, plan, muted=unwanted)


async def _mute(
    context: Context, tx: Transaction, plan: Plan | None, kinds: Collection[Kind], *, on: bool = True
) -> None:
    person_id = context.person.id
    already = await muted(tx, person_id)
    for kind in kinds:
        if (kind in already) != on:
            await toggle_mute(tx, person_id, kind)
    if plan:
        await writing.look_again(tx, plan.id, context.now)


# -------------------------------------------------------------- the plan itself


async def giveup(context: Context) -> None:
    """`giveup:PLAN` asks; `giveup:PLAN:yes` gives it up, and the other leads are told."""
    sure = context.arguments[1:] == ("yes",)
    async with context.transaction() as tx:
        plan = await lock_plan_of(tx, context.person.id)
        meant = plan if plan and plan.id == context.number() else None
        if meant and sure:
            await _give_up(context, tx, meant)
    draw = screens.given_up_screen if sure else screens.give_up_question
    await show(context, draw(context.t, meant) if meant else None)


async def _give_up(context: Context, tx: Transaction, plan: Plan) -> None:
    person_id, zone = context.person.id, context.programme.zone
    await writing.drop_plan(tx, plan.id, person_id, context.now)
    for other in _others(context, plan):
        await outbox.plan_selected(tx, due.given_up(plan.id, person_id, other, context.now, zone))
    await await_text(tx, person_id, f"whystopped:{plan.id}")


async def whystopped(context: Context) -> None:
    """`whystopped:PLAN` while it is awaited: why it was given up."""
    if context.update.callback_query or context.command:
        return await context.open("stop")
    if context.attached or context.carries_more:
        raise UserError(screens.only_words(context.t))
    async with context.transaction() as tx:
        plan = await _dropped(context, tx)
        if plan:
            words = {"text": str(context.html)}
            await reporting.say(tx, plan, None, context.person.id, Said.GAVE_UP, context.now, **words)
            await await_text(tx, context.person.id, None)
    if plan is None:
        return await context.open("text")
    return await context.show(screens.why_kept_screen(context.t))


async def takeup(context: Context) -> None:
    """`takeup:PLAN`: it goes on, unless they lead another one by now, and the other leads are told."""
    async with context.transaction() as tx:
        plan = await _dropped(context, tx)
        if plan:
            await _take_up(context, tx, plan)
    if plan is None:
        return await context.open("stale")
    return await context.open("plan", notice=screens.taken_up_notice(context.t))


async def _take_up(context: Context, tx: Transaction, plan: Plan) -> None:
    """Whoever gave it up was promised to be asked no more: where another goes on they lead it no more."""
    await writing.take_up(tx, plan.id, context.now)
    if plan.given_up_by not in {None, context.person.id}:
        await leave(tx, plan.id, plan.given_up_by, context.now)
    for other in _others(context, plan):
        news = due.taken_up(plan.id, context.person.id, other, context.now, context.programme.zone)
        await outbox.plan_selected(tx, news)


def _others(context: Context, plan: Plan) -> Sequence[Lead]:
    return [lead for lead in plan.leads if lead.person_id != context.person.id]


async def _dropped(context: Context, tx: Transaction) -> Plan | None:
    """The plan that was given up, of which they are still a lead; nobody else changes it meanwhile."""
    plan = await locked(tx, context.number())
    theirs = plan is not None and plan.lead(context.person.id) is not None
    return plan if plan and theirs and plan.state is PlanState.DROPPED else None


# ------------------------------------------------------------------- farewells


async def leave_answers(context: Context, tx: Transaction) -> None:
    await reporting.hand_over_answered(tx, context.person.id, context.now)


HANDLERS: Mapping[str, Handler] = {
    "stop": stop,
    "giveup": giveup,
    "whystopped": whystopped,
    "takeup": takeup,
}
FAREWELLS: Sequence[Farewell] = (leave_answers,)
