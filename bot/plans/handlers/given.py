"""What somebody has answered to a question about their plan, by a tap or in words."""

from datetime import date

from telegram.helpers import effective_message_type

from bot.context import Context
from bot.errors import UserError
from bot.i18n.dates import day_of
from bot.i18n.typed_dates import Answer, Day, read
from bot.people.queries import await_text
from bot.plans import queries
from bot.plans.conversation import Conversation, Place, Question
from bot.plans.rules import LONGEST
from bot.plans.screens import making as screens
from bot.plans.screens.choices import ANOTHER_TOPIC
from bot.storage.engine import Transaction


def today(context: Context) -> date:
    """Where the person lives."""
    return day_of(context.now, context.zone)


async def given(
    context: Context, tx: Transaction, talk: Conversation, place: Place
) -> str | date | Answer | None:
    """The answer; what to ask back about a day; None where nothing was chosen that can be had."""
    if context.update.callback_query:
        return await _chosen(context, tx, talk, place)
    text = _text(context, place)
    if place.question is not Question.DUE:
        return text
    meant = read(text, today(context))
    return meant.day if isinstance(meant, Day) else meant


async def refuses_file(context: Context, verb: str, place: Place) -> bool:
    """Whether it is a further part of an album that was refused; raises UserError for any other file."""
    message = context.update.message
    if message is None or message.text is not None:
        return False
    album = message.media_group_id
    if album and context.arguments[3:] == (album,):
        return True
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, f"{verb}:{place.question}:{place.step_id}::{album or ''}")
    raise UserError(screens.not_in_words(context.t, effective_message_type(message) or ""))


def _text(context: Context, place: Place) -> str:
    """What was typed, in one line; raises UserError where it cannot be kept."""
    text = " ".join(context.typed.split())
    if place.question is Question.TOPIC:
        raise UserError(screens.tap_a_topic(context.t))
    if len(text) > LONGEST:
        raise UserError(screens.too_long(context.t, len(text) - LONGEST))
    return text


async def _chosen(context: Context, tx: Transaction, talk: Conversation, place: Place) -> str | date | None:
    """What a tapped choice stands for; nothing that would replace what somebody has typed."""
    choice = "".join(context.arguments[2:3])
    if place.question is Question.TOPIC:
        return choice if choice == ANOTHER_TOPIC or context.programme.topic(choice) else None
    if place.question is Question.DUE:
        return _day(context, choice)
    if talk.said(place):
        return None
    if place.question is Question.CLUB and choice == "own":
        return await queries.club_of(tx, context.person.id) or None
    if place.question is Question.WHO and choice == "me":
        return context.person.name
    return _example(context, talk, place, choice)


def _day(context: Context, choice: str) -> date | None:
    """Written as `date.isoformat` does; not one that is over."""
    try:
        day = date.fromisoformat(choice)
    except ValueError:
        return None
    return day if day >= today(context) else None


def _example(context: Context, talk: Conversation, place: Place, choice: str) -> str | None:
    """Of the plan's topic."""
    topic = context.programme.topic(talk.plan.topic) if talk.plan and talk.plan.topic else None
    if topic is None:
        return None
    if place.question is Question.AIM and choice == "example":
        return topic.aim.to(context.t.language)
    number = context.number(2)
    is_one = place.question is Question.WHAT and 1 <= number <= len(topic.steps)
    return topic.steps[number - 1].to(context.t.language) if is_one else None
