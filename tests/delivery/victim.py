"""A process that sends until it is killed; its arguments: DATABASE_URL and the address of Telegram."""

import asyncio
import sys

from telegram.ext import ExtBot

from bot.clock import Clock
from bot.delivery.request import AiohttpRequest
from bot.delivery.sender import Sender
from bot.storage.engine import Database
from tests.delivery.office import KINDS, plainly
from tests.delivery.telegram import TOKEN


async def main(database_url: str, telegram_url: str) -> None:
    request = AiohttpRequest()
    bot: ExtBot[None] = ExtBot(TOKEN, base_url=telegram_url, request=request, get_updates_request=request)

    async def unreachable(tx: object, person_ids: object) -> None: ...

    await Sender(Database(database_url), Clock(), bot, "victim", 100.0, KINDS, plainly, unreachable).run()


asyncio.run(main(*sys.argv[1:]))
