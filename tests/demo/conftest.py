"""A Telegram with three people on a free port, and clocks that stand still."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web

from bot.demo.api import TELEGRAM
from bot.demo.doorway import serve
from bot.demo.server import create
from bot.demo.stage import Stage
from bot.demo.telegram import Telegram
from tests.demo.sides import AIGERIM, BORIS, STRANGER, TOKEN, BotSide, MachineClock, PhoneSide, SeminarClock


@pytest.fixture
def clock() -> SeminarClock:
    return SeminarClock()


@pytest.fixture
def machine() -> MachineClock:
    return MachineClock()


@pytest.fixture
def stage() -> Stage:
    return Stage(TOKEN, (AIGERIM, BORIS, STRANGER), limits=None)


@pytest.fixture
async def application(stage: Stage, clock: SeminarClock, machine: MachineClock) -> web.Application:
    return create(stage, clock, machine, machine.sleep)


@pytest.fixture
def telegram(application: web.Application) -> Telegram:
    return application[TELEGRAM]


@pytest.fixture
async def url(application: web.Application) -> AsyncIterator[str]:
    async with serve(application, 0) as (doorway,):
        yield doorway.url


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def bot(session: ClientSession, url: str) -> BotSide:
    return BotSide(session, url)


@pytest.fixture
def aigerim(session: ClientSession, url: str) -> PhoneSide:
    """A Kazakh phone whose owner wrote to the bot before."""
    return PhoneSide(session, url)


@pytest.fixture
def stranger(session: ClientSession, url: str) -> PhoneSide:
    """An English phone whose owner never wrote."""
    return PhoneSide(session, url, STRANGER)
