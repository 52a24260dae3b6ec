"""What goes on by itself: scheduled announcements begin, those under way are followed to their end."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.announcements import course, due, queries
from bot.announcements.audience import ANNOUNCEMENT
from bot.announcements.rules import UNDER_WAY, Announcement, State
from bot.announcements.screens.announcement import announcement, several
from bot.announcements.screens.progress import course_screen
from bot.announcements.screens.schedule import taken_back_screen
from bot.announcements.screens.words import file_of, html_for
from bot.announcements.tallies import course_of
from bot.context import Digest, OwnersJob, Render, Telling
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
    return _as_it_is(telling, found) if await telling.wants(Kind.ANNOUNCEMENT) else None


async def render_correction(telling: Telling) -> Edit | Deletion | None:
    """The message becomes what the announcement is now; None where there is no message."""
    return await _change(telling, int(telling.subject.partition(":")[0]), stays=True)


async def render_withdrawal(telling: Telling) -> Edit | Deletion | None:
    """The message goes, or becomes what is left of it; None where there is no message."""
    return await _change(telling, int(telling.subject), stays=False)


async def _change(telling: Telling, its_id: int, *, stays: bool) -> Edit | Deletion | None:
    """Of the message in which an announcement came, perhaps with others; `stays`: it is still one of them."""
    message = await queries.message_of(telling.tx, ANNOUNCEMENT, its_id, telling.person.id)
    if message is None:
        return None
    ids = await queries.came_with(telling.tx, ANNOUNCEMENT, its_id, telling.person.id)
    found = [await telling.once(queries.load, other_id) for other_id in ids]
    left = [one for one in found if one and (stays if one.id == its_id else one.state is not State.WITHDRAWN)]
    screens = [_as_it_is(telling, one) for one in left]
    if not screens:
        return Deletion(message)
    return Edit(message, several(telling.t, screens) if len(ids) > 1 else screens[0])


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
DIGESTS: Mapping[str, Digest] = {ANNOUNCEMENT: several}
