"""What can be done with an announcement once it is written: it begins, rests, stops, is changed, and ends.

    draft|scheduled -> sending <-> paused
                          |----------|--> stopped
                          |----------|--> sent        nothing of it waits any more
    sending|paused|stopped|sent ---------> withdrawn

Its messages are rows of the outbox; nobody is planned twice. Of two people who do something at once, one does
it: each decides on the announcement as it is, and keeps the others out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from bot.announcements import due, passed_over, progress, queries
from bot.announcements.audience import ANNOUNCEMENT
from bot.announcements.rules import BEGUN, UNDER_WAY, Announcement, State
from bot.delivery import outbox as post
from bot.storage.engine import Transaction
from bot.storage.tables import outbox


async def begin(tx: Transaction, announcement_id: int, owners: frozenset[int], now: datetime) -> bool:
    """Send it to everybody who belongs to its audience now; what is late stays as late as it is."""
    found = await _locked(tx, announcement_id, {State.DRAFT, State.SCHEDULED})
    if found is None:
        return False
    send_at = min(found.send_at or now, now)
    await queries.move(tx, found.id, {found.state}, State.SENDING, send_at=send_at)
    await post.plan_selected(tx, due.recipients(replace(found, send_at=send_at), owners, now))
    await passed_over.keep(tx, found, owners)
    return True


async def begin_scheduled(
    tx: Transaction, announcement_id: int, owners: frozenset[int], now: datetime
) -> bool:
    """The same, where it is still to go out by now."""
    found = await _locked(tx, announcement_id, {State.SCHEDULED})
    is_due = found is not None and (found.send_at is None or found.send_at <= now)
    return is_due and await begin(tx, announcement_id, owners, now)


async def pause(tx: Transaction, announcement_id: int, now: datetime) -> bool:
    """Hold back what has not left; meanwhile it does not grow too late."""
    if not await queries.move(tx, announcement_id, {State.SENDING}, State.PAUSED, paused_at=now):
        return False
    await post.postpone(tx, post.NEVER, *_messages(announcement_id))
    return True


async def resume(tx: Transaction, announcement_id: int, now: datetime) -> bool:
    """Go on with what has not left."""
    found = await _locked(tx, announcement_id, {State.PAUSED})
    if found is None:
        return False
    await queries.move(tx, found.id, {State.PAUSED}, State.SENDING, paused_at=None)
    await post.postpone(tx, now, *_messages(found.id), longer=now - (found.paused_at or now))
    return True


async def stop(tx: Transaction, announcement_id: int) -> bool:
    """Send it to nobody else."""
    if not await queries.move(tx, announcement_id, UNDER_WAY, State.STOPPED, paused_at=None):
        return False
    await passed_over.keep_muters(tx, announcement_id)
    await post.cancel(tx, *_messages(announcement_id))
    return True


async def withdraw(tx: Transaction, announcement_id: int, now: datetime) -> bool:
    """Send it to nobody else, and delete the messages that are there."""
    found = await _locked(tx, announcement_id, BEGUN)
    if found is None:
        return False
    withdrawn = {"withdrawn_at": now, "finished_at": None, "paused_at": None}
    await queries.move(tx, found.id, {found.state}, State.WITHDRAWN, **withdrawn)
    if found.state in UNDER_WAY:
        await passed_over.keep_muters(tx, found.id)
    await _keep_in_place(tx, announcement_id)
    await post.cancel(tx, *_messages(announcement_id))
    await post.cancel(tx, *_corrections(announcement_id))
    await post.plan_selected(tx, due.withdrawals(announcement_id, now))
    return True


async def correct(tx: Transaction, announcement_id: int, now: datetime) -> bool:
    """Let the next version of its texts be the one that counts, and bring it to those whose text is another.

    A text that the next version lacks stays as it is. What waits is rendered when it is sent. Not while it is
    being withdrawn: a message that is deleted in a moment cannot be told from one that stays.
    """
    found = await _locked(tx, announcement_id, BEGUN | {State.WITHDRAWN})
    new = await queries.texts_of(tx, announcement_id, found.version + 1) if found else {}
    if found is None or not new or (found.state is State.WITHDRAWN and await _any_waits(tx, found.id)):
        return False
    version = found.version + 1
    for language in found.texts.keys() - new.keys():
        await queries.set_text(tx, found.id, version, language, found.texts[language])
    changes = {"version": version, "corrected_at": now, "finished_at": None}
    await queries.move(tx, found.id, {found.state}, found.state, **changes)
    await _keep_in_place(tx, found.id)
    await post.cancel(tx, *_corrections(found.id))
    await post.plan_selected(tx, due.corrections(found, new, now))
    return True


async def to_correct(tx: Transaction, found: Announcement, new: Mapping[str, str], now: datetime) -> int:
    """How many messages these new texts would change."""
    planned = due.corrections(found, new, now).subquery()
    return await tx.scalar(select(func.count()).select_from(planned)) or 0


async def follow(tx: Transaction, announcement_id: int, now: datetime) -> None:
    """Show how it goes to whoever watches, and end it when nothing of it waits any more."""
    found = await _locked(tx, announcement_id, BEGUN | {State.WITHDRAWN})
    if found is None or found.finished_at is not None:
        return
    if found.state in UNDER_WAY:
        await passed_over.keep_muters(tx, found.id)
    if found.state is State.PAUSED:  # what was on its way then may have come back
        returned = outbox.c.priority == post.Priority.ANNOUNCEMENT, outbox.c.due_at < post.NEVER
        await post.postpone(tx, post.NEVER, *returned, *_messages(found.id))
    moves = await _any_waits(tx, found.id, outbox.c.due_at < post.NEVER)
    if moves or await _any_waits(tx, found.id):
        await progress.show(tx, found, now, moves=moves)
    else:
        await _end(tx, found, now)


async def _end(tx: Transaction, found: Announcement, now: datetime) -> None:
    """Its last look may have to be shown once more, in a new message; until then it is followed."""
    ended = replace(found, state=State.SENT) if found.state in UNDER_WAY else found
    finished_at = now if await progress.report(tx, ended, now) else None
    await queries.move(tx, found.id, {found.state}, ended.state, finished_at=finished_at, paused_at=None)


async def _locked(tx: Transaction, announcement_id: int, states: Collection[State]) -> Announcement | None:
    """The announcement as it is, where it is in one of these states; others who change it wait."""
    found = await queries.locked(tx, announcement_id)
    return found if found and found.state in states else None


# -------------------------------------------------------------------- messages


def _messages(announcement_id: int) -> Sequence[ColumnElement[bool]]:
    return outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == str(announcement_id)


def _corrections(announcement_id: int) -> Sequence[ColumnElement[bool]]:
    """Of whatever version."""
    return outbox.c.kind == due.CORRECTION, outbox.c.subject.like(f"{announcement_id}:%")


async def _keep_in_place(tx: Transaction, announcement_id: int) -> None:
    """Let no message begin its way, or come back and begin it again, before this is committed.

    It would bring the old text, or arrive at all, though no change of it was planned. In the order of their
    ids, as the sender settles them, so that neither waits for the other.
    """
    moving = outbox.c.state.in_((post.State.READY, post.State.SENDING))
    theirs = select(outbox.c.id).where(*_messages(announcement_id), moving).order_by(outbox.c.id)
    await tx.execute(theirs.with_for_update())


async def _any_waits(tx: Transaction, announcement_id: int, *conditions: ColumnElement[bool]) -> bool:
    """A message of it, a correction or a deletion; asked so that the indexes of what waits are used."""
    subject, kind = outbox.c.subject, outbox.c.kind + ""
    its_own = kind.in_((ANNOUNCEMENT, due.WITHDRAWAL)) & (subject == str(announcement_id))
    correction = (kind == due.CORRECTION) & subject.like(f"{announcement_id}:%")
    at_its_pace = outbox.c.priority == post.Priority.ANNOUNCEMENT
    return await post.any_waits(tx, at_its_pace, or_(its_own, correction), *conditions)
