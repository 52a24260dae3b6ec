"""Messages in a chat, as the bot sees them and as the page does."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Final

from bot.demo.files import StoredFile
from bot.demo.formatted import Formatted
from bot.demo.keyboards import Markup
from bot.demo.rendering import render
from bot.demo.stage import Person

KEPT: Final = 300  # messages a chat

Document = dict[str, Any]


@dataclass(slots=True)
class Message:
    """`formatted` is the text, or the caption of the file; dates are Unix seconds of seminar time."""

    id: int
    date: int
    sender: Document  # Bot API "User"
    formatted: Formatted
    file: StoredFile | None = None
    markup: Markup | None = None
    edit_date: int = 0
    reply_to: int = 0  # the message it answers
    origin: Document | None = None  # where a forwarded one is from: Bot API "MessageOrigin"
    album: str = ""

    @property
    def from_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    def content(self) -> tuple[Formatted, StoredFile | None, Markup | None]:
        """What makes two versions of a message the same."""
        return self.formatted, self.file, self.markup


@dataclass
class Phone:
    """One person's private chat with the bot."""

    person: Person
    acquainted: bool = False  # they wrote to the bot at least once
    blocked: bool = False
    deactivated: bool = False  # their account is gone
    messages: OrderedDict[int, Message] = field(default_factory=OrderedDict)

    @property
    def language(self) -> str:
        """Two letters of the phone's language."""
        return self.person.language_code[:2].lower()

    @property
    def chat(self) -> Document:
        """Bot API "Chat"."""
        return {"id": self.person.id, **self._names(), "type": "private"}

    @property
    def user(self) -> Document:
        """Bot API "User"."""
        language = self.person.language_code
        return {
            "id": self.person.id,
            "is_bot": False,
            **self._names(),
            **({"language_code": language} if language else {}),
        }

    def add(self, message: Message) -> None:
        self.messages[message.id] = message
        while len(self.messages) > KEPT:
            self.messages.popitem(last=False)

    def _names(self) -> Document:
        username = self.person.username
        return {"first_name": self.person.first_name, **({"username": username} if username else {})}


def for_bot(message: Message, phone: Phone, *, quoted: bool = False) -> Document:
    """Bot API "Message"; a quoted one does not quote again."""
    seen: Document = {
        "message_id": message.id,
        "from": message.sender,
        "chat": phone.chat,
        "date": message.date,
        **_content(message),
    }
    if message.edit_date:
        seen["edit_date"] = message.edit_date
    if message.album:
        seen["media_group_id"] = message.album
    if message.origin:
        seen["forward_origin"] = message.origin
    if not quoted and (replied := phone.messages.get(message.reply_to)):
        seen["reply_to_message"] = for_bot(replied, phone, quoted=True)
    if message.markup and "inline_keyboard" in message.markup:
        seen["reply_markup"] = message.markup
    return seen


def _content(message: Message) -> Document:
    text, entities = message.formatted
    words, spans = ("caption", "caption_entities") if message.file else ("text", "entities")
    seen: Document = _file(message.file) if message.file else {}
    if text:
        seen[words] = text
    if entities:
        seen[spans] = [entity.as_telegram() for entity in entities]
    return seen


def _file(file: StoredFile) -> Document:
    if file.kind == "photo":
        return {"photo": [{**file.as_telegram(), "width": file.size.width, "height": file.size.height}]}
    return {"document": {**file.as_telegram(), "file_name": file.name, "mime_type": file.mime}}


def for_page(message: Message) -> Document:
    """The message as the page shows it."""
    seen: Document = {
        "message_id": message.id,
        "date": message.date,
        "from_bot": message.from_bot,
        "html": render(message.formatted),
        "text": message.formatted.text,
        "buttons": _buttons(message.markup),
        "file": _file_for_page(message.file) if message.file else None,
    }
    if message.edit_date:
        seen["edit_date"] = message.edit_date
    return seen


def _buttons(markup: Markup | None) -> list[list[Document]]:
    rows = (markup or {}).get("inline_keyboard", [])
    return [[_button(button) for button in row] for row in rows]


def _button(button: Document) -> Document:
    where = {"url": button["url"]} if "url" in button else {"data": button["callback_data"]}
    return {"text": button["text"], **where}


def _file_for_page(file: StoredFile) -> Document:
    return {
        "name": file.name,
        "size": len(file.content),
        "mime": file.mime,
        "kind": file.kind,
        "url": f"/api/files/{file.id}",
    }
