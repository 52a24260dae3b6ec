"""Telegram on loopback, in a process of its own, as quick as Python allows: the bots are what is timed.

It reads HTTP/1.1 by itself, answers after a set latency, and counts limits by a token bucket or by sliding
seconds, as the demo's own does. It brings taps of many people by long polling; each taps again once their
screen has changed and the spinner has stopped.
"""

import asyncio
import gc
import json
import multiprocessing
import re
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from bot.demo.limits import Bucket, Counter, Sliding

CHAT = re.compile(rb'chat_id(?:=|"\r\n(?:[^\r\n]+\r\n)*\r\n|": ?)(-?\d+)')
QUERY = re.compile(rb'callback_query_id(?:=|"\r\n(?:[^\r\n]+\r\n)*\r\n|": ?"?)(\d+)')
PARAMETER = re.compile(rb'(offset|timeout)(?:=|"\r\n(?:[^\r\n]+\r\n)*\r\n|": ?)(\d+)')
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
BOT = {"id": 1, "is_bot": True, "first_name": "Seminar", "username": "seminar_bot"}
TRUE = b'{"ok":true,"result":true}'
ANSWERS = {
    "getMe": json.dumps({"ok": True, "result": BOT}).encode(),
    "getMyCommands": b'{"ok":true,"result":[]}',
    "getMyName": b'{"ok":true,"result":{"name":""}}',
    "getMyDescription": b'{"ok":true,"result":{"description":""}}',
    "getMyShortDescription": b'{"ok":true,"result":{"short_description":""}}',
}
MOST_UPDATES = 100  # Bot API "getUpdates"
COUNTED = ("send", "edit")


@dataclass
class Weather:
    """How Telegram is today: `latency` in seconds; limits by `model`, none where the rate is 0."""

    latency: float = 0.0
    model: str = "bucket"
    rate: int = 0


@dataclass
class Log:
    """What was seen since the last reset; moments in machine seconds, of CLOCK_MONOTONIC."""

    accepted: int = 0
    refused: int = 0
    last: float = 0.0  # when the last message was accepted, or the last tap had been answered
    waits: list[float] = field(default_factory=list)  # seconds from a tap until all that answers it has come


@dataclass
class Tapping:
    """People who tap a button again and again, `left` times in all, after `rest` seconds each."""

    people: int
    data: str
    left: int
    rest: float = 0.0


