"""The bot's own name, as Telegram gives it for the token."""

from telegram.error import InvalidToken
from telegram.ext import ExtBot

from bot.delivery.request import AiohttpRequest
from bot.errors import SettingError
from bot.settings import Settings


async def username(settings: Settings) -> str:
    """The bot's name in links.

    Raises SettingError where Telegram refuses the token, and another TelegramError where it gives no answer.
    """
    request = AiohttpRequest()
    bot = ExtBot(
        settings.required_token(),
        base_url=f"{settings.telegram_api_url}/bot",
        request=request,
        get_updates_request=request,
    )
    try:
        async with bot:
            return bot.username
    except InvalidToken:
        raise SettingError(f"BOT_TOKEN was not accepted by {settings.telegram_api_url}") from None
