"""How long until the bot asks Telegram for the first update, and how much memory it takes then.

Run by hand: `python tests/benchmarks/start.py`. Beside it bots of a few lines that answer /start, with stock
python-telegram-bot and with aiogram (extra `bench`); they keep nothing, the bot opens its database with the
sample programme. All are processes of their own, in turn, and printed are medians. Telegram is a server in
this process that answers at once. Exits 1 where the bot breaks its promise; on a busy machine only the ratios
say anything.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import asynccontextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from aiohttp import web

from bot.agenda.sample import SAMPLE

TOKEN = "123456789:" + "A" * 35
ROUNDS = 5
IDLE = 3.0  # seconds after the first poll, before memory is read
SECONDS, MEBIBYTES = 1.0, 90.0  # what is promised
ANSWERS = {
    "getme": {"id": 1, "is_bot": True, "first_name": "Bot", "username": "seminar_bot"},
    "getupdates": [],
    "getmycommands": [],
    "getmyname": {"name": ""},
    "getmydescription": {"description": ""},
    "getmyshortdescription": {"short_description": ""},
}

PTB = """
import sys
from telegram.ext import Application, CommandHandler
async def start(update, context): await update.message.reply_text("Hello")
application = Application.builder().token(sys.argv[1]).base_url(sys.argv[2] + "/bot").build()
application.add_handler(CommandHandler("start", start))
application.run_polling()
"""
AIOGRAM = """
import asyncio, sys
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
dispatcher = Dispatcher()
@dispatcher.message(CommandStart())
async def start(message): await message.answer("Hello")
session = AiohttpSession(api=TelegramAPIServer.from_base(sys.argv[2]))
asyncio.run(dispatcher.start_polling(Bot(sys.argv[1], session=session)))
"""


Figures = tuple[float, float]


class Telegram:
    """Notes when it is asked for updates, and never has any."""

    def __init__(self) -> None:
        self.polled = asyncio.Event()
        self.at = 0.0

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"].lower()
        if method == "getupdates":
            self.at = self.at or time.monotonic()
            self.polled.set()
            await asyncio.sleep(1)
        result = ANSWERS.get(method, True)
        return web.json_response({"ok": True, "result": result})

    @asynccontextmanager
    async def serving(self):
        application = web.Application()
        application.router.add_route("*", "/bot{token}/{method}", self.answer)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        await runner.cleanup()


async def measure(
    command: list[str], url: str, telegram: Telegram, **environment: str
) -> tuple[float, float]:
    """Seconds to the first poll, and mebibytes when nothing happens."""
    telegram.polled.clear()
    telegram.at, began = 0.0, time.monotonic()
    child = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=surroundings(url, **environment), stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(60):
            await telegram.polled.wait()
        await asyncio.sleep(IDLE)
        return telegram.at - began, resident(child.pid)
    finally:
        child.terminate()
        await child.wait()


def surroundings(url: str, **environment: str) -> Mapping[str, str]:
    """As where it is installed: bytecode is kept from one start to the next."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {"PYTHONPATH": sys.path[0], "BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url}
    return {**inherited, **ours, **environment}


def resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


async def race(times: int = ROUNDS) -> Mapping[str, list[tuple[float, float]]]:
    """Of each contestant the seconds to the first poll and the mebibytes, in each round."""
    telegram = Telegram()
    with tempfile.TemporaryDirectory() as folder:
        kept = {"PYTHONPYCACHEPREFIX": f"{folder}/bytecode", "DATABASE_URL": f"sqlite:///{folder}/bot.db"}
        async with telegram.serving() as url:
            contestants = {
                "seminar-bot": ["-m", "bot", "run"],
                "python-telegram-bot": ["-c", PTB, TOKEN, url],
                "aiogram": ["-c", AIOGRAM, TOKEN, url],
            }
            first = await measure(contestants["seminar-bot"], url, telegram, **kept, PROGRAMME=str(SAMPLE))
            print(f"the first start of all, with compiling and importing: {first[0]:.1f} s")
            rounds = {name: [] for name in contestants}
            for _ in range(times + 1):
                for name, command in contestants.items():
                    rounds[name].append(await measure(command, url, telegram, **kept))
    return {name: figures[1:] for name, figures in rounds.items()}  # peers compiled in the first


def report(rounds: Mapping[str, list[tuple[float, float]]]) -> bool:
    print(f"medians of {ROUNDS}, one after another\n{'':24}{'s to first poll':>16}{'MiB idle':>10}")
    for name, figures in rounds.items():
        seconds, mebibytes = (statistics.median(column) for column in zip(*figures, strict=True))
        print(f"{name:24}{seconds:16.2f}{mebibytes:10.1f}")
    seconds, mebibytes = (statistics.median(column) for column in zip(*rounds["seminar-bot"], strict=True))
    print(f"promised{'':16}{SECONDS:16.2f}{MEBIBYTES:10.1f}")
    return seconds <= SECONDS and mebibytes <= MEBIBYTES


if __name__ == "__main__":
    sys.exit(0 if report(asyncio.run(race())) else 1)
