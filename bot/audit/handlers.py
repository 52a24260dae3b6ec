"""Reading what was done."""

from collections.abc import Mapping
from typing import Final

from bot.audit import queries
from bot.audit.naming import names_in
from bot.audit.screens import log as screens
from bot.context import Context, Describe, Handler
from bot.screens.pages import Page
from bot.sheets.writing import as_csv

SHOWN: Final = 6  # deeds on a page


async def audit(context: Context) -> None:
    """A page of the list, the newest first."""
    async with context.reading() as tx:
        page = Page(range(await queries.count(tx)), SHOWN, context.number())
        entries = await queries.entries(tx, page.number * SHOWN, SHOWN)
        names = await names_in(tx, context.programme, entries, context.t.language)
    await context.show(screens.audit_screen(context.t, names, page, entries))


async def audit_file(context: Context) -> None:
    async with context.reading() as tx:
        entries = await queries.entries(tx)
        names = await names_in(tx, context.programme, entries, context.t.language)
    content = as_csv(screens.table(context.t, names, entries))
    await context.show(screens.audit_file(context.t, content))


HANDLERS: Mapping[str, Handler] = {"audit": audit, "auditfile": audit_file}
COMMANDS: Mapping[str, Describe] = {"audit": screens.describe_audit}
