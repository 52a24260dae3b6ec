"""One message, as it is kept."""

from dataclasses import dataclass
from typing import Any

from bot.demo.files import StoredFile
from bot.demo.formatted import Formatted
from bot.demo.keyboards import Markup

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

    @property
    def source(self) -> Document:
        """Bot API "MessageOrigin" of a forwarded copy: whoever wrote it first."""
        return self.origin or {"type": "user", "sender_user": self.sender, "date": self.date}

    def content(self) -> tuple[Formatted, StoredFile | None, Markup | None]:
        """What makes two versions of a message the same."""
        return self.formatted, self.file, self.markup
