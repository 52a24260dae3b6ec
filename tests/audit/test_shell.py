"""`seminar-bot audit FILE`."""

import asyncio
import csv
from datetime import datetime
from pathlib import Path

from bot.agenda import queries as agenda
from bot.agenda.sample import read_sample
from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.storage.engine import Database
from bot.storage.migrate import migrate
from tests.command import Run


async def seminar(folder: Path, now: datetime) -> None:
    database = Database(f"sqlite:///{folder}/seminar.db")
    await migrate(database)
    async with database.writing() as tx:
        await agenda.store_programme(tx, read_sample(), source="sample", now=now)
        await note(tx, None, Deed.ANNOUNCED, subject="7", details="=everyone", now=now, origin="shell")
    await database.close()


def test_the_file_says_when_who_and_what(seminar_bot: Run, tmp_path: Path, now: datetime) -> None:
    asyncio.run(seminar(tmp_path, now))
    ended = seminar_bot("audit", tmp_path / "audit.csv")
    assert (ended.code, ended.out) == (0, f"Entries written to {tmp_path}/audit.csv: 1\n")
    with (tmp_path / "audit.csv").open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert header == ["When", "Who", "What", "To whom", "Role", "Subject", "Details"]
    moment = "2019-04-30 07:30:00+06:00"
    assert row == [moment, "command line", "announcement sent", "", "", "7", "'=everyone"]


def test_no_file_is_written_over(seminar_bot: Run, tmp_path: Path, now: datetime) -> None:
    asyncio.run(seminar(tmp_path, now))
    (tmp_path / "audit.csv").write_text("mine")
    ended = seminar_bot("audit", tmp_path / "audit.csv")
    assert ended.code == 1
    assert "is there already" in ended.complaint
    assert (tmp_path / "audit.csv").read_text() == "mine"


def test_before_a_programme_there_is_nothing(seminar_bot: Run, tmp_path: Path) -> None:
    assert seminar_bot("audit", "audit.csv").complaint == "DATABASE_URL: seminar.db is no file"
    seminar_bot("migrate")
    ended = seminar_bot("audit", tmp_path / "audit.csv")
    assert ended.code == 1
    assert "There is no programme yet" in ended.complaint
    assert not (tmp_path / "audit.csv").exists()
