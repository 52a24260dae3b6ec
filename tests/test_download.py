"""A file is fetched from Telegram only where it is small enough, whatever is said of it."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot, Message

from bot.delivery.request import AiohttpRequest
from bot.errors import TooBigError
from bot.written import download
from tests.delivery.telegram import TOKEN

CONTENT = b"Name\nAigerim\n"


class Telegram:
    """It has one file, and says of it what a test wants."""

    def __init__(self) -> None:
        self.says: Mapping[str, Any] = {}
        self.fetched = 0

    async def get_file(self, request: web.Request) -> web.Response:
        file = {"file_id": "1", "file_unique_id": "1", "file_path": "documents/list.csv", **self.says}
        return web.json_response({"ok": True, "result": file})

    async def content(self, request: web.Request) -> web.Response:
        self.fetched += 1
        return web.Response(body=CONTENT)


@pytest.fixture
async def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    application, request = web.Application(), AiohttpRequest()
    application.router.add_post(f"/bot{TOKEN}/getFile", telegram.get_file)
    application.router.add_get(f"/file/bot{TOKEN}/documents/list.csv", telegram.content)
    async with TestServer(application) as server:
        url, files = str(server.make_url("/bot")), str(server.make_url("/file/bot"))
        yield Bot(TOKEN, base_url=url, base_file_url=files, request=request, get_updates_request=request)
        await request.shutdown()


def message(**more: Any) -> Message:
    document = {"file_id": "1", "file_unique_id": "1", "file_name": "list.csv", **more}
    chat = {"id": 1, "type": "private"}
    return Message.de_json({"message_id": 1, "date": 1, "chat": chat, "document": document})


async def test_a_small_file_comes_with_its_name(bot: Bot, telegram: Telegram) -> None:
    assert await download(bot, message(), len(CONTENT)) == ("list.csv", CONTENT)


@pytest.mark.parametrize(("in_message", "of_file"), [({"file_size": 9_000}, {}), ({}, {"file_size": 9_000})])
async def test_a_big_one_is_not_even_fetched(
    bot: Bot, telegram: Telegram, in_message: dict[str, int], of_file: dict[str, int]
) -> None:
    telegram.says = of_file
    with pytest.raises(TooBigError):
        await download(bot, message(**in_message), 8_999)
    assert telegram.fetched == 0


async def test_what_is_no_document_is_none(bot: Bot) -> None:
    photo = {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}
    chat = {"id": 1, "type": "private"}
    sent = Message.de_json({"message_id": 1, "date": 1, "chat": chat, "photo": [photo]})
    assert await download(bot, sent, 10) is None
