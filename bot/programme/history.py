"""The last change of the programme: what it was, when, by whom."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import String, cast, select

from bot.agenda.formats import Document
from bot.audit.rules import Deed
from bot.programme.rules import LastChange
from bot.storage.engine import Transaction
from bot.storage.tables import audit, people, programmes

_APPLYING = (
    Deed.APPLIED,
    Deed.APPLIED_SILENTLY,
    Deed.UNDONE,
    Deed.UNDONE_SILENTLY,
    Deed.HOST_FULL,
    Deed.HOST_LATE,
)


_CHANGES: Final = (
    select(programmes.c.version, programmes.c.source, programmes.c.imported_at, people.c.name)
    .outerjoin_from(
        programmes,
        audit,
        (audit.c.subject == cast(programmes.c.version, String)) & audit.c.deed.in_(_APPLYING),
    )
    .outerjoin(people, people.c.id == audit.c.person_id)
    .order_by(programmes.c.version.desc())
)


async def last_change(tx: Transaction) -> LastChange | None:
    """None before there is a second version: the first one changes nothing."""
    row = (await tx.execute(_CHANGES.limit(1))).one_or_none()
    return LastChange(*row) if row and row.version > 1 else None


async def changes_by_others(tx: Transaction, person_id: int, since: int) -> Sequence[LastChange]:
    """How others have changed the programme after this version of it, the newest first."""
    theirs = people.c.id.is_distinct_from(person_id)
    rows = await tx.execute(_CHANGES.where(programmes.c.version > since, theirs))
    return [LastChange(*row) for row in rows]


async def document_of(tx: Transaction, version: int) -> Document | None:
    """A version as the organisers gave it; None where there was no such one."""
    document = await tx.scalar(select(programmes.c.document).where(programmes.c.version == version))
    return Document.model_validate(document) if document else None
