"""What comes by itself: how a plan goes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.agenda import queries as agenda
from bot.context import Job, Render, Telling
from bot.followup import looking, queries
from bot.followup.asking import decide
from bot.followup.occasions import still_asked
from bot.followup.rules import FOLLOWUP
from bot.followup.screens import prompts
from bot.screens import Screen
from bot.storage.engine import Transaction


async def plan(tx: Transaction, now: datetime) -> None:
    """Ask the leads of plans what is due, and note who has fallen silent."""
    plan_ids = await looking.due(tx, now)
    programme = await agenda.load_version(tx, await agenda.latest_version(tx) or 0) if plan_ids else None
    if programme:
        facts = await looking.facts_of(tx, plan_ids, programme, now)
        decisions = {about.plan.id: decide(about) for about in facts}
        await looking.ask(tx, {plan_id: one.prompts for plan_id, one in decisions.items()}, now)
        await looking.note(tx, decisions, now)


async def render_prompt(telling: Telling) -> Screen | None:
    """What of it is still open; None where all is settled, or they may not be asked any more, or not now."""
    ask = await queries.ask(telling.tx, int(telling.subject))
    found = await looking.facts_of(telling.tx, [ask.plan_id], telling.programme, telling.now) if ask else ()
    steps = still_asked(ask, found[0]) if ask and found else ()
    today = telling.now.astimezone(telling.zone).date()
    return prompts.prompt(telling.t, ask, steps, today) if ask and steps else None


JOBS: Sequence[Job] = (plan,)
MESSAGES: Mapping[str, Render] = {FOLLOWUP: render_prompt}
REPLACED: frozenset[str] = frozenset()
