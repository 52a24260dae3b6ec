"""An application on its port while a block lasts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web

from bot.errors import SettingError

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 -- a platform's router and Telegram come from outside
SHUTDOWN: Final = 10.0  # seconds for requests under way; platforms kill after 30


@asynccontextmanager
async def serve(application: web.Application, port: int, host: str = EVERYWHERE) -> AsyncIterator[int]:
    """Serve while the block lasts; gives the port, which `port` 0 leaves to the system.

    Raises SettingError where the port is taken or not allowed.
    """
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=SHUTDOWN)
    await runner.setup()
    try:
        await _bind(runner, host, port)
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def _bind(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise SettingError(f"PORT {port} cannot be used: {error.strerror}") from error
