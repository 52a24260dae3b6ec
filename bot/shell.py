"""What the commands of the shell share."""

import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from io import TextIOWrapper
from typing import Final

import typer

from bot.storage.engine import Database, open_database
from bot.storage.migrate import migrate

PATIENCE: Final = 2.0  # seconds


@contextmanager
def saying(what: str, after: float = PATIENCE) -> Iterator[None]:
    """Say what takes so long where the block lasts longer than that many seconds."""
    timer = threading.Timer(after, typer.echo, [f"{what} ..."], {"err": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@asynccontextmanager
async def migrated_database(setting: str) -> AsyncIterator[Database]:
    """The database at this version, while the block lasts; what it refuses is a SettingError."""
    async with open_database(setting) as database:
        with saying(f"Waiting for {database}"):
            await migrate(database)
        yield database


def speak_any_alphabet() -> None:
    """Let a terminal that knows no Cyrillic show it as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
