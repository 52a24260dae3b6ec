"""What comes by itself: a session begins soon, and what changes afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.agenda import queries as agenda
from bot.agenda.rules import Session
from bot.context import Job, Render, Telling
from bot.delivery import outbox
from bot.reminders import due, screens
from bot.reminders.queries import REMINDER, session_of, subjects_by_session
from bot.reminders.rules import may_go_elsewhere
from bot.screens import Edit, Screen
from bot.storage.engine import Transaction
from bot.storage.moments import built


async def plan(tx: Transaction, now: datetime) -> None:
    """Remind everybody of what begins within their own time."""
    subjects = (await tx.scalars(built(due.beginning), {"now": now})).all()
    if subjects:
        await outbox.revive(tx, due.holding_again(subjects))
    # Processes that plan at once lock rows in one order.
    await outbox.plan_for_crowds(tx, [due.reminders(now, subject) for subject in sorted(subjects)])


async def correct(tx: Transaction, now: datetime) -> None:
    """Change the reminders that people have already of sessions that have just changed."""
    changed = (await tx.execute(built(due.changed_sessions), {"now": now})).all()
    subjects = await subjects_by_session(tx) if changed else {}
    for session in changed:
        its = subjects.get(session.id, ())
        await outbox.plan_selected(tx, due.corrections(now, session, its))
        if not await tx.scalar(due.still_to_correct(session, its)):
            await tx.execute(due.all_corrected(session))


async def render_reminder(telling: Telling) -> Screen | None:
    """One message for all that begins at the moment; None where the session moved, or is no longer theirs."""
    held = set(await telling.tx.scalars(due.still_due(telling.person.id, telling.subject)))
    if session_of(telling.subject) not in held:
        return None
    facts = screens.Facts(telling.programme, telling.now, telling.zone)
    sessions = _own_first(session for session in telling.programme.sessions if session.id in held)
    if len(sessions) > 1:
        return screens.several(telling.t, facts, sessions)
    movable = may_go_elsewhere(telling.person, telling.programme, sessions[0], telling.now)
    return screens.reminder(telling.t, facts, sessions[0], movable=movable)


async def render_correction(telling: Telling) -> Edit | None:
    """The reminder that somebody has already, with what has changed since then."""
    parts = (await telling.tx.execute(due.parts_of(int(telling.subject)))).all()
    if not parts:
        return None
    session_ids = {session_of(part.subject) for part in parts}
    reminded = _own_first(await _as_reminded(telling.tx, session_ids, parts[0].due_at))
    if not reminded:
        return None
    changes = [screens.Changed(session, _as_it_is(telling, session)) for session in reminded]
    movable = may_go_elsewhere(telling.person, telling.programme, changes[0].now, telling.now)
    facts = screens.Facts(telling.programme, telling.now, telling.zone)
    return Edit(parts[0].message_id, screens.corrected(telling.t, facts, changes, movable=movable))


async def _as_reminded(tx: Transaction, session_ids: set[str], due_at: datetime) -> Sequence[Session]:
    """As they were when the reminder was due; one that came into the programme since then, as it came."""
    found: dict[str, Session] = {}
    for version in await agenda.versions_since(tx, due_at):
        programme = await agenda.load_version(tx, version)
        sessions = programme.sessions if programme else ()
        found = {session.id: session for session in sessions if session.id in session_ids} | found
        if len(found) == len(session_ids):
            break
    return sorted(found.values(), key=lambda session: session.starts_at)


def _as_it_is(telling: Telling, session: Session) -> Session:
    """One that is gone from the programme does not take place."""
    return telling.programme.session(session.id) or replace(session, cancelled=True)


def _own_first(sessions: Iterable[Session]) -> Sequence[Session]:
    """Those that were chosen before those for everybody, each in the programme's order."""
    return sorted(sessions, key=lambda session: session.choice_id is None)


JOBS: Sequence[Job] = (plan, correct)
MESSAGES: Mapping[str, Render] = {REMINDER: render_reminder, due.CORRECTION: render_correction}
REPLACED: frozenset[str] = frozenset({REMINDER})
PASSING: frozenset[str] = frozenset(MESSAGES)
