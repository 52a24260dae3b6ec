"""Bad weather at full size; run by hand: `python tests/benchmarks/weather.py [storm] [reminders]`.

storm: 5,000 people, of whose requests one in ten is refused for 1-60 s and one for 10,072 s. The clock stands
still between requests: its figures are the same on a busy machine.
reminders: in the middle of a broadcast to 5,000 people 150 reminders fall due at three moments, and somebody
writes each second; the whole bot and the emulator, in real time. Ends with 1 where a promise is broken.
"""

import asyncio
import gc
import logging
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from aiohttp import ClientSession
from sqlalchemy import insert

from bot.agenda.sample import SAMPLE
from bot.announcements import course as announcing
from bot.announcements import queries
from bot.app import running
from bot.clock import Clock
from bot.settings import Settings
from bot.storage.engine import Database
from bot.storage.tables import metadata, people
from tests.benchmarks.broadcast import TOKEN, Movable, address, calls, emulator, post, refused
from tests.delivery.office import Office
from tests.delivery.still import StillClock
from tests.delivery.storms import LONGEST, course_of, plan_broadcast, refusing
from tests.delivery.weather import DELIVERED, Answer, Sky, bot_under

PEOPLE = 5000
RATE = 30.0  # a second
NOON = datetime(2019, 4, 30, 12, tzinfo=UTC)

CROWD = range(10_001, 10_001 + PEOPLE)
OPENING = datetime(2019, 4, 30, 3, 30, tzinfo=UTC)  # 09:30 in Almaty
BEFORE = 15  # seconds between the beginning of the broadcast and the first reminders
LEADS = (12, 11, 10)  # minutes before the opening
REMINDED = 150  # people
TAPS = 100
LATE, SLOW = 3.0, 1.0  # seconds that a reminder and a reply may take


@asynccontextmanager
async def office(clock: Clock, forecast: Callable[[int], Answer]):
    with tempfile.TemporaryDirectory() as folder:
        database, sky = Database(f"sqlite:///{folder}/bot.db"), Sky(clock, forecast)
        async with database.writing() as tx:
            await tx.run_sync(metadata.create_all)
        yield Office(database, clock, bot_under(sky)[0]), sky
        await database.close()


# ----------------------------------------------------------------------- storm


async def calm_and_storm() -> bool:
    calm, _ = await broadcast(lambda _: DELIVERED)
    stormy, sky = await broadcast(refusing(seed=1))
    print(f"{'':24} {'requests':>9} {'refused':>8} {'a second':>9} {'longest pause':>14}")
    for name, course in (("calm", calm), ("one in ten is refused", stormy)):
        figures = f"{course.requests:9} {course.refused:8} {course.pace:9.2f} {course.longest_pause:12.2f} s"
        print(f"{name:24} {figures}")
    kept = stormy.pace / calm.pace
    arrived = len(sky.arrived)
    print(f"rate kept {kept:.1%}; before a deadline {len(sky.early)}; arrived {arrived} of {PEOPLE}")
    return kept >= 0.9 and not sky.early and arrived == PEOPLE


async def broadcast(forecast: Callable[[int], Answer]):
    clock = StillClock(NOON)
    async with office(clock, forecast) as (desk, sky):
        await plan_broadcast(desk, PEOPLE)
        sender = desk.sender(rate=RATE)
        await desk.work(sender, seconds=900)
        clock.move(LONGEST)
        await desk.work(sender, seconds=5)
        texts = [attempt.text for attempt in sky.arrived]
        assert len(texts) == len(set(texts)), "doubles"
        return course_of(sky.attempts), sky


# ------------------------------------------------------------------- reminders


async def reminders_and_replies() -> bool:
    async with emulator("sliding", CROWD) as http:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(
                _env_file=None,
                bot_token=TOKEN,
                telegram_api_url=address(http),
                database_url=f"sqlite:///{folder}/bot.db",
                programme=SAMPLE,
            )
            clock = Movable(OPENING - timedelta(minutes=LEADS[0], seconds=BEFORE))
            async with running(settings, clock) as bot:
                await meet(bot, clock)
                moments = {lead: time.monotonic() + BEFORE + 60 * at for at, lead in enumerate(LEADS)}
                await announce(bot, clock)
                asked = {one: await ask(http, one) for one in CROWD[-TAPS:]}
                await asyncio.sleep(max(moments.values()) + 10 - time.monotonic())
                made = await calls(http, "sendMessage")
    arrived = [call for call in made if call["accepted"]]
    reminded = {call["chat"]: call["monotonic"] for call in arrived if "09:30" in call["parameters"]["text"]}
    print(f"{len(made)} messages, of which {refused(made)} were refused for their number")
    answered = {
        call["chat"]: call["monotonic"] for call in arrived if "Your role" in call["parameters"]["text"]
    }
    replies = [answered[one] - began for one, began in asked.items()]
    late = [reminded[one] - moments[lead_of(one)] for one in CROWD if lead_of(one)]
    return report("reminder", late, LATE) & report("reply", replies, SLOW)


def lead_of(one: int) -> int:
    """The minutes before the opening at which somebody is reminded; 0: not at all."""
    number = CROWD.index(one)
    return LEADS[number % len(LEADS)] if number < REMINDED else 0


async def meet(bot, clock: Movable) -> None:
    known = {"language": "en", "joined_at": clock.now() - timedelta(days=1)}
    who = [{"telegram_id": one, "name": f"P {one}", "reminder_lead": lead_of(one), **known} for one in CROWD]
    async with bot.services.database.writing() as tx:
        await tx.execute(insert(people), who)


async def announce(bot, clock: Movable) -> None:
    async with bot.services.database.writing() as tx:
        its_id = await queries.draft(tx, None, clock.now())
        await queries.set_text(tx, its_id, 1, "en", "The bus leaves at 18:00")
        await announcing.begin(tx, its_id, frozenset(), clock.now())
    bot.sender.wake()


async def ask(http: ClientSession, one: int) -> float:
    """When somebody wrote. What answered is read in the end: meanwhile Telegram would answer nobody else."""
    await asyncio.sleep(1)
    began = time.monotonic()
    await post(http, f"/api/phones/{one}/messages", text="/help")
    return began


def report(name: str, seconds: list[float], most: float) -> bool:
    p99 = sorted(seconds)[math.ceil(0.99 * len(seconds)) - 1]
    figures = f"median {statistics.median(seconds):.2f} s, p99 {p99:.2f} s, last {max(seconds):.2f} s"
    print(f"{name:10} {len(seconds):5}: {figures}; promised {most:.0f} s")
    return p99 <= most


SECTIONS = {"storm": calm_and_storm, "reminders": reminders_and_replies}


async def measure(names: list[str]) -> bool:
    gc.freeze()  # as `seminar-bot run` does
    logging.disable()
    return all([await SECTIONS[name]() for name in names or SECTIONS])


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(measure(sys.argv[1:])) else 1)
