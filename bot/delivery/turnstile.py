"""Where as many messages as a second may hold have just left, one more waits a moment.

The outbox uses nearly all of the rate while it is at work. A reply that leaves between two of its slots could
be one too many in the second around it, and a moment later would not be.
"""

from collections import deque
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock

SECOND: Final = timedelta(seconds=1, milliseconds=5)  # so much may two messages come closer on their way
LONGEST: Final = timedelta(milliseconds=250)  # nobody who taps feels it; in a rush nothing waits longer


class Turnstile:
    """All messages of this process pass it; `rate` is in messages a second, moments are machine time."""

    def __init__(self, clock: Clock, rate: float) -> None:
        self._clock = clock
        self._left: deque[datetime] = deque(maxlen=max(1, int(rate)))
        # So long for so many as it remembers: a rate need be no whole number.
        self._while = SECOND * (self._left.maxlen or 1) / rate

    async def passes(self) -> None:
        """Wait until one more message may leave."""
        now = self._clock.machine_now()
        wait = (self.takes(now) - now).total_seconds()
        if wait:
            await self._clock.sleep(wait)

    def takes(self, now: datetime) -> datetime:
        """The moment at which the message leaves that is here now: those after it count with it."""
        full = len(self._left) == self._left.maxlen
        opens_at = self._left[0] + self._while if full else now
        moment = opens_at if now < opens_at <= now + LONGEST else now
        self._left.append(moment)
        return moment
