"""What people propose to change while the Declaration is a draft; queries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, delete, insert, select, update

from bot.declaration.rules import Amendment, Author, State
from bot.storage.engine import Transaction
from bot.storage.tables import amendments, clubs, people


async def propose(tx: Transaction, person_id: int, text: str, now: datetime) -> int:
    """Its id; `text` is Telegram's HTML."""
    row = {"person_id": person_id, "text": text, "proposed_at": now}
    return int((await tx.execute(insert(amendments).values(row).returning(amendments.c.id))).scalar_one())


async def load(tx: Transaction, amendment_id: int) -> Amendment | None:
    row = (await tx.execute(_AMENDMENTS.where(amendments.c.id == amendment_id))).one_or_none()
    return _amendment(row) if row else None


async def locked(tx: Transaction, amendment_id: int) -> Amendment | None:
    """As `load`, and nobody else decides on it until the transaction ends, which must be a writing one."""
    await tx.execute(select(amendments.c.id).where(amendments.c.id == amendment_id).with_for_update())
    return await load(tx, amendment_id)


async def of(tx: Transaction, person_id: int) -> Sequence[Amendment]:
    """Somebody's own, the oldest first."""
    theirs = _AMENDMENTS.where(amendments.c.person_id == person_id).order_by(amendments.c.id)
    return [_amendment(row) for row in await tx.execute(theirs)]


async def page(tx: Transaction, limit: int, after: int = 0) -> Sequence[Amendment]:
    """Everybody's: those without an answer come first, then the newest."""
    order = (amendments.c.state == State.OPEN).desc(), amendments.c.id.desc()
    shown = _AMENDMENTS.order_by(*order).limit(limit).offset(after)
    return [_amendment(row) for row in await tx.execute(shown)]


async def take_back(tx: Transaction, amendment_id: int, person_id: int) -> bool:
    """Delete one of their own on which nobody has decided; whether there was one."""
    its = amendments.c.id == amendment_id, amendments.c.person_id == person_id
    deleted = delete(amendments).where(*its, amendments.c.state == State.OPEN)
    return bool((await tx.execute(deleted)).rowcount)


async def decide(tx: Transaction, amendment_id: int, state: State) -> None:
    await tx.execute(update(amendments).where(amendments.c.id == amendment_id).values(state=state))


_AMENDMENTS: Final = (
    select(
        amendments,
        *(people.c.name, people.c.language, people.c.zone),
        *(clubs.c.name.label("club"), clubs.c.country),
    )
    .join_from(amendments, people, people.c.id == amendments.c.person_id)
    .outerjoin(clubs, clubs.c.id == people.c.club_id)
)


def _amendment(row: Row[Any]) -> Amendment:
    club, country = row.club or "", row.country or ""
    author = Author(row.person_id, row.name, row.language, club, country, row.zone)
    return Amendment(row.id, author, row.text, State(row.state))
