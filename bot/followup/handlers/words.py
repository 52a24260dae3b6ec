"""What leads write: after a tap, in reply to a question, or out of the blue."""

from collections.abc import Mapping
from dataclasses import asdict

from bot.context import Context, Handler
from bot.errors import UserError
from bot.followup import queries, reporting
from bot.followup.answering import answered_by_words, steps_of
from bot.followup.handlers.content import content_of, is_rest_of_album, rest_of_album, still_awaited
from bot.followup.handlers.finding import ask_of, open_of, report_of, show
from bot.followup.rules import Ask, Report, Said
from bot.followup.screens import answers as screens
from bot.followup.screens.trouble import trouble_screen
from bot.letters.rules import Content
from bot.people.queries import await_text
from bot.plans.queries import plan_of
from bot.plans.queries import step as step_of
from bot.plans.rules import Plan, Step
from bot.screens import Screen
from bot.storage.engine import Transaction

NOTHING = Content()


# ---------------------------------------------------------------- after a tap


async def stepnews(context: Context) -> None:
    """`stepnews:REPORT` while it is awaited: it goes with what was tapped."""
    if _is_forged(context):
        return await _refuse(context)
    content = content_of(context)
    async with context.transaction() as tx:
        plan, report = await report_of(context, tx)
        screen = await _added(context, tx, plan, report, content) if plan and report else None
    if screen is None:
        return await _refuse(context)
    return None if is_rest_of_album(context) else await context.show(screen)


def _is_forged(context: Context) -> bool:
    """A tap or a command that only a text can be."""
    return context.update.callback_query is not None or context.command is not None


async def _refuse(context: Context) -> None:
    await context.open("stale" if context.update.callback_query else "text")


async def _added(context: Context, tx: Transaction, plan: Plan, report: Report, content: Content) -> Screen:
    await _add(context, tx, plan, report, content)
    await await_text(tx, context.person.id, still_awaited(context))
    step = plan.step(report.step_id or 0)
    if step and report.said is Said.DIFFICULTY:
        return trouble_screen(context.t, step, report.id, kept=True)
    return screens.thanks_screen(context.t, plan, kept=True)


async def _add(context: Context, tx: Transaction, plan: Plan, report: Report, content: Content) -> None:
    """To the report itself, if it has no words yet."""
    if report.text or report.file_id:
        await _keep(context, tx, plan, report.step_id, content)
    else:
        await reporting.amend(tx, report.id, **asdict(content))


async def _keep(context: Context, tx: Transaction, plan: Plan, step_id: int | None, content: Content) -> int:
    """The id of a report that is words and nothing else."""
    values = asdict(content)
    return await reporting.say(tx, plan, step_id, context.person.id, Said.WORDS, context.now, **values)


# --------------------------------------------------------- out of the blue


async def hear(context: Context) -> bool:
    """Whether it is an answer to the last question, as far as anybody can tell."""
    async with context.reading() as tx:
        plan = await plan_of(tx, context.person.id)
        asks = await queries.asks_to(tx, context.person.id) if plan else ()
    ask = answered_by_words(asks, plan) if plan else None
    return ask is not None and await _answer(context, ask.id)


async def replied(context: Context) -> None:
    """A reply to a question is an answer to that one."""
    if _is_forged(context) or not await _answer(context, context.number(1)):
        await _refuse(context)


async def _answer(context: Context, ask_id: int) -> bool:
    """Keep it, or ask which step it is about; False where the question is not theirs."""
    content = content_of(context)
    async with context.transaction() as tx:
        plan = await reporting.plan_of(tx, context.person.id)
        ask = await ask_of(tx, plan, ask_id) if plan else None
        screen = await _heard(context, tx, plan, ask, content) if plan and ask else None
    if screen:
        await context.reply(screen)
    return screen is not None


async def _heard(context: Context, tx: Transaction, plan: Plan, ask: Ask, content: Content) -> Screen:
    unspoken = await open_of(context, tx, plan, ask)
    ids = (unspoken or steps_of(ask)) if steps_of(ask) else ()  # to a mere check-in: of the plan
    found = [await step_of(tx, plan.id, step_id) for step_id in ids]
    steps = [step for step in found if step]
    if len(steps) > 1:
        return screens.which_screen(context.t, ask.id, steps)
    return await _about(context, tx, plan, steps[0] if steps else None, content)


async def _about(
    context: Context, tx: Transaction, plan: Plan, step: Step | None, content: Content
) -> Screen:
    report_id = await _keep(context, tx, plan, step.id if step else None, content)
    await await_text(tx, context.person.id, rest_of_album(context, f"stepnews:{report_id}"))
    return screens.heard_screen(context.t, step, report_id)


async def wordsabout(context: Context) -> None:
    """`wordsabout:ASK:STEP`: what the tapped screen replies to, or a text while it is awaited."""
    content = content_of(context)
    if content == NOTHING:
        raise UserError(screens.write_again(context.t))
    async with context.transaction() as tx:
        plan = await reporting.plan_of(tx, context.person.id)
        ask = await ask_of(tx, plan, context.number()) if plan else None
        step = await step_of(tx, plan.id, context.number(1)) if plan and ask else None
        screen = await _about(context, tx, plan, step, content) if plan and step else None
    if screen is None or context.update.callback_query:
        return await show(context, screen)
    return await context.reply(screen)


async def somethingelse(context: Context) -> None:
    """`somethingelse:REPORT`: it was no answer; the usual choices come instead."""
    async with context.transaction() as tx:
        _, report = await report_of(context, tx)
        meant = report if report and report.person_id == context.person.id else None
        if meant and meant.said is Said.WORDS:
            await reporting.take_back(tx, meant, context.now)
    await context.open("unheard" if meant else "stale")


HANDLERS: Mapping[str, Handler] = {
    "stepnews": stepnews,
    "askreply": replied,
    "wordsabout": wordsabout,
    "somethingelse": somethingelse,
}
