"""Chats and who is in them; what the bot is seen doing; files to download."""

from typing import Any, Final

from bot.demo.chats import Chat, Group
from bot.demo.files import LARGEST_DOWNLOAD
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram

ACTIONS: Final = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)
NO_GIFTS: Final = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_chat(telegram: Telegram, given: Parameters) -> object:
    """Bot API "ChatFullInfo", with its required fields only."""
    return {
        **telegram.chat(given).document,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": NO_GIFTS,
    }


def get_chat_member(telegram: Telegram, given: Parameters) -> object:
    chat, user = telegram.chat(given), given.integer("user_id")
    if user <= 0:
        raise Refusal("invalid user_id specified")
    if user == telegram.me["id"]:
        return bot_as_member(telegram, chat)
    if isinstance(chat, Group):
        chat.check_writable()
    if user not in chat.members:
        raise Refusal("member not found")
    return {"user": chat.members[user].user, "status": "member"}


def bot_as_member(telegram: Telegram, chat: Chat) -> dict[str, Any]:
    """Bot API "ChatMember": the bot in a chat."""
    until = {"until_date": 0} if chat.bot_status == "kicked" else {}
    return {"user": telegram.me, "status": chat.bot_status, **until}


def send_chat_action(telegram: Telegram, given: Parameters) -> object:
    if given.text("action") not in ACTIONS:
        raise Refusal("wrong parameter action in request")
    chat = telegram.recipient(given)
    telegram.events.send("action", chat.id, action=given.text("action"))
    return True


def get_file(telegram: Telegram, given: Parameters) -> object:
    file = telegram.files.find(given.text("file_id"))
    if file is None:
        raise Refusal("invalid file_id")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise Refusal("file is too big")
    return {**file.as_telegram(), "file_path": file.path}


METHODS: Final = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "sendChatAction": send_chat_action,
    "getFile": get_file,
}