class Telegram:
    """What it knows; one bot talks to it at a time."""

    def __init__(self) -> None:
        self.coming = asyncio.Event()
        self.reset(Weather())

    def reset(self, weather: Weather) -> None:
        self.weather, self.log = weather, Log()
        self.counter: Counter | None = None
        if weather.rate:
            bucket = weather.model == "bucket"
            self.counter = Bucket(weather.rate, weather.rate) if bucket else Sliding(weather.rate, 1.0)
        self.updates: deque[tuple[int, bytes]] = deque()
        self.next_update = 1
        self.coming.set()  # who waits for updates asks again
        self.coming = asyncio.Event()
        self.tapping: Tapping | None = None
        self.began: dict[int, float] = {}  # chat -> when they tapped
        self.missing: dict[int, int] = {}  # chat -> parts of the answer that have not come

    # --------------------------------------------------------------- messages

    def admit(self, chat: int, now: float) -> bytes | None:
        if self.counter is not None:
            wait = self.counter.wait(now)
            if wait > 1e-9:
                self.log.refused += 1
                seconds = max(1, -int(-wait // 1))
                return json.dumps(
                    {
                        "ok": False,
                        "error_code": 429,
                        "description": f"Too Many Requests: retry after {seconds}",
                        "parameters": {"retry_after": seconds},
                    }
                ).encode()
            self.counter.take(now)
        self.log.accepted += 1
        self.log.last = now
        return None

    def message(self, chat: int) -> bytes:
        return (
            b'{"ok":true,"result":{"message_id":%d,"from":{"id":1,"is_bot":true,"first_name":"Seminar",'
            b'"username":"seminar_bot"},"chat":{"id":%d,"first_name":"A","type":"private"},"date":1556600000,'
            b'"text":"In 14 minutes"}}' % (self.log.accepted, chat)
        )

    # ------------------------------------------------------------------- taps

    def begin(self, tapping: Tapping) -> None:
        self.tapping = tapping
        loop = asyncio.get_running_loop()
        for chat in range(1, tapping.people + 1):
            loop.call_later(tapping.rest * chat / tapping.people, self.tap, chat)

    def tap(self, chat: int) -> None:
        if self.tapping is None or self.tapping.left <= 0:
            return
        self.tapping.left -= 1
        self.began[chat], self.missing[chat] = time.monotonic(), 2
        number, self.next_update = self.next_update, self.next_update + 1
        who = {"id": chat, "is_bot": False, "first_name": "Person", "language_code": "kk"}
        body = {
            "update_id": number,
            "callback_query": {
                "id": str(chat),
                "from": who,
                "message": {
                    "message_id": 1,
                    "from": BOT,
                    "chat": {"id": chat, "first_name": "Person", "type": "private"},
                    "date": 1556600000,
                    "text": "Now",
                },
                "chat_instance": "1",
                "data": self.tapping.data,
            },
        }
        self.updates.append((number, json.dumps(body).encode()))
        self.coming.set()

    def answered(self, chat: int) -> None:
        if chat not in self.missing:
            return
        self.missing[chat] -= 1
        if not self.missing[chat]:
            now = time.monotonic()
            del self.missing[chat]
            self.log.waits.append(now - self.began[chat])
            self.log.last = now
            rest = self.tapping.rest if self.tapping else 0.0
            asyncio.get_running_loop().call_later(rest, self.tap, chat)

    async def next_updates(self, body: bytes) -> bytes:
        asked = {name: int(value) for name, value in PARAMETER.findall(body)}
        while self.updates and self.updates[0][0] < asked.get(b"offset", 0):
            self.updates.popleft()
        if not self.updates and asked.get(b"timeout"):
            self.coming.clear()
            try:
                async with asyncio.timeout(asked[b"timeout"]):
                    await self.coming.wait()
            except TimeoutError:
                pass
        ready = [body for _, body in list(self.updates)[:MOST_UPDATES]]
        return b'{"ok":true,"result":[' + b",".join(ready) + b"]}"


class Connected(asyncio.Protocol):
    """One kept-alive connection of HTTP/1.1; requests on it come one after another."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram, self.received = telegram, b""
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        while (head_end := self.received.find(b"\r\n\r\n")) >= 0:
            head = self.received[:head_end]
            length = LENGTH.search(head)
            end = head_end + 4 + (int(length[1]) if length else 0)
            if len(self.received) < end:
                if b"100-continue" in head:
                    self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                return
            body, self.received = self.received[head_end + 4 : end], self.received[end:]
            path = head.split(b" ", 2)[1].partition(b"?")[0]
            self.handle(path.rpartition(b"/")[2].decode(), body)

    def handle(self, method: str, body: bytes) -> None:
        telegram, now = self.telegram, time.monotonic()
        if method == "getUpdates":
            task = asyncio.ensure_future(telegram.next_updates(body))
            task.add_done_callback(lambda done: self.respond(done.result()))
            return
        status, content = 200, ANSWERS.get(method, TRUE)
        latency = telegram.weather.latency
        if method.startswith(COUNTED):
            found = CHAT.search(body)
            chat = int(found[1]) if found else 0
            if refusal := telegram.admit(chat, now):
                status, content = 429, refusal
            else:
                content = telegram.message(chat)
                self.later(latency, telegram.answered, chat)
        elif method == "answerCallbackQuery" and (query := QUERY.search(body)):
            self.later(latency, telegram.answered, int(query[1]))
        self.later(latency, self.respond, content, status)

    def later(self, latency: float, call: Any, *arguments: Any) -> None:
        if latency:
            asyncio.get_running_loop().call_later(latency, call, *arguments)
        else:
            call(*arguments)

    def respond(self, content: bytes, status: int = 200) -> None:
        self.transport.write(
            b"HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
            % (status, len(content), content)
        )


def serve(control: Connection) -> None:
    """Until the pipe closes: `Weather` begins anew, `Tapping` begins to tap, "log" asks for what was seen."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        telegram = Telegram()
        server = await loop.create_server(lambda: Connected(telegram), "127.0.0.1", 0, backlog=2048)
        control.send(server.sockets[0].getsockname()[1])
        ended = asyncio.Event()

        def told() -> None:
            try:
                order = control.recv()
            except EOFError:
                return ended.set()
            match order:
                case Weather():
                    telegram.reset(order)
                case Tapping():
                    telegram.begin(order)
            return control.send(telegram.log)

        loop.add_reader(control.fileno(), told)
        await ended.wait()

    gc.freeze()
    asyncio.run(run())


class Loopback:
    """The bot's end of it: `url` of the Bot API, and what Telegram has seen."""

    def __init__(self, control: Connection) -> None:
        self._control = control
        self.url = f"http://127.0.0.1:{control.recv()}"

    def reset(self, weather: Weather) -> None:
        self._ask(weather)

    def tap(self, tapping: Tapping) -> None:
        self._ask(tapping)

    @property
    def log(self) -> Log:
        return self._ask("log")

    def _ask(self, order: object) -> Log:
        self._control.send(order)
        return self._control.recv()


@contextmanager
def loopback() -> Iterator[Loopback]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield Loopback(ours)
    finally:
        ours.close()
        process.terminate()
        process.join()
