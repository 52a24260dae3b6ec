"""A round of work, again and again, whatever happens in it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.delivery.limits import backoff
from bot.storage.refusals import in_words

log = logging.getLogger(__name__)


class Pump:
    """Calls `work` at once when woken, else after the seconds it asked for, until stopped.

    A round that fails is logged and repeated after a while, longer each time; waking does not shorten that.
    Between two rounds there are at least `rest` seconds, so that one does the work of many wakings.
    """

    def __init__(self, clock: Clock, work: Callable[[], Awaitable[float]], name: str, rest: float) -> None:
        self._clock, self._work, self._name, self._rest = clock, work, name, rest
        self._failures = 0
        self._woken = asyncio.Event()
        self._stopped = asyncio.Event()

    @property
    def stopping(self) -> bool:
        return self._stopped.is_set()

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        self._stopped.set()
        self._woken.set()

    async def run(self) -> None:
        while not self.stopping:
            self._woken.clear()
            try:
                wait, event = await self._work(), self._woken
                self._failures = 0
            except Exception as error:  # noqa: BLE001 -- it is logged, and the next round may do better
                self._failures += 1
                wait, event = backoff(self._failures), self._stopped
                self._complain(error)
            await self._clock.sleep(self._rest)
            await self._pause(wait - self._rest, event)

    async def _pause(self, seconds: float, event: asyncio.Event) -> None:
        passing = asyncio.ensure_future(self._clock.sleep(max(0.0, seconds)))
        happening = asyncio.ensure_future(event.wait())
        try:
            await asyncio.wait((passing, happening), return_when=asyncio.FIRST_COMPLETED)
        finally:
            passing.cancel()
            happening.cancel()

    def _complain(self, error: Exception) -> None:
        if isinstance(error, DBAPIError):  # its own text would repeat what was to be stored
            log.error("%s: the database fails (%d): %s", self._name, self._failures, in_words(error))
        else:
            log.error("%s: a round failed (%d)", self._name, self._failures, exc_info=error)
