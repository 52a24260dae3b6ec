"""What people write: replies, formatting, long texts, captions, and what they forward."""

import json
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.chats import Phone
from bot.demo.formatted import Entity, Formatted, units
from bot.demo.splitting import parts
from bot.demo.telegram import Telegram
from tests.demo.sides import AIGERIM, BORIS, TOKEN, BotSide, PhoneSide, keyboard, picture

ME = AIGERIM.id


async def heard(bot: BotSide) -> list[Any]:
    """The messages that the bot is told of."""
    return [update["message"] for update in await bot.call("getUpdates")]


async def test_a_reply_says_what_it_answers(bot: BotSide, aigerim: PhoneSide) -> None:
    sent = await bot.call("sendMessage", chat_id=ME, text="Bring <b>tea</b>", parse_mode="HTML")
    written = await aigerim.post("messages", text="I will", reply_to=sent["message_id"])
    assert written["reply_to"] == sent["message_id"]
    await aigerim.post("messages", text="and sugar", reply_to=written["message_id"])
    first, second = await heard(bot)
    assert first["reply_to_message"] == sent
    assert second["reply_to_message"]["text"] == "I will"
    assert "reply_to_message" not in second["reply_to_message"]


async def test_a_file_can_be_a_reply(bot: BotSide, aigerim: PhoneSide) -> None:
    sent = await bot.call("sendMessage", chat_id=ME, text="Send your list")
    await aigerim.send_file("list.txt", b"list", reply_to=str(sent["message_id"]))
    (message,) = await heard(bot)
    assert message["reply_to_message"]["message_id"] == sent["message_id"]


async def test_nobody_replies_to_what_is_not_there(aigerim: PhoneSide) -> None:
    answer = await aigerim.post("messages", status=400, text="x", reply_to=999)
    assert answer == {"error": "there is no such message to reply to"}


async def test_formatting_is_kept(bot: BotSide, aigerim: PhoneSide) -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 3, "length": 4, "url": "https://a.kz"},
        {"type": "pre", "offset": 8, "length": 1, "language": "py"},
    ]
    written = await aigerim.post("messages", text="😀 here x /now", entities=entities)
    assert written["html"] == '<b>😀</b> <a href="https://a.kz/">here</a> <pre>x</pre> /now'
    (message,) = await heard(bot)
    assert message["entities"] == [
        entities[0],
        {**entities[1], "url": "https://a.kz/"},
        entities[2],
        {"type": "bot_command", "offset": 10, "length": 4},
    ]


async def test_a_caption_is_formatted_too(bot: BotSide, aigerim: PhoneSide) -> None:
    entities = [{"type": "italic", "offset": 0, "length": 3}]
    await aigerim.send_file(
        "team.png", picture(), caption="Our team", as_photo=True, entities=json.dumps(entities)
    )
    (message,) = await heard(bot)
    assert message["caption_entities"] == entities
    assert message["photo"]


@pytest.mark.parametrize(
    ("entities", "error"),
    [
        ("bold", 'field "entities" must be of type Array'),
        ([1], "can't parse MessageEntity: expected an Object"),
        (
            [{"type": "loud", "offset": 0, "length": 1}],
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (
            [{"type": "bold", "offset": 0, "length": 9}],
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
        ),
    ],
)
async def test_formatting_that_no_app_sends(aigerim: PhoneSide, entities: Any, error: str) -> None:
    answer = await aigerim.post("messages", status=400, text="hello", entities=entities)
    assert answer == {"error": error}


async def test_a_long_text_leaves_as_several_messages(bot: BotSide, aigerim: PhoneSide) -> None:
    lines = "\n".join(f"{number:03} {'ж' * 95}" for number in range(50))
    await aigerim.post("messages", text=lines, entities=[{"type": "bold", "offset": 0, "length": 4999}])
    first, second = await heard(bot)
    assert [len(first["text"]), len(second["text"])] == [4000 - 1, 1000 - 1]
    assert first["text"].endswith("ж")
    assert second["text"].startswith("040 ")
    assert second["entities"] == [{"type": "bold", "offset": 0, "length": 999}]
    assert first["date"] == second["date"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("12345678", ["12345678"]),
        ("123456789", ["12345678", "9"]),
        ("12345 789", ["12345", "789"]),
        ("12345 7\n9", ["12345 7", "9"]),
        ("12345\n7 9", ["12345", "7 9"]),
        ("1 3456789", ["1 345678", "9"]),  # a space in the first half is not near
        ("1234567😀", ["1234567", "😀"]),
        ("1234567  " * 2, ["1234567", "1234567"]),
        (" \n", []),
    ],
)
def test_where_a_text_is_cut(text: str, pieces: list[str]) -> None:
    assert [piece.text for piece in parts(Formatted(text), 8)] == pieces


