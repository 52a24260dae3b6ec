"""What the commands of the shell share."""

import sys
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Final

import typer

from bot.clock import Clock
from bot.errors import SettingError, UserError
from bot.settings import Settings
from bot.sheets.writing import Table, as_csv, as_workbook
from bot.storage.engine import Database, open_database
from bot.storage.migrate import migrate

PATIENCE: Final = 2.0  # seconds
WORKBOOK: Final = ".xlsx"
OTHER_FILES: Final = frozenset({".csv", ".ods", ".pdf", ".xls", ".zip"})  # nobody means a folder by these


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
async def migrated_database(setting: str, *, makes: bool = True) -> AsyncIterator[Database]:
    """The database at this version, while the block lasts; what it refuses is a SettingError.

    `makes`: a new one where there is none. Who only reads would read nothing in it.
    """
    async with open_database(setting) as database:
        new = database.missing_file
        if new and not makes:
            raise SettingError(f"DATABASE_URL: {new} is no file")
        with saying(f"Waiting for {database}"):
            await migrate(database)
        if new:
            typer.echo(f"A new database: {new.absolute()}", err=True)
        yield database


def present(settings: Settings) -> datetime:
    """The seminar's present moment; of a rehearsal only its start is known here."""
    return settings.rehearsal_start or Clock().now()


def agreed(question: str) -> bool:
    """Whether somebody says yes; where nobody is there to answer it is a no."""
    try:
        return typer.confirm(question)
    except typer.Abort:
        typer.echo()
        return False


def content_of(file: Path, limit: int) -> bytes:
    """What is in a file, one byte more than `limit` at most, which shows that it is too big.

    Raises UserError where it cannot be read.
    """
    try:
        with file.open("rb") as opened:
            return opened.read(limit + 1)
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}") from None


def write_new(file: Path, content: bytes) -> None:
    """Raises UserError where something of that name is there already, or it cannot be written."""
    try:
        with file.open("xb") as new:
            new.write(content)
    except FileExistsError:
        raise UserError(f"{file} is there already; give another name") from None
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}") from None


def write_tables(target: Path, tables: Sequence[Table]) -> Iterator[Path]:
    """A workbook, or CSV files in a folder: each file, once it is written. Raises UserError."""
    if target.suffix.lower() == WORKBOOK:
        write_new(target, as_workbook(tables))
        yield target
        return
    if target.suffix.lower() in OTHER_FILES:
        raise UserError(f"{target}: give FILE{WORKBOOK}, or a folder for CSV files")
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(f"{target} is no folder, and cannot become one: {error.strerror}") from None
    for table in tables:
        file = target / f"{table.name}.csv"
        write_new(file, as_csv(table.lines))
        yield file


def speak_any_alphabet() -> None:
    """Let a terminal that knows no Cyrillic show it as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
