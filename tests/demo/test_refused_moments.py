"""What Telegram refuses because of what happened before: whom, which message, when."""

from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.demo.sides import (
    AIGERIM,
    STRANGER,
    BotSide,
    MachineClock,
    PhoneSide,
    SeminarClock,
    keyboard,
)

ME = AIGERIM.id
HELLO: dict[str, Any] = {"chat_id": ME, "text": "hello"}


async def test_who_cannot_be_written_to(bot: BotSide, aigerim: PhoneSide) -> None:
    answer = await bot.answer("sendMessage", chat_id=STRANGER.id, text="x")
    assert answer["error_code"] == 403
    assert answer["description"] == "Forbidden: bot can't initiate conversation with a user"
    sent = await bot.call("sendMessage", **HELLO)
    await aigerim.post("block")
    blocked = "Forbidden: bot was blocked by the user"
    assert await bot.refusal("sendMessage", **HELLO) == blocked
    assert await bot.refusal("sendChatAction", chat_id=ME, action="typing") == blocked
    edit: dict[str, Any] = {"chat_id": ME, "message_id": sent["message_id"], "text": "x"}
    assert await bot.refusal("editMessageText", **edit) == blocked
    await aigerim.post("unblock")
    await bot.call("sendMessage", **HELLO)


async def test_who_left_telegram(bot: BotSide, session: ClientSession, url: str) -> None:
    async with session.post(f"{url}/api/faults", json={"deactivate": [ME]}) as response:
        assert response.status == 200
    assert await bot.refusal("sendMessage", **HELLO) == "Forbidden: user is deactivated"


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ("42:" + "x" * 35, "Unauthorized"),
        ("nonsense", "Unauthorized: invalid token specified"),
        ("0:x", "Unauthorized: invalid token specified"),
    ],
)
async def test_wrong_tokens(session: ClientSession, url: str, token: str, text: str) -> None:
    answer = await BotSide(session, url, token).answer("getMe")
    assert answer == {"ok": False, "error_code": 401, "description": text}


async def test_unknown_methods(bot: BotSide) -> None:
    answer = await bot.answer("sendPigeon")
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_after_logging_out(bot: BotSide) -> None:
    assert await bot.call("close") is True
    assert await bot.call("logOut") is True
    assert (await bot.answer("getMe"))["error_code"] == 401


async def test_bodies_that_are_no_json(session: ClientSession, bot: BotSide) -> None:
    headers = {"Content-Type": "application/json"}
    for body, text in (
        (b"{", "can't parse JSON object"),
        (b"[]", "can't parse JSON object"),
        (b'{"text": "\\ud800"}', "strings must be encoded in UTF-8"),
    ):
        async with session.post(f"{bot.base}sendMessage", data=body, headers=headers) as response:
            assert (await response.json())["description"] == f"Bad Request: {text}"


async def test_the_message_is_not_modified(bot: BotSide) -> None:
    sent = await bot.call("sendMessage", **HELLO, reply_markup=keyboard("a"))
    place: dict[str, Any] = {"chat_id": ME, "message_id": sent["message_id"]}
    not_modified = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    same: dict[str, Any] = {
        **place,
        "text": " <b></b>hello",
        "parse_mode": "HTML",
        "reply_markup": keyboard("a"),
    }
    assert await bot.refusal("editMessageText", **same) == not_modified
    assert await bot.refusal("editMessageReplyMarkup", **place, reply_markup=keyboard("a")) == not_modified
    await bot.call("editMessageText", **{**same, "text": "<b>hello</b>"})
    await bot.call("editMessageReplyMarkup", **place)
    assert await bot.refusal("editMessageReplyMarkup", **place) == not_modified


