"""What comes by itself: a session begins soon."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.agenda.rules import Session
from bot.context import Job, Render, Telling
from bot.delivery import outbox
from bot.reminders import due, screens
from bot.reminders.rules import may_go_elsewhere
from bot.screens import Screen
from bot.storage.engine import Transaction


async def plan(tx: Transaction, now: datetime) -> None:
    """Remind everybody of what begins within their own time."""
    await outbox.plan_selected(tx, due.reminders(now))


async def render_reminder(telling: Telling) -> Screen | None:
    """One message for all that begins at the moment; None where the session moved, or is no longer theirs."""
    held = set(await telling.tx.scalars(due.still_due(telling.person.id, telling.subject)))
    if due.session_of(telling.subject) not in held:
        return None
    facts = screens.Facts(telling.programme, telling.now, telling.zone)
    sessions = _own_first(session for session in telling.programme.sessions if session.id in held)
    if len(sessions) > 1:
        return screens.several(telling.t, facts, sessions)
    movable = may_go_elsewhere(telling.person, telling.programme, sessions[0], telling.now)
    return screens.reminder(telling.t, facts, sessions[0], movable=movable)


def _own_first(sessions: Iterable[Session]) -> Sequence[Session]:
    """Those that were chosen before those for everybody, each in the programme's order."""
    return sorted(sessions, key=lambda session: session.choice_id is None)


JOBS: Sequence[Job] = (plan,)
MESSAGES: Mapping[str, Render] = {due.REMINDER: render_reminder}
