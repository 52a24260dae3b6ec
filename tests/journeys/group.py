"""A group chat of some people and the bot."""

from aiohttp import ClientSession

from tests.journeys.chat import Chat
from tests.journeys.phone import Phone


class Group(Chat):
    """What people do in a group, and what stands there for all of them to see."""

    def __init__(self, http: ClientSession, number: int, title: str) -> None:
        super().__init__(http, title)
        self.id = number

    async def write(self, phone: Phone, text: str, *, reply_to: str | int = 0) -> None:
        """A member writes; `reply_to` is the number of a message, or words of the newest that has them."""
        number = self.message(reply_to)["message_id"] if isinstance(reply_to, str) else reply_to
        await self.post(f"{self._on(phone)}/messages", json={"text": text, "reply_to": number})

    async def tap(self, phone: Phone, label: str) -> str:
        """A member taps the newest button that begins with this label; the notice that came back."""
        message, button = self.button(label)
        tap = await phone.tapped(self._on(phone), button["data"], message["message_id"])
        return await phone.answer_to(tap, label)

    async def kick(self, phone: Phone) -> None:
        """A member removes the bot."""
        await self.post(f"{self._on(phone)}/kick", json={})

    async def add_bot(self, phone: Phone) -> None:
        """A member brings the bot back."""
        await self.post(f"{self._on(phone)}/add", json={})

    def _on(self, phone: Phone) -> str:
        return f"/api/groups/{self.id}/phones/{phone.person.id}"
