"""`seminar-bot check`: proof, before people rely on it, that everything the bot needs is there."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.agenda import queries as agenda
from bot.delivery.request import AiohttpRequest
from bot.errors import SettingError
from bot.i18n.translator import load_translators
from bot.settings import Settings
from bot.storage.engine import Database
from bot.storage.migrate import migrate

Say = Callable[[str], object]


async def check(settings: Settings, say: Say) -> bool:
    """Say a line for each proof; True where all are well."""
    proofs: tuple[tuple[str, Callable[[Settings], Awaitable[str]]], ...] = (
        ("token", token),
        ("database", database),
        ("catalogues", catalogues),
        ("zone", zone),
        ("programme", programme),
    )
    return all([await _proved(name, proof, settings, say) for name, proof in proofs])


async def _proved(name: str, proof: Callable[[Settings], Awaitable[str]], settings: Settings, say: Say) -> bool:
    try:
        say(f"ok      {name}: {await proof(settings)}")
    except SettingError as error:
        say(f"WRONG   {name}: {error}")
        return False
    return True


async def token(settings: Settings) -> str:
    """The bot's name, as Telegram gives it for the token."""
    request = AiohttpRequest()
    bot = ExtBot(
        settings.required_token(),
        base_url=f"{settings.telegram_api_url}/bot",
        request=request,
        get_updates_request=request,
    )
    try:
        async with bot:
            return f"@{bot.username} at {settings.telegram_api_url}"
    except TelegramError as error:
        raise SettingError(f"BOT_TOKEN was not accepted by {settings.telegram_api_url}: {error.message}") from error


async def database(settings: Settings) -> str:
    """Where the data are kept, migrated to this version."""
    opened = Database(settings.database_url)
    try:
        await migrate(opened)
    finally:
        await opened.close()
    return opened.url.render_as_string(hide_password=True)


async def catalogues(_settings: Settings) -> str:
    """The languages that the bot speaks."""
    try:
        return ", ".join(load_translators())
    except (OSError, ValueError) as error:
        raise SettingError(f"locales/ cannot be read: {error}") from error


async def zone(_settings: Settings) -> str:
    """Kazakhstan changed its offset on 2024-03-01; an old tzdata does not know it."""
    offset = datetime(2024, 3, 2, 12, tzinfo=ZoneInfo("Asia/Almaty")).utcoffset()
    if offset != timedelta(hours=5):
        raise SettingError("the time zone data are older than 2024: pip install --upgrade tzdata")
    return "time zone data know Almaty's offset since 2024"


async def programme(settings: Settings) -> str:
    """The programme that the bot will carry."""
    opened = Database(settings.database_url)
    try:
        async with opened.reading() as tx:
            stored = await agenda.load(tx)
    finally:
        await opened.close()
    if stored is not None:
        return f"version {stored.version}, {len(stored.sessions)} sessions"
    if settings.programme is None:
        raise SettingError("there is none: set PROGRAMME or run `seminar-bot import FILE`")
    return f"{settings.programme} will be imported at the first start"
