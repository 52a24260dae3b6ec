"""The floor: HTTP written by hand, and nothing else."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlencode

from tests.benchmarks.contest import Go, Task
from tests.benchmarks.texts import REMINDER, TOKEN


@asynccontextmanager
async def sends(url: str, task: Task) -> AsyncIterator[Go]:
    """HTTP written by hand, and nothing else: as fast as asyncio allows."""
    host, port = re.findall(r"//(.+):(\d+)", url)[0]
    streams = [await asyncio.open_connection(host, int(port)) for _ in range(task.at_once)]
    chats = iter(range(1, task.count + 1))

    async def worker(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for chat in chats:
            body = urlencode({"chat_id": chat, "text": REMINDER, "parse_mode": "HTML"}).encode()
            writer.write(
                b"POST /bot%b/sendMessage HTTP/1.1\r\nHost: %b\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%b"
                % (TOKEN.encode(), host.encode(), len(body), body)
            )
            head = await reader.readuntil(b"\r\n\r\n")
            found = re.search(rb"Content-Length: (\d+)", head)
            assert found is not None
            await reader.readexactly(int(found[1]))

    yield lambda: asyncio.gather(*(worker(*stream) for stream in streams))
    for _, writer in streams:
        writer.close()
