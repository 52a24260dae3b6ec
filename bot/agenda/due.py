"""Which messages of the agenda are due, as rows for the outbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, exists, select, true, type_coerce

from bot.agenda.occupancy import fits
from bot.agenda.queries import seated
from bot.delivery.planning import columns_of, key_of, without
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.storage.moments import Moment, at
from bot.storage.tables import Instant, choices, outbox, people, sessions, waiting

OFFER: Final = "offer"
CHOOSE_REMINDER: Final = "choose-reminder"
# Before choosing closes: a break's time to think, and still seats to choose from.
REMIND_BEFORE: Final = timedelta(minutes=60)


def offers(now: Moment) -> Select[Any]:
    """One message for each seat that is kept for somebody."""
    until = waiting.c.offered_until
    key = key_of(OFFER, waiting.c.session_id, people.c.id, type_coerce(until, BigInteger))
    columns = columns_of(OFFER, key, subject=waiting.c.session_id, due_at=at(now), expires_at=until)
    return (
        select(*columns)
        .join_from(waiting, people, people.c.id == waiting.c.person_id)
        .join(sessions, fits(waiting))
        .where(until > now, ~sessions.c.cancelled)
        .order_by(waiting.c.id)  # processes that plan at once lock rows in one order
    )


def closing(now: Moment) -> Select[tuple[str]]:
    """The choices that close soon."""
    return select(choices.c.id).where(*_closes_soon(now))


def _closes_soon(now: Moment) -> Sequence[ColumnElement[bool]]:
    return choices.c.closes_at > now, choices.c.closes_at <= now + REMIND_BEFORE


def choose_reminders(now: datetime, choice_id: str) -> Select[Any]:
    """One message to everybody who has no seat shortly before choosing closes; never a second one."""
    closes_at = type_coerce(choices.c.closes_at, BigInteger)
    due_at = type_coerce(closes_at - REMIND_BEFORE // timedelta(milliseconds=1), Instant)
    key = key_of(CHOOSE_REMINDER, choices.c.id, people.c.id)
    columns = columns_of(
        CHOOSE_REMINDER, key, subject=choices.c.id, due_at=due_at, expires_at=choices.c.closes_at
    )
    takes_place = exists().where(sessions.c.choice_id == choices.c.id, ~sessions.c.cancelled)
    untold = without(CHOOSE_REMINDER, outbox.c.subject == choice_id)
    return (
        select(*columns)
        .join_from(choices, people, true())
        .where(choices.c.id == choice_id, *_closes_soon(now), takes_place, untold)
        # Whoever joins later sees the open choice on their first screen.
        .where(*wants(Kind.REMINDER), people.c.joined_at <= due_at, ~seated(choices.c.id))
        .order_by(people.c.id)
    )
