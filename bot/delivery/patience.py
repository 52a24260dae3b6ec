"""Replies that Telegram refuses for their number: they are asked for again, since nobody else would do so."""

import json
from contextlib import suppress
from itertools import count
from typing import Any, Final

from telegram.request import BaseRequest

from bot.clock import Clock
from bot.delivery.limits import backoff
from bot.delivery.request import AiohttpRequest, NotSent

LONGEST: Final = 20.0  # seconds in all; then nobody looks at the phone any more
TOO_MANY_REQUESTS: Final = 429


class PatientRequest(BaseRequest):
    """Over another request's connections: waits as long as Telegram says, or a little where there is none.

    Never delays a first try. The sender must not use it: its messages wait in the outbox.
    """

    def __init__(self, request: AiohttpRequest, clock: Clock) -> None:
        self._request, self._clock = request, clock

    @property
    def read_timeout(self) -> float | None:
        return self._request.read_timeout

    async def initialize(self) -> None:
        await self._request.initialize()

    async def shutdown(self) -> None:
        await self._request.shutdown()

    async def do_request(self, *request: Any, **how: Any) -> tuple[int, bytes]:
        """As the other's, once there is no use in waiting."""
        waited = 0.0
        for failures in count(1):
            try:
                answer = await self._request.do_request(*request, **how)
            except NotSent:
                seconds = backoff(failures)
                if waited + seconds > LONGEST:
                    raise
            else:
                seconds = _asked_to_wait(*answer)
                if not 0 < seconds <= LONGEST - waited:
                    break
            await self._clock.sleep(seconds)
            waited += seconds
        return answer

    parse_json_payload = staticmethod(AiohttpRequest.parse_json_payload)


def _asked_to_wait(status: int, content: bytes) -> float:
    """Seconds after a 429, Bot API "ResponseParameters"; 0 where it is none, or does not say how long."""
    if status == TOO_MANY_REQUESTS:
        with suppress(ValueError, KeyError, TypeError, OverflowError):
            return float(json.loads(content)["parameters"]["retry_after"])
    return 0.0
