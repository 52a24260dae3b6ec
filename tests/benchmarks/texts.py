"""What all contestants say, to whom, and when."""

from datetime import UTC, datetime

from sqlalchemy import insert

from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.tables import people

TOKEN = "2019:a-token-for-the-benchmark-and-no-other"
DAY = datetime(2019, 4, 30, 2, 20, tzinfo=UTC)  # 08:20 in Almaty: nothing is due
LANGUAGES = ("kk", "ru", "en")
REMINDER = "In 14 minutes: Creative pedagogy. 14:00, Hall 2 (1st floor, left of the stairs)"
TEXTS = {
    "kk": "<b>Автобус 18:00-де кетеді</b>\nКездесу орны: бас кіреберіс.",
    "ru": "<b>Автобус уходит в 18:00</b>\nМесто встречи: главный вход.",
    "en": "<b>The bus leaves at 18:00</b>\nWe meet at the main entrance.",
}


class Movable(Clock):
    """As fast as the machine's, as in the hall, but of another day."""

    def __init__(self, start: datetime) -> None:
        self.jump_to(start)

    def jump_to(self, moment: datetime) -> None:
        self._ahead = moment - self.machine_now()

    def now(self) -> datetime:
        return self.machine_now() + self._ahead


def text_for(chat: int) -> str:
    return TEXTS[LANGUAGES[chat % 3]]


async def meet(database: Database, known: int) -> None:
    """So many people have come in."""
    rows = [
        {
            "telegram_id": one,
            "name": f"Person {one}",
            "language": LANGUAGES[one % 3],
            "joined_at": DAY,
            "reminder_lead": 0,
        }
        for one in range(1, known + 1)
    ]
    async with database.writing() as tx:
        await tx.execute(insert(people), rows)
