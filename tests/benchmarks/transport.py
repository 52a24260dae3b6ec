"""How fast messages leave: python-telegram-bot over its own transport, and over ours.

Run by hand: `python tests/benchmarks/transport.py`. 64 sends at once to a loopback server, in a process of
its own, that answers in 0 and in 50 ms. The contestants take turns; printed are medians. Trust the ratios.
"""

import asyncio
import multiprocessing
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from aiohttp import web
from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.delivery.post import post
from bot.delivery.request import AiohttpRequest
from bot.screens.texts import complaint

TOKEN = "1:" + "t" * 35
AT_ONCE = 64
MESSAGES = 512
ROUNDS = 5
SCREEN = complaint("In 14 minutes: Creative pedagogy. 14:00, Hall 2 (1st floor, left of the stairs)")
ANSWER = (
    b'{"ok":true,"result":{"message_id":1,"from":{"id":1,"is_bot":true,"first_name":"Bot"},'
    b'"chat":{"id":1,"first_name":"A","type":"private"},"date":1556600000,"text":"In 14 minutes"}}'
)

Send = Callable[[ExtBot, int], Awaitable[object]]


async def whole(bot: ExtBot, chat_id: int) -> object:
    return await bot.send_message(chat_id, SCREEN.text, "HTML")


async def bulk(bot: ExtBot, chat_id: int) -> object:
    return await post(bot, chat_id, SCREEN)


CONTESTANTS: dict[str, tuple[Callable[[], BaseRequest], Send]] = {
    "python-telegram-bot's own (httpx)": (
        lambda: HTTPXRequest(connection_pool_size=256, pool_timeout=60),
        whole,
    ),
    "AiohttpRequest": (AiohttpRequest, whole),
    "AiohttpRequest, as the outbox sends": (AiohttpRequest, bulk),
}


def serve(ready: Connection) -> None:
    """Answer in the milliseconds that the address says."""

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        await asyncio.sleep(int(request.match_info["delay"]) / 1000)
        return web.Response(body=ANSWER, content_type="application/json")

    async def run() -> None:
        application = web.Application()
        application.router.add_post("/{delay}/{token}/{method}", answer)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        ready.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


async def measure(port: int, delay: int, make: Callable[[], BaseRequest], send: Send) -> tuple[float, float]:
    """Messages a second, and milliseconds of CPU a message."""
    request = make()
    url = f"http://127.0.0.1:{port}/{delay}/bot"
    bot: ExtBot = ExtBot(TOKEN, base_url=url, request=request, get_updates_request=make())
    await request.initialize()
    chats = iter(range(1, MESSAGES + 1))

    async def worker() -> None:
        for chat_id in chats:
            await send(bot, chat_id)

    await asyncio.gather(*(send(bot, 1) for _ in range(AT_ONCE)))  # the connections are open
    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    await request.shutdown()
    return MESSAGES / took, 1000 * cpu / MESSAGES


def main() -> None:
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
    print(f"{AT_ONCE} at once, {MESSAGES} messages, medians of {ROUNDS} interleaved rounds")
    for delay in (0, 50):
        results: dict[str, list[tuple[float, float]]] = {name: [] for name in CONTESTANTS}
        for _ in range(ROUNDS):
            for name, (make, send) in CONTESTANTS.items():
                results[name].append(asyncio.run(measure(port, delay, make, send)))
        report(delay, results)
    server.terminate()


def report(delay: int, results: dict[str, list[tuple[float, float]]]) -> None:
    print(f"\nTelegram answers in {delay} ms {'messages/s':>22} {'ratio':>7} {'CPU ms each':>12}")
    first = next(iter(results.values()))
    for name, rounds in results.items():
        rate = statistics.median(rate for rate, _ in rounds)
        ratio = statistics.median(rate / stock for (rate, _), (stock, _) in zip(rounds, first, strict=True))
        cpu = statistics.median(cpu for _, cpu in rounds)
        print(f"{name:40} {rate:10.0f} {ratio:7.1f} {cpu:12.2f}")


if __name__ == "__main__":
    main()
