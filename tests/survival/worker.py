"""A process that sends until it is stopped or killed: a child of the stories here.

Its arguments: DATABASE_URL, the address of Telegram, its name, messages a second, and how many seconds its
clock is ahead, so that leases of processes that died before it are over at once.
"""

import asyncio
import logging
import signal
import sys
from datetime import datetime, timedelta

from telegram import Bot

from bot.clock import Clock
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Sender
from bot.storage.engine import Database
from tests.delivery.office import KINDS, plainly
from tests.delivery.telegram import TOKEN


class LaterClock(Clock):
    """Machine time as it will be in a while."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def machine_now(self) -> datetime:
        return super().machine_now() + self._ahead


async def main(database_url: str, telegram_url: str, name: str, rate: str, ahead: str) -> None:
    logging.basicConfig(format="%(message)s")
    request = AiohttpRequest()
    bot = Bot(TOKEN, base_url=telegram_url, request=request, get_updates_request=request)

    async def unreachable(tx: object, person_ids: object) -> None: ...

    database, clock = Database(database_url), LaterClock(timedelta(seconds=float(ahead)))
    sender = Sender(database, clock, bot, name, float(rate), KINDS, plainly, unreachable)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, sender.stop)
    await sender.run()
    await request.shutdown()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
