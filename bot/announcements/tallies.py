"""What became of an announcement, counted from its rows in the outbox."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Row, exists, func, select, type_coerce

from bot.announcements import passed_over
from bot.announcements.audience import ANNOUNCEMENT
from bot.announcements.due import CORRECTION, WITHDRAWAL, version_of
from bot.announcements.outcome import Changes, Course, Fate, Numbers, Tally
from bot.announcements.rules import Announcement
from bot.delivery.outbox import State
from bot.delivery.reasons import Reason
from bot.storage import tables
from bot.storage.engine import Transaction
from bot.storage.tables import outbox, people

PAUSE: Final = timedelta(seconds=10)  # between two messages; what is longer is no part of its course
MEASURED: Final = timedelta(seconds=3)  # of the last messages, for the speed

_FATES: Final[Mapping[State, Fate]] = MappingProxyType(
    {
        State.READY: Fate.WAITING,
        State.SENDING: Fate.WAITING,
        State.SENT: Fate.REACHED,
        State.AMBIGUOUS: Fate.DOUBTFUL,
        State.EXPIRED: Fate.LATE,
        State.CANCELLED: Fate.CALLED_OFF,
    }
)
_REASONS: Final[Mapping[str | None, Fate]] = MappingProxyType(
    {Reason.BLOCKED: Fate.BLOCKED, Reason.DELETED: Fate.DELETED, Reason.NO_CHAT: Fate.NO_CHAT}
)


def fate_of(state: str, reason: str | None) -> Fate:
    """What became of a message for the person it was meant for."""
    return _FATES.get(State(state)) or _REASONS.get(reason, Fate.REFUSED)


def meant(announcement_id: int) -> Sequence[ColumnElement[bool]]:
    """Conditions on a row of the outbox: it brings the announcement to somebody who is not passed over."""
    left_out = tables.passed_over.alias("left_out")
    unwanted = exists().where(
        left_out.c.announcement_id == announcement_id, left_out.c.person_id == outbox.c.person_id
    )
    return *_rows(ANNOUNCEMENT, str(announcement_id)), ~unwanted


async def course_of(tx: Transaction, announcement: Announcement) -> Course:
    """All that there is to show of it."""
    return Course(
        announcement,
        await tally(tx, announcement),
        await _changes(tx, CORRECTION, version_of(announcement)),
        await _changes(tx, WITHDRAWAL, str(announcement.id)),
    )


async def tally(tx: Transaction, announcement: Announcement) -> Tally:
    """How many of its audience got it, by language and reason, and how fast it goes."""
    numbers = await _numbers(tx, announcement.id)
    unmeant = await passed_over.count(tx, announcement.id)
    last, took = await _pace(tx, announcement.id)
    if last is None:
        return Tally(numbers, unmeant)
    speed = await _speed(tx, announcement.id, last)
    left = timedelta(seconds=Tally(numbers).waiting / speed) if speed else None
    return Tally(numbers, unmeant, took, left)


async def _numbers(tx: Transaction, announcement_id: int) -> Numbers:
    """For whom it waits is counted by the language they read now."""
    language = func.coalesce(outbox.c.language, people.c.language).label("language")
    how_many = (
        select(language, outbox.c.state, outbox.c.reason, func.count().label("number"))
        .join_from(outbox, people, people.c.id == outbox.c.person_id)
        .where(*meant(announcement_id))
        .group_by(language, outbox.c.state, outbox.c.reason)
    )
    numbers: dict[tuple[str | None, Fate], int] = {}
    for row in await tx.execute(how_many):
        its = row.language, fate_of(row.state, row.reason)
        numbers[its] = numbers.get(its, 0) + row.number
    return numbers


async def _pace(tx: Transaction, announcement_id: int) -> tuple[datetime | None, timedelta]:
    """When the last message left, and how long it took from the first on, without pauses and outages."""
    at = type_coerce(outbox.c.sent_at, BigInteger)
    gap = (at - func.lag(at).over(order_by=at)).label("gap")
    left = *_rows(ANNOUNCEMENT, str(announcement_id)), outbox.c.sent_at.is_not(None)
    gaps = select(outbox.c.sent_at, gap).where(*left).subquery()
    goes_on = gaps.c.gap <= PAUSE // timedelta(milliseconds=1)
    pace = select(func.max(gaps.c.sent_at), func.sum(gaps.c.gap).filter(goes_on))
    last, milliseconds = (await tx.execute(pace)).one()
    return last, timedelta(milliseconds=int(milliseconds or 0))


async def _speed(tx: Transaction, announcement_id: int, last: datetime) -> float:
    """Messages a second, as the last ones went; 0 where there are too few to say."""
    lately = select(func.count().label("number"), func.min(outbox.c.sent_at).label("since")).where(
        *_rows(ANNOUNCEMENT, str(announcement_id)), outbox.c.sent_at >= last - MEASURED
    )
    row = (await tx.execute(lately)).one()
    seconds = (last - row.since).total_seconds()
    return (row.number - 1) / seconds if seconds else 0.0


async def _changes(tx: Transaction, kind: str, subject: str) -> Changes:
    how_many = (
        select(outbox.c.state, outbox.c.reason, func.count().label("number"))
        .where(*_rows(kind, subject), outbox.c.state != State.CANCELLED)  # there was nothing to change
        .group_by(outbox.c.state, outbox.c.reason)
    )
    numbers = {"waiting": 0, "done": 0, "kept": 0, "failed": 0}
    for row in await tx.execute(how_many):
        numbers[_outcome(kind, row)] += row.number
    return Changes(**numbers)


def _outcome(kind: str, row: Row[Any]) -> str:
    """What became of changes of messages, as a field of Changes."""
    if row.state in {State.READY, State.SENDING}:
        return "waiting"
    if row.state == State.SENT or (kind == WITHDRAWAL and row.reason == Reason.MISSING):
        return "done"
    return "kept" if row.reason == Reason.TOO_OLD else "failed"


def _rows(kind: str, subject: str) -> Sequence[ColumnElement[bool]]:
    return outbox.c.kind == kind, outbox.c.subject == subject
