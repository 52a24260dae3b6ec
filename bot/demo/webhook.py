"""Delivering updates to a webhook: each chat in order, chats side by side, again until it is taken."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from bot.demo.updates import Update, Updates

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- its name only
ANSWER_WITHIN: Final = 60.0  # seconds
LONGEST_WAIT: Final = 60.0  # between two attempts; Telegram doubles the wait up to one or two minutes

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True)
class Target:
    url: str
    secret: str = ""
    connections: int = 40


class Webhook:
    """Posts to one target until it is closed."""

    def __init__(self, target: Target, updates: Updates, sleep: Sleep) -> None:
        self.target = target
        self.last_error = ""
        self._updates, self._sleep = updates, sleep
        headers = {SECRET_HEADER: target.secret} if target.secret else {}
        self._session = aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(ANSWER_WITHIN))
        self._places = asyncio.Semaphore(target.connections)
        self._chats: dict[int, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        for update in updates.pending:
            self.deliver(update)

    def deliver(self, update: Update) -> None:
        """Queue an update behind the others of its chat."""
        chat = _chat_of(update)
        if chat in self._chats:
            self._chats[chat].append(update)
            return
        self._chats[chat] = deque([update])
        worker = asyncio.get_running_loop().create_task(self._deliver_all(chat))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def close(self) -> None:
        """Stop; what was not taken stays pending."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        await self._session.close()

    async def _deliver_all(self, chat: int) -> None:
        queue = self._chats[chat]
        while queue:
            await self._insist(queue[0])
            with contextlib.suppress(ValueError):  # dropped meanwhile
                self._updates.pending.remove(queue[0])
            queue.popleft()
        del self._chats[chat]

    async def _insist(self, update: Update) -> None:
        """The first repetition comes at once, then the waits double."""
        wait = 0.0
        while not await self._is_taken(update):
            await self._sleep(wait)
            wait = min(LONGEST_WAIT, max(1.0, wait * 2))

    async def _is_taken(self, update: Update) -> bool:
        request = self._session.post(self.target.url, json=update, allow_redirects=False)
        try:
            async with self._places, request as response:
                if 200 <= response.status <= 299:
                    return True
                self.last_error = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            self.last_error = str(error) or "Read timeout expired"
        return False


def _chat_of(update: Update) -> int:
    (content,) = (value for key, value in update.items() if key != "update_id")
    sender: dict[str, Any] = content["from"]
    return int(sender["id"])
