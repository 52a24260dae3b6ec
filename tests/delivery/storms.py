"""Broadcasts through bad weather; small ones in tests, large ones by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random  # noqa: TID251 -- each is given a seed, and always draws the same
from typing import Any

from sqlalchemy import insert

from bot.delivery.outbox import Priority
from bot.storage.tables import outbox, people
from tests.delivery.office import Office
from tests.delivery.weather import DELIVERED, Answer, Attempt, Forecast, flood

DAY = timedelta(days=1)
SHARE = 0.1  # of the requests that are refused
LONGEST = 10_072  # seconds; the longest "retry after" that anybody has reported


def refusing(seed: int) -> Forecast:
    """One request in ten is refused, for a second up to a minute; the first of chat 1 for hours."""
    dice, first = Random(seed), [flood(LONGEST)]

    def forecast(chat_id: int) -> Answer:
        if chat_id == 1 and first:
            return first.pop()
        return flood(dice.randint(1, 60)) if dice.random() < SHARE else DELIVERED

    return forecast


async def plan_broadcast(office: Office, count: int, lasts: timedelta = DAY) -> None:
    """One message to each of so many people, in chats from 1 on."""
    now = office.clock.now()
    who = [{"id": one, "telegram_id": one, "name": "P", "joined_at": now} for one in range(1, count + 1)]
    when = {"priority": Priority.ANNOUNCEMENT, "due_at": now, "expires_at": now + lasts}
    rows = [
        {"key": f"news:{one}", "subject": f"news {one}", **_to(one), **when} for one in range(1, count + 1)
    ]
    async with office.database.writing() as tx:
        await tx.execute(insert(people), who)
        await tx.execute(insert(outbox), rows)


def _to(one: int) -> dict[str, Any]:
    return {"kind": "test", "person_id": one, "chat_id": one}


@dataclass(frozen=True)
class Course:
    """How a broadcast went until the last chat had its first try."""

    requests: int
    refused: int
    seconds: float
    longest_pause: float  # seconds in which nothing left

    @property
    def pace(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def course_of(attempts: Sequence[Attempt]) -> Course:
    firsts = {attempt.chat_id: attempt.machine for attempt in reversed(attempts)}
    made = [attempt for attempt in attempts if attempt.machine <= max(firsts.values())]
    moments = [attempt.machine for attempt in made]
    pauses = [later - earlier for earlier, later in pairwise(moments)]
    refused = sum(not attempt.answer.arrives for attempt in made)
    return Course(len(made), refused, _seconds(moments[0], moments[-1]), max(pauses).total_seconds())


def _seconds(begin: datetime, end: datetime) -> float:
    return (end - begin).total_seconds()
