"""A group: who is in it, what the bot hears and may do there, and what Telegram refuses."""

from typing import Any

import pytest
from aiohttp import ClientSession

from tests.demo.sides import AIGERIM, BORIS, STRANGER, BotSide, PhoneSide, SeminarClock, keyboard
from tests.demo.test_watching import listening

KICKED = "Forbidden: bot was kicked from the group chat"


class GroupSide:
    """A group over the people's API; `on` is the chat as it is open on somebody's phone."""

    def __init__(self, session: ClientSession, url: str, number: int) -> None:
        self.session, self.url, self.id = session, url, number

    def on(self, phone: PhoneSide) -> PhoneSide:
        side = PhoneSide(self.session, self.url, phone.person)
        side.base = f"{self.url}/api/groups/{self.id}/phones/{phone.person.id}/"
        return side

    async def shown(self) -> Any:
        async with self.session.get(f"{self.url}/api/state") as response:
            (group,) = (await response.json())["groups"]
        return group


@pytest.fixture
def boris(session: ClientSession, url: str) -> PhoneSide:
    return PhoneSide(session, url, BORIS)


@pytest.fixture
async def group(session: ClientSession, url: str, bot: BotSide) -> GroupSide:
    """Aigerim made it with Boris; the bot has heard of that."""
    async with session.post(
        f"{url}/api/groups", json={"title": " Organisers ", "members": [AIGERIM.id, BORIS.id]}
    ) as response:
        assert response.status == 200
        number = (await response.json())["id"]
    return GroupSide(session, url, number)


@pytest.fixture
async def known(group: GroupSide, bot: BotSide) -> GroupSide:
    """The same, and the bot has heard that it is in it."""
    await bot.call("deleteWebhook", drop_pending_updates=True)
    return group


async def test_the_bot_is_told_who_added_it_where(bot: BotSide, group: GroupSide) -> None:
    joined, service = await bot.call("getUpdates")
    change = joined["my_chat_member"]
    assert group.id < -(2**31)
    assert change["chat"] == {"id": group.id, "title": "Organisers", "type": "group"}
    assert change["from"]["id"] == AIGERIM.id
    assert change["old_chat_member"]["status"] == "left"
    assert change["new_chat_member"]["status"] == "member"
    assert change["new_chat_member"]["user"]["id"] == 42
    assert service["message"]["group_chat_created"] is True


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({"title": " ", "members": [1001]}, 400, "a title has 1 to 128 characters"),
        ({"title": "x" * 129, "members": [1001]}, 400, "a title has 1 to 128 characters"),
        ({"title": "x", "members": []}, 400, "a group needs somebody in it"),
        ({"title": "x", "members": [5]}, 404, "no such phone"),
        ({"title": "x", "members": ["1001"]}, 404, "no such phone"),
        ({"members": [1001]}, 400, 'can\'t find field "title"'),
    ],
)
async def test_groups_that_cannot_be_made(
    session: ClientSession, url: str, body: dict[str, Any], status: int, error: str
) -> None:
    async with session.post(f"{url}/api/groups", json=body) as response:
        assert (response.status, await response.json()) == (status, {"error": error})


async def test_the_bot_hears_commands_and_replies_to_itself(
    bot: BotSide, known: GroupSide, aigerim: PhoneSide, boris: PhoneSide
) -> None:
    said = await bot.call("sendMessage", chat_id=known.id, text="A letter came")
    overheard = await known.on(boris).write("What do we answer?")
    for text in ("see /desk", "/desk@other_bot", "@seminar_demo_bot hello"):
        await known.on(boris).write(text)
    await known.on(boris).post("messages", text="Yes", reply_to=overheard["message_id"])
    await known.on(boris).send_file("a.txt", b"x", caption="/desk")
    await known.on(boris).write("/desk")
    await known.on(aigerim).write("/desk@Seminar_Demo_Bot now")
    await known.on(aigerim).post("messages", text="They are welcome", reply_to=said["message_id"])
    heard = [update["message"] for update in await bot.call("getUpdates")]
    assert [message["text"] for message in heard] == [
        "/desk",
        "/desk@Seminar_Demo_Bot now",
        "They are welcome",
    ]
    assert [message["from"]["id"] for message in heard] == [BORIS.id, AIGERIM.id, AIGERIM.id]
    assert all(message["chat"]["id"] == known.id for message in heard)
    assert heard[2]["reply_to_message"] == said


