"""One person's Telegram: what they do with their phone, and what they see on it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from aiohttp import ClientSession, FormData

from bot.demo.stage import Person

PATIENCE: Final = 20.0  # seconds until a test gives up; nothing takes so long

Event = Mapping[str, Any]


class Phone:
    """One person's Telegram."""

    def __init__(self, http: ClientSession, person: Person) -> None:
        self._http, self.person = http, person
        self._changed = asyncio.Condition()
        self._messages: dict[int, dict[str, Any]] = {}
        self._notices: dict[int, Mapping[str, Any]] = {}
        self._looked = 0  # messages there were at the last look
        self.menu: Sequence[Mapping[str, str]] = []  # the commands, as the phone offers them

    async def hears(self, event: Mapping[str, Any]) -> None:
        """What Telegram tells this phone."""
        async with self._changed:
            match event["type"]:
                case "message" | "edited":
                    self._messages[event["message"]["message_id"]] = event["message"]
                case "deleted":
                    for number in event["message_ids"]:
                        self._messages.pop(number, None)
                case "notice":
                    self._notices[int(event["tap"])] = event
                case "menu":
                    self.menu = event["menu"]
            self._changed.notify_all()

    # ------------------------------------------------------------ what they do

    async def write(self, text: str) -> None:
        await self._post("messages", {"text": text})

    async def start(self, code: str) -> None:
        """Open t.me/BOT?start=CODE."""
        await self._post("start", {"parameter": code})

    async def send_file(self, name: str, content: bytes) -> None:
        """Send a document."""
        form = FormData()
        form.add_field("file", content, filename=name)
        await self._sent("messages", data=form)

    async def tap(self, label: str) -> str:
        """Tap the newest button that begins with this label; the notice that came back."""
        message, button = self._button(label)
        return await self.press(button["data"], message["message_id"])

    async def press(self, data: str, message_id: int | None = None) -> str:
        """Send a button's data, be it on that message or not; the notice that came back."""
        number = self.newest["message_id"] if message_id is None else message_id
        tap = await self._tapped(data, number)
        await self._until(lambda: tap in self._notices, f"an answer to {data!r}")
        return str(self._notices[tap]["text"])

    async def touch(self, label: str) -> None:
        """Tap, and do not wait for an answer."""
        message, button = self._button(label)
        await self._tapped(button["data"], message["message_id"])

    async def _tapped(self, data: str, message_id: int) -> int:
        return int((await self._post("taps", {"message_id": message_id, "data": data}))["tap"])

    async def comes_in(self) -> None:
        """Start, and tap the phone's own language, which stands first; *now* is the newest screen then."""
        so_far = len(self.screens)
        await self.write("/start")
        await self.gets(so_far + 1)
        await self.press(self.newest["buttons"][0][0]["data"])
        await self.gets(so_far + 2)
        self.came()

    async def block(self) -> None:
        await self._post("block", {})

    async def unblock(self) -> None:
        await self._post("unblock", {})

    async def _post(self, what: str, body: Mapping[str, Any]) -> Any:
        return await self._sent(what, json=body)

    async def _sent(self, what: str, **body: Any) -> Any:
        async with self._http.post(f"/api/phones/{self.person.id}/{what}", **body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    # ---------------------------------------------------------- what they see

    @property
    def screens(self) -> Sequence[dict[str, Any]]:
        """All messages of the bot in this chat, the oldest first."""
        return [message for message in self._messages.values() if message["from_bot"]]

    @property
    def newest(self) -> dict[str, Any]:
        return self.screens[-1]

    @property
    def text(self) -> str:
        """The newest screen."""
        return str(self.newest["text"])

    @property
    def labels(self) -> Sequence[str]:
        """The buttons of the newest screen."""
        return [button["text"] for row in self.newest["buttons"] for button in row]

    def came(self) -> Sequence[str]:
        """The messages that have come since the last look."""
        news = [screen["text"] for screen in self.screens[self._looked :]]
        self._looked = len(self.screens)
        return news

    async def file(self) -> bytes:
        """What is in the newest screen's file."""
        async with self._http.get(self.newest["file"]["url"]) as response:
            return await response.read()

    async def sees(self, *texts: str) -> None:
        """Wait until the newest screen, its buttons included, has all these texts."""
        await self._until(lambda: all(text in self.shown for text in texts), f"{texts}")

    async def gets(self, count: int) -> None:
        """Wait until the bot has sent so many messages in all."""
        await self._until(lambda: len(self.screens) >= count, f"{count} messages")

    @property
    def shown(self) -> str:
        """The newest screen with its buttons and its file."""
        if not self.screens:
            return ""
        file = self.newest["file"]
        return "\n".join([self.text, *self.labels, file["name"] if file else ""])

    def _button(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        for message in reversed(self.screens):
            for button in (button for row in message["buttons"] for button in row):
                if button["text"].startswith(label):
                    return message, button
        raise AssertionError(f"{self.person.first_name} sees no button {label!r}:\n{self.shown}")

    async def _until(self, happened: Callable[[], bool], what: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE), self._changed:
                await self._changed.wait_for(happened)
        except TimeoutError:
            raise AssertionError(f"{self.person.first_name} waits for {what}:\n{self.shown}") from None
