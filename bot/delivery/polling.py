"""Asking Telegram for updates: they are stored before the next request confirms them."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy.exc import DBAPIError
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError

from bot.clock import Clock
from bot.delivery import inbox
from bot.delivery.failures import patience
from bot.storage.engine import Database
from bot.storage.refusals import in_words

log = logging.getLogger(__name__)

Updates = Sequence[Mapping[str, Any]]
T = TypeVar("T")

ALLOWED: Final = ("message", "callback_query", "my_chat_member")
LONG: Final = 30  # seconds Telegram keeps a request open while nothing happens
ANSWER: Final = 10.0  # seconds more that its answer may take

# As `Bot.get_updates`, but as Telegram sent them; python-telegram-bot drops the underscore, as in `post`.
_GET: Final = "getUpdates_"


async def poll(bot: Bot, database: Database, clock: Clock, received: Callable[[], None]) -> None:
    """Store updates and tell of it by `received`, until cancelled. Whatever fails is tried again.

    What is cut off by the end is not confirmed: Telegram brings it again.
    """
    await _until_it_works(clock, bot.delete_webhook)
    offset = 0
    while True:
        updates = await _until_it_works(clock, partial(_next, bot, offset))
        if updates:
            await _until_it_works(clock, partial(_store, database, clock, updates))
            offset = updates[-1]["update_id"] + 1
            received()


async def _next(bot: Bot, offset: int) -> Updates:
    wish = {"offset": offset, "timeout": LONG, "allowed_updates": ALLOWED}
    updates: Updates = await bot.do_api_request(_GET, wish, read_timeout=LONG + ANSWER)
    return updates


async def _store(database: Database, clock: Clock, updates: Updates) -> None:
    async with database.writing() as tx:
        await inbox.store(tx, updates, clock.machine_now())


async def _until_it_works(clock: Clock, attempt: Callable[[], Awaitable[T]]) -> T:
    failures = 0
    while True:
        try:
            result = await attempt()
        except (TelegramError, DBAPIError) as error:
            failures += 1
            seconds = patience(error, failures)
            log.error("polling: %s; again in %.0f s", _in_words(error), seconds)  # noqa: TRY400
            await clock.sleep(seconds)
        else:
            if failures:
                log.info("polling: it works again")
            return result


def _in_words(error: Exception) -> str:
    match error:
        case Conflict():
            return f"another program asks for the updates of this bot, only one may ({error})"
        case InvalidToken() | EndPointNotFound():
            return "Telegram refuses BOT_TOKEN"
        case DBAPIError():
            return f"the database fails: {in_words(error)}"
        case _:
            return f"Telegram cannot be asked: {type(error).__name__}: {error}"
