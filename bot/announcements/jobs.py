"""What goes on by itself: scheduled announcements begin, those under way are followed to their end."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.announcements import course, due, queries
from bot.announcements.audience import ANNOUNCEMENT
from bot.announcements.rules import UNDER_WAY, Announcement, State
from bot.announcements.screens.announcement import announcement
from bot.announcements.screens.progress import course_screen
from bot.announcements.screens.schedule import taken_back_screen
from bot.announcements.screens.words import file_of, html_for
from bot.announcements.tallies import course_of
from bot.context import OwnersJob, Render, Telling
from bot.people.queries import muted
from bot.people.rules import ORGANISERS, Kind
from bot.screens import Deletion, Edit, Outgoing, Screen
from bot.storage.engine import Transaction


async def plan(tx: Transaction, now: datetime, owners: frozenset[int]) -> None:
    """Begin what is due, and look after what is under way."""
    for one in await queries.due_at(tx, now):
        await course.begin_scheduled(tx, one, owners, now)
    for one in await queries.under_way(tx):
        await course.follow(tx, one, now)


async def render_announcement(telling: Telling) -> Screen | None:
    """As it is now; None where it was stopped or withdrawn, and for who wants no announcements any more."""
    found = await telling.once(queries.load, int(telling.subject))
    if found is None or found.state not in UNDER_WAY:
        return None
    unwanted = Kind.ANNOUNCEMENT in await muted(telling.tx, telling.person.id)
    return None if unwanted else _as_it_is(telling, found)


async def render_correction(telling: Telling) -> Edit | None:
    """The message becomes what the announcement is now; None where there is no message."""
    its_id = int(telling.subject.partition(":")[0])
    found = await telling.once(queries.load, its_id)
    message = await queries.message_of(telling.tx, ANNOUNCEMENT, its_id, telling.person.id)
    return Edit(message, _as_it_is(telling, found)) if found and message else None


async def render_withdrawal(telling: Telling) -> Deletion | None:
    message = await queries.message_of(telling.tx, ANNOUNCEMENT, int(telling.subject), telling.person.id)
    return Deletion(message) if message else None


async def render_taken_back(telling: Telling) -> Screen | None:
    """None where it is scheduled again, or gone."""
    found = await queries.load(telling.tx, int(telling.subject))
    if found is None or found.state is not State.DRAFT or found.author_id != telling.person.id:
        return None
    return taken_back_screen(telling.t, found)


async def render_progress(telling: Telling) -> Outgoing | None:
    """In the message that is watched; the end of it in a new one too. None for who organises no more."""
    its_id, _, shown_in = telling.subject.partition(":")
    found = await queries.load(telling.tx, int(its_id))
    if found is None or telling.person.roles.isdisjoint(ORGANISERS):
        return None
    its_course = await course_of(telling.tx, found)
    screen = course_screen(telling.t, its_course)
    if found.watched_message and found.watcher_id == telling.person.id:
        return Edit(found.watched_message, screen)
    return None if its_course.under_way or shown_in else screen


def _as_it_is(telling: Telling, found: Announcement) -> Screen:
    text = html_for(found.texts, telling.t.language)
    return announcement(telling.t, text, file_of(found), found.id)


OWNERS_JOBS: Sequence[OwnersJob] = (plan,)
MESSAGES: Mapping[str, Render] = {
    ANNOUNCEMENT: render_announcement,
    due.CORRECTION: render_correction,
    due.WITHDRAWAL: render_withdrawal,
    due.PROGRESS: render_progress,
    due.TAKEN_BACK: render_taken_back,
}
REPLACED: frozenset[str] = frozenset({due.PROGRESS})
