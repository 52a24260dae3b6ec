"""Replies that Telegram refuses for their number: they are asked for again, since nobody else would do so."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.clock import Clock
from bot.delivery.failures import patience
from bot.delivery.request import NotSent

Answer = bool | dict[str, Any] | list[dict[str, Any]]

LONGEST: Final = 20.0  # seconds in all; then nobody looks at the phone any more


class Patience(BaseRateLimiter[None]):
    """Waits as long as Telegram says, or a little where there was no connection, and tries again.

    Never delays a first try. The sender must not use it: its messages wait in the outbox.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to end."""

    async def process_request(  # noqa: PLR0913, PLR0917 -- the signature is BaseRateLimiter's
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,  # noqa: ARG002
        data: dict[str, Any],  # noqa: ARG002
        rate_limit_args: None,  # noqa: ARG002
    ) -> Answer:
        """One request; raises as `callback` does once there is no use in waiting."""
        waited, failures = 0.0, 0
        while True:
            try:
                return await callback(*args, **kwargs)
            except (RetryAfter, NotSent) as error:
                failures += 1
                seconds = patience(error, failures)
                if waited + seconds > LONGEST:
                    raise
            await self._clock.sleep(seconds)
            waited += seconds
