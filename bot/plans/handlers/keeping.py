"""Keeping an answer in the plan; a plan begins with the first of them."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from typing import Final

from bot.context import Context
from bot.errors import UserError
from bot.plans import writing
from bot.plans.conversation import Conversation, Place, Question
from bot.plans.rules import LONGEST, Plan
from bot.plans.screens import making as screens
from bot.plans.screens.choices import ANOTHER_TOPIC
from bot.storage.engine import Transaction

_WRITE: Final[Mapping[Question, Callable[[Transaction, int, str, datetime], Awaitable[None]]]] = {
    Question.CLUB: writing.set_club,
    Question.COUNTRY: writing.set_country,
    Question.TOPIC: writing.set_topic,
    Question.AIM: writing.set_aim,
}


async def keep(
    context: Context, tx: Transaction, talk: Conversation, place: Place, value: str | date
) -> Place:
    """Where it is kept: a new step is there now. Raises UserError where the plan has no room for it."""
    plan_id = talk.plan.id if talk.plan else await writing.begin(tx, context.person.id, context.now)
    if write := _WRITE.get(place.question):
        await write(tx, plan_id, "" if value == ANOTHER_TOPIC else str(value), context.now)
    elif place.step_id:
        await writing.change_step(tx, place.step_id, context.now, **{place.question: value})
    else:
        return Place(place.question, await new_step(context, tx, talk.plan, plan_id, str(value)))
    return place


async def new_step(  # noqa: PLR0913, PLR0917 -- the columns of a step
    context: Context,
    tx: Transaction,
    plan: Plan | None,
    plan_id: int,
    what: str,
    session_id: str | None = None,
) -> int:
    """Its id; that of the last one where this says the same, because a button was tapped twice."""
    last = plan.steps[-1] if plan and plan.steps else None
    if last and last.what == what:
        return last.id
    step_id = await writing.add_step(tx, plan_id, what[:LONGEST], context.now, session_id)
    if step_id is None:
        raise UserError(screens.full(context.t))
    return step_id
