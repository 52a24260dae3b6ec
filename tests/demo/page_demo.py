"""A demo on loopback for a browser: the emulator with three phones, and a bot that does what a test says."""

import struct
import zlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientSession, FormData, web
from playwright.async_api import Locator, Page

from bot.clock import RehearsalClock
from bot.demo.server import create
from bot.demo.stage import Jump, Person, Stage

TOKEN = "42:" + "t" * 35
KAZAKH, RUSSIAN, ENGLISH = 1001, 1002, 1003
PEOPLE = (
    Person(KAZAKH, "Айгерім", "aigerim", "kk", "Қатысушы"),
    Person(RUSSIAN, "Ольга", "olga", "ru", "Руководитель клуба"),
    Person(ENGLISH, "James", "james", "en", "Organiser"),
)
PATIENCE = 10  # seconds, for what must come; nothing waits so long unless it fails


class SeminarClock(RehearsalClock):
    """Stands still at 09:46 in Almaty until somebody moves it."""

    zone = "Asia/Almaty"

    def __init__(self) -> None:
        super().__init__(datetime(2019, 4, 30, 3, 46, tzinfo=UTC))
        self.pause()

    def set_speed(self, speed: float) -> None:
        if speed:
            self.run_at(speed)
        else:
            self.pause()

    def jump(self, where: Jump) -> None:
        ways = {
            "next_session": timedelta(hours=1),
            "end_of_day": timedelta(hours=8),
            "week": timedelta(days=7),
        }
        self.jump_to(self.now() + ways[where])


class Demo:
    """The emulator at an address that stays, however often it is stopped and started; and its bot."""

    def __init__(self, people: tuple[Person, ...] = PEOPLE) -> None:
        self.people, self.port, self.offset = people, 0, 0
        self.clock = SeminarClock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        application = create(Stage(TOKEN, self.people, limits=None), self.clock, self.clock.monotonic)
        self.runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self.runner.addresses[0][1]
        self.session = ClientSession(self.url)
        self.offset = 0

    async def stop(self) -> None:
        await self.session.close()
        await self.runner.cleanup()

    async def bot(self, method: str, **parameters: Any) -> Any:
        """The bot calls a method of the Bot API."""
        async with self.session.post(f"/bot{TOKEN}/{method}", json=parameters) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def bot_sends(self, kind: str, chat: int, name: str, content: bytes, caption: str = "") -> None:
        """The bot sends a "photo" or a "document"."""
        form = FormData({"chat_id": str(chat), "caption": caption}, quote_fields=False)
        form.add_field(kind, content, filename=name)
        async with self.session.post(f"/bot{TOKEN}/send{kind}", data=form) as response:
            assert response.ok, await response.text()

    async def update(self) -> dict[str, Any]:
        """The next thing that people do, as the bot hears it."""
        waiting = {"offset": self.offset, "limit": 1, "timeout": PATIENCE}
        updates = await self.bot("getUpdates", **waiting)
        assert updates, "nobody did anything"
        self.offset = updates[0]["update_id"] + 1
        return dict(updates[0])

    async def says(self, chat: int, text: str, *rows: list[tuple[str, str]]) -> int:
        """The bot says something, with rows of (label, data); returns the message's id."""
        keyboard = [[{"text": label, "callback_data": data} for label, data in row] for row in rows]
        message = await self.bot(
            "sendMessage",
            chat_id=chat,
            text=text,
            parse_mode="HTML",
            **({"reply_markup": {"inline_keyboard": keyboard}} if rows else {}),
        )
        return int(message["message_id"])

    async def begun(self, *phones: int) -> None:
        """These people have tapped START; the bot has heard it."""
        for phone in phones:
            async with self.session.post(f"/api/phones/{phone}/messages", json={"text": "/start"}) as answer:
                assert answer.ok, await answer.text()
            await self.update()


def phone(page: Page, person: int) -> Locator:
    return page.locator(f"#phone-{person}")


def png(width: int, height: int) -> bytes:
    """A picture, all of one blue."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x20\x60\xc0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(*each) for each in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


MakeDemo = Callable[..., Awaitable[Demo]]
OpenPage = Callable[..., Awaitable[Page]]
