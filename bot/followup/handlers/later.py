"""To be asked on another day."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.context import Context, Handler
from bot.followup import queries, reporting
from bot.followup.answering import is_later, put_off, steps_of
from bot.followup.handlers.finding import ask_of, open_of, show, today
from bot.followup.rules import Ask, Said
from bot.followup.screens import later as screens
from bot.i18n.typed_dates import Answer, Day, read
from bot.people.queries import await_text
from bot.plans.rules import Plan, Step
from bot.screens import Screen
from bot.storage.engine import Transaction


async def remindlater(context: Context) -> None:
    """`remindlater:STEP:ASK` asks when, `...:2019-06-15` or a text says it; STEP 0: all that ASK is about."""
    async with context.transaction() as tx:
        plan = await reporting.plan_of(tx, context.person.id)
        ask = await ask_of(tx, plan, context.number(1)) if plan else None
        steps = await _steps(context, tx, plan, ask) if plan else ()
        screen = await _when(context, tx, plan, steps) if plan and steps else None
    await show(context, screen)


async def _steps(context: Context, tx: Transaction, plan: Plan, ask: Ask | None) -> Sequence[Step]:
    """Those that wait; once all that ASK is about is put off, that may be for another day."""
    ids: list[int | None] = [context.number()]
    if context.argument == "0" and ask:
        unspoken = await open_of(context, tx, plan, ask)
        ids = [*(unspoken or put_off(ask, await queries.reports_about(tx, [plan.id])) or steps_of(ask))]
    return [step for step in plan.waiting if step.id in ids]


async def _when(context: Context, tx: Transaction, plan: Plan, steps: Sequence[Step]) -> Screen:
    data = f"remindlater:{context.argument}:{context.number(1)}"
    chosen = _chosen(context)
    if isinstance(chosen, Day) and is_later(chosen.day, today(context)):
        return await _put_off(context, tx, plan, steps, chosen.day)
    await await_text(tx, context.person.id, data)
    way = screens.Way(data, _back(context.number(1), steps))
    return screens.when_screen(context.t, steps, way, today(context), chosen)


def _back(ask_id: int, steps: Sequence[Step]) -> str:
    """To the question, if it was one."""
    only = f":{steps[0].id}" if len(steps) == 1 else ""
    return f"asked:{ask_id}{only}" if ask_id else "plan"


def _chosen(context: Context) -> Answer | None:
    """None: nothing was yet."""
    if context.update.callback_query is None:
        return read(context.typed, today(context))
    try:
        return Day(date.fromisoformat("".join(context.arguments[2:])))
    except ValueError:
        return None


async def _put_off(context: Context, tx: Transaction, plan: Plan, steps: Sequence[Step], day: date) -> Screen:
    for step in steps:
        await reporting.say(tx, plan, step.id, context.person.id, Said.LATER, context.now, until_on=day)
    await await_text(tx, context.person.id, None)
    asked_on = context.programme.follow_up.open_day(day)
    return screens.put_off_screen(context.t, asked_on, f"remindlater:{context.argument}:{context.number(1)}")


HANDLERS: Mapping[str, Handler] = {"remindlater": remindlater}
