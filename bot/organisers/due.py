"""What tells somebody of a role of theirs, and organisers how the bot is."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, literal, select

from bot.delivery.outbox import Priority
from bot.delivery.planning import columns_of, key_of
from bot.organisers.rules import NEWS, Grant
from bot.organisers.trouble import Spell, Told
from bot.people.queries import organises
from bot.storage.tables import Instant, people

STILL_NEWS: Final = timedelta(days=2)


def role_news(person_id: int, grant: Grant, entry_id: int, now: datetime) -> Select[Any]:
    """One message for each entry of the audit, if the person can be reached."""
    row = columns_of(
        NEWS,
        key_of(NEWS, people.c.id, literal(entry_id)),
        subject=literal(str(grant)),
        due_at=literal(now, Instant),
        expires_at=literal(now + STILL_NEWS, Instant),
        priority=Priority.ANNOUNCEMENT,
    )
    return select(*row).where(people.c.id == person_id, people.c.active, people.c.language.is_not(None))


def wellbeing(kind: str, spell: Spell, before: Told, owners: frozenset[int], now: datetime) -> Select[Any]:
    """One message for each organiser, before all others; once after what they were told `before`."""
    row = columns_of(
        kind,
        key_of(kind, literal(before.id), people.c.id),
        subject=literal(str(spell)),
        due_at=literal(now, Instant),
        expires_at=literal(now + STILL_NEWS, Instant),
        priority=Priority.REPLY,
    )
    return select(*row).where(people.c.active, people.c.language.is_not(None), organises(owners))
