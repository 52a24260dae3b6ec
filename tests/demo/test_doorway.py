"""Ports can be shut, so that connections are refused, and opened again."""

import pytest
from aiohttp import ClientConnectionError, ClientConnectorError, ClientSession, web

from bot.demo.doorway import serve
from tests.demo.sides import BotSide


async def test_one_door_is_shut_while_the_other_stays_open(application: web.Application) -> None:
    async with serve(application, 0, 0) as (front, back), ClientSession() as session:
        bot, other = BotSide(session, front.url), BotSide(session, back.url)
        await bot.call("getMe")
        await front.shut()
        with pytest.raises(ClientConnectionError):
            await bot.call("getMe")
        with pytest.raises(ClientConnectorError):
            await bot.call("getMe")
        await other.call("getMe")
        await front.open()
        await bot.call("getMe")


async def test_it_listens_on_this_machine_only(application: web.Application) -> None:
    async with serve(application, 0) as (doorway,):
        assert doorway.url == f"http://127.0.0.1:{doorway.port}"
        assert doorway.port > 0


async def test_a_taken_port_is_an_error(application: web.Application) -> None:
    async with serve(application, 0) as (doorway,):
        with pytest.raises(OSError, match="address already in use"):
            async with serve(web.Application(), doorway.port):
                pass
