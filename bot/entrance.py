"""Where Telegram brings updates to a bot that serves: open before it is at work, and until it has ended."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bot.clock import Clock
from bot.delivery import inbox
from bot.storage.engine import Database
from bot.storage.migrate import is_migrated


class Entrance:
    """Keeps updates, and tells of each while somebody is at work on them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._wake: Callable[[], None] | None = None

    @contextmanager
    def attended(self, wake: Callable[[], None]) -> Iterator[None]:
        """Somebody is at work while the block lasts."""
        self._wake = wake
        try:
            yield
        finally:
            self._wake = None

    async def receive(self, update: Mapping[str, Any]) -> None:
        """Keep an update; Telegram may hear that it has arrived once this returns."""
        async with self._database.writing() as tx:
            await inbox.store(tx, [update], self._clock.machine_now())
        if self._wake:
            self._wake()

    async def is_ready(self) -> bool:
        """Whether the bot is at work, and the database answers and is at this version."""
        return self._wake is not None and await is_migrated(self._database)
