"""Calls that Telegram refuses are refused, with the same words."""

from typing import Any

import pytest

from tests.demo.sides import (
    AIGERIM,
    BORIS,
    STRANGER,
    BotSide,
)

ME = AIGERIM.id
HELLO: dict[str, Any] = {"chat_id": ME, "text": "hello"}
LONG = "ж" * 4097
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
    ("deleteMessages", {"chat_id": 5, "message_ids": [1]}, "chat not found"),
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
    ("setChatMenuButton", {"menu_button": []}, "can't parse menu button: MenuButton must be an Object"),
    (
        "setChatMenuButton",
        {"menu_button": {"type": "web_app", "web_app": {"url": "http://a.b"}}},
        "menu button Web App URL 'http://a.b' is invalid: Only HTTPS links are allowed",
    ),
    (
        "setMyCommands",
        {"commands": [], "scope": []},
        "can't parse BotCommandScope: BotCommandScope must be an Object",
    ),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "chat", "chat_id": ""}},
        "can't parse BotCommandScope: Empty chat_id specified",
    ),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "chat_member", "chat_id": ME, "user_id": 0}},
        "can't parse BotCommandScope: Invalid user_id specified",
    ),
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


@pytest.mark.parametrize(("method", "parameters", "text"), OTHERS)
async def test_other_methods(bot: BotSide, method: str, parameters: dict[str, Any], text: str) -> None:
    assert await bot.refusal(method, **parameters) == f"Bad Request: {text}"
