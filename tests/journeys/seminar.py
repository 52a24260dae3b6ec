"""A seminar to live through: Telegram on loopback, the real bot, people with phones, and a clock to move."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from aiohttp import ClientResponse, ClientSession, ClientTimeout
from sqlalchemy import func, or_, select

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.agenda.sample import SAMPLE, read_sample
from bot.app import Application, running
from bot.clock import RehearsalClock
from bot.demo.doorway import Doorway, serve
from bot.demo.server import create
from bot.demo.stage import Limits, Person, Stage
from bot.programme import queries as programme
from bot.rehearsal import ClockBar
from bot.settings import Settings
from bot.storage.engine import Database
from bot.storage.tables import inbox, outbox, paces
from tests import databases
from tests.journeys.chat import PATIENCE, Event
from tests.journeys.group import Group
from tests.journeys.phone import Phone
from tests.reminders.seminar import changed

ALMATY: Final = ZoneInfo("Asia/Almaty")
TOKEN: Final = "2019:a-token-for-the-journeys-of-the-tests"
ENDLESS: Final = ClientTimeout(total=None)
BURSTS: Final = Limits("bucket")
HASTE: Final = 5  # machine time in tests, so that a second between two messages is not felt


class HastyClock(RehearsalClock):
    """Seminar time stands where a test puts it; machine time runs a few times faster than the machine's."""

    def __init__(self, start: datetime) -> None:
        self._begun = super().machine_now()
        self._rested = timedelta()
        super().__init__(start)
        self.pause()

    def machine_now(self) -> datetime:
        return self._begun + HASTE * (super().machine_now() - self._begun) + self._rested

    def monotonic(self) -> float:
        return HASTE * super().monotonic() + self._rested.total_seconds()

    def rest(self, time: timedelta) -> None:
        """Let machine time pass while no bot runs, or nothing in it waits."""
        self._rested += time

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / HASTE)


def at(day: int, wall: str) -> datetime:
    """A clock time in Almaty on the first or the second day."""
    return datetime.fromisoformat(f"2019-{'04-30' if day == 1 else '05-01'}T{wall}").replace(tzinfo=ALMATY)


