"""What became of an announcement, counted from its rows in the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, literal, literal_column, or_, select

from bot.announcements.audience import ANNOUNCEMENT, belonging
from bot.announcements.due import CORRECTION, WITHDRAWAL, version_of
from bot.announcements.outcome import Changes, Course, Fate, Tally, Unreached
from bot.announcements.rules import Announcement
from bot.delivery.outbox import State
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.storage.engine import Transaction
from bot.storage.tables import Instant, clubs, outbox, people

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
# Telegram's texts: tdlib/telegram-bot-api, Client.cpp, `fail_query_with_error`.
_REASONS: Final[Mapping[str, Fate]] = MappingProxyType(
    {
        "blocked by the user": Fate.BLOCKED,
        "user is deactivated": Fate.DELETED,
        "chat not found": Fate.NO_CHAT,
        "can't initiate conversation": Fate.NO_CHAT,
    }
)
_ALREADY_GONE: Final = "message to delete not found"
_TOO_OLD: Final = "message can't be"  # deleted, edited

# Of what is no more tried. Written out: to PostgreSQL two parameters are not the same, as GROUP BY wants it.
_error: Final[ColumnElement[Any]] = case((outbox.c.state == literal_column("'failed'"), outbox.c.error))


async def course_of(tx: Transaction, announcement: Announcement) -> Course:
    """All that there is to show of it."""
    sent = await tally(tx, announcement.id)
    return Course(
        announcement,
        sent if sent.waiting else replace(sent, passed_over=await _passed_over(tx, announcement)),
        await _changes(tx, CORRECTION, version_of(announcement)),
        await _changes(tx, WITHDRAWAL, str(announcement.id)),
    )


async def tally(tx: Transaction, announcement_id: int) -> Tally:
    """How many of those it is meant for got it, by language and reason, and how fast it goes."""
    how_many = (
        select(
            people.c.language,
            outbox.c.state,
            _error.label("error"),
            func.count().label("number"),
            func.min(outbox.c.sent_at).label("first"),
            func.max(outbox.c.sent_at).label("last"),
        )
        .join_from(outbox, people, people.c.id == outbox.c.person_id)
        .where(*_rows(ANNOUNCEMENT, str(announcement_id)))
        .group_by(people.c.language, outbox.c.state, _error)
    )
    rows = (await tx.execute(how_many)).all()
    numbers: dict[tuple[str, Fate], int] = {}
    for row in rows:
        its = row.language, _fate(row.state, row.error)
        numbers[its] = numbers.get(its, 0) + row.number
    first = min((row.first for row in rows if row.first), default=None)
    last = max((row.last for row in rows if row.last), default=None)
    if first is None or last is None:
        return Tally(numbers)
    speed = await _speed(tx, announcement_id, first, last)
    waiting = Tally(numbers).waiting
    return Tally(numbers, took=last - first, left=timedelta(seconds=waiting / speed) if speed else None)


async def _passed_over(tx: Transaction, announcement: Announcement) -> Mapping[Fate, int]:
    """How many of its audience it was not meant for, because nothing reached them or they do not want it."""
    how_many = (
        select(people.c.active, people.c.language.is_not(None).label("speaks"), func.count().label("number"))
        .where(*_left_out(announcement), ~exists().where(*_theirs(announcement)))
        .group_by(people.c.active, people.c.language.is_not(None))
    )
    numbers: dict[Fate, int] = {}
    for row in await tx.execute(how_many):
        fate = _why_left_out(active=row.active, speaks=row.speaks)
        numbers[fate] = numbers.get(fate, 0) + row.number
    return numbers


async def _speed(tx: Transaction, announcement_id: int, first: datetime, last: datetime) -> float:
    """Messages a second, as the last ones went; 0 where there are too few to say."""
    since = max(first, last - MEASURED)
    lately = select(func.count()).where(
        *_rows(ANNOUNCEMENT, str(announcement_id)), outbox.c.sent_at > since, outbox.c.sent_at <= last
    )
    seconds = (last - since).total_seconds()
    return float(await tx.scalar(lately) or 0) / seconds if seconds else 0.0


async def _changes(tx: Transaction, kind: str, subject: str) -> Changes:
    how_many = (
        select(outbox.c.state, _error.label("error"), func.count().label("number"))
        .where(*_rows(kind, subject))
        .group_by(outbox.c.state, _error)
    )
    numbers = {"waiting": 0, "done": 0, "kept": 0, "failed": 0}
    for row in await tx.execute(how_many):
        numbers[_outcome(row)] += row.number
    return Changes(**numbers)


def _outcome(row: Row[Any]) -> str:
    """What became of changes of messages, as a field of Changes."""
    error = (row.error or "").lower()
    if row.state in {State.READY, State.SENDING}:
        return "waiting"
    if row.state == State.SENT or _ALREADY_GONE in error:
        return "done"
    return "kept" if _TOO_OLD in error else "failed"


def _fate(state: str, error: str | None) -> Fate:
    said = (error or "").lower()
    named = (fate for text, fate in _REASONS.items() if text in said)
    return _FATES.get(State(state)) or next(named, Fate.REFUSED)


def _rows(kind: str, subject: str) -> Sequence[ColumnElement[bool]]:
    return outbox.c.kind == kind, outbox.c.subject == subject


# ---------------------------------------------------------------- by name


async def unreached(tx: Transaction, announcement: Announcement) -> Sequence[Unreached]:
    """Who of its audience did not get it, in order of their names.

    Also those for whom it was not meant, because nothing reached them then or they want no announcements.
    """
    its_row = and_(*_theirs(announcement))
    arrived = outbox.c.state.in_((State.SENT, State.READY, State.SENDING))
    passed_over = and_(*_left_out(announcement), outbox.c.id.is_(None))
    found = (
        select(people.c.name, people.c.language, people.c.active, clubs.c.name.label("club"))
        .add_columns(outbox.c.state, outbox.c.error)
        .outerjoin_from(people, outbox, its_row)
        .outerjoin(clubs, clubs.c.id == people.c.club_id)
        .where(or_(and_(outbox.c.id.is_not(None), ~arrived), passed_over))
        .order_by(people.c.name, people.c.id)
    )
    return [_unreached(row) for row in await tx.execute(found)]


def _theirs(announcement: Announcement) -> Sequence[ColumnElement[bool]]:
    """Conditions on a row of the outbox: it brings somebody the announcement."""
    return outbox.c.person_id == people.c.id, *_rows(ANNOUNCEMENT, str(announcement.id))


def _left_out(announcement: Announcement) -> Sequence[ColumnElement[bool]]:
    """Conditions on a row of `people`: they belong to its audience, and it was not meant for them."""
    were_there = people.c.joined_at <= literal(announcement.send_at, Instant)
    return *belonging(announcement.audience), were_there, ~and_(*wants(Kind.ANNOUNCEMENT))


def _why_left_out(*, active: bool, speaks: bool) -> Fate:
    if not active:
        return Fate.BLOCKED
    return Fate.MUTED if speaks else Fate.SILENT


def _unreached(row: Row[Any]) -> Unreached:
    if row.state is not None:
        fate = _fate(row.state, row.error)
    else:
        fate = _why_left_out(active=row.active, speaks=row.language is not None)
    return Unreached(row.name, fate, row.language, row.club)
