"""Changes that are proposed, and applying them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select

from bot.agenda import queries as agenda
from bot.agenda.changes import compare
from bot.agenda.formats import Document, Finding
from bot.agenda.seats import lock_choices
from bot.programme import concerns, known
from bot.programme.rules import PROPOSALS, to_tell
from bot.storage.engine import Transaction, keep_others_out
from bot.storage.tables import programmes, proposals

_FINDINGS: Final = TypeAdapter(list[Finding])


class Proposal(NamedTuple):
    """A change that somebody has looked at and not applied yet."""

    id: int
    person_id: int
    base: int  # the version that it was made from
    document: Document
    warnings: Sequence[Finding]
    source: str  # a file's name, or "chat", "undo", "host"
    made_at: datetime


class SupersededError(Exception):
    """Somebody else has changed the programme meanwhile: it is no longer the version that was looked at."""


# ---------------------------------------------------------------- proposals


async def propose(  # noqa: PLR0913 -- one for each column
    tx: Transaction,
    person_id: int,
    base: int,
    document: Document,
    *,
    warnings: Sequence[Finding] = (),
    source: str,
    now: datetime,
) -> int:
    """Keep a changed programme until it is applied; its id. Of a person only the last few are kept."""
    row = {
        "person_id": person_id,
        "base": base,
        "document": document.model_dump(mode="json", by_alias=True),
        "warnings": _FINDINGS.dump_python(list(warnings), mode="json"),
        "source": source,
        "made_at": now,
    }
    made = await tx.scalar(insert(proposals).values(row).returning(proposals.c.id))
    theirs = proposals.c.person_id == person_id
    last = select(proposals.c.id).where(theirs).order_by(proposals.c.id.desc()).limit(PROPOSALS)
    await tx.execute(delete(proposals).where(theirs, proposals.c.id.not_in(last)))
    return int(made or 0)


async def proposal(tx: Transaction, proposal_id: int) -> Proposal | None:
    """None where it is too old, or never was; whose it is the caller has to look at."""
    row = (await tx.execute(select(proposals).where(proposals.c.id == proposal_id))).one_or_none()
    if row is None:
        return None
    read = {
        "document": Document.model_validate(row.document),
        "warnings": _FINDINGS.validate_python(row.warnings),
    }
    return Proposal(**row._asdict() | read)


# ------------------------------------------------------------------ applying


async def keep_as_it_is(tx: Transaction) -> None:
    """Let nobody else change the programme, nor take or leave a seat, until the transaction ends."""
    await keep_others_out(tx, programmes)
    await lock_choices(tx)


async def apply(  # noqa: PLR0913 -- what, on what, whether to tell, who says so
    tx: Transaction, document: Document, *, base: int | None, tell: bool, source: str, now: datetime
) -> int:
    """Make this the programme; its version. `tell`: those whom it concerns get a message.

    Raises SupersededError where `base` is no longer the newest version (None: there was no programme).
    """
    await keep_as_it_is(tx)
    if await agenda.latest_version(tx) != base:
        raise SupersededError
    former = await agenda.load(tx)
    new = document.to_programme((base or 0) + 1)
    changes = to_tell(compare(former, new), now) if former else []
    session_ids = {change.id for change in changes}
    if tell:
        await concerns.note(tx, await known.as_known(tx, changes), now)
    else:
        await concerns.reopen(tx, session_ids)
    version = await agenda.store_programme(tx, document, source=source, now=now)
    await (known.told(tx, session_ids) if tell else known.kept_quiet(tx, session_ids, version - 1))
    return version
