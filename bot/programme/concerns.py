"""Whom a change concerns, kept from the moment it is made until they have been told."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    Delete,
    Select,
    String,
    bindparam,
    cast,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
    union_all,
    update,
)

from bot.agenda import queries as agenda
from bot.agenda.changes import Change
from bot.delivery.outbox import State, cancel
from bot.programme import due
from bot.programme.concerned import concerned
from bot.programme.known import Concern, with_known
from bot.programme.rules import KEPT, PATIENCE, SETTLING
from bot.storage.engine import Transaction, keep_others_out
from bot.storage.moments import Moment, built
from bot.storage.tables import Instant, concerns, outbox, programmes, seats, sessions, waiting
from bot.storage.upserts import insert_or_update


async def note(tx: Transaction, changes: Sequence[Change], now: datetime) -> None:
    """Keep whom it concerns, as long as the database has the state before; who has not been told stays."""
    await reopen(tx, {change.id for change in changes})
    back = await _back(tx, {change.id for change in changes if change.before is None}, now)
    by_version = defaultdict(list)
    for change in changes:
        by_version[back.get(change.id, change.old.version)].append(change)
    for version in sorted(by_version):
        await _note_since(tx, version, by_version[version], now)


async def _back(tx: Transaction, session_ids: set[str], now: datetime) -> Mapping[str, int]:
    """Of sessions that come, those that were there: by which version people know them still.

    They went a moment ago, or somebody has yet to be told that they did: nobody has missed them.
    """
    if not session_ids:
        return {}
    a_moment_ago = select(func.max(programmes.c.version)).where(programmes.c.imported_at <= now - SETTLING)
    version = await tx.scalar(a_moment_ago) or 0
    before = await agenda.load_version(tx, version)
    there = {session.id for session in before.sessions} if before else set()
    return {**dict.fromkeys(there & session_ids, version), **await _untold(tx, session_ids)}


async def _untold(tx: Transaction, session_ids: Collection[str]) -> Mapping[str, int]:
    """Of what somebody has yet to be told: the oldest version that is known."""
    its_open = concerns.c.told_at.is_(None), concerns.c.session_id.in_(session_ids)
    oldest = select(concerns.c.session_id, func.min(concerns.c.since)).where(*its_open)
    return {row[0]: row[1] for row in await tx.execute(oldest.group_by(concerns.c.session_id))}


async def _note_since(tx: Transaction, version: int, changes: Sequence[Change], now: datetime) -> None:
    is_open = concerns.c.told_at.is_(None)
    keeping = insert_or_update(concerns, ["person_id", "session_id"], ["changed_at"], among=is_open)
    names = ["person_id", "session_id", "since", "opened_at", "changed_at"]
    for found in concerned(changes, now):
        pairs = with_known(found.subquery(), version)
        facts = pairs.add_columns(literal(now, Instant), literal(now, Instant))
        await tx.execute(keeping.from_select(names, facts))


# ------------------------------------------------------------------- telling


async def reopen(tx: Transaction, session_ids: Collection[str]) -> None:
    """A message that has not left yet and tells of one of these gives way to the next one."""
    told_at = cast(type_coerce(concerns.c.told_at, BigInteger), String)
    tells = exists().where(
        concerns.c.person_id == outbox.c.person_id,
        told_at == outbox.c.subject,
        concerns.c.session_id.in_(session_ids),
    )
    waits = (outbox.c.kind == due.ALERT, outbox.c.state == State.READY, tells)
    found = select(outbox.c.person_id, outbox.c.subject).where(*waits).order_by(outbox.c.id)
    messages = (await tx.execute(found.with_for_update())).all()
    await cancel(tx, *waits)
    told: dict[datetime, list[int]] = {}
    for row in messages:
        told.setdefault(due.told_at(row.subject), []).append(row.person_id)
    for moment in sorted(told, reverse=True):  # what people knew before the oldest of them counts
        await _open_again(tx, told[moment], moment)


async def _open_again(tx: Transaction, person_ids: Sequence[int], told_at: datetime) -> None:
    """What these people were to be told at a moment; in two commands, however many they are."""
    theirs = [{"theirs": person_id, "moment": told_at} for person_id in person_ids]
    await tx.execute(_FORGET_NEWER, theirs)
    await tx.execute(_OPEN, theirs)


_again: Final = concerns.alias("again")
_THEIRS, _MOMENT = bindparam("theirs", type_=BigInteger), bindparam("moment", type_=Instant)
_ITS: Final = select(_again.c.session_id).where(_again.c.person_id == _THEIRS, _again.c.told_at == _MOMENT)
_FORGET_NEWER: Final = delete(concerns).where(  # what they knew is older
    concerns.c.person_id == _THEIRS, concerns.c.told_at.is_(None), concerns.c.session_id.in_(_ITS)
)
_closed: Final = update(concerns).where(concerns.c.person_id == _THEIRS, concerns.c.told_at == _MOMENT)
_OPEN: Final = _closed.values(told_at=None)


async def open_concerns(tx: Transaction, now: datetime) -> Collection[Concern]:
    """Of which somebody may have to be told now: the first change was a while ago."""
    return [Concern(*row) for row in await tx.execute(built(_open), {"now": now})]


def _open(now: Moment) -> Select[tuple[str, int]]:
    settled = exists().where(
        concerns.c.session_id == sessions.c.id,
        concerns.c.since == programmes.c.version,
        concerns.c.told_at.is_(None),
        concerns.c.opened_at <= now - SETTLING,
    )
    found = select(sessions.c.id, programmes.c.version).join_from(sessions, programmes, true())
    return found.where(settled)


async def close_settled(tx: Transaction, now: datetime, pressing: Collection[str] | None) -> None:
    """Everybody for whom nothing has changed for a while is told `now`, once, of all that has.

    `pressing`: only those whom one of these sessions concerns.
    """
    await keep_others_out(tx, concerns)  # a change locks the same rows in another order
    is_open = concerns.c.told_at.is_(None)
    first, last = func.min(concerns.c.opened_at), func.max(concerns.c.changed_at)
    settled = (
        select(concerns.c.person_id)
        .where(is_open)
        .group_by(concerns.c.person_id)
        .having(or_(last <= now - SETTLING, first <= now - PATIENCE))
    )
    closing = update(concerns).where(is_open, concerns.c.person_id.in_(settled))
    if pressing is not None:
        urgent = select(concerns.c.person_id).where(is_open, concerns.c.session_id.in_(pressing))
        closing = closing.where(concerns.c.person_id.in_(urgent))
    await tx.execute(closing.values(told_at=now))


async def told_to(tx: Transaction, person_id: int, told_at: datetime) -> Collection[Concern]:
    """Of what somebody is told in one message."""
    theirs = select(concerns.c.session_id, concerns.c.since).where(
        concerns.c.person_id == person_id, concerns.c.told_at == told_at
    )
    return [Concern(*row) for row in await tx.execute(theirs)]


async def places_of(tx: Transaction, person_id: int) -> Collection[str]:
    """The sessions for which somebody has a seat or waits, whatever has become of them."""
    places = (select(table.c.session_id).where(table.c.person_id == person_id) for table in (seats, waiting))
    return set(await tx.scalars(union_all(*places)))


async def forget_told(tx: Transaction, now: datetime) -> None:
    await tx.execute(built(_forgetting), {"now": now})


def _forgetting(now: Moment) -> Delete:
    return delete(concerns).where(concerns.c.told_at < now - KEPT)
