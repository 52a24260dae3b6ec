"""What comes by itself: somebody leads a plan too."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.agenda import queries as agenda
from bot.agenda.quiet import awake
from bot.context import Job, Render, Telling
from bot.delivery import outbox
from bot.plans import due, queries
from bot.plans.rules import JOINED
from bot.plans.screens.sharing import joined_message
from bot.screens import Screen
from bot.storage.engine import Transaction


async def plan(tx: Transaction, now: datetime) -> None:
    """Tell the other leads, in quiet hours in the morning."""
    zones = await due.zones(tx, now)
    programme = await agenda.load(tx) if zones else None
    if programme is None:
        return
    for zone in zones:
        due_at = awake(now, ZoneInfo(zone) if zone else programme.zone)
        await outbox.plan_selected(tx, due.joined(zone, now, due_at))


async def render_joined(telling: Telling) -> Screen | None:
    """None where one of the two leads it no more."""
    _, plan_id, newcomer_id = telling.subject.split(":")
    found = await queries.load(telling.tx, int(plan_id))
    newcomer = found.lead(int(newcomer_id)) if found else None
    if found is None or newcomer is None or found.lead(telling.person.id) is None:
        return None
    return joined_message(telling.t, found, newcomer.name)


JOBS: Sequence[Job] = (plan,)
MESSAGES: Mapping[str, Render] = {JOINED: render_joined}
REPLACED: frozenset[str] = frozenset({JOINED})
