"""Deeds in the database."""

from datetime import datetime

from sqlalchemy import insert

from bot.audit.rules import Deed
from bot.storage.engine import Transaction
from bot.storage.tables import audit


async def note(  # noqa: PLR0913 -- who, what, to what, when, from where
    tx: Transaction,
    person_id: int | None,
    deed: Deed,
    *,
    subject: str = "",
    details: str = "",
    now: datetime,
    origin: str = "chat",
) -> None:
    """Keep what somebody did, in the transaction in which they do it.

    `subject` is the id of what it was done to, `details` are names and numbers in nobody's language; `origin`
    is "chat", or "shell" where nobody known did it.
    """
    row = {"person_id": person_id, "deed": deed, "subject": subject, "details": details}
    await tx.execute(insert(audit).values(done_at=now, origin=origin, **row))
