"""Messages that Telegram refuses are refused, with the same words."""

from typing import Any

import pytest

from tests.demo.sides import (
    AIGERIM,
    BotSide,
    keyboard,
)

ME = AIGERIM.id
HELLO: dict[str, Any] = {"chat_id": ME, "text": "hello"}
LONG = "ж" * 4097
MESSAGES: list[tuple[dict[str, Any], str]] = [
    ({"chat_id": ME}, "message text is empty"),
    ({"chat_id": ME, "text": ""}, "message text is empty"),
    ({"chat_id": 0}, "message text is empty"),
    ({"text": "x"}, "chat_id is empty"),
    ({"chat_id": "", "text": "x"}, "chat_id is empty"),
    ({"chat_id": 0, "text": "x"}, "chat not found"),
    ({"chat_id": -1, "text": "x"}, "chat not found"),
    ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
    ({"chat_id": "rubbish", "text": "x"}, "chat not found"),
    ({"chat_id": ME, "text": " \n\t "}, "text must be non-empty"),
    ({"chat_id": ME, "text": LONG}, "message is too long"),
    ({"chat_id": ME, "text": "😀" * 2049}, "message is too long"),
    ({"chat_id": ME, "text": f"<b>{LONG}</b>", "parse_mode": "HTML"}, "message is too long"),
    ({"chat_id": ME, "text": "ж" * 16385}, "text is too long"),
    (
        {**HELLO, "text": "<b>x", "parse_mode": "html"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ({**HELLO, "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ({**HELLO, "message_thread_id": 5}, "message thread not found"),
    ({**HELLO, "business_connection_id": "x"}, "business connection not found"),
    ({**HELLO, "allow_paid_broadcast": True}, "FLOODSKIP_NOT_ALLOWED"),
    ({**HELLO, "message_effect_id": "1"}, "EFFECT_ID_INVALID"),
    (
        {**HELLO, "suggested_post_parameters": {}},
        "suggested posts can be sent only to channel direct messages",
    ),
    ({**HELLO, "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
    ({**HELLO, "reply_parameters": {}}, 'can\'t find field "message_id"'),
    ({**HELLO, "reply_parameters": []}, "object expected as reply parameters"),
    ({**HELLO, "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
]
KEYBOARDS: list[tuple[Any, str]] = [
    ("{", "can't parse reply keyboard markup JSON object"),
    ([], "object expected as reply markup"),
    ({"inline_keyboard": "bad"}, 'field "inline_keyboard" must be of type Array'),
    (
        {"inline_keyboard": [1]},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    (
        {"inline_keyboard": [[1]]},
        "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
    ),
    ({"inline_keyboard": [[{}]]}, "can't parse inline keyboard button: Can't find field \"text\""),
    (
        {"inline_keyboard": [[{"text": []}]]},
        'can\'t parse inline keyboard button: Field "text" must be of type String',
    ),
    (
        {"inline_keyboard": [[{"text": "x"}]]},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"inline_keyboard": [[{"text": "x", "callback_data": ""}]]},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"inline_keyboard": [[{"text": "", "callback_data": "x"}]]},
        "inline keyboard button text must be non-empty",
    ),
    (keyboard("x" * 65), "BUTTON_DATA_INVALID"),
    (keyboard("ж" * 33), "BUTTON_DATA_INVALID"),
    (keyboard(*map(str, range(101))), "reply markup is too long"),
    (
        {"inline_keyboard": [[{"text": "x", "url": "no-url"}]]},
        "inline keyboard button URL 'no-url' is invalid: Wrong HTTP URL",
    ),
    (
        {"inline_keyboard": [[{"text": "x", "url": "ftp://a.b"}]]},
        "inline keyboard button URL 'ftp://a.b' is invalid: Unsupported URL protocol",
    ),
    (
        {"inline_keyboard": [[{"text": "x", "callback_data": "x", "style": "loud"}]]},
        "can't parse inline keyboard button: invalid button style specified",
    ),
    (
        {"inline_keyboard": [[{"text": "x", "pay": True}]]},
        'can\'t parse inline keyboard button: field "pay" is not emulated',
    ),
    ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
]
ENTITIES: list[tuple[Any, str]] = [
    ([1], "can't parse MessageEntity: expected an Object"),
    ([{"type": "odd", "offset": 0, "length": 1}], "can't parse MessageEntity: Unsupported type specified"),
    ([{"type": "bold", "offset": 0}], "can't parse MessageEntity: Can't find field \"length\""),
    (
        [{"type": "bold", "offset": 100, "length": 1}],
        "entity begins after the end of the text at UTF-16 offset 100",
    ),
    (
        [{"type": "bold", "offset": 0, "length": 100}],
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    ([{"type": "bold", "offset": -1, "length": 1}], "receive an entity with incorrect offset -1"),
    (
        [{"type": "bold", "offset": 1, "length": 1}],
        "entity begins in a middle of a UTF-16 symbol at byte offset 4",
    ),
    (
        [{"type": "bold", "offset": 0, "length": 1}],
        "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4",
    ),
    (
        [{"type": "text_link", "offset": 0, "length": 2}],
        "can't parse MessageEntity: Can't find field \"url\"",
    ),
    (
        [{"type": "text_link", "offset": 0, "length": 2, "url": ""}],
        "entity URL '' is invalid: URL host is empty",
    ),
    (
        [{"type": "date_time", "offset": 0, "length": 2, "unix_time": 5, "date_time_format": "x"}],
        "can't parse MessageEntity: Invalid date-time format specified",
    ),
    (
        [{"type": "text_mention", "offset": 0, "length": 2}],
        "can't parse MessageEntity: Can't find field \"user\"",
    ),
    (
        [{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "x"}],
        'can\'t parse MessageEntity: Field "custom_emoji_id" must be a Number',
    ),
]


@pytest.mark.parametrize(("parameters", "text"), MESSAGES)
async def test_messages(bot: BotSide, parameters: dict[str, Any], text: str) -> None:
    assert await bot.refusal("sendMessage", **parameters) == f"Bad Request: {text}"


@pytest.mark.parametrize(("markup", "text"), KEYBOARDS)
async def test_keyboards(bot: BotSide, markup: Any, text: str) -> None:
    assert await bot.refusal("sendMessage", **HELLO, reply_markup=markup) == f"Bad Request: {text}"


@pytest.mark.parametrize(("entities", "text"), ENTITIES)
async def test_entities(bot: BotSide, entities: Any, text: str) -> None:
    assert (
        await bot.refusal("sendMessage", chat_id=ME, text="😀", entities=entities) == f"Bad Request: {text}"
    )


async def test_the_longest_texts_are_taken(bot: BotSide) -> None:
    for text in ("x" * 4096, "😀" * 2048, "<b>" + "ж" * 4096 + "</b>"):
        sent = await bot.call("sendMessage", chat_id=ME, text=text, parse_mode="HTML")
        assert len(sent["text"].encode("utf-16-le")) == 2 * 4096
    await bot.call("sendMessage", **HELLO, reply_markup=keyboard("ж" * 32, "x" * 64))
    await bot.call("sendDocument", {"document": b"x"}, chat_id=ME, caption="ж" * 1024)
