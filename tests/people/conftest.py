"""A database with people in it, and phones that talk to the bot over HTTP."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from babel.support import NullTranslations
from telegram import Bot

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.agenda.sample import SAMPLE
from bot.app import COMMANDS, FAREWELLS, HANDLERS, HEARS, IN_GROUPS, REPLACED, REPLIES
from bot.clock import RehearsalClock
from bot.context import Services
from bot.delivery.request import AiohttpRequest
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import Translator
from bot.settings import Settings
from tests import databases
from tests.delivery.telegram import TOKEN
from tests.people.telegram import OWNER, MakePhone, Phone, Telegram


class Marked(NullTranslations):
    """A catalogue whose texts say which language they are in."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def gettext(self, message: str) -> str:
        return f"{message} [{self.language}]"

    def ngettext(self, singular: str, plural: str, num: int) -> str:
        return self.gettext(singular if num == 1 else plural)


@pytest.fixture
async def services(sample: Document, tmp_path: Path, now: datetime) -> AsyncIterator[Services]:
    """The bot with the sample seminar, open to everybody, on SQLite; its clock stands still."""
    database = databases.with_tables(tmp_path / "people.db")
    async with database.writing() as tx:
        await agenda.store_programme(tx, sample, source=SAMPLE.name, now=now)
    yield Services(
        Settings(_env_file=None, organisers=frozenset({OWNER})),
        RehearsalClock(now, speed=0),
        database,
        {language: Translator(language, Marked(language)) for language in LANGUAGES},
        HANDLERS,
        COMMANDS,
        REPLIES,
        IN_GROUPS,
        FAREWELLS,
        REPLACED,
        HEARS,
    )
    await database.close()


@pytest.fixture
def invited_only(services: Services) -> None:
    services.settings = services.settings.model_copy(update={"access": "invite"})


@pytest.fixture
async def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    application, request = web.Application(), AiohttpRequest()
    application.router.add_post(f"/bot{TOKEN}/{{method}}", telegram.answer)
    async with TestServer(application) as server:
        url = f"{server.make_url('/bot')}"
        bot = Bot(TOKEN, base_url=url, request=request, get_updates_request=request)
        await bot.initialize()
        yield bot
        await request.shutdown()


@pytest.fixture
def phone_of(telegram: Telegram, bot: Bot, services: Services) -> MakePhone:
    def make(
        telegram_id: int = 1001, language: str = "kk-KZ", name: str = "<A & B>", username: str = "ab"
    ) -> Phone:
        user = {"id": telegram_id, "is_bot": False, "first_name": name, "username": username}
        return Phone(telegram, bot, services, {**user, "language_code": language})

    return make


@pytest.fixture
def phone(phone_of: MakePhone) -> Phone:
    """A Kazakh-speaking guest whose first name is `<A & B>`."""
    return phone_of()


@pytest.fixture
async def member(phone: Phone) -> Phone:
    """The same, after choosing English."""
    await phone.write("/start")
    await phone.tap("language:en")
    return phone


@pytest.fixture
async def organiser(phone_of: MakePhone) -> Phone:
    """An owner who reads English."""
    phone = phone_of(OWNER, name="Emma")
    await phone.write("/start")
    await phone.tap("language:en")
    return phone
