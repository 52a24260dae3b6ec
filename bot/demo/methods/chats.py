"""Chats and who is in them; what the bot is seen doing; files to download."""

from typing import Any, Final

from bot.demo.files import LARGEST_DOWNLOAD
from bot.demo.messages import Phone
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
        **telegram.chat(given).chat,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": NO_GIFTS,
    }


def get_chat_member(telegram: Telegram, given: Parameters) -> object:
    phone, user = telegram.chat(given), given.integer("user_id")
    if user <= 0:
        raise Refusal("invalid user_id specified")
    if user == phone.person.id:
        return {"user": phone.user, "status": "member"}
    if user == telegram.me["id"]:
        return bot_as_member(telegram, phone)
    raise Refusal("member not found")


def bot_as_member(telegram: Telegram, phone: Phone) -> dict[str, Any]:
    """Bot API "ChatMember": the bot in a private chat; `kicked` where it was blocked."""
    if phone.blocked:
        return {"user": telegram.me, "status": "kicked", "until_date": 0}
    return {"user": telegram.me, "status": "member"}


def send_chat_action(telegram: Telegram, given: Parameters) -> object:
    if given.text("action") not in ACTIONS:
        raise Refusal("wrong parameter action in request")
    phone = telegram.recipient(given)
    telegram.events.send("action", phone.person.id, action=given.text("action"))
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
