"""The bot in front of Telegram."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.clock import Clock
from bot.delivery.failures import patience
from bot.delivery.patience import PatientRequest
from bot.delivery.polling import ALLOWED
from bot.delivery.request import AiohttpRequest
from bot.errors import SettingError
from bot.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Connection:
    """One connection to Telegram, for those who wait and try again, and for those who do so themselves."""

    bot: Bot  # replies to people
    impatient: Bot  # for the sender and for polling
    request: AiohttpRequest  # of both


async def username(settings: Settings) -> str:
    """The bot's name in links.

    Raises SettingError where Telegram refuses the token, and another TelegramError where it gives no answer.
    """
    bot = _bot(settings, AiohttpRequest())
    try:
        await _introduce(bot, settings)
        return bot.username
    finally:
        await bot.shutdown()


@asynccontextmanager
async def connected(settings: Settings, clock: Clock) -> AsyncIterator[Connection]:
    """The bot once Telegram has answered it. Raises SettingError as `username`."""
    request = AiohttpRequest()
    impatient, bot = _bot(settings, request), _bot(settings, PatientRequest(request, clock))
    try:
        for one in (impatient, bot):  # what fails is said at once
            await _until_it_answers(partial(_introduce, one, settings), settings, clock)
        yield Connection(bot, impatient, request)
    finally:
        await request.shutdown()  # the bot's own does nothing where it was never introduced


def _bot(settings: Settings, request: BaseRequest) -> Bot:
    url = settings.telegram_api_url
    return Bot(
        settings.required_token(),
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=request,
        get_updates_request=request,
    )


async def _introduce(bot: Bot, settings: Settings) -> None:
    try:
        await bot.initialize()
    except InvalidToken:
        raise SettingError(f"BOT_TOKEN was not accepted by {settings.telegram_api_url}") from None


async def tell_webhook(bot: Bot, settings: Settings, clock: Clock) -> None:
    """Let Telegram bring updates from now on; raises SettingError where it does not take the address."""
    await _until_it_answers(partial(_tell_webhook, bot, settings), settings, clock)


async def _tell_webhook(bot: Bot, settings: Settings) -> None:
    address, secret = settings.webhook_address, settings.webhook_secret
    try:
        await bot.set_webhook(address, secret_token=secret, allowed_updates=ALLOWED)
    except BadRequest as error:
        raise SettingError(f"WEBHOOK_URL: Telegram does not take it: {error.message}") from error


async def _until_it_answers(ask: Callable[[], Awaitable[None]], settings: Settings, clock: Clock) -> None:
    failures = 0
    while True:
        try:
            return await ask()
        except TelegramError as error:
            url = settings.telegram_api_url
            if isinstance(error, BadRequest) or not isinstance(error, NetworkError | RetryAfter):
                raise SettingError(f"TELEGRAM_API_URL {url}: {error.message}") from error
            failures += 1
            seconds = patience(error, failures)
            log.warning("%s does not answer: %s; again in %.0f s", url, error.message, seconds)
            await clock.sleep(seconds)
