"""Which messages of the agenda are due, as rows for the outbox."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    SmallInteger,
    String,
    cast,
    exists,
    literal,
    select,
    true,
    type_coerce,
)

from bot.delivery.outbox import Priority
from bot.people.rules import Kind
from bot.storage.tables import Instant, choices, mutes, people, seats, sessions, waiting

OFFER: Final = "offer"
CHOOSE_REMINDER: Final = "choose-reminder"
REMIND_BEFORE: Final = timedelta(
    minutes=60
)  # of closing: a break's time to think, and still seats to choose from


def offers(now: datetime) -> Select[Any]:
    """One message for each seat that is kept for somebody."""
    until = waiting.c.offered_until
    key = _key(OFFER, waiting.c.session_id, people.c.id, type_coerce(until, BigInteger))
    columns = _columns(
        OFFER, key, subject=waiting.c.session_id, due_at=literal(now, Instant), expires_at=until
    )
    return select(*columns).join_from(waiting, people, people.c.id == waiting.c.person_id).where(until > now)


def choose_reminders(now: datetime) -> Select[Any]:
    """One message to everybody who has no seat shortly before choosing closes; never a second one."""
    closes_at = type_coerce(choices.c.closes_at, BigInteger)
    due_at = type_coerce(closes_at - REMIND_BEFORE // timedelta(milliseconds=1), Instant)
    key = _key(CHOOSE_REMINDER, choices.c.id, people.c.id)
    columns = _columns(
        CHOOSE_REMINDER, key, subject=choices.c.id, due_at=due_at, expires_at=choices.c.closes_at
    )
    takes_place = exists().where(sessions.c.choice_id == choices.c.id, ~sessions.c.cancelled)
    muted = exists().where(mutes.c.person_id == people.c.id, mutes.c.kind == Kind.REMINDER)
    return (
        select(*columns)
        .join_from(choices, people, true())
        .where(choices.c.closes_at > now, due_at <= now, takes_place)
        # Whoever joins later sees the open choice on their first screen.
        .where(people.c.active, people.c.language.is_not(None), people.c.joined_at <= due_at)
        .where(~muted, ~_seated())
    )


def _seated() -> ColumnElement[bool]:
    return exists().where(
        seats.c.person_id == people.c.id,
        seats.c.choice_id == choices.c.id,
        seats.c.session_id == sessions.c.id,
        ~sessions.c.cancelled,
    )


def _key(kind: str, *parts: ColumnElement[Any]) -> ColumnElement[str]:
    key: ColumnElement[str] = literal(kind, String)
    for part in parts:
        key = key + ":" + cast(part, String)
    return key


def _columns(
    kind: str, key: ColumnElement[str], *, subject: Any, due_at: Any, expires_at: Any
) -> list[ColumnElement[Any]]:
    priority = literal(int(Priority.REMINDER), SmallInteger)
    return [key, literal(kind), people.c.id, people.c.telegram_id, subject, priority, due_at, expires_at]
