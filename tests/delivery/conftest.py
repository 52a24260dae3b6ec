"""Senders and inboxes before a real HTTP server, and a clock that only moves when a test says so."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer
from telegram import Bot

from bot.delivery.request import AiohttpRequest
from bot.storage.engine import Database
from tests.delivery.desk import Desk
from tests.delivery.office import Office
from tests.delivery.still import StillClock
from tests.delivery.telegram import TOKEN, Telegram


@pytest.fixture
def clock(now: datetime) -> StillClock:
    return StillClock(now)


@pytest.fixture
async def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def server(telegram: Telegram) -> AsyncIterator[BaseTestServer]:
    application = web.Application(client_max_size=8 * 2**20)
    application.router.add_route("*", "/bot{token}/{method}", telegram.answer)
    async with TestServer(application) as server:
        yield server


@pytest.fixture
async def bot(server: BaseTestServer) -> AsyncIterator[Bot]:
    request = AiohttpRequest()
    yield Bot(TOKEN, base_url=str(server.make_url("/bot")), request=request, get_updates_request=request)
    await request.shutdown()


@pytest.fixture
def office(database: Database, clock: StillClock, bot: Bot) -> Office:
    return Office(database, clock, bot)


@pytest.fixture
def desk(database: Database, clock: StillClock) -> Desk:
    return Desk(database, clock)
