"""Who is shown how an announcement goes, and in which of their messages.

Whoever has looked last watches: their message is edited now and then. Whoever looked before has a button that
refreshes theirs. Who looks away, or has deleted the message, is shown the end of it in a new one; its author
too, where somebody else watches. The subject of such a row is the announcement's id and, where there is one,
the message's.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, exists, select, update

from bot.announcements import due
from bot.announcements.rules import Announcement
from bot.announcements.tallies import course_of
from bot.delivery import outbox as post
from bot.delivery.outbox import State
from bot.storage.engine import Transaction
from bot.storage.tables import announcements, outbox

_WAITING: Final = frozenset({State.READY, State.SENDING})


async def watch(tx: Transaction, announcement_id: int, person_id: int, message_id: int | None = None) -> None:
    """Show somebody how it goes in this message of theirs; without one, only the end, in a new one."""
    its = update(announcements).where(announcements.c.id == announcement_id)
    await tx.execute(its.values(watcher_id=person_id, watched_message=message_id))


async def look_away(tx: Transaction, person_id: int, message_id: int) -> bool:
    """Their message is to become another screen: no look may overwrite it; false where one is on its way."""
    watched = select(announcements.c.id).where(
        announcements.c.watcher_id == person_id, announcements.c.watched_message == message_id
    )
    its_id = await tx.scalar(watched.with_for_update())
    if its_id is None:
        return True
    looks = _looks(its_id, person_id, message_id)
    await post.cancel(tx, *looks)
    if await tx.scalar(select(exists().where(*looks, outbox.c.state == State.SENDING))):
        return False
    await watch(tx, its_id, person_id)
    return True


async def show(tx: Transaction, found: Announcement, now: datetime, *, moves: bool) -> None:
    """How it stands, where that is new and was not shown a moment ago; once after nothing of it `moves`."""
    has_just_begun = found.send_at is not None and now - found.send_at < due.EVERY  # who sends it sees it
    if found.watcher_id is None or found.watched_message is None or has_just_begun:
        return
    last, resting = await _last_look(tx, found), f":rests:{found.state}:"
    if last and last.state == State.FAILED:
        await watch(tx, found.id, found.watcher_id)
    elif last is None or not (_is_recent(last, now) or (resting in last.key and not moves)):
        standing = f":{'moves' if moves else 'rests'}:{(await course_of(tx, found)).standing}"
        if last is None or not last.key.endswith(standing):
            await post.plan_selected(tx, due.look(found, f"{now.timestamp()}{standing}", now, due.MOMENTARY))


def _is_recent(look: Row[Any], now: datetime) -> bool:
    return look.state in _WAITING or bool(look.due_at > now - due.EVERY)


async def report(tx: Transaction, found: Announcement, now: datetime) -> bool:
    """Show the end of it; whether nothing more is to be done about that."""
    if found.watcher_id is None:
        return True
    ending, last = f"end:{found.version}:{found.state}", await _last_look(tx, found)
    if found.author_id not in {found.watcher_id, *await _saw(tx, found, ending)}:
        await _report_anew(tx, replace(found, watcher_id=found.author_id), ending, now)
    if found.watched_message is None or (last and last.state == State.FAILED):
        await watch(tx, found.id, found.watcher_id)
        await _report_anew(tx, found, ending, now)
        return True
    if last and last.key.endswith(ending):
        return last.state not in _WAITING
    await post.cancel(tx, *_looks(found.id, found.watcher_id, found.watched_message))
    await post.plan_selected(tx, due.look(found, ending, now, due.LASTS))
    return False


async def _saw(tx: Transaction, found: Announcement, ending: str) -> Sequence[int]:
    """Who was shown this end in the message that they watched, or is in this moment."""
    shown = outbox.c.state.in_((State.SENDING, State.SENT)), outbox.c.key.like(f"%:{ending}")
    looks = outbox.c.kind == due.PROGRESS, outbox.c.subject.like(f"{found.id}:%")
    return (await tx.scalars(select(outbox.c.person_id).where(*looks, *shown))).all()


async def _report_anew(tx: Transaction, found: Announcement, ending: str, now: datetime) -> None:
    """Once, in a new message."""
    anew = replace(found, watched_message=None)
    await post.plan_selected(tx, due.look(anew, f"{ending}:anew", now, due.LASTS))


def _looks(
    announcement_id: int, person_id: int | None, message_id: int | None
) -> Sequence[ColumnElement[bool]]:
    subject = due.look_subject(announcement_id, message_id)
    return outbox.c.kind == due.PROGRESS, outbox.c.subject == subject, outbox.c.person_id == person_id


async def _last_look(tx: Transaction, found: Announcement) -> Row[Any] | None:
    """The newest in the message that is watched."""
    looks = select(outbox.c.key, outbox.c.state, outbox.c.due_at)
    its = _looks(found.id, found.watcher_id, found.watched_message)
    return (await tx.execute(looks.where(*its).order_by(outbox.c.id.desc()).limit(1))).one_or_none()
