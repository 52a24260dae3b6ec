"""The people's side: what phones show, what people do, and what the pages hear of it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from bot.demo.telegram import Telegram
from tests.demo.sides import AIGERIM, BORIS, TOKEN, BotSide, PhoneSide, SeminarClock, keyboard, picture

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


async def test_the_whole_state(session: ClientSession, url: str) -> None:
    async with session.get(f"{url}/api/state") as response:
        state = await response.json()
    assert state["bot"] == {
        "id": 42,
        "username": "seminar_demo_bot",
        "names": {"": "Seminar bot"},
        "descriptions": {},
    }
    assert state["clock"] == {
        "now": "2019-04-30T03:00:00+00:00",
        "zone": "Asia/Almaty",
        "speed": 60.0,
        "paused": False,
    }
    assert state["phones"][0] == {
        "id": ME,
        "first_name": "Айгерім",
        "username": "aigerim",
        "language_code": "kk-KZ",
        "label": "Participant",
        "blocked": False,
        "menu": [],
        "name": "Seminar bot",
        "description": "",
        "messages": [],
    }


async def test_a_message_on_the_phone(bot: BotSide, aigerim: PhoneSide, clock: SeminarClock) -> None:
    markup = {
        "inline_keyboard": [
            [{"text": "a", "callback_data": "x"}, {"text": "b", "url": "https://a.kz"}],
            [{"text": "c", "callback_data": "y", "style": "danger"}],
        ]
    }
    text = "<b>1 &lt; 2</b>\n<tg-spoiler>s</tg-spoiler> https://a.kz"
    sent = await bot.call("sendMessage", chat_id=ME, text=text, parse_mode="HTML", reply_markup=markup)
    assert await aigerim.newest() == {
        "message_id": sent["message_id"],
        "date": int(clock.moment.timestamp()),
        "from_bot": True,
        "html": '<b>1 &lt; 2</b>\n<span class="tg-spoiler">s</span> <a href="https://a.kz">https://a.kz</a>',
        "text": "1 < 2\ns https://a.kz",
        "buttons": [
            [{"text": "a", "data": "x"}, {"text": "b", "url": "https://a.kz/"}],
            [{"text": "c", "data": "y"}],
        ],
        "file": None,
    }


async def test_what_a_bot_writes_as_html_is_never_html_on_the_page(bot: BotSide, aigerim: PhoneSide) -> None:
    await bot.call("sendMessage", chat_id=ME, text='<img src=x onerror="alert(1)">')
    assert (await aigerim.newest())["html"] == "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;"


async def test_typing(bot: BotSide, aigerim: PhoneSide, stranger: PhoneSide) -> None:
    written = await aigerim.write("  /start CODE \n")
    assert (written["text"], written["from_bot"]) == ("/start CODE", False)
    assert await aigerim.newest() == written
    await stranger.write("hello")
    await bot.call("sendMessage", chat_id=stranger.person.id, text="now we know each other")


@pytest.mark.parametrize(
    ("text", "error"), [(" ", "a message needs a text"), ("x" * 4097, "a text has at most 4096 UTF-16 units")]
)
async def test_texts_that_cannot_be_typed(aigerim: PhoneSide, text: str, error: str) -> None:
    assert await aigerim.post("messages", status=400, text=text) == {"error": error}


async def test_links_that_start_the_bot(bot: BotSide, stranger: PhoneSide) -> None:
    await stranger.post("start", parameter="Ab-_" * 16)
    (update,) = await bot.call("getUpdates")
    assert update["message"]["text"] == "/start " + "Ab-_" * 16
    for wrong in ("", "a b", "x" * 65, "ж"):
        answer = await stranger.post("start", status=400, parameter=wrong)
        assert answer == {"error": "a start parameter has 1 to 64 of A-Z, a-z, 0-9, _ and -"}


async def test_tapping_an_old_or_forged_button(bot: BotSide, aigerim: PhoneSide) -> None:
    sent = await bot.call("sendMessage", chat_id=ME, text="x", reply_markup=keyboard("real"))
    await aigerim.tap(sent["message_id"], "forged")
    (update,) = await bot.call("getUpdates")
    assert update["callback_query"]["data"] == "forged"
    assert update["callback_query"]["message"]["text"] == "x"
    for wrong in ("", "x" * 65):
        await aigerim.post("taps", status=400, message_id=sent["message_id"], data=wrong)


async def test_files_from_a_phone(bot: BotSide, session: ClientSession, url: str, aigerim: PhoneSide) -> None:
    sent = await aigerim.send_file("тізім.pdf", b"%PDF-1.7", caption="our list")
    assert sent["file"] == {
        "name": "тізім.pdf",
        "size": 8,
        "mime": "application/pdf",
        "kind": "document",
        "url": sent["file"]["url"],
    }
    async with session.get(url + sent["file"]["url"]) as response:
        assert await response.read() == b"%PDF-1.7"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Disposition"].startswith("attachment; ")
    (update,) = await bot.call("getUpdates")
    document = update["message"]["document"]
    path = (await bot.call("getFile", file_id=document["file_id"]))["file_path"]
    async with session.get(f"{url}/file/bot{TOKEN}/{path}") as response:
        assert await response.read() == b"%PDF-1.7"
    async with session.get(f"{url}/file/bot42:wrong/{path}") as response:
        assert response.status == 404


async def test_a_picture_is_a_photo_only_where_it_is_sent_as_one(
    session: ClientSession, url: str, aigerim: PhoneSide
) -> None:
    photo = await aigerim.send_file("a.png", picture(), as_photo=True)
    assert photo["file"]["kind"] == "photo"
    async with session.get(url + photo["file"]["url"]) as response:
        assert response.headers["Content-Disposition"].startswith("inline; ")
    assert (await aigerim.send_file("a.png", picture()))["file"]["kind"] == "document"
    answer = await aigerim.send_file("a.png", b"no picture", status=400, as_photo=True)
    assert answer == {"error": "IMAGE_PROCESS_FAILED"}


async def test_a_page_in_a_file_is_saved_and_not_shown(
    session: ClientSession, url: str, aigerim: PhoneSide
) -> None:
    for name in ("a.html", "a.svg"):
        sent = await aigerim.send_file(name, b"<script>alert(1)</script>")
        async with session.get(url + sent["file"]["url"]) as response:
            assert response.headers["Content-Disposition"].startswith("attachment; ")


async def test_a_blocked_bot_cannot_be_written_to(aigerim: PhoneSide) -> None:
    await aigerim.post("block")
    assert (await aigerim.shown())["blocked"] is True
    assert await aigerim.post("messages", status=400, text="x") == {
        "error": "the bot is blocked on this phone"
    }
    await aigerim.post("taps", status=400, message_id=1, data="x")
    await aigerim.send_file("a", b"x", status=400)


async def test_a_menu_is_resolved_as_on_a_phone(bot: BotSide, aigerim: PhoneSide) -> None:
    async def offered() -> list[str]:
        return [line["command"] for line in (await aigerim.shown())["menu"]]

    def line(name: str) -> list[dict[str, str]]:
        return [{"command": name, "description": "d"}]

    private, own = {"type": "all_private_chats"}, {"type": "chat", "chat_id": ME}
    for name, where in (
        ("a_default", {}),
        ("b_default_kk", {"language_code": "kk"}),
        ("c_private", {"scope": private}),
        ("d_private_kk", {"scope": private, "language_code": "kk"}),
        ("e_chat", {"scope": own}),
        ("f_chat_kk", {"scope": own, "language_code": "kk"}),
    ):
        await bot.call("setMyCommands", commands=line(name), **where)
        assert await offered() == [name]
    await bot.call("setMyCommands", commands=line("ru"), scope=own, language_code="ru")
    assert await offered() == ["f_chat_kk"]
    await bot.call("deleteMyCommands", scope=own, language_code="kk")
    await bot.call("setMyCommands", commands=[], scope=own)
    assert await offered() == ["d_private_kk"]


async def test_the_bot_is_called_as_the_phone_speaks(bot: BotSide, aigerim: PhoneSide) -> None:
    await bot.call("setMyName", name="Семинар боты", language_code="kk")
    await bot.call("setMyDescription", description="Бәріне")
    await bot.call("setMyDescription", description="Русским", language_code="ru")
    shown = await aigerim.shown()
    assert (shown["name"], shown["description"]) == ("Семинар боты", "Бәріне")
    await bot.call("setMyName", name="", language_code="kk")
    assert (await aigerim.shown())["name"] == "Seminar bot"


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
        assert menu == {"type": "menu", "phone": ME, "menu": [], "name": "Жаңа", "description": ""}


async def test_a_tap_without_a_text_still_stops_the_spinner(
    bot: BotSide, session: ClientSession, url: str, aigerim: PhoneSide
) -> None:
    number = await aigerim.tap(1, "a")
    async with listening(session, url) as page:
        await bot.call("answerCallbackQuery", callback_query_id=number)
        assert await page.next() == {"type": "notice", "phone": ME, "text": "", "alert": False, "tap": number}


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
