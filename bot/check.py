"""`seminar-bot check`: proof, before people rely on it, that everything the bot needs is there."""

import os
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import inspect, text
from telegram.error import TelegramError

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.connection import username
from bot.errors import SettingError
from bot.i18n.translator import load_translators
from bot.opening import prove_zone, read_document
from bot.settings import Settings
from bot.shell import saying
from bot.storage.engine import Database, open_database
from bot.storage.migrate import is_migrated


class UnprovenError(Exception):
    """Whether it is right cannot be known before something else is."""


Say = Callable[[str], object]
Proof = Callable[[Settings], Awaitable[str]]  # raises SettingError, UnprovenError


async def check(settings: Settings, say: Say) -> bool:
    """Say a line for each proof; True where all are well. Nothing is changed."""
    return all([await _proved(name, proof, settings, say) for name, proof in PROOFS.items()])


async def _proved(name: str, proof: Proof, settings: Settings, say: Say) -> bool:
    try:
        with saying(f"Proving {name}"):
            say(f"ok     {name}: {await proof(settings)}")
    except UnprovenError as error:
        say(f"?      {name}: {error}")
    except SettingError as error:
        say(f"WRONG  {name}: {error}")
    else:
        return True
    return False


async def token(settings: Settings) -> str:
    """The bot's name, as Telegram gives it for the token."""
    try:
        return f"@{await username(settings)} at {settings.telegram_api_url}"
    except TelegramError as error:
        raise SettingError(f"TELEGRAM_API_URL {settings.telegram_api_url}: {error.message}") from error


async def database(settings: Settings) -> str:
    """Where the data are kept, and whether they can be."""
    if _is_to_be_made(settings):
        return f"{settings.database_url} will be made at the first start"
    async with open_database(settings.database_url) as opened:
        migrated = await is_migrated(opened)
        await _prove_writing(opened)
        return f"{opened}" if migrated else f"{opened} will be brought to this version at the next start"


def _is_to_be_made(settings: Settings) -> bool:
    """Whether SQLite would make a new file; raises SettingError where it could not."""
    file = Database(settings.database_url).missing_file
    if file is None:
        return False
    folder = file.absolute().parent
    if not os.access(folder, os.W_OK):
        raise SettingError(f"DATABASE_URL: {folder} is no folder that can be written")
    return True


async def _prove_writing(opened: Database) -> None:
    async with opened.writing() as tx:
        await tx.execute(text("CREATE TABLE proof_of_writing (id INTEGER)"))
        await tx.rollback()


async def catalogues(_settings: Settings) -> str:
    """The languages that the bot speaks."""
    try:
        return ", ".join(load_translators())
    except (OSError, ValueError) as error:
        raise SettingError(f"locales/ cannot be read: {error}") from error


async def zone(settings: Settings) -> str:
    """Kazakhstan changed its offset on 2024-03-01; an old tzdata does not know it."""
    if datetime(2024, 3, 2, 12, tzinfo=ZoneInfo("Asia/Almaty")).utcoffset() != timedelta(hours=5):
        raise SettingError("the time zone data are older than 2024: pip install --upgrade tzdata")
    document = await _document(settings)
    if document is None:
        return "the time zone data know Almaty's offset since 2024"
    prove_zone(document)
    event = document.event
    return (
        f"{event.time_zone} has UTC{event.expected_utc_offset} on {event.first_day}, as the programme expects"
    )


async def programme(settings: Settings) -> str:
    """The programme that the bot will carry."""
    document = await _document(settings)
    if document is None:
        raise SettingError("there is none: set PROGRAMME or run `seminar-bot import FILE`")
    return f"{document.event.name.en}, {len(document.sessions)} sessions"


async def organisers(settings: Settings) -> str:
    """How many owners there are, without whom nobody could organise."""
    if not settings.organisers:
        raise SettingError("there are none: set ORGANISERS to your own Telegram id")
    return f"{len(settings.organisers)} in ORGANISERS"


async def _document(settings: Settings) -> Document | None:
    """The programme in the database, or the one that the first start would import."""
    try:
        stored = await _stored(settings)
    except SettingError:
        raise UnprovenError("not known without the database") from None
    if stored is None and settings.programme is not None:
        return read_document(settings.programme)
    return stored


async def _stored(settings: Settings) -> Document | None:
    if _is_to_be_made(settings):
        return None
    async with open_database(settings.database_url) as opened, opened.reading() as tx:
        there = await tx.run_sync(lambda connection: inspect(connection).has_table("programmes"))
        return await agenda.load_document(tx) if there else None


PROOFS: Final[Mapping[str, Proof]] = {
    "token": token,
    "database": database,
    "catalogues": catalogues,
    "zone": zone,
    "programme": programme,
    "organisers": organisers,
}
