"""The bot's token stands in each address that it asks; whatever fails, nobody reads it."""

import logging
import traceback
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.app import running
from bot.check import check
from bot.clock import Clock
from bot.errors import SettingError
from bot.settings import Settings
from tests.delivery.telegram import TOKEN, Answer, Call, Telegram, flood, page, refuse, reset

SECRET = TOKEN.partition(":")[2]
ADDRESS = f"https://api.telegram.org/bot{TOKEN}/getMe"
ME = {"id": 1, "is_bot": True, "first_name": "Seminar", "username": "seminar_bot"}
STARTED = {
    "message_id": 5,
    "date": 1,
    "chat": {"id": 7, "type": "private"},
    "from": {"id": 7, "is_bot": False, "first_name": "A"},
    "text": "/start",
    "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
}


async def redirect(telegram: Telegram, call: Call) -> web.StreamResponse:
    raise web.HTTPFound(call.request.path)


ENDS_THE_START = [refuse(401, "Unauthorized"), page(404), page(200), refuse(400, f"Bad Request: {ADDRESS}")]
PASSES = [page(502), reset, flood(1)]
NO_LONGER_OURS = [refuse(401, "Unauthorized"), refuse(409, "Conflict"), page(404)]
WHILE_AT_WORK = [*PASSES, redirect, page(200), *NO_LONGER_OURS]


class Quick(Clock):
    """It waits a hundredth of what it is asked for."""

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / 100)


class Troubled:
    """A Bot API where each method fails in each of these ways before it works."""

    def __init__(self, troubles: dict[str, list[Answer]]) -> None:
        self._troubles = {method: list(answers) for method, answers in troubles.items()}
        self._brought = False

    async def answer(self, telegram: Telegram, call: Call) -> web.StreamResponse:
        method = call.method.rstrip("_")
        if troubles := self._troubles.get(method):
            return await troubles.pop(0)(telegram, call)
        if "My" in method:
            return await page(502)(telegram, call)  # the profile never works
        return web.json_response({"ok": True, "result": self._result(method)})

    def _result(self, method: str) -> object:
        match method:
            case "getMe":
                return ME
            case "getUpdates" if not self._brought:
                self._brought = True
                return [{"update_id": 1, "message": STARTED}]
            case "getUpdates":
                return []
            case _:
                return {**STARTED, "message_id": 6}


@pytest.fixture
async def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def url(telegram: Telegram) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_route("*", "/bot{token}/{method}", telegram.answer)
    async with TestServer(application) as server:
        yield str(server.make_url("")).rstrip("/")


def settings(url: str, folder: Path, **more: Any) -> Settings:
    where: dict[str, Any] = {"telegram_api_url": url, "database_url": f"sqlite:///{folder}/bot.db"}
    return Settings(_env_file=None, bot_token=TOKEN, **where, **more)


def said_by(caplog: pytest.LogCaptureFixture) -> str:
    """All of the log, as the bot sets its levels for DEBUG, with tracebacks in full; not the server's own."""
    return "\n".join(
        logging.Formatter().format(record) for record in caplog.records if record.name != "aiohttp.access"
    )


async def test_whatever_fails_at_work_the_log_does_not_say_it(
    telegram: Telegram, url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    troubles = {"getMe": PASSES, "deleteWebhook": WHILE_AT_WORK, "getUpdates": WHILE_AT_WORK}
    telegram.always = Troubled({**troubles, "sendMessage": [*PASSES, redirect]}).answer
    caplog.set_level(logging.DEBUG, "bot")
    async with running(settings(url, tmp_path), Quick()):
        await telegram.until(lambda telegram: any(call.method == "sendMessage" for call in telegram.calls))
    said = said_by(caplog) + "".join(capfd.readouterr())
    assert said.count("again in") > len(WHILE_AT_WORK)
    assert SECRET not in said


@pytest.mark.parametrize("trouble", ENDS_THE_START)
async def test_what_ends_the_start_does_not_say_it(
    telegram: Telegram, url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, trouble: Answer
) -> None:
    telegram.always = trouble
    with pytest.raises(SettingError) as ended:
        async with running(settings(url, tmp_path), Quick()):
            pass
    assert SECRET not in "".join(traceback.format_exception(ended.value)) + said_by(caplog)


async def test_a_webhook_that_telegram_does_not_take_does_not_say_it(
    telegram: Telegram, url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    refusal = refuse(400, f"Bad Request: bad webhook: {ADDRESS}")
    telegram.always = Troubled({"setWebhook": [*PASSES, refusal]}).answer
    webhook = {"webhook_url": url, "webhook_secret": "s" * 20, "port": unused_port()}
    with pytest.raises(SettingError) as ended:
        async with running(settings(url, tmp_path, **webhook), Quick()):
            await telegram.until(lambda _: False)
    assert SECRET not in "".join(traceback.format_exception(ended.value)) + said_by(caplog)


@pytest.mark.parametrize("trouble", [*ENDS_THE_START, *PASSES, redirect])
async def test_a_check_does_not_say_it(
    telegram: Telegram, url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, trouble: Answer
) -> None:
    telegram.always = trouble
    said: list[str] = []
    assert not await check(settings(url, tmp_path), said.append)
    assert said[0].startswith("WRONG  token: ")
    assert SECRET not in "\n".join(said) + said_by(caplog)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://telegram.invalid"])
async def test_neither_does_one_without_a_network(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    said: list[str] = []
    assert not await check(settings(url, tmp_path), said.append)
    assert SECRET not in "\n".join(said) + said_by(caplog)
