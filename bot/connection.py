"""The bot in front of Telegram."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.delivery.failures import patience
from bot.delivery.patience import Patience
from bot.delivery.polling import ALLOWED
from bot.delivery.request import AiohttpRequest
from bot.errors import SettingError
from bot.settings import Settings

log = logging.getLogger(__name__)


async def username(settings: Settings) -> str:
    """The bot's name in links.

    Raises SettingError where Telegram refuses the token, and another TelegramError where it gives no answer.
    """
    bot = _bot(settings)
    try:
        await _introduce(bot, settings)
        return bot.username
    finally:
        await bot.shutdown()


@asynccontextmanager
async def connected(settings: Settings, clock: Clock) -> AsyncIterator[ExtBot[None]]:
    """The bot that replies to people, once Telegram has answered it. Raises SettingError as `username`."""
    bot = _bot(settings, Patience(clock))
    try:
        await _until_it_answers(partial(_meet, bot, settings), settings, clock)
        yield bot
    finally:
        await bot.request.shutdown()  # the bot's own does nothing where it was never introduced


def impatient(bot: ExtBot[None]) -> Bot:
    """The same connections for the sender and for polling, which know themselves when to try again."""
    url, request = bot.base_url.removesuffix(bot.token), bot.request
    return Bot(bot.token, url, request=request, get_updates_request=request)


def _bot(settings: Settings, patience: Patience | None = None) -> ExtBot[None]:
    url, request = settings.telegram_api_url, AiohttpRequest()
    return ExtBot(
        settings.required_token(),
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=patience,
    )


async def _meet(bot: ExtBot[None], settings: Settings) -> None:
    await _introduce(impatient(bot), settings)  # what fails is said at once
    await _introduce(bot, settings)


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
