"""An open choice of training, its sessions and people, as bare rows."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from bot.storage.engine import Database, Transaction
from bot.storage.tables import choices, people, programmes, sessions

MORNING = datetime(2019, 4, 30, 3, 0, tzinfo=UTC)  # 09:00 in Almaty
CLOSES = datetime(2019, 4, 30, 7, 30, tzinfo=UTC)
OFFER_FOR = timedelta(minutes=15)


async def set_up(
    database: Database,
    number_of_people: int,
    capacities: Mapping[str, int | None],
    closes_at: datetime = CLOSES,
) -> None:
    almaty = {"event": {"time_zone": "Asia/Almaty"}}
    async with database.writing() as tx:
        first = {"version": 1, "document": almaty, "source": "rows", "imported_at": MORNING}
        await tx.execute(insert(programmes).values(first))
        await tx.execute(insert(choices).values(id="training", closes_at=closes_at))
        await hold_sessions(tx, capacities)
        await join(tx, range(1, number_of_people + 1))


async def hold_sessions(tx: Transaction, capacities: Mapping[str, int | None]) -> None:
    hall = {
        "choice_id": "training",
        "starts_at": CLOSES,
        "ends_at": CLOSES,
        "room_id": "hall",
        "reminded": True,
    }
    rows = [{"id": name, "capacity": capacity, **hall} for name, capacity in capacities.items()]
    await tx.execute(insert(sessions), rows)


async def join(tx: Transaction, numbers: Iterable[int], **values: Any) -> None:
    """People with these ids."""
    facts = {"name": "P", "language": "kk", "joined_at": MORNING, **values}
    await tx.execute(insert(people), [{"id": n, "telegram_id": 100 + n, **facts} for n in numbers])
