"""What can be done with an announcement once it is written: it begins, rests, stops, is changed, and ends.

    draft|scheduled -> sending <-> paused
                          |----------|--> stopped
                          |----------|--> sent        nothing of it waits any more
    sending|paused|stopped|sent ---------> withdrawn

Its messages are rows of the outbox; nobody gets it twice because nobody is planned twice. Of two people who
do something at once, one does it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select, update

from bot.announcements import due, queries
from bot.announcements.audience import ANNOUNCEMENT
from bot.announcements.rules import Announcement, State
from bot.announcements.tallies import course_of
from bot.delivery import outbox as post
from bot.storage.engine import Transaction
from bot.storage.tables import announcements, outbox

BEGUN: Final = frozenset({State.SENDING, State.PAUSED, State.STOPPED, State.SENT})
UNDER_WAY: Final = frozenset({State.SENDING, State.PAUSED})


async def begin(tx: Transaction, announcement: Announcement, now: datetime) -> bool:
    """Send it to everybody who belongs to its audience now; what is late stays as late as it is."""
    send_at = min(announcement.send_at or now, now)
    states = {State.DRAFT, State.SCHEDULED}
    if not await queries.move(tx, announcement.id, states, State.SENDING, send_at=send_at):
        return False
    begun = await _reloaded(tx, announcement)
    await post.plan_selected(tx, due.recipients(begun, now))
    return True


async def pause(tx: Transaction, announcement: Announcement) -> bool:
    """Hold back what has not left."""
    if not await queries.move(tx, announcement.id, {State.SENDING}, State.PAUSED):
        return False
    await post.postpone(tx, post.NEVER, *_rows(announcement))
    return True


async def resume(tx: Transaction, announcement: Announcement, now: datetime) -> bool:
    """Go on with what has not left."""
    if not await queries.move(tx, announcement.id, {State.PAUSED}, State.SENDING):
        return False
    await post.postpone(tx, now, *_rows(announcement))
    return True


async def stop(tx: Transaction, announcement: Announcement) -> bool:
    """Send it to nobody else."""
    if not await queries.move(tx, announcement.id, UNDER_WAY, State.STOPPED):
        return False
    await post.cancel(tx, *_rows(announcement))
    return True


async def withdraw(tx: Transaction, announcement: Announcement, now: datetime) -> bool:
    """Send it to nobody else, and delete the messages that are there."""
    withdrawn = {"withdrawn_at": now, "finished_at": None}
    if not await queries.move(tx, announcement.id, BEGUN, State.WITHDRAWN, **withdrawn):
        return False
    await post.cancel(tx, *_rows(announcement))
    await post.cancel(tx, outbox.c.kind == due.CORRECTION, outbox.c.subject == due.version_of(announcement))
    await post.plan_selected(tx, due.withdrawals(announcement, now))
    return True


async def correct(tx: Transaction, announcement: Announcement, now: datetime) -> bool:
    """Let the next version of its texts be the one that counts, and bring it to the messages that are there.

    A text that the next version lacks stays as it is. What waits is rendered when it is sent. What is on its
    way may have the old text; so nothing more may begin its way before this is committed.
    """
    version = announcement.version + 1
    is_newest = (announcements.c.id == announcement.id, announcements.c.version == announcement.version)
    corrected = {"version": version, "corrected_at": now, "finished_at": None}
    if not (await tx.execute(update(announcements).where(*is_newest).values(corrected))).rowcount:
        return False
    new = await queries.texts_of(tx, announcement.id, version)
    for language, text in announcement.texts.items():
        if language not in new:
            await queries.set_text(tx, announcement.id, version, language, text)
    waiting = select(outbox.c.id).where(*_rows(announcement), outbox.c.state == post.State.READY)
    await tx.execute(waiting.with_for_update())
    await post.cancel(tx, outbox.c.kind == due.CORRECTION, outbox.c.subject == due.version_of(announcement))
    await post.plan_selected(tx, due.corrections(await _reloaded(tx, announcement), now))
    return True


async def follow(tx: Transaction, announcement: Announcement, now: datetime) -> None:
    """Show how it goes to whoever watches, and end it when nothing of it waits any more."""
    if announcement.state is State.PAUSED:  # what was on its way then may have come back
        await post.postpone(tx, post.NEVER, *_rows(announcement), outbox.c.due_at < post.NEVER)
    course = await course_of(tx, announcement)
    over = not course.under_way
    if over:
        course = await course_of(tx, await _ended(tx, announcement, now))
    has_just_begun = announcement.send_at is not None and now - announcement.send_at < due.EVERY
    if over or not has_just_begun:  # whoever sends it sees it begin
        await post.plan_selected(tx, due.progress(announcement, now, course.standing, over=over))


async def _ended(tx: Transaction, announcement: Announcement, now: datetime) -> Announcement:
    await queries.move(tx, announcement.id, UNDER_WAY, State.SENT)
    its = update(announcements).where(announcements.c.id == announcement.id)
    await tx.execute(its.values(finished_at=now))
    return await _reloaded(tx, announcement)


async def _reloaded(tx: Transaction, announcement: Announcement) -> Announcement:
    found = await queries.load(tx, announcement.id)
    assert found is not None  # noqa: S101 -- nobody deletes one
    return found


def _rows(announcement: Announcement) -> Sequence[ColumnElement[bool]]:
    return outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == str(announcement.id)


# --------------------------------------------------------------------- watching


async def watch(
    tx: Transaction, announcement_id: int, person_id: int | None, message_id: int | None = None
) -> None:
    """Show somebody how it goes, in this message of theirs or in a new one; None: nobody watches."""
    its = update(announcements).where(announcements.c.id == announcement_id)
    await tx.execute(its.values(watcher_id=person_id, watched_message=message_id))


async def watched_message(tx: Transaction, announcement: Announcement) -> int | None:
    """The message in which it is shown how it goes; None before there is one."""
    if announcement.watched_message:
        return announcement.watched_message
    shown = select(func.max(outbox.c.message_id)).where(
        outbox.c.kind == due.PROGRESS,
        outbox.c.subject == str(announcement.id),
        outbox.c.person_id == announcement.watcher_id,
        outbox.c.state == post.State.SENT,
    )
    found = await tx.scalar(shown)
    return int(found) if found else None
