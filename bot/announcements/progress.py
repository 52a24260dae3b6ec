"""Who is shown how an announcement goes, and in which of their messages.

While they look, the message is edited now and then. Who looks away, or has deleted the message, is shown the
end of it in a new one. The subject of such a row is the announcement's id and, where there is one, the
message's.
"""

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
    looks = _looks(its_id, message_id)
    await post.cancel(tx, *looks)
    if await tx.scalar(select(exists().where(*looks, outbox.c.state == State.SENDING))):
        return False
    await watch(tx, its_id, person_id)
    return True


async def show(tx: Transaction, found: Announcement, now: datetime, *, moves: bool) -> None:
    """How it stands, where that is new and was not shown a moment ago; once where nothing of it `moves`."""
    has_just_begun = found.send_at is not None and now - found.send_at < due.EVERY  # who sends it sees it
    if found.watcher_id is None or found.watched_message is None or has_just_begun:
        return
    last = await _last_look(tx, found)
    if last and last.state == State.FAILED:
        await watch(tx, found.id, found.watcher_id)
    elif last is None or not (_is_recent(last, now) or (f":{found.state}:" in last.key and not moves)):
        standing = (await course_of(tx, found)).standing
        if last is None or not last.key.endswith(standing):
            await post.plan_selected(tx, due.look(found, f"{now.timestamp()}:{standing}", now, due.MOMENTARY))


def _is_recent(look: Row[Any], now: datetime) -> bool:
    return look.state in _WAITING or bool(look.due_at > now - due.EVERY)


async def report(tx: Transaction, found: Announcement, now: datetime) -> bool:
    """Show the end of it; whether nothing more is to be done about that."""
    if found.watcher_id is None:
        return True
    ending, last = f"end:{found.version}:{found.state}", await _last_look(tx, found)
    if found.watched_message is None or (last and last.state == State.FAILED):
        await watch(tx, found.id, found.watcher_id)
        anew = replace(found, watched_message=None)
        await post.plan_selected(tx, due.look(anew, f"{ending}:anew", now, due.LASTS))
        return True
    if last and last.key.endswith(ending):
        return last.state not in _WAITING
    await post.cancel(tx, *_looks(found.id, found.watched_message))
    await post.plan_selected(tx, due.look(found, ending, now, due.LASTS))
    return False


def _looks(announcement_id: int, message_id: int | None) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return outbox.c.kind == due.PROGRESS, outbox.c.subject == due.look_subject(announcement_id, message_id)


async def _last_look(tx: Transaction, found: Announcement) -> Row[Any] | None:
    """The newest in the message that is watched."""
    looks = select(outbox.c.key, outbox.c.state, outbox.c.due_at)
    newest = looks.where(*_looks(found.id, found.watched_message)).order_by(outbox.c.id.desc()).limit(1)
    return (await tx.execute(newest)).one_or_none()
