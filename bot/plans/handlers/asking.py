"""Asking a question about a plan, and what an answer leads to."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Final

from bot.context import Context
from bot.errors import UserError
from bot.i18n.typed_dates import Answer
from bot.people.queries import await_text
from bot.plans import queries
from bot.plans.conversation import ABOUT, Conversation, Place, Question
from bot.plans.handlers.given import given, refuses_file, today
from bot.plans.handlers.keeping import keep
from bot.plans.screens import making as screens
from bot.plans.screens.asked import MAKING, Asked
from bot.plans.screens.question import question_screen
from bot.screens import Screen
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction

Onwards = Callable[[Context, Transaction, Place], Awaitable[Screen]]  # what follows an answer that is kept

_QUESTIONS: Final = {str(question): question for question in Question}


async def talk_of(context: Context, tx: Transaction) -> Conversation:
    """About the plan that this person leads, which nobody else changes meanwhile."""
    plan = await queries.lock_plan_of(tx, context.person.id)
    return Conversation(plan, topics=bool(context.programme.topics))


async def ask(
    context: Context, tx: Transaction, place: Place, verb: str = MAKING, remark: Answer | None = None
) -> Screen:
    """The question; the next text answers it."""
    await await_text(tx, context.person.id, f"{verb}:{place.question}:{place.step_id}")
    talk = await talk_of(context, tx)
    own_club = await queries.club_of(tx, context.person.id) if place.question is Question.CLUB else ""
    asked = Asked(talk, place, context.programme, today(context), own_club, verb, remark)
    return question_screen(context.t, asked)


async def answer(context: Context, verb: str, onwards: Onwards) -> None:
    """`verb:QUESTION:STEP` asks it; `verb:QUESTION:STEP:CHOICE`, or a text, answers it."""
    place = place_in(context)
    if place is None:
        return await context.open("makeplan", notice=stale_notice(context.t))
    if await refuses_file(context, verb, place):
        return None
    async with context.transaction() as tx:
        talk = await talk_of(context, tx)
        screen = await _answered(context, tx, talk, place, verb, onwards) if is_part(talk, place) else None
    if screen:
        return await context.show(screen)
    if context.update.callback_query:
        return await context.open("steps", notice=stale_notice(context.t))
    raise UserError(screens.step_is_gone(context.t))


async def _answered(  # noqa: PLR0913, PLR0917 -- the transaction is one
    context: Context, tx: Transaction, talk: Conversation, place: Place, verb: str, onwards: Onwards
) -> Screen:
    value = await given(context, tx, talk, place)
    if isinstance(value, str | date):
        return await onwards(context, tx, await keep(context, tx, talk, place, value))
    return await ask(context, tx, place, verb, remark=value)


def place_in(context: Context) -> Place | None:
    """Which question a tap or a text is about."""
    question = _QUESTIONS.get(context.argument)
    return Place(question, context.number(1)) if question else None


def is_part(talk: Conversation, place: Place) -> bool:
    """Whether it is about their plan as a whole, a step that is there, or a new one."""
    if place.question in ABOUT or place == Place(Question.WHAT):
        return True
    return talk.plan is not None and talk.plan.step(place.step_id) is not None
