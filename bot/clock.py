"""Time and chance: the only module that reads the clock or draws at random.

Two times are kept apart. *Seminar time* decides what is due, what is next and what has expired; a rehearsal
may start it elsewhere, run it faster, stop it or jump. *Machine time* paces requests and ends leases; nobody
moves it.
"""

import asyncio
import secrets
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Seminar time as it is: the machine's."""

    def now(self) -> datetime:
        """The seminar's present moment, UTC."""
        return self.machine_now()

    def machine_now(self) -> datetime:
        """The machine's present moment, UTC; for leases and limits only."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never go backwards, for measuring waits."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait in machine time."""
        await asyncio.sleep(seconds)

    @property
    def speed(self) -> float:
        """Seminar seconds a machine second."""
        return 1.0


class RehearsalClock(Clock):
    """Seminar time that starts at `start` (aware) and runs `speed` times faster; 0 stands still."""

    def __init__(self, start: datetime, speed: float = 1.0) -> None:
        self._speed = speed
        self._paused = False
        self.jump_to(start)

    def now(self) -> datetime:
        if self._paused:
            return self._anchor
        passed = (self.monotonic() - self._anchored_at) * self._speed
        return self._anchor + timedelta(seconds=passed)

    @property
    def speed(self) -> float:
        return 0.0 if self._paused else self._speed

    @property
    def paused(self) -> bool:
        return self._paused

    def jump_to(self, moment: datetime) -> None:
        """Move seminar time; from there it runs on at the same speed."""
        self._anchor = moment.astimezone(UTC)
        self._anchored_at = self.monotonic()

    def run_at(self, speed: float) -> None:
        """Change the speed without moving the present moment; ends a pause."""
        self.jump_to(self.now())
        self._speed, self._paused = speed, False

    def pause(self) -> None:
        self.jump_to(self.now())
        self._paused = True


def secret_code() -> str:
    """A fresh invitation code: 160 random bits in 27 URL-safe characters, well within Telegram's 64."""
    return secrets.token_urlsafe(20)


def process_name() -> str:
    """A name for this process among those that share the database, never given twice."""
    return secrets.token_hex(8)


def ballot_number() -> str:
    """A random number, 128 bits in hexadecimal, that says nothing of who was given it or when."""
    return secrets.token_hex(16)
