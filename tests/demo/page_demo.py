"""A demo for a browser: the emulator with three phones, and a bot there that does what a test says."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientSession, FormData
from playwright.async_api import Locator, Page

from bot.demo.doorway import Doorway
from bot.demo.stage import Person
from tests.demo.sides import BotSide, PhoneSide, SeminarClock, keyboard

KAZAKH, RUSSIAN, ENGLISH = 1001, 1002, 1003
PEOPLE = (
    Person(KAZAKH, "Айгерім", "aigerim", "kk", "Қатысушы"),
    Person(RUSSIAN, "Ольга", "olga", "ru", "Руководитель клуба"),
    Person(ENGLISH, "James", "james", "en", "Organiser"),
)
PATIENCE = 30  # seconds, for what must come; nothing waits so long unless it fails


class Demo(BotSide):
    """The bot's side; the page has a doorway of its own, which a test may shut."""

    def __init__(
        self, session: ClientSession, url: str, page: Doorway, people: tuple[Person, ...], clock: SeminarClock
    ) -> None:
        super().__init__(session, url)
        self.page, self.clock = page, clock
        self._phones = {person.id: PhoneSide(session, url, person) for person in people}
        self._offset = 0

    async def update(self) -> dict[str, Any]:
        """The next thing that people do, as the bot hears it."""
        updates = await self.call("getUpdates", offset=self._offset, limit=1, timeout=PATIENCE)
        assert updates, "nobody did anything"
        self._offset = updates[0]["update_id"] + 1
        return dict(updates[0])

    async def begun(self, *people: int) -> None:
        """These people have tapped START; the bot has heard it."""
        for person in people:
            await self._phones[person].write("/start")
            await self.update()

    async def says(self, person: int, text: str, *labels: str, **more: Any) -> int:
        """The bot says something, with one button a row; returns the message's id."""
        markup = {"reply_markup": keyboard(*labels)} if labels else {}
        message = await self.call(
            "sendMessage", chat_id=person, text=text, parse_mode="HTML", **markup, **more
        )
        return int(message["message_id"])

    async def sends(self, kind: str, person: int, name: str, content: bytes, caption: str) -> None:
        """The bot sends a "photo" or a "document"."""
        form = FormData({"chat_id": str(person), "caption": caption}, quote_fields=False)
        form.add_field(kind, content, filename=name)
        async with self.session.post(f"{self.base}send{kind}", data=form) as response:
            assert response.ok, await response.text()


MakeDemo = Callable[..., Awaitable[Demo]]
OpenPage = Callable[..., Awaitable[Page]]


def phone(page: Page, person: int) -> Locator:
    return page.locator(f"#phone-{person}")
