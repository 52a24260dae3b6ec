"""How a step goes, said with one tap; and that this was a mistake."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.context import Context, Handler
from bot.followup import queries, reporting
from bot.followup.answering import is_reworded
from bot.followup.handlers.finding import (
    Subject,
    ask_of,
    open_of,
    others_open,
    report_of,
    reported,
    show,
    tapped,
    today,
)
from bot.followup.rules import Ask, Said
from bot.followup.screens import answers as screens
from bot.followup.screens.prompts import prompt
from bot.followup.screens.trouble import trouble_screen
from bot.people.queries import await_text
from bot.plans.rules import Plan, Step, StepState
from bot.plans.writing import set_state
from bot.screens import Screen
from bot.screens.pages import back
from bot.storage.engine import Transaction

Act = Callable[[Context, Transaction, Subject], Awaitable[Screen]]


async def answer(context: Context, act: Act) -> None:
    """`VERB:STEP` or `VERB:STEP:ASK`."""
    async with context.transaction() as tx:
        subject = await tapped(context, tx)
        screen = await _answered(context, tx, subject, act) if subject else None
    await show(context, screen)


async def _answered(context: Context, tx: Transaction, subject: Subject, act: Act) -> Screen:
    """Of a step that is past nothing more can be said; one with other words is shown first."""
    step = subject.step
    if step.waits and is_reworded(step, subject.ask):
        return screens.reworded_screen(context.t, step)
    return await (act if step.waits else past)(context, tx, subject)


async def past(context: Context, tx: Transaction, subject: Subject) -> Screen:
    """It is done, or was taken out."""
    plan, step = subject.plan, subject.step
    if step.state is StepState.DROPPED:
        return screens.gone_screen(context.t, step)
    said = await queries.reports_about(tx, [plan.id])
    done = (one.id for one in reversed(said) if one.step_id == step.id and one.said is Said.DONE)
    return screens.already_done_screen(context.t, plan, step, next(done, 0))


async def say(context: Context, tx: Transaction, subject: Subject, said: Said) -> int:
    """The id of the report, with which the next text or photo goes."""
    plan, step, person_id = subject.plan, subject.step, context.person.id
    report_id = await reporting.say(tx, plan, step.id, person_id, said, context.now)
    await await_text(tx, person_id, f"stepnews:{report_id}")
    return report_id


async def done(context: Context, tx: Transaction, subject: Subject) -> Screen:
    await set_state(tx, subject.step.id, StepState.DONE, context.now)
    report_id = await say(context, tx, subject, Said.DONE)
    now = await tapped(context, tx) or subject
    return screens.done_screen(context.t, now.plan, now.step, report_id, await others_open(context, tx, now))


async def begun(context: Context, tx: Transaction, subject: Subject) -> Screen:
    if subject.step.state is StepState.OPEN:
        await set_state(tx, subject.step.id, StepState.BEGUN, context.now)
    report_id = await say(context, tx, subject, Said.BEGUN)
    return screens.begun_screen(context.t, subject.step, report_id, await others_open(context, tx, subject))


async def trouble(context: Context, tx: Transaction, subject: Subject) -> Screen:
    return trouble_screen(context.t, subject.step, await say(context, tx, subject, Said.DIFFICULTY))


async def notdone(context: Context) -> None:
    """`notdone:REPORT`: that it is done was a mistake."""
    async with context.transaction() as tx:
        subject = await reported(context, tx)
        meant = subject if subject and subject.step.state is StepState.DONE else None
        if meant and meant.report and meant.report.said is Said.DONE:
            await reporting.undo_done(tx, meant.report, context.now)
        plan = await reporting.plan_of(tx, context.person.id)
    step = plan.step(meant.step.id) if plan and meant else None
    await show(context, screens.not_done_screen(context.t, plan, step) if plan and step else None)


async def enough(context: Context) -> None:
    """`enough:REPORT`: nothing is added."""
    async with context.transaction() as tx:
        plan, report = await report_of(context, tx)
    await show(context, screens.thanks_screen(context.t, plan) if plan and report else None)


# ----------------------------------------------------- a question about several


async def asked(context: Context) -> None:
    """`asked:ASK` shows what is still open of a question; `asked:ASK:STEP` one of its steps."""
    async with context.transaction() as tx:
        plan = await reporting.plan_of(tx, context.person.id)
        ask = await ask_of(tx, plan, context.number()) if plan else None
        screen = await _asked(context, tx, plan, ask) if plan and ask else None
    if plan and ask and screen is None:
        return await context.open("plan")
    return await show(context, screen)


async def _asked(context: Context, tx: Transaction, plan: Plan, ask: Ask) -> Screen | None:
    """None where nothing of it is open any more."""
    ids = await open_of(context, tx, plan, ask)
    steps = [step for step in plan.steps if step.id in ids]
    one = next((step for step in steps if step.id == context.number(1)), None)
    if one:
        return await _one_of(context, tx, ask, one)
    return prompt(context.t, ask, steps, today(context)) if steps else None


async def _one_of(context: Context, tx: Transaction, ask: Ask, step: Step) -> Screen:
    """The next text is about it."""
    await await_text(tx, context.person.id, f"wordsabout:{ask.id}:{step.id}")
    screen = prompt(context.t, ask, [step], today(context))
    if is_reworded(step, ask):
        screen = screens.reworded_screen(context.t, step)
    return replace(screen, rows=[*screen.rows, back(context.t, f"asked:{ask.id}")])


HANDLERS: Mapping[str, Handler] = {
    "did": partial(answer, act=done),
    "going": partial(answer, act=begun),
    "trouble": partial(answer, act=trouble),
    "notdone": notdone,
    "enough": enough,
    "asked": asked,
}
