"""Messages of an announcement: to its recipients, changes of those delivered, and its progress."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import product
from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, literal, or_, select, tuple_

from bot.announcements.audience import ANNOUNCEMENT, addressed
from bot.announcements.rules import Announcement, text_for
from bot.delivery.outbox import Priority, State
from bot.delivery.planning import columns_of, key_of
from bot.i18n.localised import LANGUAGES
from bot.storage.tables import Instant, outbox, people

CORRECTION: Final = "announcement-correction"  # the subject of its rows is the id and the version
WITHDRAWAL: Final = "announcement-withdrawal"
PROGRESS: Final = "announcement-progress"
TAKEN_BACK: Final = "announcement-taken-back"

LASTS: Final = timedelta(hours=24)  # whoever gets it later than that is misled by it
MOMENTARY: Final = timedelta(minutes=1)  # progress that is older is none
EVERY: Final = timedelta(seconds=2.5)  # between plans for showing it, so that two are never within 2 s


def recipients(announcement: Announcement, owners: frozenset[int], now: datetime) -> Select[Any]:
    """One row for each person of its audience; `send_at` must be known."""
    subject = str(announcement.id)
    row = columns_of(
        ANNOUNCEMENT,
        key_of(ANNOUNCEMENT, literal(subject), people.c.id),
        subject=literal(subject),
        due_at=literal(announcement.send_at or now, Instant),
        expires_at=literal((announcement.send_at or now) + LASTS, Instant),
        priority=Priority.ANNOUNCEMENT,
    )
    return select(*row).where(*addressed(announcement.audience, owners)).order_by(people.c.id)


def corrections(announcement: Announcement, new: Mapping[str, str], now: datetime) -> Select[Any]:
    """One row for each message that is there, or may be in a moment, and whose text is another now.

    Also for those whom the correction before this one has not reached.
    """
    before, after = announcement.texts, {**announcement.texts, **new}
    others = [
        (then, now_read)
        for then, now_read in product(LANGUAGES, repeat=2)
        if text_for(before, then)[1] != text_for(after, now_read)[1]
    ]
    message = outbox.alias("message")
    in_it = func.coalesce(_corrected_in(announcement), message.c.language, people.c.language)
    is_another = tuple_(in_it, people.c.language).in_(others)
    changes = _changes(message, announcement.id, now, CORRECTION, next_version_of(announcement))
    return changes.where(or_(is_another, _is_behind(announcement)))


def _corrected_in(announcement: Announcement) -> ScalarSelect[str]:
    """The language in which somebody's message was corrected last; null: it is as it was sent."""
    done = outbox.alias("done")
    theirs = done.c.kind == CORRECTION, done.c.person_id == people.c.id, done.c.state == State.SENT
    corrected = select(done.c.language).where(*theirs, done.c.subject.like(f"{announcement.id}:%"))
    return corrected.order_by(done.c.id.desc()).limit(1).scalar_subquery()


def _is_behind(announcement: Announcement) -> ColumnElement[bool]:
    """The correction that brings its present texts has not reached them."""
    missed = outbox.alias("missed")
    return exists().where(
        missed.c.kind == CORRECTION,
        missed.c.subject == version_of(announcement),
        missed.c.person_id == people.c.id,
        missed.c.state.not_in((State.SENT, State.FAILED)),
    )


def withdrawals(announcement_id: int, now: datetime) -> Select[Any]:
    """One row for each message that is there, or may be in a moment."""
    return _changes(outbox.alias("message"), announcement_id, now, WITHDRAWAL, str(announcement_id))


def version_of(announcement: Announcement) -> str:
    """The subject of the corrections that bring its present texts."""
    return f"{announcement.id}:{announcement.version}"


def next_version_of(announcement: Announcement) -> str:
    """The same of a correction that is about to be made."""
    return f"{announcement.id}:{announcement.version + 1}"


def _changes(message: Any, announcement_id: int, now: datetime, kind: str, subject: str) -> Select[Any]:
    deleted = outbox.alias("deleted")
    is_there = or_(message.c.message_id.is_not(None), message.c.state == State.SENDING)
    is_gone = exists().where(
        deleted.c.kind == WITHDRAWAL,
        deleted.c.subject == message.c.subject,
        deleted.c.person_id == message.c.person_id,
        deleted.c.state == State.SENT,
    )
    row = columns_of(
        kind,
        key_of(kind, literal(subject), people.c.id),
        subject=literal(subject),
        due_at=literal(now, Instant),
        expires_at=literal(now + LASTS, Instant),
        priority=Priority.ANNOUNCEMENT,
    )
    return (
        select(*row)
        .join_from(people, message, message.c.person_id == people.c.id)
        .where(message.c.kind == ANNOUNCEMENT, message.c.subject == str(announcement_id), is_there, ~is_gone)
        .order_by(people.c.id)
    )


def taken_back(announcement: Announcement, now: datetime) -> Select[Any]:
    """Tells its author that somebody else has made a draft of it again."""
    subject = str(announcement.id)
    row = columns_of(
        TAKEN_BACK,
        key_of(TAKEN_BACK, literal(subject), literal(str(now.timestamp()))),
        subject=literal(subject),
        due_at=literal(now, Instant),
        expires_at=literal(now + LASTS, Instant),
        priority=Priority.ANNOUNCEMENT,
    )
    reachable = people.c.active, people.c.language.is_not(None)
    return select(*row).where(people.c.id == announcement.author_id, *reachable)


def look(announcement: Announcement, which: str, now: datetime, lasts: timedelta) -> Select[Any]:
    """At how it goes, for whoever watches; `which` tells it from others at the same announcement."""
    subject = look_subject(announcement.id, announcement.watched_message)
    row = columns_of(
        PROGRESS,
        key_of(PROGRESS, literal(subject), people.c.id, literal(which)),
        subject=literal(subject),
        due_at=literal(now, Instant),
        expires_at=literal(now + lasts, Instant),
        priority=Priority.REPLY,
    )
    return select(*row).where(people.c.id == announcement.watcher_id)


def look_subject(announcement_id: int, message_id: int | None) -> str:
    """Of a look in this message, or in a new one."""
    return f"{announcement_id}:{message_id or ''}"
