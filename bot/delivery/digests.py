"""Messages of one kind that have waited long come as one, so that nobody is flooded after a downtime."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import BigInteger, case, literal, select, tuple_, update

from bot.delivery.claims import CLAIMED
from bot.delivery.outbox import Row, State, in_state, language_now
from bot.delivery.wording import Later, Worded
from bot.screens import Screen
from bot.screens.message import TEXT, length
from bot.storage.engine import Transaction
from bot.storage.tables import outbox

LONG: Final = timedelta(hours=1)  # longer than a broadcast to all takes
MOST_TEXT: Final = TEXT // 2  # UTF-16 units of all parts, so that a correction of one has room too

Digests = Mapping[str, Callable[[str, Sequence[Screen]], Screen]]  # kind -> of a language and several screens
NO_DIGESTS: Final[Digests] = MappingProxyType({})


async def gather(
    tx: Transaction, claimed: Sequence[Row], digests: Digests, now: datetime, owner: str
) -> Sequence[Row]:
    """Take in hand what else of the same kind waits for whom a message has waited long."""
    late = [row for row in claimed if row.kind in digests and now - row.due_at >= LONG and _is_untried(row)]
    if not late:
        return claimed
    others: dict[int, list[Row]] = {}
    for row in await _take_others(tx, late, now, owner):
        others.setdefault(row.chat_id, []).append(row)
    found = {row.id: sorted(others.get(row.chat_id, ()), key=_order) for row in late}
    return [replace(row, others=tuple(found.get(row.id, ()))) for row in claimed]


def _is_untried(row: Any) -> bool:
    """What failed or is in doubt comes alone."""
    return not row.tries and not row.ambiguous


def _order(row: Row) -> tuple[datetime, int]:
    return row.due_at, row.id


async def _take_others(tx: Transaction, late: Sequence[Row], now: datetime, owner: str) -> Sequence[Row]:
    theirs = [(row.chat_id, row.kind) for row in late]
    picked = (
        select(outbox.c.id)
        .where(in_state(outbox, State.READY), tuple_(outbox.c.chat_id, outbox.c.kind).in_(theirs))
        .where(outbox.c.due_at <= now, outbox.c.expires_at > now)
        .where(outbox.c.tries == 0, outbox.c.ambiguous == 0)
        .order_by(outbox.c.id)
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    first = case({row.chat_id: literal(row.id, BigInteger) for row in late}, value=outbox.c.chat_id)
    taken = {"state": State.SENDING, "owner": owner, "lease_until": late[0].lease_until, "came_with": first}
    statement = update(outbox).where(outbox.c.id.in_(select(picked.c.id)))
    statement = statement.values(**taken, language=language_now())
    return [Row(*row) for row in await tx.execute(statement.returning(*CLAIMED))]


def pack(row: Row, worded: Sequence[Worded], digests: Digests) -> Sequence[tuple[Row, Worded]]:
    """What becomes of a row and its others, given the words of each: one message at most leaves, in order."""
    parts = list(zip(row.parts, worded, strict=True))
    gone = [part for part in parts if part[1] is None]
    left = [part for part in parts if part[1] is not None]
    together = _first_that_fit(left)
    if len(together) < 2:
        return [*gone, *left[:1], *_later(left[1:])]
    rows, screens = zip(*together, strict=True)
    digest = digests[row.kind](rows[0].language or "", screens)
    return [*gone, (replace(rows[0], others=rows[1:]), digest), *_later(left[len(rows) :])]


def _later(parts: Sequence[tuple[Row, Any]]) -> Sequence[tuple[Row, Later]]:
    return [(row, Later()) for row, _ in parts]


def _first_that_fit(parts: Sequence[tuple[Row, Any]]) -> Sequence[tuple[Row, Screen]]:
    """Those at the beginning that have room in one message; none that is behind another kind of answer."""
    room, fit = MOST_TEXT, []
    for row, words in parts:
        if not isinstance(words, Screen) or words.file or length(words.text) > room:
            break
        room -= length(words.text)
        fit.append((row, words))
    return fit
