"""A clock that only moves when a test says so."""

from datetime import datetime, timedelta

from bot.clock import Clock


class StillClock(Clock):
    """Both times stand still; whoever waits is let go at once, and then it is later."""

    def __init__(self, now: datetime) -> None:
        self.seminar = self.machine = now

    def now(self) -> datetime:
        return self.seminar

    def machine_now(self) -> datetime:
        return self.machine

    async def sleep(self, seconds: float) -> None:
        self.machine += timedelta(seconds=seconds)

    def move(self, seconds: float) -> None:
        self.seminar += timedelta(seconds=seconds)
        self.machine += timedelta(seconds=seconds)
