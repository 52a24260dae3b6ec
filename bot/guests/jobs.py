"""What comes by itself: lists of names that nobody has taken in are forgotten."""

from collections.abc import Sequence
from datetime import datetime

from bot.context import Job
from bot.guests import queries
from bot.storage.engine import Transaction


async def forget_lists(tx: Transaction, now: datetime) -> None:
    await queries.forget_lists(tx, now)


JOBS: Sequence[Job] = (forget_lists,)
