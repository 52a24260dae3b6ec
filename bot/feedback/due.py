"""Which questions about sessions are due, as rows for the outbox; their subject is a session."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    exists,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
)

from bot.agenda.queries import leading, seated
from bot.delivery.outbox import Priority
from bot.delivery.outbox import State as Delivery
from bot.delivery.planning import columns_of, key_of, without
from bot.feedback.queries import PROMPT
from bot.feedback.rules import State
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.storage.engine import Transaction
from bot.storage.moments import Moment, at, built
from bot.storage.tables import Instant, askings, ballots, outbox, people, sessions

REMINDER: Final = "feedback-reminder"
LATE: Final = timedelta(minutes=15)  # longer than the bot is away when it restarts
ONE_DAY: Final = timedelta(hours=12)  # from the first to the last hour in which people may be reminded
# What was called off as things went on was never asked.
COUNTS: Final = outbox.c.state != Delivery.CANCELLED
_USEFUL: Final = timedelta(hours=2) // timedelta(milliseconds=1)


async def ended(tx: Transaction, now: datetime) -> Sequence[Collection[str]]:
    """The sessions of each slot about which people are asked now."""
    slots: dict[str, list[str]] = {}
    for row in await tx.execute(built(_ended), {"now": now}):
        slots.setdefault(row.form, []).append(row.id)
    return list(slots.values())


def _ended(now: Moment) -> Select[tuple[str, str]]:
    slot = sessions.alias("slot")
    asks = slot.c.asks_at.between(now - LATE, now), ~slot.c.cancelled
    ended = sessions.c.form.in_(select(slot.c.form).where(*asks))
    return select(sessions.c.form, sessions.c.id).where(ended).order_by(sessions.c.form)


def prompts(now: datetime, session_ids: Collection[str]) -> Select[Any]:
    """One message to everybody who was in this slot and has not led it.

    It is about the session in which they have a seat; of parallel ones for everybody, about the last to end.
    """
    key = key_of(PROMPT, sessions.c.form, type_coerce(sessions.c.asks_at, BigInteger), people.c.id)
    for_everybody = and_(sessions.c.choice_id.is_(None), ~_another_asks_later())
    unasked = without(PROMPT, outbox.c.subject.in_(session_ids), COUNTS)
    return (
        select(*_columns(PROMPT, key, sessions.c.asks_at, now))
        .join_from(sessions, people, true())
        .where(sessions.c.id.in_(session_ids), sessions.c.asks_at.between(now - LATE, now))
        .where(~sessions.c.cancelled, unasked, *_unanswered())
        .where(or_(for_everybody, seated(sessions.c.choice_id)), ~_led())
        .order_by(sessions.c.id, people.c.id)  # processes that plan at once lock rows in one order
    )


def reminders(now: Moment) -> Select[Any]:
    """One message to everybody about all of the day that they were asked and have not answered."""
    asked, reminds_at = outbox.alias("asked"), askings.c.reminds_at
    key = key_of(REMINDER, type_coerce(reminds_at, BigInteger), people.c.id)
    return (
        select(*_columns(REMINDER, key, reminds_at, now))
        .join_from(asked, people, people.c.id == asked.c.person_id)
        .join(sessions, sessions.c.id == asked.c.subject)
        .join(askings, askings.c.form == sessions.c.form)
        .where(asked.c.kind == PROMPT, asked.c.subject.in_(reminded_of(now)), asked.c.sent_at.is_not(None))
        .where(*_unanswered(), ~_reminded(now))
        .order_by(sessions.c.id, people.c.id)  # processes that plan at once lock rows in one order
    )


def reminded_of(now: Moment) -> Select[tuple[str]]:
    """The sessions of which people are reminded now, so that the index finds what was asked about them."""
    due = askings.c.reminds_at.between(now - LATE, now)
    return select(sessions.c.id).join(askings, askings.c.form == sessions.c.form).where(due)


def useful_until(moment: Any) -> ColumnElement[Any]:
    """How long a question may be sent that came up then."""
    return type_coerce(type_coerce(moment, BigInteger) + _USEFUL, Instant)


def _columns(kind: str, key: Any, since: Any, now: Moment) -> list[ColumnElement[Any]]:
    """After everything else that leaves, and of no use hours later."""
    return columns_of(
        kind,
        key,
        subject=sessions.c.id,
        due_at=at(now),
        expires_at=useful_until(since),
        priority=Priority.NUDGE,
    )


def _unanswered() -> list[ColumnElement[bool]]:
    """They may be asked, and have neither rated the slot nor said that they were not there."""
    answered = exists().where(
        ballots.c.person_id == people.c.id, ballots.c.form == sessions.c.form, ballots.c.state != State.BEGUN
    )
    return [*wants(Kind.FEEDBACK), ~answered]


def _another_asks_later() -> ColumnElement[bool]:
    other = sessions.alias("other")
    later = tuple_(other.c.asks_at, other.c.id) > tuple_(sessions.c.asks_at, sessions.c.id)
    return exists().where(other.c.form == sessions.c.form, later)


def _led() -> ColumnElement[bool]:
    """They are a host of a session in this slot."""
    theirs = sessions.alias("theirs")
    return exists().where(theirs.c.form == sessions.c.form, leading(theirs.c.id))


def _reminded(now: Moment) -> ColumnElement[bool]:
    message = outbox.alias("message")
    return exists().where(
        message.c.person_id == people.c.id, message.c.kind == REMINDER, message.c.due_at > now - ONE_DAY
    )
