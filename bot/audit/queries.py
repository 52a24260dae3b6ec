"""Deeds in the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select

from bot.audit.rules import Deed, Entry
from bot.storage.engine import Transaction
from bot.storage.tables import audit, people


async def note(  # noqa: PLR0913 -- who, what, to what and to whom, when, from where
    tx: Transaction,
    person_id: int | None,
    deed: Deed,
    *,
    whom_id: int | None = None,
    subject: str = "",
    details: str = "",
    now: datetime,
    origin: str = "chat",
) -> int:
    """Keep what somebody did, in the transaction in which they do it; the id of the entry.

    `subject` is the id of what it was done to, `details` are numbers and names in nobody's language, but no
    names of people: those are found by `whom_id`, and gone when their data is. `origin` is "chat", or "shell"
    where nobody known did it.
    """
    who = {"person_id": person_id, "whom_id": whom_id, "origin": origin}
    what = {"deed": deed, "subject": subject, "details": details, "done_at": now}
    return int((await tx.execute(insert(audit).values(**who, **what).returning(audit.c.id))).scalar_one())


async def is_noted(tx: Transaction, person_id: int, deed: Deed, subject: str) -> bool:
    """Whether this person has done it to this subject."""
    theirs = audit.c.person_id == person_id, audit.c.deed == deed, audit.c.subject == subject
    return await tx.scalar(select(audit.c.id).where(*theirs).limit(1)) is not None


async def count(tx: Transaction) -> int:
    return await tx.scalar(select(func.count()).select_from(audit)) or 0


async def entries(tx: Transaction, offset: int = 0, limit: int | None = None) -> Sequence[Entry]:
    """The newest first."""
    by, whom = people.alias("by"), people.alias("whom")
    newest = (
        select(audit, by.c.name.label("by"), whom.c.name.label("whom"))
        .outerjoin_from(audit, by, by.c.id == audit.c.person_id)
        .outerjoin(whom, whom.c.id == audit.c.whom_id)
        .order_by(audit.c.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return [
        Entry(row.done_at, Deed(row.deed), row.by, row.origin, row.whom, row.subject, row.details)
        for row in await tx.execute(newest)
    ]