async def test_writing_in_a_group_opens_no_private_chat(
    session: ClientSession, url: str, bot: BotSide, stranger: PhoneSide
) -> None:
    body = {"title": "x", "members": [STRANGER.id]}
    async with session.post(f"{url}/api/groups", json=body) as response:
        number = (await response.json())["id"]
    await GroupSide(session, url, number).on(stranger).write("/start")
    refusal = await bot.refusal("sendMessage", chat_id=STRANGER.id, text="x")
    assert refusal == "Forbidden: bot can't initiate conversation with a user"


async def test_who_blocked_the_bot_still_writes_in_the_group(
    bot: BotSide, known: GroupSide, boris: PhoneSide
) -> None:
    await boris.post("block")
    await known.on(boris).write("/desk")
    assert (await bot.call("getUpdates"))[-1]["message"]["text"] == "/desk"


async def test_only_members_are_there(known: GroupSide, stranger: PhoneSide) -> None:
    for what, body in (("messages", {"text": "x"}), ("taps", {"message_id": 1, "data": "x"}), ("kick", {})):
        answer = await known.on(stranger).post(what, status=404, **body)
        assert answer == {"error": "no such group on this phone"}


async def test_a_member_taps_and_is_answered(bot: BotSide, known: GroupSide, boris: PhoneSide) -> None:
    said = await bot.call("sendMessage", chat_id=known.id, text="Letter", reply_markup=keyboard("Mine"))
    async with listening(known.session, known.url) as page:
        number = await known.on(boris).tap(said["message_id"], "Mine")
        (update,) = await bot.call("getUpdates")
        query = update["callback_query"]
        assert (query["from"]["id"], query["message"], query["data"]) == (BORIS.id, said, "Mine")
        await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="It is yours")
        notice = await page.next()
        assert (notice["phone"], notice["tap"], notice["text"]) == (BORIS.id, number, "It is yours")


async def test_everything_that_a_bot_does_with_messages_works_there(
    bot: BotSide, known: GroupSide, aigerim: PhoneSide
) -> None:
    place: dict[str, Any] = {"chat_id": known.id}
    asked = await known.on(aigerim).write("/desk")
    answered = {"reply_parameters": {"message_id": asked["message_id"]}}
    text = await bot.call("sendMessage", **place, text="old", **answered)
    assert text["chat"]["title"] == "Organisers"
    assert text["reply_to_message"]["text"] == "/desk"
    await bot.call("editMessageText", **place, message_id=text["message_id"], text="new")
    file = await bot.call("sendDocument", {"document": b"x"}, **place, caption="old")
    await bot.call("editMessageCaption", **place, message_id=file["message_id"], caption="newer")
    copied = {"from_chat_id": known.id, "message_id": text["message_id"]}
    await bot.call("copyMessage", chat_id=AIGERIM.id, **copied)
    await bot.call("forwardMessage", **place, **copied)
    await bot.call("sendChatAction", **place, action="typing")
    shown = [message["text"] for message in (await known.shown())["messages"]]
    assert shown == ["/desk", "new", "newer", "new"]
    assert (await aigerim.newest())["text"] == "new"
    await bot.call("deleteMessage", **place, message_id=text["message_id"])
    assert len((await known.shown())["messages"]) == 3


async def test_only_its_own_messages_are_deleted_and_only_for_two_days(
    bot: BotSide, known: GroupSide, aigerim: PhoneSide, clock: SeminarClock
) -> None:
    said = await bot.call("sendMessage", chat_id=known.id, text="x")
    theirs = await known.on(aigerim).write("x")
    too_late = "Bad Request: message can't be deleted for everyone"
    place = {"chat_id": known.id, "message_id": theirs["message_id"]}
    assert await bot.refusal("deleteMessage", **place) == too_late
    await clock.jump("week")
    place = {"chat_id": known.id, "message_id": said["message_id"]}
    assert await bot.refusal("deleteMessage", **place) == too_late


