"""Ports on loopback where an application answers; each can be shut and opened again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

HOST = "127.0.0.1"


class Doorway:
    """One port; `port` 0 takes a free one, and keeps it."""

    def __init__(self, runner: web.AppRunner, port: int) -> None:
        self.port = port
        self._runner = runner
        self._site: web.TCPSite | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    async def open(self) -> None:
        """Listen; raises OSError where the port is taken."""
        self._site = web.TCPSite(self._runner, HOST, self.port)
        await self._site.start()
        self.port = self._runner.addresses[-1][1] if self.port == 0 else self.port

    async def shut(self) -> None:
        """Refuse connections from now on, and break those through this port that are open."""
        if self._site:
            await self._site.stop()
            self._site = None
        server = self._runner.server
        for connection in server.connections if server else []:
            transport = connection.transport
            if transport and transport.get_extra_info("sockname")[1] == self.port:
                transport.abort()


@asynccontextmanager
async def serve(application: web.Application, *ports: int) -> AsyncIterator[list[Doorway]]:
    """Answer on these ports of this machine, and on no other interface, until the block ends."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    doorways = [Doorway(runner, port) for port in ports]
    try:
        for doorway in doorways:
            await doorway.open()
        yield doorways
    finally:
        await runner.cleanup()