def test_formatting_goes_on_behind_a_cut() -> None:
    text = Formatted("123456 89", (Entity("bold", 2, 7), Entity("code", 0, 1)))
    first, second = parts(text, 8)
    assert first == Formatted("123456", (Entity("code", 0, 1), Entity("bold", 2, 4)))
    assert second == Formatted("89", (Entity("bold", 0, 2),))


@given(st.text(alphabet="a😀 \n"), st.integers(0, 5), st.integers(1, 30))
def test_nothing_is_lost_by_cutting(text: str, offset: int, length: int) -> None:
    marked = (Entity("code", offset, min(length, units(text) - offset)),) if units(text) > offset else ()
    pieces = list(parts(Formatted(text, marked), 8))
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())
    assert all(0 < units(piece.text) <= 8 for piece in pieces)
    assert all(entity.end <= units(piece.text) for piece in pieces for entity in piece.entities)


async def test_the_longest_captions(aigerim: PhoneSide) -> None:
    await aigerim.send_file("a.txt", b"x", caption="ж" * 1024)
    answer = await aigerim.send_file("a.txt", b"x", caption="ж" * 1025, status=400)
    assert answer == {"error": "a caption has at most 1024 UTF-16 units"}


async def test_premium_people_write_longer_captions(
    bot: BotSide, telegram: Telegram, aigerim: PhoneSide
) -> None:
    telegram.phones[ME] = Phone(replace(AIGERIM, premium=True))
    await aigerim.send_file("a.txt", b"x", caption="ж" * 4096)
    answer = await aigerim.send_file("a.txt", b"x", caption="ж" * 4097, status=400)
    assert answer == {"error": "a caption has at most 4096 UTF-16 units"}
    (message,) = await heard(bot)
    assert (len(message["caption"]), message["from"]["is_premium"]) == (4096, True)


async def test_a_forwarded_message_says_who_wrote_it_and_has_no_buttons(
    bot: BotSide, session: ClientSession, url: str, aigerim: PhoneSide
) -> None:
    sent = await bot.call("sendMessage", chat_id=ME, text="Send it now?", reply_markup=keyboard("Send"))
    boris = PhoneSide(session, url, BORIS)
    source = {"phone": ME, "message_id": sent["message_id"]}
    shown = await boris.post("messages", forward=source)
    assert (shown["forwarded_from"], shown["buttons"]) == ("Seminar bot", [])
    (message,) = await heard(bot)
    assert message["from"]["id"] == BORIS.id
    assert message["forward_origin"]["sender_user"]["id"] == 42
    assert "reply_markup" not in message
    for wrong, status in (({"phone": ME, "message_id": 999}, 400), ({"phone": 5, "message_id": 1}, 404)):
        await boris.post("messages", status=status, forward=wrong)


async def test_what_somebody_sent_can_be_sent_on(
    bot: BotSide, session: ClientSession, url: str, aigerim: PhoneSide
) -> None:
    await aigerim.send_file("plan.png", picture(), as_photo=True)
    await aigerim.send_file("plan.pdf", b"%PDF")
    photo, document = await heard(bot)
    size, file = photo["photo"][-1]["file_id"], document["document"]["file_id"]
    assert (await bot.call("sendPhoto", chat_id=BORIS.id, photo=size))["photo"] == photo["photo"]
    sent = await bot.call("sendDocument", chat_id=BORIS.id, document=file)
    assert sent["document"] == document["document"]
    refusal = await bot.refusal("sendDocument", chat_id=BORIS.id, document=size)
    assert refusal == "Bad Request: can't use file of type Photo as Document"
    path = (await bot.call("getFile", file_id=file))["file_path"]
    async with session.get(f"{url}/file/bot{TOKEN}/{path}") as response:
        assert await response.read() == b"%PDF"
