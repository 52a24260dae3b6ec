"""An announcement to 150 people at 30 messages a second: how long, how many 429s, who has to wait meanwhile.

Run by hand: `python tests/benchmarks/broadcast.py`. Telegram is the emulator, in a process of its own, which
answers in 50 ms and counts by a bucket or by sliding seconds. In the middle a reminder falls due, and
somebody taps. Beside it: python-telegram-bot as it comes, with its AIORateLimiter and asyncio.gather.
"""

import asyncio
import gc
import multiprocessing
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).parents[2]))

from aiohttp import ClientSession
from sqlalchemy import insert
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.agenda.sample import SAMPLE
from bot.announcements import course, queries
from bot.announcements.rules import Audience, Criterion, Dimension
from bot.app import running
from bot.demo.doorway import serve
from bot.demo.guard import TELEGRAM
from bot.demo.server import create
from bot.demo.stage import Limits, Person, Stage
from bot.settings import Settings
from bot.storage.tables import people
from tests.benchmarks.texts import LANGUAGES, TEXTS, TOKEN, Movable

PEOPLE = range(1001, 1151)
ORGANISER, REMINDED, TAPPING = 1001, 1002, 1003
LATENCY = 0.05  # seconds
MIDDLE = 2.5  # seconds after the tap
DUE = datetime(2019, 4, 30, 3, 20, tzinfo=UTC)  # 09:20 in Almaty: the opening begins in ten minutes


def telegram(model: str, people: range, ready: Connection) -> None:
    """The emulator; all these people have written to the bot before."""

    async def run() -> None:
        persons = tuple(
            Person(one, f"Person {one}", language_code=LANGUAGES[one % 3], acquainted=True) for one in people
        )
        clock = SimpleNamespace(zone="Asia/Almaty", speed=1.0, now=lambda: datetime.now(UTC))
        application = create(Stage(TOKEN, persons, limits=Limits(model)), clock, time.monotonic)
        application[TELEGRAM].faults.latency = LATENCY
        async with serve(application, 0) as (door,):
            ready.send(door.url)
            await asyncio.Event().wait()

    asyncio.run(run())


@asynccontextmanager
async def emulator(model: str, people: range = PEOPLE):
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=telegram, args=(model, people, theirs), daemon=True
    )
    process.start()
    try:
        async with ClientSession(await asyncio.to_thread(ours.recv)) as http:
            yield http
    finally:
        process.terminate()
        process.join()


def address(http: ClientSession) -> str:
    return str(http._base_url).rstrip("/")


async def calls(http: ClientSession, method: str = "") -> list[dict]:
    async with http.get("/api/calls", params={"method": method}) as response:
        return await response.json()


async def post(http: ClientSession, path: str, **body: object) -> None:
    async with http.post(path, json=body) as response:
        assert response.status == 200, await response.text()


def refused(made: list[dict]) -> int:
    return sum("Too Many" in call["error"] for call in made)


def sent_to(made: list[dict], chat: int, since: float, words: str) -> float:
    """When a message with these words reached Telegram."""
    return next(
        call["monotonic"]
        for call in made
        if call["chat"] == chat and call["monotonic"] > since and words in call["parameters"].get("text", "")
    )


# ------------------------------------------------------------------------ ours


async def ours(http: ClientSession, database_url: str, *, busy: bool) -> list[str]:
    """Alone, or with a reminder and a reply in the middle."""
    clock = Movable(DUE - timedelta(hours=1))
    settings = Settings(
        _env_file=None,
        bot_token=TOKEN,
        telegram_api_url=address(http),
        database_url=database_url,
        programme=SAMPLE,
        organisers=frozenset({ORGANISER}),
    )
    async with running(settings, clock) as bot:
        await meet(bot, clock)
        await announce_once(bot, clock)
        await asyncio.sleep(2)
        announcement = await write(bot, clock)
        await post(http, f"/api/phones/{ORGANISER}/messages", text="/now")
        await asyncio.sleep(2)
        tap = {"message_id": await newest(http), "data": f"send:{announcement.id}:{announcement.fingerprint}"}
        clock.jump_to(DUE - (timedelta(seconds=MIDDLE) if busy else timedelta(minutes=30)))
        began = time.monotonic()
        await post(http, f"/api/phones/{ORGANISER}/taps", **tap)
        await asyncio.sleep(began + MIDDLE - time.monotonic())
        if busy:
            await post(http, f"/api/phones/{TAPPING}/messages", text="/now")
        await asyncio.sleep(8)
    made = [call for call in await calls(http) if call["monotonic"] >= began]
    announced = [call for call in made if "18:00" in call["parameters"].get("text", "")]
    delivered = [call for call in announced if call["method"] == "sendMessage" and call["accepted"]]
    assert {call["chat"] for call in delivered} == set(PEOPLE), len(delivered)
    assert len(delivered) == len(PEOPLE)
    figures = [
        f"{max(call['monotonic'] for call in delivered) + LATENCY - began:.2f}",
        str(refused(made)),
        str(sum(call["method"] == "editMessageText" for call in announced)),
    ]
    if not busy:
        return [*figures, "-", "-"]
    return [
        *figures,
        f"{sent_to(made, REMINDED, began + MIDDLE - 1, '09:30') - began - MIDDLE:.2f}",
        f"{sent_to(made, TAPPING, began + MIDDLE, 'Registration') - began - MIDDLE:.2f}",
    ]


