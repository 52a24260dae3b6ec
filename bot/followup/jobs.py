"""What comes by itself: how a plan goes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.agenda import queries as agenda
from bot.context import Job, Render, Telling
from bot.followup import looking, queries
from bot.followup.asking import decide
from bot.followup.occasions import still_asked
from bot.followup.rules import FOLLOWUP, GIVEN_UP, HANDED_OVER, TAKEN_UP
from bot.followup.screens import prompts
from bot.followup.screens.stopping import given_up_message, taken_up_message
from bot.followup.screens.trouble import handed_over_message
from bot.plans.queries import load, plan_of
from bot.plans.rules import PlanState
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


async def render_handed_over(telling: Telling) -> Screen | None:
    """None where the step is done, or somebody else's."""
    step_id, giver_id = map(int, telling.subject.split(":"))
    found = await plan_of(telling.tx, telling.person.id)
    step = found.step(step_id) if found else None
    giver = found.lead(giver_id) if found else None
    if step is None or not step.waits or step.lead_id != telling.person.id:
        return None
    today = telling.now.astimezone(telling.zone).date()
    return handed_over_message(telling.t, step, giver.name if giver else "", today)


async def render_given_up(telling: Telling) -> Screen | None:
    """None where it goes on, or is theirs no more."""
    plan_id, decider_id = map(int, telling.subject.split(":"))
    found = await load(telling.tx, plan_id)
    if found is None or found.state is not PlanState.DROPPED or found.lead(telling.person.id) is None:
        return None
    return given_up_message(telling.t, found, found.lead(decider_id))


async def render_taken_up(telling: Telling) -> Screen | None:
    """None where it was given up once more; whoever gave it up before leads it no more."""
    plan_id, decider_id = map(int, telling.subject.split(":"))
    found = await load(telling.tx, plan_id)
    if found is None or found.state is PlanState.DROPPED:
        return None
    leads = found.lead(telling.person.id) is not None
    return taken_up_message(telling.t, found, found.lead(decider_id), leads=leads)


JOBS: Sequence[Job] = (plan,)
MESSAGES: Mapping[str, Render] = {
    FOLLOWUP: render_prompt,
    HANDED_OVER: render_handed_over,
    GIVEN_UP: render_given_up,
    TAKEN_UP: render_taken_up,
}
REPLACED: frozenset[str] = frozenset({FOLLOWUP})
