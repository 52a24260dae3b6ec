"""150 people say within a minute how a session was, while an announcement goes out: how long each waits.

Run by hand: `python tests/benchmarks/feedback.py`. Telegram is the emulator, in a process of its own, which
answers in 50 ms and takes 30 messages a second. Printed is the time from a tap until its answer has reached
Telegram, and back; once with the taps spread over a minute, once with all of them at one moment.
"""

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from aiohttp import ClientSession
from sqlalchemy import func, select

from bot.agenda.sample import SAMPLE
from bot.announcements import course, queries
from bot.announcements.rules import Audience
from bot.app import Application, running
from bot.clock import RehearsalClock
from bot.settings import Settings
from bot.storage.tables import answers
from tests.benchmarks.broadcast import LATENCY, PEOPLE, address, calls, emulator, meet, post
from tests.benchmarks.texts import TEXTS, TOKEN

ENDS = datetime(2019, 4, 30, 5, 25, tzinfo=UTC)  # 11:25 in Almaty: how was the introduction?
MINUTE = 60.0


async def measure(within: float) -> list[float]:
    """How many seconds each waited; the taps are spread over `within` seconds."""
    async with emulator("bucket") as http:
        with tempfile.TemporaryDirectory() as folder:
            clock = RehearsalClock(ENDS - timedelta(hours=1))
            async with running(settings(http, folder), clock) as bot:
                await meet(bot, clock)
                clock.jump_to(ENDS)
                questions = await asked(http)
                await announce(bot)
                tapping = (tap(http, one, questions[one], within) for one in PEOPLE)
                tapped = dict(zip(PEOPLE, await asyncio.gather(*tapping), strict=True))
                await asyncio.sleep(5)
                assert await answered(bot) == len(PEOPLE)
        return await waits(http, tapped)


def settings(http: ClientSession, folder: str) -> Settings:
    return Settings(
        _env_file=None,
        bot_token=TOKEN,
        telegram_api_url=address(http),
        database_url=f"sqlite:///{folder}/bot.db",
        programme=SAMPLE,
    )


async def asked(http: ClientSession) -> dict[int, int]:
    """Wait until the question stands in every chat; its message, by person."""
    while len(found := await questions_of(http)) < len(PEOPLE):  # noqa: ASYNC110 -- nobody tells us
        await asyncio.sleep(0.5)
    return found


async def questions_of(http: ClientSession) -> dict[int, int]:
    async with http.get("/api/state") as response:
        phones = (await response.json())["phones"]
    return {
        phone["id"]: message["message_id"]
        for phone in phones
        for message in phone["messages"]
        if "4 ★" in str(message["buttons"])
    }


async def announce(bot: Application) -> None:
    now = bot.services.clock.now()
    async with bot.services.database.writing() as tx:
        its_id = await queries.draft(tx, 1, now)
        await queries.set_audience(tx, its_id, Audience())
        for language, text in TEXTS.items():
            await queries.set_text(tx, its_id, 1, language, text)
        await course.begin(tx, its_id, frozenset(), now)


async def tap(http: ClientSession, person: int, question: int, within: float) -> float:
    """When this person tapped, in machine seconds."""
    await asyncio.sleep(within * PEOPLE.index(person) / len(PEOPLE))
    began = time.monotonic()
    await post(http, f"/api/phones/{person}/taps", message_id=question, data="rate:d1-introduction:4")
    return began


async def answered(bot: Application) -> int:
    async with bot.services.database.reading() as tx:
        return await tx.scalar(select(func.count()).select_from(answers)) or 0


async def waits(http: ClientSession, tapped: dict[int, float]) -> list[float]:
    """From each tap until its screen has become the next one."""
    edits = [call for call in await calls(http, "editMessageText") if call["accepted"]]
    return sorted(call["monotonic"] + LATENCY - tapped[call["chat"]] for call in edits)


async def main() -> None:
    print(
        f"{len(PEOPLE)} people, an announcement to all, Telegram answers in {LATENCY * 1000:.0f} ms; seconds"
    )
    for name, within in (("within a minute", MINUTE), ("all at one moment", 0.0)):
        waited = await measure(within)
        assert len(waited) == len(PEOPLE), len(waited)
        p99 = statistics.quantiles(waited, n=100)[98]
        print(f"{name:20} median {statistics.median(waited):.2f}   p99 {p99:.2f}   longest {waited[-1]:.2f}")


if __name__ == "__main__":
    gc.freeze()  # as `seminar-bot run` does
    asyncio.run(main())
