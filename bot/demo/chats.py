"""Where things are said: people's private chats with the bot, and groups."""

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

from bot.demo.messages import Document, Message
from bot.demo.refusal import Refusal
from bot.demo.stage import Person

KEPT: Final = 300  # messages a chat
NO_LONGER_DELETED: Final = 48 * 3600  # seconds, Bot API "deleteMessage"


class Chat(ABC):
    """A place for messages, and what the bot may do in it."""

    def __init__(self) -> None:
        self.messages: OrderedDict[int, Message] = OrderedDict()

    @property
    @abstractmethod
    def id(self) -> int:
        """A person's own id, or a negative one."""

    @property
    @abstractmethod
    def document(self) -> Document:
        """Bot API "Chat"."""

    @property
    @abstractmethod
    def members(self) -> "Mapping[int, Phone]":
        """The people in it."""

    @property
    @abstractmethod
    def bot_status(self) -> str:
        """What the bot is here: Bot API "ChatMember"."""

    @abstractmethod
    def check_known(self) -> None:
        """Raises Refusal 400 where the bot was never in this chat."""

    @abstractmethod
    def check_writable(self) -> None:
        """Raises Refusal 403 where the bot cannot write."""

    @abstractmethod
    def bot_hears(self, message: Message, username: str) -> bool:
        """Whether the bot, by this name, is told of a person's message."""

    def check_deletable(self, message: Message, date: int) -> None:
        """Raises Refusal where the bot cannot take a message back at that date."""
        if date - message.date > NO_LONGER_DELETED:
            raise Refusal("message can't be deleted for everyone")

    def add(self, message: Message) -> None:
        self.messages[message.id] = message
        while len(self.messages) > KEPT:
            self.messages.popitem(last=False)


class Phone(Chat):
    """One person, and their private chat with the bot."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person = person
        self.acquainted = person.acquainted  # they wrote to the bot at least once
        self.blocked = False
        self.deactivated = False  # their account is gone

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def language(self) -> str:
        """Two letters of the phone's language."""
        return self.person.language_code[:2].lower()

    @property
    def document(self) -> Document:
        return {"id": self.id, **self._names(), "type": "private"}

    @property
    def user(self) -> Document:
        """Bot API "User"."""
        language = self.person.language_code
        return {
            "id": self.id,
            "is_bot": False,
            **self._names(),
            **({"language_code": language} if language else {}),
            **({"is_premium": True} if self.person.premium else {}),
        }

    @property
    def members(self) -> "Mapping[int, Phone]":
        return {self.id: self}

    @property
    def bot_status(self) -> str:
        return "kicked" if self.blocked else "member"

    def check_known(self) -> None:
        if not self.acquainted:
            raise Refusal("chat not found")

    def check_writable(self) -> None:
        if self.deactivated:
            raise Refusal("user is deactivated", 403)
        if not self.acquainted:
            raise Refusal("bot can't initiate conversation with a user", 403)
        if self.blocked:
            raise Refusal("bot was blocked by the user", 403)

    def bot_hears(self, message: Message, username: str) -> bool:  # noqa: ARG002 -- all of it, in private
        return True

    def _names(self) -> Document:
        username = self.person.username
        return {"first_name": self.person.first_name, **({"username": username} if username else {})}


class Group(Chat):
    """A basic group; the bot in it is no administrator and in privacy mode."""

    def __init__(self, number: int, title: str, members: Mapping[int, Phone]) -> None:
        super().__init__()
        self.title, self.has_bot = title, True
        self._number, self._members = number, members

    @property
    def id(self) -> int:
        return self._number

    @property
    def document(self) -> Document:
        return {"id": self.id, "title": self.title, "type": "group"}

    @property
    def members(self) -> Mapping[int, Phone]:
        return self._members

    @property
    def bot_status(self) -> str:
        return "member" if self.has_bot else "left"

    def check_known(self) -> None:
        """A bot can still look at a group that it was removed from."""

    def check_writable(self) -> None:
        if not self.has_bot:
            raise Refusal("bot was kicked from the group chat", 403)

    def check_deletable(self, message: Message, date: int) -> None:
        self.check_writable()
        if not message.from_bot:
            raise Refusal("message can't be deleted for everyone")
        super().check_deletable(message, date)

    def bot_hears(self, message: Message, username: str) -> bool:
        """Commands and replies to it only: core.telegram.org/bots/features#privacy-mode."""
        replied = self.messages.get(message.reply_to)
        return self.has_bot and (bool(replied and replied.from_bot) or _commands(message, username))


def _commands(message: Message, username: str) -> bool:
    """Whether a text begins with a command to this bot, or to any."""
    text, entities = message.formatted
    if message.file or not any((entity.type, entity.offset) == ("bot_command", 0) for entity in entities):
        return False
    _, _, addressee = text.split(maxsplit=1)[0].partition("@")
    return addressee.lower() in ("", username.lower())
