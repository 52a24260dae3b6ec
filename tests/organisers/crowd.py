"""People as bare rows, and what was sent to them."""

import itertools
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert

from bot.storage.engine import Transaction
from bot.storage.tables import outbox, people, roles

NOW: Final = datetime(2019, 4, 30, 4, 0, tzinfo=UTC)  # ten in the morning in Almaty
MIDNIGHT: Final = datetime(2019, 4, 29, 18, 0, tzinfo=UTC)  # in Almaty, of that day
OWNER: Final = 99  # Telegram id
NUMBERS: Final = itertools.count(1)


async def join(tx: Transaction, numbers: Iterable[int], **values: Any) -> None:
    """People with these ids, whose Telegram ids are greater by a thousand."""
    facts = {"language": "kk", "joined_at": NOW, **values}
    rows = [{"id": n, "telegram_id": 1000 + n, "name": f"P{n}", **facts} for n in numbers]
    await tx.execute(insert(people), rows)


async def be(tx: Transaction, person_id: int, role: str, subject: str = "") -> None:
    await tx.execute(insert(roles).values(person_id=person_id, role=role, subject=subject))


async def post(tx: Transaction, person_id: int, state: str, **values: Any) -> None:
    """A message to somebody, due now if nothing else is said."""
    row = {
        "key": str(next(NUMBERS)),
        "kind": "reminder",
        "person_id": person_id,
        "chat_id": 1000 + person_id,
        "subject": "d1-opening",
        "priority": 1,
        "state": state,
        "due_at": NOW,
        "expires_at": NOW + timedelta(hours=1),
    }
    await tx.execute(insert(outbox).values({**row, **values}))
