"""One plan, and a message to the club."""

from bot.announcements import queries as announcements
from bot.announcements.rules import Announcement, Audience, Criterion, Dimension
from bot.context import Context
from bot.progress import queries
from bot.progress.handlers.overview import refresh
from bot.progress.screens import plan as screens
from bot.storage.engine import Transaction


async def plan_of(context: Context) -> None:
    """`planof:PLAN:PAGE`"""
    async with context.reading() as tx:
        told = await queries.told(tx, context.number())
    if not told.plans:
        return await refresh(context)
    return await context.show(screens.plan_screen(context.t, context.programme, told, context.number(1)))


async def attachment(context: Context) -> None:
    """`planattachment:REPORT`: what a club has sent."""
    async with context.reading() as tx:
        report = await queries.attachment(tx, context.number())
    if report is None or report.file_id is None:
        return await refresh(context)
    await context.notice("")
    await context.send(screens.attachment_screen(context.t, report, report.file_id))
    return None


async def write_to_club(context: Context) -> None:
    """`writeclub:PLAN`: an announcement to its leads alone; the next that is typed is its text."""
    async with context.transaction() as tx:
        told = await queries.told(tx, context.number())
        reached = any(screens.is_reached(plan) for plan in told.plans)
        draft_id = await _draft_to(context, tx, told.plans[0].id) if reached else 0
    if not draft_id:
        return await refresh(context)
    return await context.open("wording", str(draft_id))


async def _draft_to(context: Context, tx: Transaction, plan_id: int) -> int:
    """One that they have begun for this club and left without a text, or an empty one, or a new one."""
    audience = Audience(frozenset({Criterion(Dimension.PLAN, str(plan_id))}))
    drafts = await announcements.drafts_of(tx, context.person.id)
    begun = next((one.id for one in drafts if _is_free(one, audience)), None)
    draft_id = begun or await announcements.draft(tx, context.person.id, context.now)
    await announcements.set_audience(tx, draft_id, audience)
    return draft_id


def _is_free(draft: Announcement, audience: Audience) -> bool:
    return draft.blank or (draft.audience == audience and not (draft.texts or draft.file_id))