async def test_messages_that_cannot_be_edited(bot: BotSide, aigerim: PhoneSide) -> None:
    theirs = (await aigerim.write("mine"))["message_id"]
    sent = await bot.call("sendMessage", **HELLO, reply_markup={"keyboard": [["a"]]})
    forwarded = await bot.call("forwardMessage", chat_id=ME, from_chat_id=ME, message_id=theirs)
    for number in (theirs, sent["message_id"], forwarded["message_id"]):
        edit: dict[str, Any] = {"chat_id": ME, "message_id": number, "text": "x"}
        assert await bot.refusal("editMessageText", **edit) == "Bad Request: message can't be edited"


async def test_texts_and_captions_are_not_confused(bot: BotSide) -> None:
    text = await bot.call("sendMessage", **HELLO)
    file = await bot.call("sendDocument", {"document": b"x"}, chat_id=ME)
    place: dict[str, Any] = {"chat_id": ME, "message_id": file["message_id"]}
    assert (
        await bot.refusal("editMessageText", **place, text="x")
        == "Bad Request: there is no text in the message to edit"
    )
    place = {"chat_id": ME, "message_id": text["message_id"]}
    assert (
        await bot.refusal("editMessageCaption", **place, caption="x")
        == "Bad Request: there is no caption in the message to edit"
    )


async def test_a_tap_is_answered_once_and_in_time(
    bot: BotSide, aigerim: PhoneSide, machine: MachineClock
) -> None:
    sent = await bot.call("sendMessage", **HELLO, reply_markup=keyboard("a"))
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    first = await aigerim.tap(sent["message_id"], "a")
    assert (
        await bot.refusal("answerCallbackQuery", callback_query_id=first, text="ж" * 201)
        == "Bad Request: MESSAGE_TOO_LONG"
    )
    refusal = await bot.refusal("answerCallbackQuery", callback_query_id=first, url="https://a.kz")
    assert refusal == "Bad Request: URL_INVALID"
    assert await bot.call("answerCallbackQuery", callback_query_id=first, text="ж" * 200) is True
    assert await bot.refusal("answerCallbackQuery", callback_query_id=first) == too_old
    second = await aigerim.tap(sent["message_id"], "a")
    machine.seconds += 15 * 60 + 1
    assert await bot.refusal("answerCallbackQuery", callback_query_id=second) == too_old


async def test_a_message_is_taken_back_for_two_days_and_not_a_second_longer(
    bot: BotSide, clock: SeminarClock
) -> None:
    sent = [await bot.call("sendMessage", **HELLO) for _ in range(2)]
    clock.moment += timedelta(hours=48)
    await bot.call("deleteMessage", chat_id=ME, message_id=sent[0]["message_id"])
    clock.moment += timedelta(seconds=1)
    refusal = await bot.refusal("deleteMessage", chat_id=ME, message_id=sent[1]["message_id"])
    assert refusal == "Bad Request: message can't be deleted for everyone"


async def test_several_are_taken_back_together_or_not_at_all(
    bot: BotSide, aigerim: PhoneSide, clock: SeminarClock
) -> None:
    old = await bot.call("sendMessage", **HELLO)
    clock.moment += timedelta(hours=49)
    new = await bot.call("sendMessage", **HELLO)
    numbers = [new["message_id"], old["message_id"], 999]
    refusal = await bot.refusal("deleteMessages", chat_id=ME, message_ids=numbers)
    assert refusal == "Bad Request: message can't be deleted for everyone"
    assert (await aigerim.newest())["message_id"] == new["message_id"]
    await bot.call("deleteMessages", chat_id=ME, message_ids=[new["message_id"], 999])
    assert (await aigerim.newest())["message_id"] == old["message_id"]


async def test_old_messages_stay(bot: BotSide, clock: SeminarClock) -> None:
    sent = await bot.call("sendMessage", **HELLO)
    place: dict[str, Any] = {"chat_id": ME, "message_id": sent["message_id"]}
    await clock.jump("week")
    assert await bot.refusal("deleteMessage", **place) == "Bad Request: message can't be deleted for everyone"
    await bot.call("editMessageText", **place, text="can still be edited")