async def newest(http: ClientSession) -> int:
    async with http.get("/api/state") as response:
        phones = (await response.json())["phones"]
    messages = next(phone["messages"] for phone in phones if phone["id"] == ORGANISER)
    return messages[-1]["message_id"]


async def meet(bot, clock: Movable) -> None:
    """All 150 are known; only one of them wants reminders."""
    rows = [
        {
            "telegram_id": one,
            "name": f"Person {one}",
            "language": "en" if one == TAPPING else LANGUAGES[one % 3],
            "joined_at": clock.now(),
            "reminder_lead": 10 if one == REMINDED else 0,
        }
        for one in PEOPLE
    ]
    async with bot.services.database.writing() as tx:
        await tx.execute(insert(people), rows)


async def announce_once(bot, clock: Movable) -> None:
    """The bot has been at work: its statements are compiled, its connections open."""
    async with bot.services.database.writing() as tx:
        its_id = await queries.draft(tx, 1, clock.now())
        await queries.set_audience(tx, its_id, Audience(frozenset({Criterion(Dimension.ROLE, "organiser")})))
        await queries.set_text(tx, its_id, 1, "en", "Good morning")
        await course.begin(tx, its_id, frozenset({ORGANISER}), clock.now())


async def write(bot, clock: Movable):
    async with bot.services.database.writing() as tx:
        its_id = await queries.draft(tx, 1, clock.now())
        for language, text in TEXTS.items():
            await queries.set_text(tx, its_id, 1, language, text)
        return await queries.load(tx, its_id)


# ---------------------------------------------------------------------- theirs


async def theirs(http: ClientSession) -> list[str]:
    request = HTTPXRequest(connection_pool_size=256, pool_timeout=60)
    bot: ExtBot = ExtBot(
        TOKEN,
        base_url=f"{address(http)}/bot",
        request=request,
        rate_limiter=AIORateLimiter(max_retries=10),
    )
    await bot.initialize()
    began = time.monotonic()
    sending = [bot.send_message(one, TEXTS[LANGUAGES[one % 3]], "HTML") for one in PEOPLE]
    broadcast = asyncio.gather(*sending, return_exceptions=True)
    await asyncio.sleep(began + MIDDLE - time.monotonic())
    await bot.send_message(REMINDED, "In 10 minutes: Opening, 09:30")
    await broadcast
    await bot.shutdown()
    made = [call for call in await calls(http, "sendMessage") if call["monotonic"] >= began]
    delivered = [call for call in made if "18:00" in call["parameters"]["text"] and call["accepted"]]
    reminded = next(
        call["monotonic"] for call in made if "09:30" in call["parameters"]["text"] and call["accepted"]
    )
    last = max(call["monotonic"] for call in delivered) + LATENCY
    missing = "" if len(delivered) == len(PEOPLE) else f" ({len(delivered)} of {len(PEOPLE)})"
    return [f"{last - began:.2f}{missing}", str(refused(made)), "-", f"{reminded - began - MIDDLE:.2f}", "-"]


async def measure() -> None:
    gc.freeze()  # as `seminar-bot run` does
    print(f"{len(PEOPLE)} people, Telegram takes 30 a second and answers in {LATENCY * 1000:.0f} ms; seconds")
    print(f"{'':42} {'to the last':>12} {'429s':>6} {'edits':>6} {'reminder':>9} {'reply':>6}")
    for model in ("bucket", "sliding"):
        for busy in (False, True):
            async with emulator(model) as http:
                with tempfile.TemporaryDirectory() as folder:
                    figures = await ours(http, f"sqlite:///{folder}/bot.db", busy=busy)
                report(f"seminar-bot, {'busy' if busy else 'alone'}, {model}", figures)
        async with emulator(model) as http:
            report(f"AIORateLimiter and gather, {model}", await theirs(http))


def report(name: str, figures: list[str]) -> None:
    last, refusals, edits, reminder, reply = figures
    print(f"{name:42} {last:>12} {refusals:>6} {edits:>6} {reminder:>9} {reply:>6}", flush=True)


if __name__ == "__main__":
    asyncio.run(measure())
