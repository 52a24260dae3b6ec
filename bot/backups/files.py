"""The files of copies: they appear when they are whole, are their owner's alone, and replace nothing."""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.errors import UserError

STAMP: Final = "%Y%m%dT%H%M%SZ"
BACKUP: Final = re.compile(r"seminar-(\d{8}T\d{6}Z)\.db")
UNFINISHED: Final = re.compile(rf"\.{BACKUP.pattern}-\w+")
LONGEST: Final = timedelta(days=1)  # that anybody may still be at work on one


def backup_name(now: datetime) -> str:
    return f"seminar-{now:{STAMP}}.db"


@contextmanager
def appearing(file: Path) -> Iterator[Path]:
    """Another file to write to, which takes the name when the block ends well. Raises UserError."""
    _refuse_another(file)
    try:
        with TemporaryDirectory(dir=file.parent, prefix=f".{file.name}-") as folder:
            unfinished = Path(folder) / "unfinished"
            yield unfinished
            _refuse_another(file)
            _finish(unfinished)
            unfinished.rename(file)
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}") from None


def _finish(file: Path) -> None:
    file.chmod(0o600)
    with file.open("rb") as whole:
        os.fsync(whole.fileno())  # a power cut leaves nothing that only looks whole


def _refuse_another(file: Path) -> None:
    if file.exists():
        raise UserError(f"{file} is there already; give another name")


def prune(folder: Path, newest: Path, keep: int) -> Sequence[Path]:
    """Delete all backups but so many, the oldest first, and never the newest; which they were.

    Raises UserError, also where the newest has lost most people: a database that was made anew would else
    drive out, night by night, all that is left of the one before.
    """
    others = [file for file in folder.iterdir() if BACKUP.fullmatch(file.name) and file.name != newest.name]
    now, before = _people_in(newest), max(map(_people_in, others), default=0)
    if now < before / 2:
        raise UserError(
            f"Nothing was deleted: {newest.name} has {now} people, an older backup {before}. "
            "If that is right, delete older ones by hand"
        )
    too_many = sorted(others, reverse=True)[keep - 1 :]
    try:
        for file in too_many:
            file.unlink()
    except OSError as error:
        raise UserError(f"{error.filename} cannot be deleted: {error.strerror}") from None
    return too_many


def _people_in(backup: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM people").fetchone()
            return int(count)
    except sqlite3.Error:  # it is of no use anyhow
        return 0


def clear_away(folder: Path, now: datetime) -> None:
    """Delete what backups left behind that were killed."""
    for left in folder.iterdir():
        found = UNFINISHED.fullmatch(left.name)
        if found and now - datetime.strptime(found[1], STAMP).replace(tzinfo=UTC) > LONGEST:
            shutil.rmtree(left, ignore_errors=True)
