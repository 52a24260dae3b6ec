"""The Declaration in the database: its adoption, and who commits to it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from sqlalchemy import delete, exists, func, insert, select, update

from bot.declaration.rules import Adoption, Club, Part, Standing, State
from bot.i18n.localised import Localised
from bot.storage.engine import Transaction, keep_others_out
from bot.storage.tables import adoptions, amendments, clubs, commitments, people
from bot.storage.upserts import insert_new


async def standing(tx: Transaction, draft: Localised | None) -> Standing:
    """How it stands, for all; `draft` is the programme's."""
    row = (await tx.execute(_COUNTS)).one()
    return Standing(draft, await adoption(tx), *row)


_COUNTS: Final = select(
    select(func.count()).select_from(commitments).scalar_subquery().label("committed"),
    select(func.count()).where(people.c.language.is_not(None)).scalar_subquery().label("people"),
    select(func.count()).select_from(amendments).scalar_subquery().label("amendments"),
    select(func.count()).where(amendments.c.state == State.OPEN).scalar_subquery().label("unanswered"),
    select(func.count()).where(amendments.c.state == State.TAKEN).scalar_subquery().label("taken"),
)


async def part(tx: Transaction, person_id: int) -> Part:
    """What this person has to do with it."""
    theirs = select(func.count()).where(amendments.c.person_id == person_id).scalar_subquery()
    found = (
        select(clubs.c.name, clubs.c.country, commitments.c.listed, theirs.label("amendments"))
        .outerjoin_from(people, clubs, clubs.c.id == people.c.club_id)
        .outerjoin(commitments, commitments.c.person_id == people.c.id)
        .where(people.c.id == person_id)
    )
    row = (await tx.execute(found)).one_or_none()
    if row is None:
        return Part()
    committed = row.listed is not None
    return Part(row.name or "", row.country or "", committed, bool(row.listed), row.amendments)


# -------------------------------------------------------------------- adoption


async def adoption(tx: Transaction) -> Adoption | None:
    """None: it is a draft."""
    row = (await tx.execute(_ADOPTION)).one_or_none()
    return Adoption(Localised(**row.text), row.adopted_at) if row else None


async def stays_adopted(tx: Transaction) -> bool:
    """Whether it is adopted, and stays so until the transaction ends, which must be a writing one."""
    return (await tx.execute(_ADOPTION.with_for_update(read=True))).one_or_none() is not None


_ADOPTION: Final = select(adoptions)


async def hold_still(tx: Transaction) -> None:
    """Nobody adopts it until the transaction ends."""
    await keep_others_out(tx, adoptions)


async def adopt(tx: Transaction, text: Localised, person_id: int, now: datetime) -> Adoption | None:
    """Let this be its text from now on; None: it has been adopted already."""
    await hold_still(tx)
    if await adoption(tx):
        return None
    row = {"text": asdict(text), "person_id": person_id, "adopted_at": now}
    await tx.execute(insert(adoptions).values(row))
    return await adoption(tx)


async def withdraw(tx: Transaction, version: str) -> bool:
    """Make it a draft again; not once somebody has committed to it, or where it is of another version."""
    await hold_still(tx)  # first, as whoever deletes their data does before they wait for its row
    await tx.execute(_ADOPTION.with_for_update())  # nobody commits meanwhile
    found = await adoption(tx)
    if found is None or found.version != version or await tx.scalar(_SOMEBODY):
        return False
    await tx.execute(delete(adoptions))
    return True


_SOMEBODY: Final = select(exists(select(commitments)))


async def zones(tx: Transaction) -> Sequence[str | None]:
    """In which people live; None: the seminar's."""
    return (await tx.scalars(select(people.c.zone).distinct())).all()


# ------------------------------------------------------------------ commitment


async def commit(tx: Transaction, person_id: int, now: datetime) -> bool:
    """Whether it is new."""
    new = insert_new(commitments, ["person_id"])
    return bool((await tx.execute(new.values(person_id=person_id, committed_at=now))).rowcount)


async def uncommit(tx: Transaction, person_id: int) -> bool:
    """Whether they had committed."""
    return bool((await tx.execute(delete(commitments).where(commitments.c.person_id == person_id))).rowcount)


async def list_club(tx: Transaction, person_id: int, *, listed: bool) -> bool:
    """Let their club be named, or not; whether they have committed, and have a club."""
    has_club = exists().where(people.c.id == person_id, people.c.club_id.is_not(None))
    theirs = update(commitments).where(commitments.c.person_id == person_id, has_club)
    return bool((await tx.execute(theirs.values(listed=listed))).rowcount)


async def listed_clubs(tx: Transaction) -> Sequence[Club]:
    """Those of which somebody has committed and lets them be named; in no order."""
    named = (
        select(clubs.c.name, clubs.c.country)
        .join_from(commitments, people, people.c.id == commitments.c.person_id)
        .join(clubs, clubs.c.id == people.c.club_id)
        .where(commitments.c.listed)
        .distinct()
    )
    return [Club(*row) for row in await tx.execute(named)]
