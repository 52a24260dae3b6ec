"""The bot itself: who it is, what it is called, and leaving."""

from typing import Final

from bot.demo.methods.languages import language_of
from bot.demo.parameters import Parameters
from bot.demo.profile import in_language, put
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram

NAME: Final = 64  # characters, Bot API "setMyName"
DESCRIPTION: Final = 512
SHORT_DESCRIPTION: Final = 120


def get_me(telegram: Telegram, _: Parameters) -> object:
    return {
        **telegram.me,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_name(telegram: Telegram, given: Parameters) -> object:
    """Without a language the name must not be empty; with one, '' takes it back."""
    language, name = language_of(given), given.text("name")
    if len(name) > NAME or not (name or language):
        raise Refusal("BOT_TITLE_INVALID")
    put(telegram.profile.names, language, name)
    telegram.menu_changed()
    return True


def set_description(telegram: Telegram, given: Parameters) -> object:
    if len(given.text("description")) > DESCRIPTION:
        raise Refusal("BOT_DESC_INVALID")
    put(telegram.profile.descriptions, language_of(given), given.text("description"))
    telegram.menu_changed()
    return True


def set_short_description(telegram: Telegram, given: Parameters) -> object:
    if len(given.text("short_description")) > SHORT_DESCRIPTION:
        raise Refusal("BOT_SHARETEXT_INVALID")
    put(telegram.profile.short_descriptions, language_of(given), given.text("short_description"))
    return True


def get_name(telegram: Telegram, given: Parameters) -> object:
    return {"name": in_language(telegram.profile.names, language_of(given))}


def get_description(telegram: Telegram, given: Parameters) -> object:
    return {"description": in_language(telegram.profile.descriptions, language_of(given))}


def get_short_description(telegram: Telegram, given: Parameters) -> object:
    return {"short_description": in_language(telegram.profile.short_descriptions, language_of(given))}


def log_out(telegram: Telegram, _: Parameters) -> object:
    telegram.logged_out = True
    return True


def close(_: Telegram, __: Parameters) -> object:
    return True


METHODS: Final = {
    "getMe": get_me,
    "setMyName": set_name,
    "getMyName": get_name,
    "setMyDescription": set_description,
    "getMyDescription": get_description,
    "setMyShortDescription": set_short_description,
    "getMyShortDescription": get_short_description,
    "logOut": log_out,
    "close": close,
}
