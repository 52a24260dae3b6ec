"""The real program in a process of its own, as a server or a person starts it."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.journeys.seminar import Seminar

CHECKOUT: Final = Path(__file__).parents[2]
PATIENCE: Final = 60.0  # seconds; a new process takes a second or two, on a busy machine many


class Ended(NamedTuple):
    code: int
    out: str
    err: str


class Program:
    """A running `python -m bot ...`, and what it has said so far."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._said: list[str] = []
        self._more = asyncio.Condition()
        self._hearing = asyncio.gather(self._hear("out"), self._hear("err"))

    @property
    def said(self) -> str:
        """All its lines, each after `out:` or `err:`."""
        return "".join(self._said)

    async def says(self, text: str) -> str:
        """Wait for a line with this text in it."""
        try:
            async with asyncio.timeout(PATIENCE), self._more:
                await self._more.wait_for(lambda: text in self.said)
        except TimeoutError:
            raise AssertionError(f"the program does not say {text!r}:\n{self.said}") from None
        return next(line for line in self._said if text in line)

    async def send(self, signal: signal.Signals) -> Ended:
        """Send it a signal, and wait for its end."""
        self._process.send_signal(signal)
        return await self.ended()

    async def kill(self) -> None:
        """As `kill -9`, or a power cut."""
        await self.send(signal.SIGKILL)

    async def stop(self) -> None:
        """As a platform does before it starts another one."""
        ended = await self.send(signal.SIGTERM)
        assert ended.code == 0, ended.err

    async def ended(self) -> Ended:
        """Its exit code and all it said, once it has ended by itself."""
        try:
            async with asyncio.timeout(PATIENCE):
                code = await self._process.wait()
                await self._hearing
        except TimeoutError:
            raise AssertionError(f"the program does not end:\n{self.said}") from None
        return Ended(code, self._of("out"), self._of("err"))

    def _of(self, stream: str) -> str:
        return "".join(line.removeprefix(f"{stream}: ") for line in self._said if line.startswith(stream))

    async def _hear(self, name: str) -> None:
        stream = self._process.stdout if name == "out" else self._process.stderr
        assert stream is not None
        async for line in stream:
            async with self._more:
                self._said.append(f"{name}: {line.decode()}")
                self._more.notify_all()


@asynccontextmanager
async def program(folder: Path, *arguments: str, **environment: str) -> AsyncIterator[Program]:
    """`python -m bot ARGUMENTS` in a folder; what still runs when the block ends is killed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1", **environment},
        stdout=PIPE,
        stderr=PIPE,
    )
    running = Program(process)
    try:
        yield running
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await running.ended()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def environment(seminar: Seminar, **changes: Any) -> Mapping[str, str]:
    """The settings of a seminar's bot as a server gives them; its clock is the seminar's, almost still."""
    start = {"rehearsal_start": seminar.clock.now().isoformat(), "rehearsal_speed": "0.001"}
    return {name.upper(): str(value) for name, value in {**start, **seminar.settings(**changes)}.items()}
