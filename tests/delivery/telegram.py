"""Telegram's end of the wire on loopback: it can refuse, delay, break off and be gone."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "1:" + "t" * 35


@dataclass
class Call:
    """A request: its method, its parameters and, of what was uploaded, the bytes."""

    request: web.Request
    method: str
    parameters: dict[str, Any]

    @property
    def chat_id(self) -> int:
        return int(self.parameters.get("chat_id", 0))

    @property
    def text(self) -> str:
        return str(self.parameters.get("text", self.parameters.get("caption", "")))


Answer = Callable[["Telegram", Call], Awaitable[web.StreamResponse]]


@dataclass
class Telegram:
    """Answers as the Bot API does; `next_for` says what the next requests of a chat get instead."""

    calls: list[Call] = field(default_factory=list)
    delivered: list[Call] = field(default_factory=list)
    next_for: dict[int, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    always: Answer | None = None  # instead of a delivery, for everybody
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        parameters = await parameters_of(request)
        call = Call(request, request.match_info["method"], parameters)
        self.calls.append(call)
        async with self.changed:
            self.changed.notify_all()
        waiting = self.next_for[call.chat_id]
        return await (waiting.pop(0) if waiting else self.always or deliver)(self, call)

    async def until(self, holds: Callable[["Telegram"], bool]) -> None:
        """Wait for a request after which something holds."""
        async with self.changed:
            await self.changed.wait_for(lambda: holds(self))

    @property
    def texts(self) -> list[str]:
        return [call.text for call in self.delivered]

    def texts_of(self, chat_id: int) -> list[str]:
        return [call.text for call in self.delivered if call.chat_id == chat_id]


async def parameters_of(request: web.Request) -> dict[str, Any]:
    """A method's parameters as Telegram reads them; of a file that is uploaded, its bytes."""
    return {name: _value(value) for name, value in (await request.post()).items()}


def _value(value: Any) -> Any:
    if isinstance(value, web.FileField):
        return value.file.read()
    try:
        return json.loads(value)
    except ValueError:
        return value


async def deliver(telegram: Telegram, call: Call) -> web.StreamResponse:
    telegram.delivered.append(call)
    chat = {"id": call.chat_id, "type": "private"}
    message = {"message_id": len(telegram.delivered), "date": 1, "chat": chat, "text": call.text}
    return web.json_response({"ok": True, "result": message})


def refuse(status: int, description: str, **parameters: Any) -> Answer:
    """An error in Telegram's form."""

    async def answer(telegram: Telegram, call: Call) -> web.StreamResponse:
        body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
        return web.json_response({name: value for name, value in body.items() if value != {}}, status=status)

    return answer


def flood(seconds: int) -> Answer:
    return refuse(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def page(status: int) -> Answer:
    """What a proxy says, which repeats the address."""

    async def answer(telegram: Telegram, call: Call) -> web.StreamResponse:
        text = f"<html>{status}: {call.request.path}</html>"
        return web.Response(text=text, status=status, content_type="text/html")

    return answer


async def reset(telegram: Telegram, call: Call) -> web.StreamResponse:
    """Nothing is delivered, and the connection breaks."""
    return _break_off(call)


async def deliver_and_reset(telegram: Telegram, call: Call) -> web.StreamResponse:
    """It arrives, but nobody hears of it."""
    await deliver(telegram, call)
    return _break_off(call)


def _break_off(call: Call) -> web.StreamResponse:
    assert call.request.transport is not None
    call.request.transport.abort()
    return web.Response()


def hold(release: asyncio.Event) -> Answer:
    """It arrives, and the answer comes when the test says so."""

    async def answer(telegram: Telegram, call: Call) -> web.StreamResponse:
        response = await deliver(telegram, call)
        await release.wait()
        return response

    return answer
