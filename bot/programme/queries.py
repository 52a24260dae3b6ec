"""Changes that are proposed, whom they reach, and applying them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import CompoundSelect, Select, delete, distinct, func, insert, select, union_all

from bot.agenda import queries as agenda
from bot.agenda.changes import Change, compare
from bot.agenda.formats import Document
from bot.agenda.seats import lock_choices
from bot.people.rules import Role
from bot.programme import concerns, known
from bot.programme.concerned import concerned
from bot.programme.rules import PROPOSALS, UNSEATING, Reach, has_overlap, to_tell, told_from
from bot.reminders.queries import count_reminded
from bot.storage.engine import Transaction, keep_others_out
from bot.storage.tables import programmes, proposals, roles, seats, sessions


class Proposal(NamedTuple):
    """A change that somebody has looked at and not applied yet."""

    id: int
    person_id: int
    base: int  # the version that it was made from
    document: Document
    source: str  # a file's name, or "chat", "undo", "host"
    made_at: datetime


class SupersededError(Exception):
    """Somebody else has changed the programme meanwhile: it is no longer the version that was looked at."""


# ---------------------------------------------------------------- proposals


async def propose(  # noqa: PLR0913, PLR0917 -- one for each column
    tx: Transaction, person_id: int, base: int, document: Document, source: str, now: datetime
) -> int:
    """Keep a changed programme until it is applied; its id. Of a person only the last few are kept."""
    row = {
        "person_id": person_id,
        "base": base,
        "document": document.model_dump(mode="json", by_alias=True),
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
    return Proposal(**row._asdict() | {"document": Document.model_validate(row.document)}) if row else None


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
    if tell:
        await concerns.note(tx, await known.as_known(tx, changes), now)
    version = await agenda.store_programme(tx, document, source=source, now=now)
    session_ids = {change.id for change in changes}
    await (known.told(tx, session_ids) if tell else known.kept_quiet(tx, session_ids, version - 1))
    return version


# --------------------------------------------------------------- whom it reaches

_seats: Final = select(seats.c.person_id, seats.c.session_id).join(sessions, agenda.fits(seats))


async def reach(tx: Transaction, changes: Sequence[Change], now: datetime) -> Reach:
    """Whom these changes would touch, of people as they are now."""
    told = to_tell(changes, now)
    news = await known.as_known(tx, told)
    gone = {change.id for change in told if change.what in UNSEATING}
    return Reach(
        told=await _count_told(tx, news, now),
        overlaps=await _count_overlaps(tx, changes),
        seats_lost=await _count(tx, _seats.where(sessions.c.id.in_(gone))),
        reminded=await count_reminded(tx, {change.id for change in told}),
        told_from=told_from(news, now),
    )


async def _count_told(tx: Transaction, changes: Sequence[Change], now: datetime) -> int:
    them = list(concerned(changes, now))
    return await _count(tx, union_all(*them)) if them else 0


async def _count(tx: Transaction, found: Select[Any] | CompoundSelect[Any]) -> int:
    """How many different people a query finds."""
    rows = found.subquery()
    return int((await tx.execute(select(func.count(distinct(rows.c.person_id))))).scalar_one())


async def _count_overlaps(tx: Transaction, changes: Sequence[Change]) -> int:
    """People with the same seats stand and fall together, so that each case is decided once."""
    if not changes:
        return 0
    old, new = changes[0].old, changes[0].new
    own = await _own(tx)
    return sum(
        number
        for (held, hosts), number in own.items()
        if has_overlap(new, held, hosts) and not has_overlap(old, held, hosts)
    )


async def _own(tx: Transaction) -> Mapping[tuple[frozenset[str], frozenset[str]], int]:
    """How many people have these very seats and are these very hosts."""
    held, hosts = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for person_id, session_id in await tx.execute(_seats):
        held[person_id].add(session_id)
    leads = select(roles.c.person_id, roles.c.subject).where(roles.c.role == Role.HOST)
    for person_id, host_id in await tx.execute(leads):
        hosts[person_id].add(host_id)
    return Counter((frozenset(held[one]), frozenset(hosts[one])) for one in held.keys() | hosts.keys())
