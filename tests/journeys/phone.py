"""One person's Telegram: what they do with their phone, and what they see on it."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from aiohttp import ClientSession, FormData

from bot.demo.stage import Person
from tests.journeys.chat import Chat, Event

Entities = Sequence[Mapping[str, Any]]  # Bot API "MessageEntity"


class Phone(Chat):
    """One person's chat with the bot. What Telegram's apps do not allow raises RefusedError."""

    def __init__(self, http: ClientSession, person: Person) -> None:
        super().__init__(http, person.first_name)
        self.person, self.address = person, f"/api/phones/{person.id}"
        self._notices: dict[int, Event] = {}
        self.menu: Sequence[Mapping[str, str]] = []  # the commands, as the phone offers them

    def _take(self, event: Event) -> None:
        super()._take(event)
        match event["type"]:
            case "notice":
                self._notices[int(event["tap"])] = event
            case "menu":
                self.menu = event["menu"]

    async def write(self, text: str, *, entities: Entities = ()) -> None:
        """Send a text; one above 4,096 UTF-16 units leaves as several messages."""
        await self._write({"text": text, "entities": list(entities)})

    async def reply(self, text: str, to: str | int | None = None) -> None:
        """Reply to the newest message with these words in it, to that number, or to the newest screen."""
        await self._write({"text": text, "reply_to": self._number(to)})

    async def forward(self, message_id: int, of: "Phone") -> None:
        """Forward a message that stands in somebody's chat with the bot."""
        await self._write({"forward": {"phone": of.person.id, "message_id": message_id}})

    async def start(self, code: str) -> None:
        """Open t.me/BOT?start=CODE."""
        await self.post(f"{self.address}/start", json={"parameter": code})

    async def send_file(self, name: str, content: bytes, caption: str = "", **more: str) -> None:
        """Send a document."""
        form = FormData({"caption": caption, **more})
        form.add_field("file", BytesIO(content), filename=name)
        await self.post(f"{self.address}/messages", data=form)

    async def send_photo(self, content: bytes, caption: str = "", name: str = "photo.png") -> None:
        """Send a picture as a photo."""
        await self.send_file(name, content, caption, **{"as": "photo"})

    async def tap(self, label: str) -> str:
        """Tap the newest button that begins with this label; the notice that came back."""
        message, button = self.button(label)
        return await self.press(button["data"], message["message_id"])

    async def press(self, data: str, message_id: int | None = None) -> str:
        """Send a button's data, be it on that message or not; the notice that came back."""
        number = self.newest["message_id"] if message_id is None else message_id
        return await self.answer_to(await self.tapped(self.address, data, number), data)

    async def touch(self, label: str) -> None:
        """Tap, and do not wait for an answer."""
        message, button = self.button(label)
        await self.tapped(self.address, button["data"], message["message_id"])

    async def tapped(self, address: str, data: str, message_id: int) -> int:
        """The number of a tap in this person's chat with the bot, or in a group that is open on the phone."""
        tap = await self.post(f"{address}/taps", json={"message_id": message_id, "data": data})
        return int(tap["tap"])

    async def answer_to(self, tap: int, data: str) -> str:
        """Wait for the notice that the bot answers a tap with."""
        await self.until(lambda: tap in self._notices, f"an answer to {data!r}")
        return str(self._notices[tap]["text"])

    async def comes_in(self) -> None:
        """Start, and tap the phone's own language, which stands first; *now* is the newest screen then."""
        so_far = len(self.screens)
        await self.write("/start")
        await self.gets(so_far + 1)
        await self.press(self.newest["buttons"][0][0]["data"])
        await self.gets(so_far + 2)
        self.came()

    async def block(self) -> None:
        await self.post(f"{self.address}/block", json={})

    async def unblock(self) -> None:
        await self.post(f"{self.address}/unblock", json={})

    async def _write(self, body: Mapping[str, Any]) -> None:
        await self.post(f"{self.address}/messages", json=body)

    def _number(self, to: str | int | None) -> int:
        if isinstance(to, int):
            return to
        return int((self.newest if to is None else self.message(to))["message_id"])
