"""What people know of the programme: a change that was applied silently is told with the next one."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import func, select, update

from bot.agenda import queries as agenda
from bot.agenda.changes import Change, compare
from bot.agenda.rules import Programme
from bot.storage.engine import Transaction
from bot.storage.tables import sessions


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
    others = ids - {concern.session_id for concern in silent}
    since = await changes_since(tx, silent, changes[0].new) if silent else []
    return [*(change for change in changes if change.id in others), *since]


async def told(tx: Transaction, session_ids: Collection[str]) -> None:
    """The newest version of these sessions is the one that people know."""
    await tx.execute(update(sessions).where(sessions.c.id.in_(session_ids)).values(known=None))


async def kept_quiet(tx: Transaction, session_ids: Collection[str], version: int) -> None:
    """People still know these sessions by `version`, or by the one that they knew before."""
    known = func.coalesce(sessions.c.known, version)
    await tx.execute(update(sessions).where(sessions.c.id.in_(session_ids)).values(known=known))
