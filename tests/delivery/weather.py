"""What may happen to a request on its way, in memory: for stories too long, or too many, for a socket."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.request import NotSent
from tests.delivery.still import StillClock
from tests.delivery.telegram import TOKEN


@dataclass(frozen=True)
class Answer:
    """What becomes of a request: whether it arrives, and what comes back."""

    arrives: bool = False
    status: int = 200
    description: str = ""
    retry_after: int = 0  # seconds; of a 429
    error: Callable[[], Exception] | None = None  # instead of an answer
    waits: bool = False  # until it is let go

    def __repr__(self) -> str:
        return self.description or str(self.status)


DELIVERED = Answer(arrives=True, description="delivered")
HELD = Answer(arrives=True, description="delivered, answered later", waits=True)
UNHEARD = Answer(arrives=True, description="delivered, time-out", error=TimedOut)
RESET = Answer(description="reset", error=lambda: NetworkError("The connection broke"))
UNCONNECTED = Answer(description="no connection", error=lambda: NotSent("No connection"))
SERVER_ERROR = Answer(status=500, description="Internal Server Error")
BAD_GATEWAY = Answer(status=502, description="Bad Gateway")
BLOCKED = Answer(status=403, description="Forbidden: bot was blocked by the user")
NOT_NOW = Answer(status=403, description="Forbidden: bot can't send messages to the user")
UNREADABLE = Answer(status=400, description="Bad Request: can't parse entities")


def flood(seconds: int) -> Answer:
    return Answer(status=429, description=f"Too Many Requests: retry after {seconds}", retry_after=seconds)


@dataclass(frozen=True)
class Attempt:
    """A request that was made, at a moment of both times."""

    machine: datetime
    seminar: datetime
    chat_id: int
    text: str
    answer: Answer

    @property
    def subjects(self) -> list[str]:
        """One a line: what came in one message."""
        return self.text.splitlines()


Forecast = Callable[[int], Answer]


@dataclass
class Sky:
    """Over all processes: what the next requests of a chat meet, else what the forecast says for it."""

    clock: StillClock
    forecast: Forecast = lambda chat_id: DELIVERED
    next_for: dict[int, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    attempts: list[Attempt] = field(default_factory=list)
    deadlines: dict[int, datetime] = field(default_factory=dict)  # of chats, machine time; the latest
    early: list[Attempt] = field(default_factory=list)  # made before the deadline of their chat

    def meet(self, chat_id: int, text: str) -> Answer:
        now = self.clock.machine_now()
        answer = self.next_for[chat_id].pop(0) if self.next_for[chat_id] else self.forecast(chat_id)
        attempt = Attempt(now, self.clock.now(), chat_id, text, answer)
        self.attempts.append(attempt)
        if now < self.deadlines.get(chat_id, now):
            self.early.append(attempt)
        if answer.retry_after:
            until = now + timedelta(seconds=answer.retry_after)
            self.deadlines[chat_id] = max(until, self.deadlines.get(chat_id, until))
        return answer

    def deadlines_pass(self) -> None:
        """Forget those that are over, whatever the clock may say later."""
        now = self.clock.machine_now()
        self.deadlines = {chat_id: until for chat_id, until in self.deadlines.items() if until > now}

    @property
    def arrived(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if attempt.answer.arrives]


class Weather(BaseRequest):
    """The transport of one process; what it asks for is sent messages, and nothing else."""

    def __init__(self, sky: Sky) -> None:
        self._sky = sky
        self.held: list[asyncio.Event] = []

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    def let_go(self) -> None:
        for waits in self.held:
            waits.set()
        self.held.clear()

    async def do_request(self, url: str, method: str, request_data: Any = None, *_: Any, **__: Any) -> Any:
        assert isinstance(request_data, RequestData)
        answer = self._sky.meet(*_where_and_what(request_data.parameters))
        if answer.waits:
            self.held.append(waits := asyncio.Event())
            await waits.wait()
        if answer.error:
            raise answer.error()
        return answer.status, json.dumps(self._body(answer)).encode()

    def _body(self, answer: Answer) -> Mapping[str, Any]:
        if answer.arrives:
            return {"ok": True, "result": {"message_id": len(self._sky.arrived)}}
        refusal = {"ok": False, "error_code": answer.status, "description": answer.description}
        return refusal | ({"parameters": {"retry_after": answer.retry_after}} if answer.retry_after else {})


def _where_and_what(parameters: Mapping[str, Any]) -> tuple[int, str]:
    return int(parameters["chat_id"]), str(parameters["text"])


def bot_under(sky: Sky) -> tuple[Bot, Weather]:
    weather = Weather(sky)
    return Bot(TOKEN, request=weather, get_updates_request=weather), weather
