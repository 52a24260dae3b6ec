"""What stands in one chat, as people see it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from aiohttp import ClientSession

PATIENCE: Final = 60.0  # seconds until a test gives up; nothing takes so long, on a busy machine either

Event = Mapping[str, Any]


class RefusedError(Exception):
    """What Telegram's apps do not let a person do."""


class Chat:
    """What stands in one chat; the newest screen is the bot's newest message."""

    def __init__(self, http: ClientSession, name: str) -> None:
        self.http, self.name = http, name
        self._changed = asyncio.Condition()
        self._messages: dict[int, dict[str, Any]] = {}
        self._looked = 0  # messages there were at the last look

    async def hears(self, event: Event) -> None:
        """What Telegram tells this chat."""
        async with self._changed:
            self._take(event)
            self._changed.notify_all()

    def _take(self, event: Event) -> None:
        match event["type"]:
            case "message" | "edited":
                self._messages[event["message"]["message_id"]] = event["message"]
            case "deleted":
                for number in event["message_ids"]:
                    self._messages.pop(number, None)

    async def post(self, path: str, **body: Any) -> Any:
        """Do something on a phone; raises RefusedError."""
        async with self.http.post(path, **body) as response:
            answer = await response.json()
            if response.status != 200:
                raise RefusedError(answer["error"])
            return answer

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

    @property
    def shown(self) -> str:
        """The newest screen with its buttons and its file."""
        if not self.screens:
            return ""
        file = self.newest["file"]
        return "\n".join([self.text, *self.labels, file["name"] if file else ""])

    def message(self, text: str) -> dict[str, Any]:
        """The newest message, of whomever, with this in its text."""
        found = (message for message in reversed(self._messages.values()) if text in message["text"])
        if (message := next(found, None)) is None:
            raise AssertionError(f"{self.name} sees no message with {text!r}:\n{self.shown}")
        return message

    async def finds(self, text: str) -> dict[str, Any]:
        """Wait for a message with this in its text."""
        messages = self._messages
        await self.until(lambda: any(text in message["text"] for message in messages.values()), repr(text))
        return self.message(text)

    def came(self) -> Sequence[str]:
        """The messages that have come since the last look."""
        news = [screen["text"] for screen in self.screens[self._looked :]]
        self._looked = len(self.screens)
        return news

    async def file(self) -> bytes:
        """What is in the newest screen's file."""
        async with self.http.get(self.newest["file"]["url"]) as response:
            return await response.read()

    async def sees(self, *texts: str) -> None:
        """Wait until the newest screen, its buttons included, has all these texts."""
        await self.until(lambda: all(text in self.shown for text in texts), f"{texts}")

    async def gets(self, count: int) -> None:
        """Wait until the bot has sent so many messages in all."""
        await self.until(lambda: len(self.screens) >= count, f"{count} messages")

    def button(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The newest button that begins with this label, behind the message it is under."""
        for message in reversed(self.screens):
            for button in (button for row in message["buttons"] for button in row):
                if button["text"].startswith(label):
                    return message, button
        raise AssertionError(f"{self.name} sees no button {label!r}:\n{self.shown}")

    async def until(self, happened: Callable[[], bool], what: str) -> None:
        """Wait until something that this chat hears has happened."""
        try:
            async with asyncio.timeout(PATIENCE), self._changed:
                await self._changed.wait_for(happened)
        except TimeoutError:
            raise AssertionError(f"{self.name} waits for {what}:\n{self.shown}") from None
