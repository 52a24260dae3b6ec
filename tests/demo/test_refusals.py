"""What Telegram refuses is refused, with the same code and the same words."""

from typing import Any

import pytest

from bot.demo.parameters import Upload
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram
from tests.demo.sides import AIGERIM, BORIS, STRANGER, BotSide, PhoneSide, keyboard, picture

ME = AIGERIM.id
HELLO: dict[str, Any] = {"chat_id": ME, "text": "hello"}
LONG = "ж" * 4097
HEAVY = picture() + bytes(10 << 20)
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
        [{"type": "text_mention", "offset": 0, "length": 2}],
        "can't parse MessageEntity: Can't find field \"user\"",
    ),
    (
        [{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "x"}],
        'can\'t parse MessageEntity: Field "custom_emoji_id" must be a Number',
    ),
]
OTHERS: list[tuple[str, dict[str, Any], str]] = [
    ("sendChatAction", {"chat_id": ME}, "wrong parameter action in request"),
    ("sendChatAction", {"chat_id": ME, "action": "dancing"}, "wrong parameter action in request"),
    ("sendPhoto", {"chat_id": ME}, "there is no photo in the request"),
    ("sendPhoto", {"chat_id": ME, "photo": "attach://gone"}, "there is no photo in the request"),
    ("sendPhoto", {"chat_id": ME, "photo": "unknown"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": ME, "photo": "https://a.b/c.png"}, "failed to get HTTP URL content"),
    ("sendDocument", {"chat_id": ME}, "there is no document in the request"),
    ("sendDocument", {"chat_id": ME, "document": "x", "caption": "x" * 1025}, "message caption is too long"),
    ("sendMediaGroup", {"chat_id": ME}, 'parameter "media" is required'),
    ("sendMediaGroup", {"chat_id": ME, "media": {}}, "expected an Array of InputMedia"),
    ("sendMediaGroup", {"chat_id": ME, "media": []}, "there are no messages to send"),
    ("sendMediaGroup", {"chat_id": ME, "media": [{}] * 11}, "too many messages to send as an album"),
    ("sendMediaGroup", {"chat_id": ME, "media": [1]}, "can't parse InputMedia: expected an Object"),
    (
        "sendMediaGroup",
        {"chat_id": ME, "media": [{"type": "photo"}]},
        "can't parse InputMedia: media not found",
    ),
    (
        "sendMediaGroup",
        {"chat_id": ME, "media": [{"type": "video", "media": "x"}]},
        'can\'t parse InputMedia: type "video" is unsupported',
    ),
    (
        "sendMediaGroup",
        {"chat_id": ME, "media": [{"type": "photo"}, {"type": "document"}]},
        "can't use the media of the specified type in the album",
    ),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"text": "x", "message_id": 1}, "chat_id is empty"),
    ("editMessageText", {"text": "x", "inline_message_id": "x"}, "MESSAGE_ID_INVALID"),
    ("editMessageText", {"chat_id": ME, "message_id": 999, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"chat_id": ME, "message_id": 999}, "message text is empty"),
    ("editMessageText", {"chat_id": ME, "message_id": 999, "text": LONG}, "MESSAGE_TOO_LONG"),
    (
        "editMessageText",
        {"chat_id": ME, "text": "x", "reply_markup": {"force_reply": True}},
        "inline keyboard expected",
    ),
    (
        "editMessageCaption",
        {"chat_id": ME, "message_id": 999, "caption": "x" * 1025},
        "MEDIA_CAPTION_TOO_LONG",
    ),
    ("editMessageReplyMarkup", {"chat_id": ME, "message_id": 999}, "message to edit not found"),
    ("editMessageMedia", {"chat_id": ME, "message_id": 999}, 'parameter "media" is required'),
    ("deleteMessage", {"message_id": 1}, "chat identifier is not specified"),
    ("deleteMessage", {"chat_id": ME}, "message identifier is not specified"),
    ("deleteMessage", {"chat_id": ME, "message_id": 999}, "message to delete not found"),
    ("deleteMessages", {"chat_id": ME}, "message identifiers are not specified"),
    ("deleteMessages", {"chat_id": ME, "message_ids": []}, "message identifiers are not specified"),
    ("deleteMessages", {"chat_id": ME, "message_ids": 1}, "expected an Array of message identifiers"),
    ("deleteMessages", {"chat_id": ME, "message_ids": [[]]}, "message identifier must be a Number"),
    ("deleteMessages", {"chat_id": ME, "message_ids": ["x"]}, "can't parse message identifier as a Number"),
    ("deleteMessages", {"chat_id": ME, "message_ids": [0]}, "invalid message identifier specified"),
    ("deleteMessages", {"chat_id": ME, "message_ids": [1] * 101}, "too many message identifiers specified"),
    ("copyMessage", {"chat_id": ME, "from_chat_id": ME, "message_id": 999}, "message to copy not found"),
    ("copyMessage", {"chat_id": ME, "message_id": 1}, 'parameter "from_chat_id" is required'),
    (
        "forwardMessage",
        {"chat_id": ME, "from_chat_id": ME, "message_id": 999},
        "message to forward not found",
    ),
    ("answerCallbackQuery", {}, "query is too old and response timeout expired or query ID is invalid"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "5"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("setMyCommands", {"commands": {}}, "expected an Array of BotCommand"),
    ("setMyCommands", {"commands": [1]}, "can't parse BotCommand: expected an Object"),
    (
        "setMyCommands",
        {"commands": [{"command": "a"}]},
        "can't parse BotCommand: Can't find field \"description\"",
    ),
    ("setMyCommands", {"commands": [{"command": "", "description": "d"}]}, "command must be non-empty"),
    (
        "setMyCommands",
        {"commands": [{"command": "a" * 33, "description": "d"}]},
        "command length must not exceed 32",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": ""}]},
        "command description must be non-empty",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": "d" * 257}]},
        "command description length must not exceed 256",
    ),
    ("setMyCommands", {"commands": [{"command": "A", "description": "d"}]}, "BOT_COMMAND_INVALID"),
    (
        "setMyCommands",
        {"commands": [{"command": f"c{n}", "description": "d"} for n in range(101)]},
        "BOT_COMMANDS_TOO_MUCH",
    ),
    ("setMyCommands", {"commands": [], "language_code": "kaz"}, "invalid language code specified"),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "odd"}},
        "can't parse BotCommandScope: Unsupported type specified",
    ),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "chat"}},
        "can't parse BotCommandScope: Can't find field \"chat_id\"",
    ),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "chat_member", "chat_id": 0}},
        "can't parse BotCommandScope: Can't find field \"user_id\"",
    ),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ("setMyName", {"name": "x" * 65}, "BOT_TITLE_INVALID"),
    ("setMyName", {"name": ""}, "BOT_TITLE_INVALID"),
    ("setMyDescription", {"description": "x" * 513}, "BOT_DESC_INVALID"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "BOT_SHARETEXT_INVALID"),
    ("getMyName", {"language_code": "K"}, "invalid language code specified"),
    (
        "setChatMenuButton",
        {"menu_button": {"type": "odd"}},
        "can't parse menu button: MenuButton has unsupported type",
    ),
    ("setChatMenuButton", {"chat_id": 5}, "user not found"),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "x"}, "invalid file_id"),
    ("getChat", {"chat_id": STRANGER.id}, "chat not found"),
    ("getChatMember", {"chat_id": ME}, "invalid user_id specified"),
    ("getChatMember", {"chat_id": ME, "user_id": BORIS.id}, "member not found"),
    ("setWebhook", {"url": "https://"}, "invalid webhook URL specified"),
    ("setWebhook", {"url": "http://example.com"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://a.b", "secret_token": "x" * 257}, "secret token is too long"),
    (
        "setWebhook",
        {"url": "https://a.b", "secret_token": "a b"},
        "secret token contains unallowed characters",
    ),
    ("getUpdates", {"offset": "many"}, 'parameter "offset" must be of type Integer'),
    ("sendMessage", {**HELLO, "parse_mode": "MarkdownV2"}, 'parse_mode "MarkdownV2" is not emulated'),
    ("sendDice", {"chat_id": ME}, "method sendDice is not emulated"),
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


@pytest.mark.parametrize(("method", "parameters", "text"), OTHERS)
async def test_other_methods(bot: BotSide, method: str, parameters: dict[str, Any], text: str) -> None:
    assert await bot.refusal(method, **parameters) == f"Bad Request: {text}"


async def test_the_longest_texts_are_taken(bot: BotSide) -> None:
    for text in ("x" * 4096, "😀" * 2048, "<b>" + "ж" * 4096 + "</b>"):
        sent = await bot.call("sendMessage", chat_id=ME, text=text, parse_mode="HTML")
        assert len(sent["text"].encode("utf-16-le")) == 2 * 4096
    await bot.call("sendMessage", **HELLO, reply_markup=keyboard("ж" * 32, "x" * 64))
    await bot.call("sendDocument", {"document": b"x"}, chat_id=ME, caption="ж" * 1024)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (picture(6000, 4001), "PHOTO_INVALID_DIMENSIONS"),
        (picture(21, 1), "PHOTO_INVALID_DIMENSIONS"),
        (
            HEAVY,
            f"file of size {len(HEAVY)} bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
    ids=["empty", "no picture", "huge", "steep", "heavy"],
)
async def test_photos(bot: BotSide, content: bytes, text: str) -> None:
    assert await bot.refusal("sendPhoto", {"photo": content}, chat_id=ME) == f"Bad Request: {text}"


def test_files_above_50_mb(telegram: Telegram) -> None:
    with pytest.raises(Refusal) as refused:
        telegram.files.keep(Upload("x", "", bytes((50 << 20) + 1)), "document")
    assert refused.value.answer() == {
        "ok": False,
        "error_code": 413,
        "description": "Request Entity Too Large",
    }


async def test_requests_far_above_50_mb(bot: BotSide) -> None:
    answer = await bot.answer("sendDocument", {"document": bytes(52 << 20)}, chat_id=ME)
    assert answer == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}


async def test_downloads_above_20_mb(bot: BotSide, telegram: Telegram) -> None:
    file = telegram.files.keep(Upload("x", "", bytes((20 << 20) + 1)), "document")
    assert await bot.refusal("getFile", file_id=file.id) == "Bad Request: file is too big"


async def test_a_document_is_no_photo(bot: BotSide) -> None:
    sent = await bot.call("sendDocument", {"document": picture()}, chat_id=ME)
    assert (
        await bot.refusal("sendPhoto", chat_id=ME, photo=sent["document"]["file_id"])
        == "Bad Request: can't use file of type Document as Photo"
    )


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


async def test_who_left_telegram(bot: BotSide, session: Any, url: str) -> None:
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
async def test_wrong_tokens(session: Any, url: str, token: str, text: str) -> None:
    answer = await BotSide(session, url, token).answer("getMe")
    assert answer == {"ok": False, "error_code": 401, "description": text}


async def test_unknown_methods(bot: BotSide) -> None:
    answer = await bot.answer("sendPigeon")
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_after_logging_out(bot: BotSide) -> None:
    assert await bot.call("close") is True
    assert await bot.call("logOut") is True
    assert (await bot.answer("getMe"))["error_code"] == 401


async def test_bodies_that_are_no_json(session: Any, bot: BotSide) -> None:
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


async def test_a_tap_is_answered_once_and_in_time(bot: BotSide, aigerim: PhoneSide, machine: Any) -> None:
    sent = await bot.call("sendMessage", **HELLO, reply_markup=keyboard("a"))
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    first = await aigerim.tap(sent["message_id"], "a")
    assert (
        await bot.refusal("answerCallbackQuery", callback_query_id=first, text="ж" * 201)
        == "Bad Request: MESSAGE_TOO_LONG"
    )
    assert await bot.call("answerCallbackQuery", callback_query_id=first, text="ж" * 200) is True
    assert await bot.refusal("answerCallbackQuery", callback_query_id=first) == too_old
    second = await aigerim.tap(sent["message_id"], "a")
    machine.seconds += 15 * 60 + 1
    assert await bot.refusal("answerCallbackQuery", callback_query_id=second) == too_old


async def test_old_messages_stay(bot: BotSide, clock: Any) -> None:
    sent = await bot.call("sendMessage", **HELLO)
    place: dict[str, Any] = {"chat_id": ME, "message_id": sent["message_id"]}
    await clock.jump("week")
    assert await bot.refusal("deleteMessage", **place) == "Bad Request: message can't be deleted for everyone"
    await bot.call("editMessageText", **place, text="can still be edited")
