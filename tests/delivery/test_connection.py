"""The bot in front of Telegram: its token is written nowhere, and what is no Bot API is named."""

import logging

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer

from bot.connection import connected
from bot.delivery.request import AiohttpRequest
from bot.errors import SettingError
from bot.settings import Settings
from bot.storage.engine import Database
from tests.delivery.still import StillClock
from tests.delivery.telegram import TOKEN, Call, Telegram, deliver
from tests.delivery.test_polling import Queue, polling


async def get_me(telegram: Telegram, call: Call) -> web.StreamResponse:
    me = {"id": 1, "is_bot": True, "first_name": "Seminar", "username": "seminar_bot"}
    return web.json_response({"ok": True, "result": me})


async def test_no_log_says_the_token_or_what_people_wrote(
    server: BaseTestServer, telegram: Telegram, database: Database, clock: StillClock,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG, "bot")
    caplog.set_level(logging.WARNING)
    queue = Queue(7)
    telegram.next_for[0] = [get_me, get_me]
    telegram.next_for[1] = [deliver]
    telegram.always = queue.answer
    settings = Settings(_env_file=None, bot_token=TOKEN, telegram_api_url=str(server.make_url("")))
    async with connected(settings, clock) as connection:
        await connection.bot.send_message(1, "Сәлем")
        async with polling(connection.impatient, database, clock, []):
            await queue.until_asked(2)
    assert {call.request.headers["User-Agent"] for call in telegram.calls} == {AiohttpRequest.USER_AGENT}
    assert TOKEN.partition(":")[2] not in caplog.text
    assert "Сәлем" not in caplog.text


async def a_page(telegram: Telegram, call: Call) -> web.StreamResponse:
    return web.Response(text="<html>It works!</html>", content_type="text/html")


async def test_an_address_that_is_no_bot_api_is_named(
    server: BaseTestServer, telegram: Telegram, clock: StillClock
) -> None:
    telegram.next_for[0] = [a_page]
    settings = Settings(_env_file=None, bot_token=TOKEN, telegram_api_url=str(server.make_url("")))
    with pytest.raises(SettingError, match=r"^TELEGRAM_API_URL http"):
        async with connected(settings, clock):
            pass
