"""Both ends of the emulator over HTTP: the bot's calls, and the people with their phones."""

import asyncio
import json
import struct
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from aiohttp import ClientSession, FormData

from bot.demo.stage import Jump, Person

TOKEN = "42:" + "t" * 35
AIGERIM = Person(1001, "Айгерім", "aigerim", "kk-KZ", "Participant", acquainted=True)
BORIS = Person(1002, "<B & B>", "", "ru", "Club lead", acquainted=True)
STRANGER = Person(1003, "Carol", "carol", "en", "Nobody yet")


class SeminarClock:
    """Seminar time that only tests move."""

    zone = "Asia/Almaty"

    def __init__(self) -> None:
        self.speed = 60.0
        self.moment = datetime(2019, 4, 30, 3, 0, tzinfo=UTC)
        self.jumps: list[Jump] = []

    def now(self) -> datetime:
        return self.moment

    def set_speed(self, speed: float, /) -> None:
        self.speed = speed

    async def jump(self, where: Jump, /) -> None:
        self.jumps.append(where)
        self.moment += timedelta(days=7)


class MachineClock:
    """Machine seconds that only tests move; a sleep takes no time, but is counted."""

    def __init__(self) -> None:
        self.seconds = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


class BotSide:
    """Calls the Bot API as a bot does."""

    def __init__(self, session: ClientSession, url: str, token: str = TOKEN) -> None:
        self.session, self.base = session, f"{url}/bot{token}/"

    async def answer(self, method: str, files: dict[str, bytes] | None = None, **parameters: Any) -> Any:
        """The whole answer: `ok`, and a result or a description."""
        form = FormData()
        for name, value in parameters.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, content in (files or {}).items():
            form.add_field(name, BytesIO(content), filename=f"{name}.png")
        async with self.session.post(self.base + method, data=form) as response:
            answer = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def call(self, method: str, files: dict[str, bytes] | None = None, **parameters: Any) -> Any:
        """The result of a call that is accepted."""
        answer = await self.answer(method, files, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, files: dict[str, bytes] | None = None, **parameters: Any) -> str:
        """The description of a call that is refused."""
        answer = await self.answer(method, files, **parameters)
        assert not answer["ok"], answer
        return str(answer["description"])


class PhoneSide:
    """One person's phone, over the people's API."""

    def __init__(self, session: ClientSession, url: str, person: Person = AIGERIM) -> None:
        self.session, self.url, self.person = session, url, person
        self.base = f"{url}/api/phones/{person.id}/"

    async def post(self, what: str, *, status: int = 200, **body: Any) -> Any:
        async with self.session.post(self.base + what, json=body) as response:
            answer = await response.json()
            assert response.status == status, answer
            return answer

    async def write(self, text: str) -> Any:
        return await self.post("messages", text=text)

    async def tap(self, message_id: int, data: str) -> str:
        return str((await self.post("taps", message_id=message_id, data=data))["tap"])

    async def send_file(
        self,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        as_photo: bool = False,
        status: int = 200,
        **more: str,
    ) -> Any:
        form = FormData({"caption": caption, **more}, quote_fields=False)  # browsers send names as they are
        if as_photo:
            form.add_field("as", "photo")
        form.add_field("file", BytesIO(content), filename=name)
        async with self.session.post(self.base + "messages", data=form) as response:
            assert response.status == status
            return await response.json()

    async def shown(self) -> Any:
        """What stands on the phone's screen."""
        async with self.session.get(f"{self.url}/api/state") as response:
            phones = (await response.json())["phones"]
        return next(phone for phone in phones if phone["id"] == self.person.id)

    async def newest(self) -> Any:
        return (await self.shown())["messages"][-1]


async def until(condition: Callable[[], bool]) -> None:
    """Let the others run until something has happened at the other end of a socket."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 -- nobody there could set an event
            await asyncio.sleep(0)


def keyboard(*labels: str) -> dict[str, Any]:
    """One button a row; its data is its label."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


def picture(width: int = 2, height: int = 2) -> bytes:
    """A PNG that says how large it is; a real one, all black, where it is 2 by 2."""
    rows = zlib.compress((b"\0" + b"\0" * 2) * 2)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body
