"""Organisers adopt the text, so that all can commit to it; and take that back while nobody has."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select

from bot.agenda.quiet import awake, disturbs
from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.context import Context
from bot.declaration import due, queries
from bot.declaration.handlers.reading import show, standing
from bot.declaration.rules import ADOPTED, Adoption, fingerprint
from bot.declaration.screens import adopting as screens
from bot.delivery import outbox
from bot.i18n.localised import LANGUAGES
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction
from bot.storage.tables import outbox as messages

News = Callable[[str, int, str | None, datetime], Select[Any]]


async def adopt(context: Context) -> None:
    """What all will read, before it is adopted: in this person's language, or `adopt:LANGUAGE`."""
    await _look(context)


async def _look(context: Context, notice: str = "") -> None:
    async with context.reading() as tx:
        now = await standing(context, tx)
    if now.adoption or now.draft is None:
        return await show(context, screens.already_notice(context.t) if now.adoption else notice)
    language = context.argument if context.argument in LANGUAGES else context.t.language
    quiet = disturbs(context.now, context.programme.zone)
    screen = screens.adopt_screen(context.t, now, now.draft, language, quiet=quiet)
    return await context.show(screen, notice)


async def proclaim(context: Context) -> None:
    """`proclaim:FINGERPRINT`: the text that was looked at is adopted, and everybody is told."""
    async with context.transaction() as tx:
        adoption = await _adopt(context, tx)
    if adoption:
        await show(context, screens.adopted_notice(context.t))
    else:
        await _look(context, screens.changed_notice(context.t))


async def _adopt(context: Context, tx: Transaction) -> Adoption | None:
    """None where another text is the draft by now, or it is adopted already."""
    await context.refresh(tx)
    draft = context.programme.declaration
    if draft is None or fingerprint(draft) != context.argument:
        return None
    adoption = await queries.adopt(tx, draft, context.person.id, context.now)
    if adoption:
        entry = await note(tx, context.person.id, Deed.DECLARATION_ADOPTED, now=context.now)
        await _tell(context, tx, due.adopted, adoption.version, entry)
    return adoption


async def unadopt(context: Context) -> None:
    """`unadopt:VERSION:yes`; without the yes it asks whether they are sure."""
    async with context.reading() as tx:
        now = await standing(context, tx)
    if now.adoption is None or now.adoption.version != context.argument:
        await show(context, stale_notice(context.t))
    elif now.committed:
        await show(context, screens.stays_notice(context.t))
    elif context.arguments[1:] != ("yes",):
        await context.show(screens.withdraw_screen(context.t, now.adoption.version))
    else:
        await _withdraw(context, now.adoption.version)


async def _withdraw(context: Context, version: str) -> None:
    async with context.transaction() as tx:
        withdrawn = await queries.withdraw(tx, version)
        if withdrawn:
            entry = await note(tx, context.person.id, Deed.ADOPTION_WITHDRAWN, now=context.now)
            await outbox.cancel(tx, messages.c.kind == ADOPTED, messages.c.subject == version)
            await _tell(context, tx, due.withdrawn, version, entry)
    await show(context, screens.withdrawn_notice(context.t) if withdrawn else screens.stays_notice(context.t))


async def _tell(context: Context, tx: Transaction, news: News, version: str, entry: int) -> None:
    """In nobody's quiet hours, wherever they live."""
    for zone in await queries.zones(tx):
        local = ZoneInfo(zone) if zone else context.programme.zone
        await outbox.plan_selected(tx, news(version, entry, zone, awake(context.now, local)))
