"""Updates go to a webhook, with its secret, each chat in order, until they are taken."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.demo.doorway import serve
from bot.demo.telegram import Telegram
from tests.demo.sides import AIGERIM, BORIS, BotSide, MachineClock, PhoneSide, until


class Hook:
    """A bot's own server; answers 200 unless told otherwise."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []  # secret, text
        self.statuses: dict[str, list[int]] = defaultdict(list)  # text -> what is answered first
        self.held: dict[str, asyncio.Event] = {}  # text -> when it may be answered
        self.url = ""

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.heard]

    async def answer(self, request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        self.heard.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), text))
        if text in self.held:
            await self.held[text].wait()
        return web.Response(status=self.statuses[text].pop(0) if self.statuses[text] else 200)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook, application = Hook(), web.Application()
    application.router.add_post("/hook", hook.answer)
    async with serve(application, 0) as (doorway,):
        hook.url = f"{doorway.url}/hook"
        yield hook


@pytest.fixture
def boris(session: ClientSession, url: str) -> PhoneSide:
    return PhoneSide(session, url, BORIS)


async def info(bot: BotSide) -> Any:
    return await bot.call("getWebhookInfo")


async def test_what_waited_and_what_comes_is_delivered_with_the_secret(
    bot: BotSide, aigerim: PhoneSide, hook: Hook, telegram: Telegram
) -> None:
    await aigerim.write("before")
    await bot.call("setWebhook", url=hook.url, secret_token="s3cret-_")
    await aigerim.write("after")
    await until(lambda: not telegram.updates.pending)
    assert hook.heard == [("s3cret-_", "before"), ("s3cret-_", "after")]
    assert (await info(bot))["pending_update_count"] == 0


async def test_a_failed_delivery_is_repeated_at_once_and_then_later_and_later(
    bot: BotSide, aigerim: PhoneSide, hook: Hook, telegram: Telegram, machine: MachineClock
) -> None:
    hook.statuses["a"] = [500, 404, 302, 500, 503]
    await bot.call("setWebhook", url=hook.url)
    await aigerim.write("a")
    await aigerim.write("b")
    await until(lambda: not telegram.updates.pending)
    assert hook.texts == ["a"] * 6 + ["b"]
    assert machine.slept == [0, 1, 2, 4, 8]
    assert (await info(bot))[
        "last_error_message"
    ] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_waits_grow_to_a_minute_only(
    bot: BotSide, aigerim: PhoneSide, hook: Hook, telegram: Telegram, machine: MachineClock
) -> None:
    hook.statuses["a"] = [500] * 10
    await bot.call("setWebhook", url=hook.url)
    await aigerim.write("a")
    await until(lambda: not telegram.updates.pending)
    assert machine.slept == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


async def test_a_server_that_is_down_loses_nothing(
    bot: BotSide, aigerim: PhoneSide, telegram: Telegram, machine: MachineClock
) -> None:
    await bot.call("setWebhook", url="http://127.0.0.1:9/")
    await aigerim.write("a")
    await until(lambda: len(machine.slept) > 3)
    await bot.call("deleteWebhook")
    (update,) = await bot.call("getUpdates")
    assert update["message"]["text"] == "a"


async def test_chats_do_not_wait_for_each_other(
    bot: BotSide, aigerim: PhoneSide, boris: PhoneSide, hook: Hook, telegram: Telegram
) -> None:
    hook.held["a1"] = asyncio.Event()
    await bot.call("setWebhook", url=hook.url)
    for phone, text in ((aigerim, "a1"), (aigerim, "a2"), (boris, "b1"), (boris, "b2")):
        await phone.write(text)
    await until(lambda: "b2" in hook.texts)
    assert "a2" not in hook.texts
    hook.held["a1"].set()
    await until(lambda: not telegram.updates.pending)
    assert [text for text in hook.texts if text.startswith("a")] == ["a1", "a2"]


async def test_no_more_connections_than_allowed(
    bot: BotSide, aigerim: PhoneSide, boris: PhoneSide, hook: Hook, telegram: Telegram
) -> None:
    hook.held["a"] = asyncio.Event()
    await bot.call("setWebhook", url=hook.url, max_connections=1)
    await aigerim.write("a")
    await until(lambda: hook.texts == ["a"])
    await boris.write("b")
    await aigerim.shown()
    assert hook.texts == ["a"]
    hook.held["a"].set()
    await until(lambda: not telegram.updates.pending)
    assert hook.texts == ["a", "b"]


async def test_another_webhook_takes_over(bot: BotSide, aigerim: PhoneSide, hook: Hook) -> None:
    hook.held["a"] = asyncio.Event()
    await bot.call("setWebhook", url=hook.url, secret_token="old")
    await aigerim.write("a")
    await until(lambda: len(hook.heard) == 1)
    await bot.call("setWebhook", url=hook.url, secret_token="new")
    await until(lambda: len(hook.heard) == 2)
    assert [secret for secret, _ in hook.heard] == ["old", "new"]
    hook.held["a"].set()
    await bot.call("setWebhook", url="")
    assert (await info(bot))["url"] == ""
    assert AIGERIM.id > 0
