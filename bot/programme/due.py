"""Which messages about changes are due, as rows for the outbox."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Select, String, case, cast, func, literal, select, type_coerce

from bot.agenda.rules import Session
from bot.audit.rules import Deed
from bot.delivery.planning import columns_of, key_of
from bot.people.queries import organises, wants
from bot.people.rules import Kind
from bot.programme.rules import USEFUL
from bot.storage.tables import Instant, concerns, instant, milliseconds, people, sessions

ALERT: Final = "change-alert"
NEWS: Final = "host-news"


def alerts(now: datetime) -> Select[Any]:
    """One message to each person whose concerns were closed `now`, as long as one of the sessions lasts."""
    told_at = type_coerce(concerns.c.told_at, BigInteger)
    least, most = (milliseconds(now + time) for time in USEFUL)
    last_end = func.max(type_coerce(sessions.c.ends_at, BigInteger))
    row = columns_of(
        ALERT,
        key_of(ALERT, people.c.id, told_at),
        subject=cast(told_at, String),
        due_at=literal(now, Instant),
        expires_at=case((last_end < least, least), (last_end > most, most), else_=last_end),
    )
    return (
        select(*row)
        .join_from(concerns, people, people.c.id == concerns.c.person_id)
        .join(sessions, sessions.c.id == concerns.c.session_id)
        .where(concerns.c.told_at == now, *wants(Kind.CHANGE))
        .group_by(people.c.id, people.c.telegram_id, concerns.c.told_at)
        .order_by(people.c.id)  # processes that plan at once lock rows in one order
    )


def host_news(  # noqa: PLR0913, PLR0917 -- what, of whom, to whom, when
    session: Session, version: int, deed: Deed, author_id: int, owners: frozenset[int], now: datetime
) -> Select[Any]:
    """To each other organiser: what the host of a session has said, as long as it lasts."""
    row = columns_of(
        NEWS,
        key_of(NEWS, people.c.id, literal(version)),
        subject=literal(f"{deed}:{session.id}:{author_id}"),
        due_at=literal(now, Instant),
        expires_at=literal(session.ends_at, Instant),
    )
    known = (people.c.active, people.c.language.is_not(None))
    others = organises(owners), people.c.id != author_id
    return select(*row).where(*others, *known).order_by(people.c.id)


def told_at(subject: str) -> datetime:
    """When the concerns of a message were closed, which is what its subject says."""
    return instant(int(subject))
