"""SIGINT and SIGTERM, as Ctrl+C and platforms send them, end the program in good order."""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)


async def until_stopped(place: AbstractAsyncContextManager[T], opened: Callable[[T], object]) -> None:
    """Stay in a place until a signal comes; one that comes while it still opens ends that at once.

    Garbage is not looked for among what has been opened, as it is not among imports: it would be a sixth of a
    second of silence each time.
    """
    stopped, opening = asyncio.Event(), asyncio.current_task()
    assert opening is not None  # noqa: S101 -- this is one
    with contextlib.suppress(asyncio.CancelledError):
        _on_signal(opening.cancel)
        async with place as it:
            _on_signal(stopped.set)
            gc.freeze()
            opened(it)
            await stopped.wait()
            log.info("stopping: what is under way is finished first")


def _on_signal(act: Callable[[], object]) -> None:
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # on Windows, where Ctrl+C cancels the task
            asyncio.get_running_loop().add_signal_handler(name, act)
