"""Old messages that nobody asks about any more are deleted, a few at a time, so that nobody waits for it.

A row is also what keeps its message from being planned twice, what a reply is found by, and what reports are
counted from. So only those go whose kind is of the moment, long after anybody could still need them.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select

from bot.clock import Clock
from bot.delivery.outbox import State
from bot.delivery.pump import Pump
from bot.storage.engine import Database, Transaction
from bot.storage.tables import outbox

KEPT: Final = timedelta(days=90)  # after it was due; longer than anything about a message is asked
PAGE: Final = 1000  # rows that are looked at in one transaction
BREATH: Final = 0.2  # seconds between two
DAY: Final = 86_400.0  # seconds from one pass to the next

_OPEN: Final = (State.READY, State.SENDING)


async def forget(tx: Transaction, kinds: Collection[str], before: datetime, after: int) -> int | None:
    """Delete what was due before that moment among the next rows after this id.

    The id of the last of them; None where they are all newer, as are those behind them.
    """
    page = select(outbox.c.id, outbox.c.due_at).where(outbox.c.id > after).order_by(outbox.c.id).limit(PAGE)
    rows = page.subquery()
    last, oldest = (await tx.execute(select(func.max(rows.c.id), func.min(rows.c.due_at)))).one()
    if last is None or oldest >= before:
        return None
    its = outbox.c.id > after, outbox.c.id <= last
    over = outbox.c.due_at < before, outbox.c.expires_at < before, outbox.c.state.not_in(_OPEN)
    await tx.execute(delete(outbox).where(*its, *over, outbox.c.kind.in_(kinds)))
    return int(last)


class Forgetter:
    """Goes through all rows once a day; `kinds` are those of the moment. Several processes may."""

    def __init__(self, database: Database, clock: Clock, kinds: Collection[str]) -> None:
        self._database, self._clock, self._kinds = database, clock, list(kinds)
        self._pump = Pump(clock, self._round, "forgetting", BREATH)
        self._after = 0

    def stop(self) -> None:
        self._pump.stop()

    async def run(self) -> None:
        """Until stopped."""
        await self._pump.run()

    async def _round(self) -> float:
        before = self._clock.now() - KEPT
        async with self._database.writing() as tx:
            last = await forget(tx, self._kinds, before, self._after)
        self._after = last or 0
        return BREATH if last else DAY
