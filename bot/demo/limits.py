"""How many messages a second Telegram takes, overall and from one chat."""

import math
from collections import deque
from collections.abc import Iterator
from typing import Final, Protocol

from bot.demo.refusal import too_many
from bot.demo.stage import Limits

ROUNDING: Final = 1e-9  # seconds
MINUTE: Final = 60.0


class Counter(Protocol):
    def wait(self, now: float) -> float:
        """Seconds until one more message is taken; 0 now."""

    def take(self, now: float) -> None:
        """Count a message."""


class Bucket:
    """Holds `size` messages and refills at `rate` a second."""

    def __init__(self, rate: float, size: float) -> None:
        self._rate, self._size = rate, size
        self._left, self._at = size, -math.inf

    def wait(self, now: float) -> float:
        return max(0.0, (1 - self._level(now)) / self._rate)

    def take(self, now: float) -> None:
        self._left, self._at = self._level(now) - 1, now

    def _level(self, now: float) -> float:
        return min(self._size, self._left + (now - self._at) * self._rate)


class Sliding:
    """No more than `most` messages in any window of so many seconds."""

    def __init__(self, most: int, window: float) -> None:
        self._window = window
        self._taken: deque[float] = deque(maxlen=most)

    def wait(self, now: float) -> float:
        if len(self._taken) < (self._taken.maxlen or 0):
            return 0.0
        return max(0.0, self._taken[0] + self._window - now)

    def take(self, now: float) -> None:
        self._taken.append(now)


class Gate:
    """One counter; after a refusal it stays shut until retry_after has passed."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self._shut_until = -math.inf

    def check(self, now: float) -> None:
        """Raises Refusal 429 with whole seconds to wait."""
        if now < self._shut_until:
            raise too_many(math.ceil(self._shut_until - now))
        wait = self.counter.wait(now)
        if wait > ROUNDING:
            seconds = math.ceil(wait)
            self._shut_until = now + seconds
            raise too_many(seconds)


class Pace:
    """The limits of one bot; the refused do not count."""

    def __init__(self, limits: Limits | None) -> None:
        self.limits = limits
        self._chats: dict[int, list[Gate]] = {}
        self._overall = self._gate(limits.per_second, limits.per_second) if limits else None

    def admit(self, chat: int, now: float, messages: int = 1) -> None:
        """Count messages to a chat at a moment of the machine's monotonic clock; raises Refusal 429."""
        if self.limits is None or self._overall is None:
            return
        if chat not in self._chats:
            self._chats[chat] = list(self._gates(chat, self.limits))
        gates = [*self._chats[chat], self._overall]
        for gate in gates:
            gate.check(now)
        for gate in gates * messages:
            gate.counter.take(now)

    def _gates(self, chat: int, limits: Limits) -> Iterator[Gate]:
        """Those of one chat; a group's id is negative."""
        yield self._gate(limits.per_chat, limits.chat_burst)
        if chat < 0:
            yield self._gate(limits.per_group / MINUTE, limits.per_group, MINUTE)

    def _gate(self, rate: float, burst: float, window: float = 1.0) -> Gate:
        """A bucket, or a window; of less than one message a window, one in 1/rate seconds."""
        if self.limits is None or self.limits.model == "bucket":
            return Gate(Bucket(rate, burst))
        return Gate(Sliding(max(1, round(rate * window)), max(window, 1 / rate)))
