"""Who did not get an announcement, by name."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, func, or_, select

from bot.announcements.outcome import Fate, Unreached
from bot.announcements.tallies import fate_of, meant
from bot.delivery.outbox import State
from bot.storage.engine import Transaction
from bot.storage.tables import clubs, outbox, passed_over, people


async def unreached(tx: Transaction, announcement_id: int) -> Sequence[Unreached]:
    """Who of its audience did not get it, in order of their names; also those for whom it was not meant."""
    message = and_(outbox.c.person_id == people.c.id, *meant(announcement_id))
    left_out = and_(passed_over.c.person_id == people.c.id, passed_over.c.announcement_id == announcement_id)
    is_left_out = passed_over.c.person_id.is_not(None)
    arrived = outbox.c.state.in_((State.SENT, State.READY, State.SENDING))
    then = func.coalesce(passed_over.c.language, outbox.c.language)
    found = (
        select(people.c.name, then.label("language"), clubs.c.name.label("club"))
        .add_columns(outbox.c.state, outbox.c.reason, passed_over.c.fate)
        .outerjoin_from(people, outbox, message)
        .outerjoin(passed_over, left_out)
        .outerjoin(clubs, clubs.c.id == people.c.club_id)
        .where(or_(is_left_out, and_(outbox.c.id.is_not(None), ~arrived)))
        .order_by(people.c.name, people.c.id)
    )
    return [_unreached(row) for row in await tx.execute(found)]


def _unreached(row: Row[Any]) -> Unreached:
    fate = Fate(row.fate) if row.fate else fate_of(row.state, row.reason)
    return Unreached(row.name, fate, row.language, row.club)
