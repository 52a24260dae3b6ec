"""What comes by itself: a seat became free, choosing closes soon."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.agenda import due, queries, screens, seats
from bot.agenda.outlook import Outlook
from bot.context import Job, Render, Telling
from bot.delivery import outbox
from bot.screens import Screen
from bot.storage.engine import Transaction
from bot.storage.moments import built


async def plan(tx: Transaction, now: datetime) -> None:
    """End and pass on offers, and tell those whom they reach; remind those who have not chosen."""
    await seats.settle(tx, now)
    await outbox.plan_due(tx, due.offers, now)
    closing = (await tx.scalars(built(due.closing), {"now": now})).all()
    # Processes that plan at once lock rows in one order.
    await outbox.plan_for_crowds(tx, [due.choose_reminders(now, choice) for choice in sorted(closing)])


async def render_offer(telling: Telling) -> Screen | None:
    outlook = await _outlook(telling)
    session = telling.programme.session(telling.subject)
    until = outlook.offer(session) if session else None
    return screens.offer_message(telling.t, outlook, session, until) if session and until else None


async def render_choose_reminder(telling: Telling) -> Screen | None:
    outlook = await _outlook(telling)
    choice = telling.programme.choice(telling.subject)
    return (
        screens.choose_reminder(telling.t, outlook, choice)
        if choice in outlook.unchosen() and choice
        else None
    )


async def _outlook(telling: Telling) -> Outlook:
    return await queries.outlook(telling.tx, telling.programme, telling.person, telling.now)


JOBS: Sequence[Job] = (plan,)
MESSAGES: Mapping[str, Render] = {due.OFFER: render_offer, due.CHOOSE_REMINDER: render_choose_reminder}
REPLACED: frozenset[str] = frozenset(MESSAGES)
PASSING: frozenset[str] = frozenset(MESSAGES)
