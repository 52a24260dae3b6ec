"""What becomes of a preview: applied, with or without a word to people; dropped; or looked at again."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.agenda.changes import Change
from bot.agenda.formats import Document
from bot.agenda.formats.reading import unbearable
from bot.agenda.rules import Session
from bot.audit import queries as audit
from bot.audit.rules import Deed
from bot.context import Context
from bot.programme import history, queries, reaching
from bot.programme.edits import examine
from bot.programme.handlers.proposing import Present, changes_between, look_at, present
from bot.programme.merging import clash, rebased
from bot.programme.past import passed_since
from bot.programme.queries import Proposal, SupersededError
from bot.programme.rules import OWN_SOURCES, begun_since, noted
from bot.programme.screens import preview as screens
from bot.programme.screens.editing import past_screen
from bot.screens.texts import stale_notice


class BegunError(Exception):
    """What was to be moved has begun since the preview."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.id)
        self.session = session


class PassedError(Exception):
    """The time to which something was to be moved has passed since the preview."""

    def __init__(self, change: Change) -> None:
        super().__init__(change.id)
        self.change = change


async def apply(context: Context) -> None:
    """Change the programme; where it has been changed meanwhile, show what the change is now."""
    proposal, tell = await _proposal(context), context.arguments[1:] == ("tell",)
    if proposal is None:
        return await _gone(context)
    try:
        return await _apply(context, proposal, tell=tell)
    except BegunError as error:
        return await context.open("programme", notice=screens.begun_notice(context.t, error.session))
    except PassedError as error:
        return await context.show(past_screen(context.t, error.change, undone=proposal.source == "undo"))
    except SupersededError:
        return await _look_again(context, proposal)


async def _apply(context: Context, proposal: Proposal, *, tell: bool) -> None:
    moment = context.now
    async with context.transaction() as tx:
        before = await present(tx)
        changes = changes_between(before, proposal.document)
        _in_time(changes, proposal.made_at, moment)
        reach = await reaching.reach(tx, changes, moment) if tell else None
        version = await queries.apply(
            tx, proposal.document, base=proposal.base, tell=tell, source=proposal.source, now=moment
        )
        hearing = 0 if tell else await reaching.about_to_hear(tx, changes, moment)
        deed = _deed(proposal, tell=tell)
        details = noted(changes, proposal.source)
        await audit.note(tx, context.person.id, deed, subject=str(version), details=details, now=moment)
    await context.show(screens.applied_screen(context.t, version, changes, reach, hearing))


def _in_time(changes: Sequence[Change], looked_at: datetime, now: datetime) -> None:
    """Raises BegunError and PassedError."""
    if begun := begun_since(changes, looked_at, now):
        raise BegunError(begun)
    if passed := passed_since(changes, looked_at, now):
        raise PassedError(passed[0])


def _deed(proposal: Proposal, *, tell: bool) -> Deed:
    if proposal.source == "undo":
        return Deed.UNDONE if tell else Deed.UNDONE_SILENTLY
    return Deed.APPLIED if tell else Deed.APPLIED_SILENTLY


async def _look_again(context: Context, proposal: Proposal) -> None:
    """The same change of the programme as it is now; one from the chat undoes nothing of somebody else's."""
    async with context.reading() as tx:
        now, base = await present(tx), await history.document_of(tx, proposal.base)
        others = await history.changes_by_others(tx, context.person.id, proposal.base)
    merged = await asyncio.to_thread(_brought_onto, now, base, proposal)
    if merged is None:
        return await context.open("programme", notice=screens.begin_again_notice(context.t))
    if merged == now.document:
        return await context.open("programme", notice=screens.nothing_notice(context.t))
    warnings = await asyncio.to_thread(examine, now.document, merged)
    notice = screens.overtaken_notice(context.t, by_others=bool(others))
    return await look_at(context, now, merged, proposal.source, warnings, notice, meanwhile=others)


def _brought_onto(now: Present, base: Document | None, proposal: Proposal) -> Document | None:
    """None where the two changes do not go together."""
    mine, own = proposal.document, proposal.source in OWN_SOURCES
    if base is None or (own and clash(base, mine, now.document)):
        return None
    merged = rebased(base, mine, now.document)
    return None if unbearable(merged) else merged


async def all_changes(context: Context) -> None:
    """As a file."""
    proposal = await _proposal(context)
    if proposal is None:
        return await _gone(context)
    async with context.reading() as tx:
        now = await present(tx)
    changes = await asyncio.to_thread(changes_between, now, proposal.document)
    return await context.show(screens.all_changes_screen(context.t, changes, proposal.warnings))


async def drop(context: Context) -> None:
    await context.open("programme", notice=screens.cancelled_notice(context.t))


async def _proposal(context: Context) -> Proposal | None:
    """One's own, by the number on a button."""
    async with context.reading() as tx:
        found = await queries.proposal(tx, context.number())
    return found if found and found.person_id == context.person.id else None


async def _gone(context: Context) -> None:
    await context.open("programme", notice=stale_notice(context.t))