async def test_who_is_in_it(bot: BotSide, known: GroupSide, boris: PhoneSide) -> None:
    chat = await bot.call("getChat", chat_id=known.id)
    assert (chat["type"], chat["title"]) == ("group", "Organisers")
    members: dict[str, Any] = {"chat_id": known.id, "user_id": BORIS.id}
    assert (await bot.call("getChatMember", **members))["user"]["id"] == BORIS.id
    assert await bot.refusal("getChatMember", chat_id=known.id, user_id=STRANGER.id) == (
        "Bad Request: member not found"
    )
    assert (await bot.call("getChatMember", chat_id=known.id, user_id=42))["status"] == "member"
    await known.on(boris).post("kick")
    assert (await bot.call("getChatMember", chat_id=known.id, user_id=42))["status"] == "left"
    assert await bot.refusal("getChatMember", **members) == KICKED


async def test_a_bot_that_was_removed_is_told_and_cannot_write(
    bot: BotSide, known: GroupSide, aigerim: PhoneSide, boris: PhoneSide
) -> None:
    said = await bot.call("sendMessage", chat_id=known.id, text="x")
    await known.on(boris).post("kick")
    await known.on(boris).post("kick")
    await known.on(aigerim).write("/desk")
    (update,) = await bot.call("getUpdates")
    change = update["my_chat_member"]
    assert (change["from"]["id"], change["new_chat_member"]["status"]) == (BORIS.id, "left")
    own = {"chat_id": known.id, "message_id": said["message_id"]}
    assert await bot.refusal("sendMessage", chat_id=known.id, text="x") == KICKED
    assert await bot.refusal("editMessageText", **own, text="y") == KICKED
    assert await bot.refusal("deleteMessage", **own) == KICKED
    tapped = await known.on(aigerim).post("taps", status=400, message_id=1, data="x")
    assert tapped == {"error": "the bot is not there to hear it"}
    await known.on(aigerim).post("add")
    await bot.call("sendMessage", chat_id=known.id, text="back")
    _, back, service = await bot.call("getUpdates")
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["id"] == 42


async def test_what_the_pages_hear_of_a_group(
    bot: BotSide, session: ClientSession, url: str, aigerim: PhoneSide
) -> None:
    async with listening(session, url) as page:
        async with session.post(f"{url}/api/groups", json={"title": "x", "members": [AIGERIM.id]}) as made:
            number = (await made.json())["id"]
        facts = {"type": "group", "group": number, "title": "x", "members": [AIGERIM.id]}
        assert await page.next() == {**facts, "has_bot": True}
        menus = [(await page.next())["group_menus"] for _ in range(3)]
        assert menus == [{str(number): []}, {}, {}]
        group = GroupSide(session, url, number)
        written = await group.on(aigerim).write("hello")
        assert await page.next() == {"type": "message", "group": number, "message": written}
        assert written["author"] == {"id": AIGERIM.id, "name": "Айгерім"}
        await bot.call("sendChatAction", chat_id=number, action="typing")
        assert await page.next() == {"type": "action", "group": number, "action": "typing"}
        await group.on(aigerim).post("kick")
        assert await page.next() == {**facts, "has_bot": False}


async def test_its_menu(bot: BotSide, known: GroupSide, aigerim: PhoneSide) -> None:
    async def offered() -> list[str]:
        menus = (await aigerim.shown())["group_menus"]
        return [line["command"] for line in menus[str(known.id)]]

    steps: tuple[tuple[str, dict[str, Any] | None], ...] = (
        ("a_default", None),
        ("b_groups", {"type": "all_group_chats"}),
        ("c_this_group", {"type": "chat", "chat_id": known.id}),
    )
    for name, scope in steps:
        commands = [{"command": name, "description": "d"}]
        await bot.call("setMyCommands", commands=commands, **({"scope": scope} if scope else {}))
        assert await offered() == [name]
    await bot.call("setMyCommands", commands=commands, scope={"type": "all_private_chats"})
    assert await offered() == ["c_this_group"]
