"""A plan gets co-leads by a link, becomes public, and loses a lead who goes."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.clock import secret_code
from bot.context import Context, Farewell, Handler
from bot.errors import UserError
from bot.people import invitations
from bot.people.rules import Invitation, Role
from bot.plans import leaving, queries, writing
from bot.plans.rules import COLEADS, Plan
from bot.plans.screens import sharing as screens
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction

SURE: Final = ("yes",)
CHOICES: Final[Mapping[tuple[str, ...], bool]] = {("yes",): True, ("no",): False}


async def _meant(context: Context, tx: Transaction) -> Plan | None:
    """The plan on the button, where this person leads it; nobody else changes it meanwhile."""
    plan = await queries.lock_plan_of(tx, context.person.id)
    return plan if plan and plan.id == context.number() else None


async def _refresh(context: Context) -> None:
    await context.open("plan", notice=stale_notice(context.t))


# ---------------------------------------------------------------------- leads


async def colead(context: Context) -> None:
    """Who leads it."""
    async with context.reading() as tx:
        plan = await queries.plan_of(tx, context.person.id)
    if plan is None:
        return await _refresh(context)
    return await context.show(screens.leads_screen(context.t, plan))


async def invite_lead(context: Context) -> None:
    """`invitelead:PLAN`: a new link, which is shown this once; a former one opens nothing any more."""
    code = secret_code()
    async with context.transaction() as tx:
        await invitations.lock(tx)
        plan = await _meant(context, tx)
        invitation = _invitation(plan) if plan else None
        if invitation:
            await invitations.invite(tx, invitation, code, context.now)
    if plan is None or invitation is None:
        return await _refresh(context)
    link, until = f"https://t.me/{context.bot.username}?start={code}", context.now + invitation.holds_for
    screen = screens.invitation_screen(context.t, plan, link, until, context.zone)
    return await context.show(screen, screens.forward_notice(context.t))


def _invitation(plan: Plan) -> Invitation:
    return Invitation(Role.CLUB_LEAD, club=plan.club, country=plan.country, plan_id=plan.id, uses=COLEADS)


async def unlead(context: Context) -> None:
    """`unlead:PLAN` asks, `unlead:PLAN:yes` leaves it to the others; the last one stays."""
    async with context.transaction() as tx:
        plan, sure = await _meant(context, tx), context.arguments[1:] == SURE
        if plan and len(plan.leads) == 1:
            raise UserError(screens.only_lead_notice(context.t))
        if plan and sure:
            await leaving.leave(tx, plan.id, context.person.id, context.now)
    if plan is None:
        await _refresh(context)
    elif sure:
        await context.show(screens.left_screen(context.t))
    else:
        await context.show(screens.leave_question(context.t, plan))


# -------------------------------------------------------------------- readers


async def publish(context: Context) -> None:
    """Who reads it; `publish:PLAN:yes` and `publish:PLAN:no` change that."""
    if context.arguments:
        return await _choose(context)
    async with context.reading() as tx:
        plan = await queries.plan_of(tx, context.person.id)
    if plan is None:
        return await _refresh(context)
    return await context.show(screens.readers_screen(context.t, plan))


async def _choose(context: Context) -> None:
    public = CHOICES.get(context.arguments[1:])
    async with context.transaction() as tx:
        plan = await _meant(context, tx)
        if plan and public is not None:
            await writing.touch(tx, plan.id, context.now, public=public)
    if plan is None or public is None:
        return await _refresh(context)
    return await context.open("plan", notice=screens.published_notice(context.t, public=public))


# ------------------------------------------------------------------- farewells


async def leave_plans(context: Context, tx: Transaction) -> None:
    await invitations.lock(tx)
    await leaving.say_farewell(tx, context.person.id, context.now)


HANDLERS: Mapping[str, Handler] = {
    "colead": colead,
    "invitelead": invite_lead,
    "unlead": unlead,
    "publish": publish,
}
FAREWELLS: Sequence[Farewell] = (leave_plans,)
