"""Command menus and the button that opens them."""

import re
from typing import Any, Final

from bot.demo.fields import FieldError, optional, parsing, required
from bot.demo.links import LinkError, checked
from bot.demo.methods.languages import language_of
from bot.demo.parameters import Parameters
from bot.demo.profile import CHAT, DEFAULT, Command, Scope
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram

COMMAND: Final = 32  # characters, Bot API "BotCommand"
DESCRIPTION: Final = 256
MOST_COMMANDS: Final = 100  # Bot API "setMyCommands"
SCOPES: Final = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES: Final = ("chat", "chat_administrators", "chat_member")


def set_commands(telegram: Telegram, given: Parameters) -> object:
    """An empty list takes the menu back."""
    commands = _commands(given)
    scope, language = _scope(telegram, given), language_of(given)
    if commands:
        telegram.profile.commands[scope, language] = commands
    else:
        telegram.profile.commands.pop((scope, language), None)
    telegram.menu_changed()
    return True


def get_commands(telegram: Telegram, given: Parameters) -> object:
    return telegram.profile.commands.get((_scope(telegram, given), language_of(given)), [])


def delete_commands(telegram: Telegram, given: Parameters) -> object:
    telegram.profile.commands.pop((_scope(telegram, given), language_of(given)), None)
    telegram.menu_changed()
    return True


def set_button(telegram: Telegram, given: Parameters) -> object:
    button = given.document("menu_button", "menu button", {"type": "default"})
    with parsing("menu button"):
        checked_button = _button(button)
    chat = _chat_of_button(telegram, given)
    if checked_button["type"] == "default":
        telegram.profile.buttons.pop(chat, None)
    else:
        telegram.profile.buttons[chat] = checked_button
    return True


def get_button(telegram: Telegram, given: Parameters) -> object:
    return telegram.profile.button(_chat_of_button(telegram, given))


def _commands(given: Parameters) -> list[Command]:
    documents = given.document("commands", "commands", [])
    if not isinstance(documents, list):
        raise Refusal("expected an Array of BotCommand")
    with parsing("BotCommand"):
        commands = [_command(document) for document in documents]
    if len(commands) > MOST_COMMANDS:
        raise Refusal("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check(command)
    return commands


def _command(document: Any) -> Command:
    if not isinstance(document, dict):
        raise FieldError("expected an Object")
    name, description = required(document, "command", str), required(document, "description", str)
    return {"command": name.strip().removeprefix("/"), "description": description.strip()}


def _check(command: Command) -> None:
    name, description = command["command"], command["description"]
    if not name:
        raise Refusal("command must be non-empty")
    if len(name) > COMMAND:
        raise Refusal(f"command length must not exceed {COMMAND}")
    if not description:
        raise Refusal("command description must be non-empty")
    if len(description) > DESCRIPTION:
        raise Refusal(f"command description length must not exceed {DESCRIPTION}")
    if not re.fullmatch("[a-z0-9_]+", name):
        raise Refusal("BOT_COMMAND_INVALID")


def _scope(telegram: Telegram, given: Parameters) -> Scope:
    document = given.document("scope", "BotCommandScope", {"type": DEFAULT})
    with parsing("BotCommandScope"):
        kind, chat_id = _scope_fields(document)
    if not chat_id:
        return kind, 0
    return kind, telegram.chat(Parameters({"chat_id": chat_id})).id


def _scope_fields(document: Any) -> tuple[str, str]:
    if not isinstance(document, dict):
        raise FieldError("BotCommandScope must be an Object")
    kind = required(document, "type", str)
    if kind in SCOPES:
        return kind, ""
    if kind not in CHAT_SCOPES:
        raise FieldError("Unsupported type specified")
    chat_id = str(required(document, "chat_id", str))
    if not chat_id:
        raise FieldError("Empty chat_id specified")
    if kind == "chat_member" and required(document, "user_id", int) <= 0:
        raise FieldError("Invalid user_id specified")
    return (CHAT if kind == CHAT else kind), chat_id


def _button(document: Any) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise FieldError("MenuButton must be an Object")
    kind = required(document, "type", str)
    if kind in ("default", "commands"):
        return {"type": kind}
    if kind != "web_app":
        raise FieldError("MenuButton has unsupported type")
    url = required(required(document, "web_app", dict), "url", str)
    try:
        if not checked(url).startswith("https://"):
            raise LinkError("Only HTTPS links are allowed")
    except LinkError as reason:
        raise Refusal(f"menu button Web App URL '{url}' is invalid: {reason}") from None
    return {"type": kind, "text": optional(document, "text", str, ""), "web_app": {"url": url}}


def _chat_of_button(telegram: Telegram, given: Parameters) -> int:
    """0 stands for all chats."""
    if "chat_id" not in given:
        return 0
    phone = telegram.phones.get(given.integer("chat_id"))
    if phone is None:
        raise Refusal("user not found")
    return phone.id


METHODS: Final = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setChatMenuButton": set_button,
    "getChatMenuButton": get_button,
}
