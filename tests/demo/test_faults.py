"""What goes wrong on purpose goes wrong as planned, and is written down."""

import asyncio
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientSession

from bot.demo.calls import KEPT
from bot.demo.faults import Fault
from bot.demo.telegram import Telegram
from tests.demo.sides import AIGERIM, BORIS, BotSide, PhoneSide, SeminarClock, keyboard, until

ME = AIGERIM.id


async def plan(bot: BotSide, url: str, *, status: int = 200, **body: Any) -> Any:
    async with bot.session.post(f"{url}/api/faults", json=body) as response:
        assert response.status == status
        return await response.json()


async def logged(bot: BotSide, url: str, method: str = "") -> Any:
    async with bot.session.get(f"{url}/api/calls", params={"method": method}) as response:
        return await response.json()


async def test_the_next_calls_of_a_method_are_refused(bot: BotSide, url: str) -> None:
    await plan(bot, url, plan=[{"answer": "429", "method": "sendMessage", "times": 2, "retry_after": 9}])
    await bot.call("getMe")
    for _ in range(2):
        assert await bot.refusal("sendMessage", chat_id=ME, text="x") == "Too Many Requests: retry after 9"
    await bot.call("sendMessage", chat_id=ME, text="x")


async def test_only_one_chat_or_each_second_call(bot: BotSide, telegram: Telegram) -> None:
    telegram.faults.plan(Fault("500", chat=BORIS.id))
    await bot.call("sendMessage", chat_id=ME, text="x")
    assert await bot.refusal("sendMessage", chat_id=BORIS.id, text="x") == "Internal Server Error"
    telegram.faults.plan(Fault("500", every=2, times=2))
    answers = [(await bot.answer("getMe"))["ok"] for _ in range(6)]
    assert answers == [True, False, True, False, True, True]


async def test_a_gateway_that_fails_answers_no_json(
    bot: BotSide, telegram: Telegram, aigerim: PhoneSide
) -> None:
    telegram.faults.plan(Fault("502"))
    async with bot.session.post(f"{bot.base}sendMessage", data={"chat_id": str(ME), "text": "x"}) as response:
        assert response.status == 502
        assert response.content_type == "text/html"
    assert (await aigerim.shown())["messages"] == []


@pytest.mark.parametrize("arrives", [False, True])
async def test_a_broken_connection_may_or_may_not_have_brought_the_message(
    bot: BotSide, telegram: Telegram, aigerim: PhoneSide, *, arrives: bool
) -> None:
    telegram.faults.plan(Fault("reset", arrives=arrives))
    with pytest.raises(ClientConnectionError):
        await bot.call("sendMessage", chat_id=ME, text="x")
    assert [message["text"] for message in (await aigerim.shown())["messages"]] == (["x"] if arrives else [])
    (call,) = telegram.calls.of("sendMessage")
    assert call.error == ("" if arrives else "fault: reset")


async def test_silence_after_arrival(bot: BotSide, telegram: Telegram, aigerim: PhoneSide) -> None:
    telegram.faults.plan(Fault("silence", arrives=True))
    call = asyncio.create_task(bot.call("sendMessage", chat_id=ME, text="x"))
    await until(lambda: bool(telegram.phones[ME].messages))
    await aigerim.shown()
    assert not call.done()
    call.cancel()
    await bot.call("getMe")


async def test_answers_take_as_long_as_told(
    bot: BotSide, url: str, telegram: Telegram, aigerim: PhoneSide
) -> None:
    assert await plan(bot, url, latency=30) == {"latency": 30.0}
    call = asyncio.create_task(bot.call("sendMessage", chat_id=ME, text="x"))
    await until(lambda: bool(telegram.phones[ME].messages))
    await aigerim.shown()
    assert not call.done()
    call.cancel()
    await plan(bot, url, clear=True)
    await bot.call("getMe")


async def test_plans_that_make_no_sense_are_explained(bot: BotSide, url: str) -> None:
    answer = await plan(bot, url, status=400, plan=[{"answer": "418"}])
    assert answer == {"error": "no such fault: answer must be one of 429, 500, 502, reset, silence"}
    await plan(bot, url, status=400, deactivate=[5])


async def test_all_calls_are_written_down(bot: BotSide, url: str, clock: SeminarClock) -> None:
    await bot.call("sendMessage", chat_id=ME, text="5", reply_markup=keyboard("a"), disable_notification=True)
    await bot.refusal("sendMessage", chat_id=ME)
    await bot.call("sendDocument", {"document": b"four"}, chat_id=BORIS.id)
    taken, refused = await logged(bot, url, "sendmessage")
    assert taken == {
        "method": "sendMessage",
        "parameters": {
            "chat_id": ME,
            "text": "5",
            "reply_markup": keyboard("a"),
            "disable_notification": True,
        },
        "accepted": True,
        "error": "",
        "chat": ME,
        "at": clock.moment.isoformat(),
        "monotonic": 1000.0,
    }
    assert (refused["accepted"], refused["error"]) == (False, "Bad Request: message text is empty")
    everything = await logged(bot, url)
    assert [call["method"] for call in everything] == ["sendMessage", "sendMessage", "sendDocument"]
    assert everything[-1]["parameters"]["document"] == {"name": "document.png", "size": 4}


async def test_memory_is_bounded(session: ClientSession, telegram: Telegram, bot: BotSide) -> None:
    for text in map(str, range(310)):
        await bot.call("sendMessage", chat_id=ME, text=text)
    kept = [message.formatted.text for message in telegram.phones[ME].messages.values()]
    assert kept == list(map(str, range(10, 310)))
    (first, *_) = telegram.calls.of()
    for _ in range(KEPT):
        telegram.calls.add(first)
    assert sum(1 for _ in telegram.calls.of()) == KEPT
