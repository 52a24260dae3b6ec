"""A screen on its way to a person: whatever fails, nothing of it is still under way afterwards."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer
from markupsafe import Markup
from telegram import Bot, Update
from telegram.error import BadRequest

from bot.delivery.request import AiohttpRequest
from bot.screens import Screen
from bot.screens.show import show
from tests.delivery.telegram import TOKEN, Call, Telegram, deliver, refuse


class Attentive(AiohttpRequest):
    """Knows which of its requests are over."""

    def __init__(self) -> None:
        super().__init__()
        self.over: list[str] = []
        self.one_is_over = asyncio.Event()

    async def do_request(self, url: str, *args: Any, **options: Any) -> tuple[int, bytes]:
        try:
            return await super().do_request(url, *args, **options)
        finally:
            self.over.append(url.rpartition("/")[2])
            self.one_is_over.set()


async def test_where_an_edit_is_refused_the_tap_has_been_answered_all_the_same(
    server: BaseTestServer, telegram: Telegram
) -> None:
    async def answer_later(telegram: Telegram, call: Call) -> web.StreamResponse:
        await request.one_is_over.wait()
        return await deliver(telegram, call)

    request = Attentive()
    url = str(server.make_url("/bot"))
    bot = Bot(TOKEN, base_url=url, request=request, get_updates_request=request)
    telegram.next_for[1] = [refuse(400, "Bad Request: BUTTON_DATA_INVALID")]
    telegram.next_for[0] = [answer_later]
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await show(bot, _tap(bot), Screen(Markup("Saved")), "Saved")
    assert request.over == ["editMessageText", "answerCallbackQuery"]
    await request.shutdown()


def _tap(bot: Bot) -> Update:
    user = {"id": 1, "is_bot": False, "first_name": "P"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "Settings"}
    query = {"id": "1", "from": user, "chat_instance": "1", "message": message, "data": "lead:5"}
    update = Update.de_json({"update_id": 1, "callback_query": query}, bot)
    assert update is not None
    return update
