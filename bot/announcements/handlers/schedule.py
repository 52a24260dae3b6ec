"""Letting an announcement go out at a time, or not."""

from datetime import UTC, datetime, timedelta

from bot.announcements import due, queries
from bot.announcements.handlers.drafts import named
from bot.announcements.handlers.standing import known, show_or_list, standing
from bot.announcements.moments import read_moment, suggestions
from bot.announcements.rules import Announcement, State
from bot.announcements.screens import schedule as screens
from bot.announcements.screens.schedule import Trouble
from bot.announcements.screens.sent import already_notice
from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.context import Context
from bot.delivery.outbox import plan_selected
from bot.people.queries import await_text
from bot.screens import Screen
from bot.storage.engine import Transaction


async def later(context: Context) -> None:
    """Ask for a time, or take the one that was chosen or written."""
    async with context.transaction() as tx:
        found = await named(context, tx, lock=True)
        ready = found and _is_ready(context, found)
        screen = await _timed(context, tx, found) if found and ready else await standing(context, tx)
    if found and found.state is State.DRAFT and not ready:
        await context.open("preview", context.argument)
    else:
        await show_or_list(context, screen)


def _is_ready(context: Context, found: Announcement) -> bool:
    """Whether it may be scheduled: as it was looked at, by its author; another time may be anybody's."""
    as_seen = context.arguments[1:2] == (found.fingerprint,)
    theirs = found.state is State.DRAFT and found.author_id == context.person.id
    return as_seen and (theirs or found.state is State.SCHEDULED)


async def _timed(context: Context, tx: Transaction, found: Announcement) -> Screen | None:
    asked = context.update.callback_query is not None and len(context.arguments) == 2
    moment = None if asked else _chosen(context)
    if moment and moment > context.now:
        return await _scheduled(context, tx, found, moment)
    await await_text(tx, context.person.id, f"later:{found.id}:{found.fingerprint}")
    trouble = None if asked else Trouble.PAST if moment else Trouble.UNREADABLE
    suggested = suggestions(context.programme, context.now)
    return screens.later_screen(context.t, context.programme, found, context.now, suggested, trouble)


def _chosen(context: Context) -> datetime | None:
    """The moment of the tapped button, or what was written."""
    minutes = "".join(context.arguments[2:3])
    if context.update.callback_query is None:
        return read_moment(context.typed, context.now, context.programme.zone)
    if not minutes.isdecimal() or len(minutes) > 8:
        return None
    return datetime.fromtimestamp(0, UTC) + timedelta(minutes=int(minutes))


async def _scheduled(
    context: Context, tx: Transaction, found: Announcement, moment: datetime
) -> Screen | None:
    """It shows how it goes in a new message then, to whoever has chosen the time."""
    watched = {"watcher_id": context.person.id, "watched_message": None}
    if await queries.move(tx, found.id, {found.state}, State.SCHEDULED, send_at=moment, **watched):
        at = moment.astimezone(context.programme.zone).strftime("%Y-%m-%d %H:%M")
        await note(tx, context.person.id, Deed.SCHEDULED, subject=str(found.id), details=at, now=context.now)
    await await_text(tx, context.person.id, None)
    return await standing(context, tx)


async def unschedule(context: Context) -> None:
    """It is its author's draft again, so that nothing is lost; without an author, of whoever does this."""
    async with context.transaction() as tx:
        found = await known(context, tx, lock=True)
        author_id = found.author_id or context.person.id if found else None
        again = {"created_at": context.now, "send_at": None, "watcher_id": None, "author_id": author_id}
        undone = found is not None and await queries.move(
            tx, found.id, {State.SCHEDULED}, State.DRAFT, **again
        )
        if found and undone:
            await note(tx, context.person.id, Deed.UNSCHEDULED, subject=str(found.id), now=context.now)
            if author_id != context.person.id:
                await plan_selected(tx, due.taken_back(found, context.now))
        screen = None if undone else await standing(context, tx)
    if not undone:
        await show_or_list(context, screen, already_notice(context.t))
    elif author_id == context.person.id:
        await context.open("preview", context.argument, notice=screens.draft_again_notice(context.t))
    else:
        await context.open("announced", notice=screens.draft_again_notice(context.t))
