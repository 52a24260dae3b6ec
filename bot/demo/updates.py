"""What people did, waiting for the bot: Bot API "Getting updates"."""

import asyncio
import itertools
from collections import deque
from typing import Any, Final

from bot.demo.refusal import Refusal

NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
TERMINATED: Final = "terminated by other getUpdates request; make sure that only one bot instance is running"

Update = dict[str, Any]


class Updates:
    """Kept in order until their receipt is confirmed."""

    def __init__(self) -> None:
        self.allowed: tuple[str, ...] = ()  # kinds the bot asked for; all but three where it asked for none
        self.pending: deque[Update] = deque()
        self._ids = itertools.count(1)
        self._poll: asyncio.Future[None] | None = None

    @property
    def waiting(self) -> bool:
        """Whether a poll waits for an update."""
        return self._poll is not None

    def add(self, kind: str, content: Update) -> Update | None:
        """Queue an update; None where the bot does not want this kind."""
        if kind not in self.allowed and (self.allowed or kind in NOT_BY_DEFAULT):
            return None
        update = {"update_id": next(self._ids), kind: content}
        self.pending.append(update)
        self._wake()
        return update

    def confirm(self, before: int) -> None:
        """Forget all updates whose id is smaller; a negative number keeps only so many of the newest."""
        if before < 0:
            before = self.pending[max(before, -len(self.pending))]["update_id"] if self.pending else 0
        while self.pending and self.pending[0]["update_id"] < before:
            self.pending.popleft()

    def clear(self) -> None:
        self.pending.clear()

    async def poll(self, limit: int, seconds: float) -> list[Update]:
        """The oldest updates; waits for one, and while it waits a newer poll ends it with a conflict."""
        if not self.pending and seconds > 0:
            await self._wait(seconds)
        return list(itertools.islice(self.pending, limit))

    def terminate(self, reason: str = TERMINATED) -> None:
        """End a waiting poll: only one may wait."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(Refusal(reason, 409))

    async def _wait(self, seconds: float) -> None:
        self.terminate()
        self._poll = poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, seconds)
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    def _wake(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(None)