class Seminar:
    """Everybody and everything: `bot` while it runs, and the `network` between it and Telegram."""

    def __init__(self, http: ClientSession, network: Doorway, clock: HastyClock, database_url: str) -> None:
        self._http, self.network, self.clock, self.database_url = http, network, clock, database_url
        self.phones: dict[int, Phone] = {}
        self.groups: dict[int, Group] = {}
        self.bot: Application | None = None
        self._up_to_date = asyncio.Event()

    def settings(self, **changes: Any) -> dict[str, Any]:
        """The bot's, by their names."""
        plain = {"bot_token": TOKEN, "telegram_api_url": self.network.url, "database_url": self.database_url}
        return {**plain, "programme": SAMPLE, **changes}

    @asynccontextmanager
    async def open(self, **changes: Any) -> AsyncIterator[Application]:
        """The bot at work while the block lasts."""
        async with running(Settings(_env_file=None, **self.settings(**changes)), self.clock) as self.bot:
            yield self.bot
        self.bot = None

    async def group(self, title: str, *phones: Phone) -> Group:
        """The first of these people makes a group with the others and the bot."""
        body = {"title": title, "members": [phone.person.id for phone in phones]}
        async with self._http.post("/api/groups", json=body) as response:
            assert response.status == 200, await response.text()
            number = int((await response.json())["id"])
        return self._group(number, title)

    def _group(self, number: int, title: str) -> Group:
        return self.groups.setdefault(number, Group(self._http, number, title))

    async def moves_to(self, moment: datetime) -> None:
        """It is that moment now, and everything that is due has been sent."""
        self.clock.jump_to(moment)
        await self.settles()

    async def settles(self) -> None:
        """Everything that is due is out, and everything that came in is answered."""
        assert self.bot is not None
        await self.bot.tick()
        await self.calms()

    async def calms(self) -> None:
        """Everything that came in is answered, everything planned is out, and people have seen it."""
        try:
            async with asyncio.timeout(PATIENCE):
                while await self._on_its_way() or await self._under_way():  # noqa: ASYNC110 -- nobody tells us
                    await asyncio.sleep(0.02)
                await self._seen()
        except TimeoutError:
            screens = "\n\n".join(
                f"{phone.person.first_name}:\n{phone.shown}" for phone in self.phones.values()
            )
            raise AssertionError(f"it does not calm down; people see\n\n{screens}") from None

    async def _on_its_way(self) -> int:
        """Updates that the bot has not asked for yet, or not confirmed."""
        async with self._http.get(f"/bot{TOKEN}/getWebhookInfo") as response:
            return int((await response.json())["result"]["pending_update_count"])

    async def _under_way(self) -> int:
        assert self.bot is not None
        now, machine_now = self.clock.now(), self.clock.machine_now()
        in_hand = or_(inbox.c.handled_at.is_(None), inbox.c.lease_until > machine_now)
        waiting = select(func.count()).where(in_hand).scalar_subquery()
        due = (outbox.c.state == "ready") & (outbox.c.due_at <= now) & (outbox.c.expires_at > now)
        going = select(func.count()).where(or_(outbox.c.state == "sending", due)).scalar_subquery()
        async with self.bot.services.database.reading() as tx:
            return int((await tx.execute(select(waiting + going))).scalar_one())

    async def _seen(self) -> None:
        """Events come in order: once that of the clock is here, so is everything before it."""
        self._up_to_date.clear()
        async with self._http.post("/api/clock", json={"speed": self.clock.speed}):
            await self._up_to_date.wait()

    async def changes(self, session_id: str, **values: Any) -> None:
        """The organisers change one session of the programme, and want people to be told."""
        await self.edits(lambda document: changed(document, session_id, **values))

    async def edits(self, edit: Callable[[Document], Document], *, tell: bool = True) -> None:
        """The organisers change the programme; `tell`: those whom it concerns."""
        assert self.bot is not None
        now = self.clock.now()
        async with self.bot.services.database.writing() as tx:
            document, base = await agenda.load_document(tx), await agenda.latest_version(tx)
            assert document is not None
            await programme.apply(tx, edit(document), base=base, tell=tell, source="test", now=now)

    async def calls(self, method: str) -> Sequence[Mapping[str, Any]]:
        """What the bot asked of Telegram."""
        async with self._http.get("/api/calls", params={"method": method}) as response:
            return list(await response.json())

    async def asked(self, method: str, times: int) -> None:
        """Wait until the bot has asked this of Telegram so many times in all, answered or not."""
        try:
            async with asyncio.timeout(PATIENCE):
                while len(await self.calls(method)) < times:  # noqa: ASYNC110 -- nobody tells us
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"{method}: {await self.calls(method)}") from None

    async def holds_back(self, person: Person) -> None:
        """Wait until the bot has noted that Telegram wants it to leave somebody alone for a while."""
        async with asyncio.timeout(PATIENCE):
            while not await self._held_back(person):  # noqa: ASYNC110 -- nobody tells us
                await asyncio.sleep(0.02)

    async def _held_back(self, person: Person) -> bool:
        assert self.bot is not None
        async with self.bot.services.database.reading() as tx:
            free_at = await tx.scalar(select(paces.c.free_at).where(paces.c.chat_id == person.id))
        return free_at is not None and free_at > self.clock.machine_now()

    async def faults(self, **plan: Any) -> None:
        """What is to go wrong, as the emulator's `POST /api/faults` takes it."""
        async with self._http.post("/api/faults", json=plan) as response:
            assert response.status == 200, await response.text()

    async def hears(self, event: Event) -> None:
        """Bring each phone what Telegram tells it."""
        if event["type"] == "clock":
            self._up_to_date.set()
        if event.get("phone") in self.phones:
            await self.phones[event["phone"]].hears(event)
        if event["type"] == "group":
            self._group(event["group"], event["title"])
        elif "group" in event:
            await self.groups[event["group"]].hears(event)


@asynccontextmanager
async def listening(http: ClientSession, hear: Callable[[Event], Awaitable[None]]) -> AsyncIterator[None]:
    """Hear all that Telegram tells the phones while the block lasts."""
    async with http.get("/api/events", timeout=ENDLESS) as events:
        task = asyncio.create_task(_hear(events, hear))
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def _hear(events: ClientResponse, hear: Callable[[Event], Awaitable[None]]) -> None:
    async for line in events.content:
        if line.startswith(b"data:"):
            await hear(json.loads(line.removeprefix(b"data:")))
    raise AssertionError("Telegram ended the phones' connection")


@asynccontextmanager
async def seminar_with(
    people: Sequence[Person], database_url: str, start: datetime, limits: Limits | None = BURSTS
) -> AsyncIterator[Seminar]:
    """Telegram with these people's phones, and no bot yet."""
    if file := Database(database_url).file:
        databases.migrate(file)
    clock = HastyClock(start)
    stage = Stage(TOKEN, tuple(people), limits=limits)
    application = create(stage, ClockBar(clock, read_sample().to_programme(1)), clock.monotonic)
    async with AsyncExitStack() as stack:
        network, page = await stack.enter_async_context(serve(application, 0, 0))
        http = await stack.enter_async_context(ClientSession(page.url))
        seminar = Seminar(http, network, clock, database_url)
        seminar.phones = {person.id: Phone(http, person) for person in people}
        await stack.enter_async_context(listening(http, seminar.hears))
        yield seminar
