"""Long polling: in order, until the receipt is confirmed, one reader at a time."""

import asyncio

import pytest

from bot.demo.telegram import Telegram
from tests.demo.sides import AIGERIM, BotSide, PhoneSide, until


async def test_updates_stay_until_they_are_confirmed(bot: BotSide, aigerim: PhoneSide) -> None:
    for text in "abc":
        await aigerim.write(text)
    first = await bot.call("getUpdates")
    assert [update["message"]["text"] for update in first] == ["a", "b", "c"]
    assert await bot.call("getUpdates") == first
    assert await bot.call("getUpdates", offset=first[1]["update_id"]) == first[1:]
    assert await bot.call("getUpdates", offset=first[2]["update_id"] + 1) == []
    assert await bot.call("getUpdates") == []


async def test_a_few_or_only_the_newest(bot: BotSide, aigerim: PhoneSide) -> None:
    for text in "abc":
        await aigerim.write(text)
    assert len(await bot.call("getUpdates", limit=2)) == 2
    assert len(await bot.call("getUpdates", limit=0)) == 1
    newest = await bot.call("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in newest] == ["c"]
    assert await bot.call("getUpdates") == newest


async def test_a_poll_waits_for_the_next_update(bot: BotSide, aigerim: PhoneSide, telegram: Telegram) -> None:
    poll = asyncio.create_task(bot.call("getUpdates", timeout=50))
    await until(lambda: telegram.updates.waiting)
    await aigerim.write("hello")
    (update,) = await poll
    assert update["message"]["text"] == "hello"
    assert not telegram.updates.waiting


async def test_a_poll_without_news_ends_empty(telegram: Telegram) -> None:
    assert await telegram.updates.poll(limit=100, seconds=0.001) == []


async def test_a_second_poll_ends_the_first_with_a_conflict(
    bot: BotSide, aigerim: PhoneSide, telegram: Telegram
) -> None:
    first = asyncio.create_task(bot.answer("getUpdates", timeout=50))
    await until(lambda: telegram.updates.waiting)
    second = asyncio.create_task(bot.answer("getUpdates", timeout=50))
    refused = await first
    assert refused["error_code"] == 409
    assert refused["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await aigerim.write("hello")
    assert len((await second)["result"]) == 1


async def test_a_webhook_ends_a_poll(bot: BotSide, telegram: Telegram) -> None:
    poll = asyncio.create_task(bot.refusal("getUpdates", timeout=50))
    await until(lambda: telegram.updates.waiting)
    await bot.call("setWebhook", url="http://127.0.0.1:9/")
    assert await poll == "Conflict: terminated by setWebhook request"


async def test_only_what_the_bot_asked_for(bot: BotSide, aigerim: PhoneSide) -> None:
    await bot.call("getUpdates", allowed_updates=["callback_query"])
    await aigerim.write("unheard")
    await aigerim.tap(1, "heard")
    (update,) = await bot.call("getUpdates")
    assert update["callback_query"]["data"] == "heard"
    await bot.call("getUpdates", allowed_updates=[], offset=update["update_id"] + 1)
    await aigerim.write("heard again")
    assert len(await bot.call("getUpdates")) == 1


async def test_dropping_what_waits(bot: BotSide, aigerim: PhoneSide) -> None:
    await aigerim.write("old")
    await bot.call("deleteWebhook", drop_pending_updates=True)
    assert await bot.call("getUpdates") == []


@pytest.mark.parametrize("what", ["block", "unblock"])
async def test_blocking_tells_the_bot_once(bot: BotSide, aigerim: PhoneSide, what: str) -> None:
    if what == "unblock":
        await aigerim.post("block")
        await bot.call("getUpdates", offset=-1)
        await bot.call("deleteWebhook", drop_pending_updates=True)
    await aigerim.post(what)
    await aigerim.post(what)
    (update,) = await bot.call("getUpdates")
    change = update["my_chat_member"]
    expected = ["member", "kicked"] if what == "block" else ["kicked", "member"]
    assert [change["old_chat_member"]["status"], change["new_chat_member"]["status"]] == expected
    assert change["chat"]["id"] == AIGERIM.id
