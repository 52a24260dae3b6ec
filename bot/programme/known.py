"""What people know of the programme: a change that was applied silently is told with the next one."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import FromClause, Select, Subquery, and_, exists, func, select, update

from bot.agenda import queries as agenda
from bot.agenda.changes import Change, compare
from bot.agenda.rules import Programme
from bot.storage.engine import Transaction
from bot.storage.tables import concerns, programmes, sessions


class Concern(NamedTuple):
    """A session that has changed since a version of the programme."""

    session_id: str
    since: int


async def changes_since(tx: Transaction, of: Collection[Concern], programme: Programme) -> Sequence[Change]:
    """What is different in these sessions from what somebody knew."""
    by_version = defaultdict[int, set[str]](set)
    for concern in of:
        by_version[concern.since].add(concern.session_id)
    changes: list[Change] = []
    for version, session_ids in by_version.items():
        if old := await agenda.load_version(tx, version):
            changes += [c for c in compare(old, programme) if c.subject == "session" and c.id in session_ids]
    return changes


async def as_known(tx: Transaction, changes: Sequence[Change]) -> Sequence[Change]:
    """These changes of sessions as they are to people, who may know an older version."""
    ids = {change.id for change in changes}
    older = select(sessions.c.id, sessions.c.known).where(
        sessions.c.known.is_not(None), sessions.c.id.in_(ids)
    )
    silent = [Concern(*row) for row in await tx.execute(older)]
    others = ids - {concern.session_id for concern in silent} | await _overheard(tx, ids)
    since = await changes_since(tx, silent, changes[0].new) if silent else []
    return [*since, *(change for change in changes if change.id in others)]


async def _overheard(tx: Transaction, session_ids: Collection[str]) -> set[str]:
    """Those of which some were told after a silent change, because of an earlier one: they know of both."""
    told = exists().where(
        concerns.c.session_id == sessions.c.id, concerns.c.told_at >= programmes.c.imported_at
    )
    silent = select(sessions.c.id).join(programmes, programmes.c.version == sessions.c.known + 1)
    return set(await tx.scalars(silent.where(sessions.c.id.in_(session_ids), told)))


def with_known(pairs: FromClause, newest: int) -> Select[Any]:
    """Each pair of a person and a session with the version by which they know it.

    That is `newest` where nothing was kept quiet.
    """
    told_last = _told_last()
    same = (told_last.c.person_id == pairs.c.person_id, told_last.c.session_id == pairs.c.session_id)
    known = func.coalesce(told_last.c.version, sessions.c.known, newest)
    return (
        select(pairs.c.person_id, pairs.c.session_id, known.label("known"))
        .outerjoin_from(pairs, sessions, sessions.c.id == pairs.c.session_id)
        .outerjoin(told_last, and_(*same))
    )


def _told_last() -> Subquery:
    """Of what was kept quiet: the version that a person was told since, with an earlier change."""
    moments = select(concerns.c.told_at).distinct().subquery()  # few, as all are told at once
    versions = (
        select(moments.c.told_at, func.max(programmes.c.version).label("version"))
        .join_from(moments, programmes, programmes.c.imported_at <= moments.c.told_at)
        .group_by(moments.c.told_at)
        .subquery()
    )
    return (
        select(concerns.c.person_id, concerns.c.session_id, func.max(versions.c.version).label("version"))
        .join_from(concerns, sessions, sessions.c.id == concerns.c.session_id)
        .join(versions, versions.c.told_at == concerns.c.told_at)
        .where(versions.c.version > sessions.c.known)
        .group_by(concerns.c.person_id, concerns.c.session_id)
        .subquery()
    )


async def told(tx: Transaction, session_ids: Collection[str]) -> None:
    """The newest version of these sessions is the one that people know."""
    await tx.execute(update(sessions).where(sessions.c.id.in_(session_ids)).values(known=None))


async def kept_quiet(tx: Transaction, session_ids: Collection[str], version: int) -> None:
    """People still know these sessions by `version`, or by the one that they knew before."""
    known = func.coalesce(sessions.c.known, version)
    await tx.execute(update(sessions).where(sessions.c.id.in_(session_ids)).values(known=known))
