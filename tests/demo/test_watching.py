"""What pages hear, what they may do, and what they are served."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from bot.demo import api
from bot.demo.telegram import Telegram
from tests.demo.sides import AIGERIM, BORIS, BotSide, PhoneSide, SeminarClock, keyboard

ME = AIGERIM.id


class Ear:
    """A page that listens."""

    def __init__(self, lines: AsyncIterator[bytes]) -> None:
        self._lines = lines

    async def next(self) -> Any:
        async with asyncio.timeout(5):
            async for line in self._lines:
                if line.startswith(b"data: "):
                    return json.loads(line.removeprefix(b"data: "))
        raise AssertionError("the stream ended")


@asynccontextmanager
async def listening(session: ClientSession, url: str) -> AsyncIterator[Ear]:
    async with session.get(f"{url}/api/events") as response:
        assert response.content_type == "text/event-stream"
        assert await response.content.readline() == b": welcome\n"
        yield Ear(aiter(response.content))


async def test_what_the_pages_hear(
    bot: BotSide, session: ClientSession, url: str, aigerim: PhoneSide
) -> None:
    async with listening(session, url) as page:
        written = await aigerim.write("hello")
        assert await page.next() == {"type": "message", "phone": ME, "message": written}
        sent = await bot.call("sendMessage", chat_id=ME, text="x", reply_markup=keyboard("a"))
        assert (await page.next())["message"]["buttons"] == [[{"text": "a", "data": "a"}]]
        place = {"chat_id": ME, "message_id": sent["message_id"]}
        await bot.call("editMessageText", **place, text="y")
        edited = await page.next()
        assert (edited["type"], edited["message"]["text"], edited["message"]["buttons"]) == (
            "edited",
            "y",
            [],
        )
        number = await aigerim.tap(sent["message_id"], "a")
        await bot.call("answerCallbackQuery", callback_query_id=number, text="Done", show_alert=True)
        assert await page.next() == {
            "type": "notice",
            "phone": ME,
            "text": "Done",
            "alert": True,
            "tap": number,
        }
        await bot.call("sendChatAction", chat_id=ME, action="typing")
        assert await page.next() == {"type": "action", "phone": ME, "action": "typing"}
        await bot.call("deleteMessage", **place)
        assert await page.next() == {"type": "deleted", "phone": ME, "message_ids": [sent["message_id"]]}
        await aigerim.post("block")
        assert await page.next() == {"type": "blocked", "phone": ME, "blocked": True}
        await bot.call("setMyName", name="Жаңа")
        menu = await page.next()
        seen = {"menu": [], "group_menus": {}, "name": "Жаңа", "description": ""}
        assert menu == {"type": "menu", "phone": ME, **seen}


async def test_a_tap_without_a_text_still_stops_the_spinner(
    bot: BotSide, session: ClientSession, url: str, aigerim: PhoneSide
) -> None:
    number = await aigerim.tap(1, "a")
    async with listening(session, url) as page:
        await bot.call("answerCallbackQuery", callback_query_id=number)
        assert await page.next() == {"type": "notice", "phone": ME, "text": "", "alert": False, "tap": number}


async def test_a_quiet_stream_says_that_it_is_still_there(
    session: ClientSession, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "HEARTBEAT", 0.001)
    async with session.get(f"{url}/api/events") as response:
        assert [await response.content.readline() for _ in range(3)] == [
            b": welcome\n",
            b"\n",
            b": still here\n",
        ]


async def test_a_page_that_does_not_read_is_let_go(telegram: Telegram) -> None:
    with telegram.events.reading() as slow, telegram.events.reading() as good:
        for number in range(1_001):
            telegram.events.send("blocked", number)
            good.get_nowait()
        assert slow.get_nowait() is None
        assert telegram.events.watched
    assert not telegram.events.watched


async def test_the_clock_bar(session: ClientSession, url: str, clock: SeminarClock) -> None:
    async def move(status: int = 200, **change: Any) -> Any:
        async with session.post(f"{url}/api/clock", json=change) as response:
            assert response.status == status
            return await response.json()

    async with listening(session, url) as page:
        shown = await move(speed=600)
        assert (shown["speed"], shown["paused"], clock.speed) == (600.0, False, 600.0)
        assert await page.next() == {"type": "clock", "clock": shown}
        assert (await move(speed=0))["paused"] is True
        assert (await move(jump="week"))["now"] == "2019-05-07T03:00:00+00:00"
    assert clock.jumps == ["week"]
    for wrong in ({"jump": "year"}, {"speed": -1}, {"speed": "fast"}, {}):
        assert (await move(400, **wrong))["error"].startswith(
            "the clock needs a speed of 0 or more, or a jump"
        )


async def test_unknown_phones_and_files(session: ClientSession, url: str) -> None:
    async with session.post(f"{url}/api/phones/5/messages", json={"text": "x"}) as response:
        assert (response.status, await response.json()) == (404, {"error": "no such phone"})
    async with session.get(f"{url}/api/files/none") as response:
        assert response.status == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "{url}"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "evil.example"}, 403),
    ],
)
async def test_no_other_page_may_drive_the_demo(
    session: ClientSession, url: str, headers: dict[str, str], status: int
) -> None:
    sent = {name: value.format(url=url) for name, value in headers.items()}
    async with session.post(
        f"{url}/api/phones/{BORIS.id}/messages", json={"text": "x"}, headers=sent
    ) as response:
        assert response.status == status


async def test_no_web_page_may_act_as_the_bot(bot: BotSide) -> None:
    headers = {"Origin": "https://evil.example"}
    async with bot.session.post(f"{bot.base}getMe", headers=headers) as response:
        assert response.status == 403


@pytest.mark.parametrize(
    ("what", "body", "error"),
    [
        ("messages", b"{", "a JSON object is expected"),
        ("messages", b"[]", "a JSON object is expected"),
        ("messages", b"{}", 'can\'t find field "text"'),
        ("taps", b'{"message_id": 1}', 'can\'t find field "data"'),
        ("taps", b'{"message_id": "x", "data": "x"}', 'field "message_id" must be a Number'),
        ("start", b'{"parameter": []}', 'field "parameter" must be of type String'),
    ],
)
async def test_what_is_not_understood_is_explained(
    session: ClientSession, aigerim: PhoneSide, what: str, body: bytes, error: str
) -> None:
    async with session.post(aigerim.base + what, data=body) as response:
        assert (response.status, await response.json()) == (400, {"error": error})


async def test_a_form_without_a_file(session: ClientSession, aigerim: PhoneSide) -> None:
    form = FormData({"caption": "x"}, default_to_multipart=True)
    async with session.post(f"{aigerim.base}messages", data=form) as response:
        assert (response.status, await response.json()) == (400, {"error": "there is no file in the form"})


async def test_the_page_and_only_its_own_files(session: ClientSession, url: str) -> None:
    async with session.get(f"{url}/") as response:
        assert response.status == 200
        assert response.content_type == "text/html"
        assert response.headers["X-Frame-Options"] == "DENY"
    async with session.get(f"{url}/static/api.js") as response:
        assert response.content_type.endswith("/javascript")
    for name in ("none.js", "..%2Fserver.py", "%2e%2e/server.py"):
        async with session.get(f"{url}/static/{name}") as response:
            assert response.status == 404
