"""The people's side: what phones show, and what people do with them."""

from aiohttp import ClientSession

from tests.demo.sides import AIGERIM, TOKEN, BotSide, PhoneSide, SeminarClock, keyboard, picture

ME = AIGERIM.id


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
    assert state["groups"] == []
    assert state["phones"][0] == {
        "id": ME,
        "first_name": "Айгерім",
        "username": "aigerim",
        "language_code": "kk-KZ",
        "label": "Participant",
        "blocked": False,
        "menu": [],
        "group_menus": {},
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
        "author": {"id": 42, "name": "Seminar bot"},
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


async def test_nothing_but_spaces_cannot_be_sent(aigerim: PhoneSide) -> None:
    assert await aigerim.post("messages", status=400, text=" ") == {"error": "a message needs a text"}


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
