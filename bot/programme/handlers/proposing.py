"""From a changed document to its preview: every change of organisers goes this way."""

import asyncio
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.agenda import queries as agenda
from bot.agenda.changes import Change, compare
from bot.agenda.formats import Document, Finding
from bot.agenda.formats.findings import SOMEWHERE
from bot.context import Context
from bot.people.queries import await_text
from bot.programme import queries, reaching
from bot.programme.edits import ImpossibleError, examine
from bot.programme.past import into_past
from bot.programme.rules import OWN_SOURCES, LastChange
from bot.programme.screens import editing as screens
from bot.programme.screens.faults import FAULTS, fault_text, sentence
from bot.programme.screens.naming import in_names
from bot.programme.screens.preview import nothing_notice, preview_screen
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction

Edit = Callable[[Document], Document]


class Present(NamedTuple):
    """The programme that is in the database."""

    version: int
    document: Document


async def present(tx: Transaction) -> Present:
    version, document = await agenda.latest_version(tx), await agenda.load_document(tx)
    assert version is not None  # noqa: S101 -- before there is one the dispatcher answers by itself
    assert document is not None  # noqa: S101
    return Present(version, document)


def changes_between(now: Present, document: Document) -> Sequence[Change]:
    return compare(now.document.to_programme(now.version), document.to_programme(now.version + 1))


async def propose_edit(context: Context, edit: Edit, up: str) -> None:
    """One edit of the programme as it is now; `up` is where the person goes on where it cannot be made."""
    async with context.reading() as tx:
        now = await present(tx)
    try:
        changed = await asyncio.to_thread(edit, now.document)
    except ImpossibleError as error:
        return await refuse(context, error, up)
    if changed == now.document:
        return await context.show(screens.impossible_screen(context.t, nothing_notice(context.t), up))
    warnings = await asyncio.to_thread(examine, now.document, changed)
    return await look_at(context, now, changed, "chat", warnings)


async def look_at(  # noqa: PLR0913, PLR0917 -- what, from where, and what is said with it
    context: Context,
    now: Present,
    document: Document,
    source: str,
    warnings: Sequence[Finding],
    notice: str = "",
    undone: LastChange | None = None,
    meanwhile: Sequence[LastChange] = (),
) -> None:
    """Keep a changed programme, and show what it changes and whom that reaches.

    Nothing is put into the past, but by a file, which may be right about what has been.
    """
    changes = await asyncio.to_thread(changes_between, now, document)
    past = into_past(changes, context.now)
    if past and source in OWN_SOURCES:
        return await context.show(screens.past_screen(context.t, past[0], undone=source == "undo"))
    warnings, person_id = [*map(_past, past), *warnings], context.person.id
    async with context.transaction() as tx:
        await await_text(tx, person_id, None)
        proposal_id = await queries.propose(
            tx, person_id, now.version, document, warnings=warnings, source=source, now=context.now
        )
        reach = await reaching.reach(tx, changes, context.now)
    screen = preview_screen(context.t, proposal_id, changes, reach, warnings, undone, meanwhile)
    return await context.show(screen, notice)


def _past(change: Change) -> Finding:
    return Finding("in-the-past", SOMEWHERE, {"item": f"session {change.id}"}, warning=True)


async def refuse(context: Context, error: ImpossibleError, up: str) -> None:
    """Say why an edit cannot be made; what was a stale or forged button leads home."""
    why = why_not(context, error)
    if why is None:
        return await context.open("programme", notice=stale_notice(context.t))
    return await context.show(screens.impossible_screen(context.t, why, up))


def why_not(context: Context, error: ImpossibleError) -> str | None:
    """In words; None where what it names is not there."""
    reasons = screens.reasons(context.t)
    if error.code in reasons:
        return reasons[error.code]
    if error.code.startswith("unknown-") or error.code not in FAULTS:
        return None
    named = in_names(context.programme, error.parameters, context.t.language)
    return sentence(fault_text(context.t, error.code, named))
