"""What comes by itself: how a session was, and once a day what still waits; in quiet hours nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.agenda.asking import slot_of
from bot.agenda.quiet import disturbs
from bot.context import Job, Render, Telling
from bot.delivery import outbox
from bot.feedback import due, prompts, queries
from bot.feedback.entries import Entry, refusal
from bot.feedback.screens import rating
from bot.people.rules import Kind
from bot.screens import Screen
from bot.storage.engine import Transaction


async def plan(tx: Transaction, now: datetime) -> None:
    """Ask how each slot was, and remind once a day."""
    ended = await due.ended(tx, now)
    await outbox.plan_for_crowds(tx, [due.prompts(now, session_ids) for session_ids in ended])
    await outbox.plan_due(tx, due.reminders, now, given=due.reminded_of)


async def render_prompt(telling: Telling) -> Screen | None:
    entry = await _entry(telling) if await _welcome(telling) else None
    if entry is None or not entry.waits:
        return None
    about = telling.person.hosts, telling.now
    sessions = [one for one in entry.slot.sessions if refusal(telling.programme, one, *about) is None]
    return rating.prompt(telling.t, entry, sessions)


async def _entry(telling: Telling) -> Entry | None:
    """The slot of the session, if it still can be rated."""
    slot = slot_of(telling.programme, telling.subject)
    entries = await queries.entries(telling.tx, telling.programme, telling.person, telling.now)
    return next((entry for entry in entries if entry.slot == slot), None)


async def render_reminder(telling: Telling) -> Screen | None:
    session = telling.programme.session(telling.subject)
    if session is None or not await _welcome(telling):
        return None
    about = telling.tx, telling.programme, telling.person, session.day_id, telling.now
    entries = await queries.unanswered(*about)
    return rating.reminder(telling.t, entries) if entries else None


async def _welcome(telling: Telling) -> bool:
    """Whether a question disturbs nobody."""
    disturbed = disturbs(telling.now, telling.programme.zone)
    return not disturbed and await telling.wants(Kind.FEEDBACK)


JOBS: Sequence[Job] = (plan, *prompts.JOBS, queries.close)
MESSAGES: Mapping[str, Render] = {
    queries.PROMPT: render_prompt,
    due.REMINDER: render_reminder,
    **prompts.MESSAGES,
}
REPLACED: frozenset[str] = frozenset(MESSAGES)
PASSING: frozenset[str] = frozenset(MESSAGES)
