"""The bot's names, descriptions and command menus, by language and scope, as phones resolve them."""

from typing import Final

CHAT: Final = "chat"
PRIVATE: Final = "all_private_chats"
GROUPS: Final = "all_group_chats"
DEFAULT: Final = "default"

Command = dict[str, str]
Scope = tuple[str, int]  # its type, and the chat where it is about one


class Profile:
    def __init__(self, name: str) -> None:
        self.names = {"": name}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.commands: dict[tuple[Scope, str], list[Command]] = {}
        self.buttons: dict[int, dict[str, object]] = {}  # chat, 0 for all -> Bot API "MenuButton"

    def menu(self, chat: int, language: str) -> list[Command]:
        """The commands that a chat offers to people without rights: "Determining list of commands"."""
        for scope in ((CHAT, chat), (PRIVATE if chat > 0 else GROUPS, 0), (DEFAULT, 0)):
            for code in (language, ""):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []

    def button(self, chat: int) -> dict[str, object]:
        return self.buttons.get(chat) or self.buttons.get(0) or {"type": "commands"}


def in_language(texts: dict[str, str], language: str) -> str:
    """The text for a phone's language, or the one for all others."""
    return texts.get(language) or texts.get("", "")


def put(texts: dict[str, str], language: str, text: str) -> None:
    """Set a text, or take it back with ''."""
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
