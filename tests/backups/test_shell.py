"""`seminar-bot backup`, `export` and `restore`: what they write, delete, refuse and say."""

import asyncio
import os
import re
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.backups.files import BACKUP, backup_name, clear_away
from bot.clock import Clock
from bot.storage.engine import Database
from tests.backups.seminars import content, filled
from tests.command import Run


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("model") / "seminar.db"
    asyncio.run(filled(f"sqlite:///{file}", datetime(2019, 4, 30, tzinfo=UTC)))
    return file


@pytest.fixture
def seminar(tmp_path: Path, model: Path) -> Path:
    return Path(shutil.copy(model, tmp_path / "seminar.db"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def rows(file: Path) -> int:
    return sum(map(len, asyncio.run(content(f"sqlite:///{file}")).values()))


# ------------------------------------------------------------------ backup


def test_a_backup_is_named_after_the_moment_and_its_owners_alone(
    seminar_bot: Run, seminar: Path, folder: Path
) -> None:
    ended = seminar_bot("backup", folder)
    (file,) = folder.iterdir()
    assert (ended.code, ended.out) == (0, f"Written: {file}\n")
    assert BACKUP.fullmatch(file.name)
    assert file.stat().st_mode & 0o777 == 0o600
    assert rows(file) == rows(seminar)


def test_only_backups_are_deleted_and_the_oldest_first(seminar_bot: Run, seminar: Path, folder: Path) -> None:
    for name in ("seminar-20190430T000000Z.db", "seminar-20190501T000000Z.db", "seminar-old.db", "notes.txt"):
        (folder / name).touch()
    ended = seminar_bot("backup", folder, "--keep", "2")
    assert ended.out.splitlines()[1:] == [f"Deleted: {folder}/seminar-20190430T000000Z.db"]
    kept = sorted(file.name for file in folder.iterdir())
    assert kept[:3] == ["notes.txt", "seminar-20190501T000000Z.db", kept[2]]
    assert kept[3:] == ["seminar-old.db"]


def test_the_new_one_stays_even_where_a_clock_was_wrong(
    seminar_bot: Run, seminar: Path, folder: Path
) -> None:
    (folder / "seminar-21190430T000000Z.db").touch()
    assert seminar_bot("backup", folder, "--keep", "1").code == 0
    (file,) = folder.iterdir()
    assert rows(file) == rows(seminar)


def test_a_database_that_was_made_anew_drives_no_backup_out(
    seminar_bot: Run, seminar: Path, folder: Path
) -> None:
    assert seminar_bot("backup", folder).code == 0
    (good,) = folder.iterdir()
    good.rename(folder / "seminar-20190430T000000Z.db")
    with closing(sqlite3.connect(seminar)) as connection:
        connection.execute("DELETE FROM people")
        connection.commit()
    ended = seminar_bot("backup", folder, "--keep", "1")
    assert (ended.code, len(list(folder.iterdir()))) == (1, 2)
    assert "Nothing was deleted: " in ended.complaint
    assert " has 0 people, an older backup " in ended.complaint


def test_what_is_no_database_of_ours_is_not_copied(seminar_bot: Run, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "seminar.db").touch()
    ended = seminar_bot("backup", folder, "--keep", "1")
    assert (ended.code, list(folder.iterdir())) == (2, [])
    assert ended.complaint == "DATABASE_URL: seminar.db is no database of seminar-bot"


def test_what_a_killed_backup_left_is_cleared_away_a_day_later(folder: Path, now: datetime) -> None:
    fresh = now - timedelta(hours=23)
    for moment in (fresh, now - timedelta(hours=25)):
        (folder / f".{backup_name(moment)}-abc_123").mkdir()
    clear_away(folder, now)
    assert [left.name for left in folder.iterdir()] == [f".{backup_name(fresh)}-abc_123"]


def test_while_somebody_writes_a_backup_has_what_was_before(
    seminar_bot: Run, seminar: Path, folder: Path
) -> None:
    before = rows(seminar)
    with closing(sqlite3.connect(seminar, isolation_level=None)) as bot:
        bot.execute("BEGIN IMMEDIATE")
        bot.execute("INSERT INTO clubs (name) VALUES ('Altai')")
        assert seminar_bot("backup", folder).code == 0
        bot.execute("COMMIT")
    (file,) = folder.iterdir()
    assert (rows(file), rows(seminar)) == (before, before + 1)


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file can grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_nothing(seminar_bot: Run, database_url: str, folder: Path, now: datetime) -> None:
    asyncio.run(filled(database_url, now))
    with full_disk(200_000):
        ended = seminar_bot("backup", folder, DATABASE_URL=database_url)
    assert (ended.code, ended.out) == (1, "")
    assert re.fullmatch(rf"{folder}/seminar-\w+\.db was not written: disk I/O error", ended.complaint)
    assert list(folder.iterdir()) == []


def test_a_folder_must_be_there(seminar_bot: Run, seminar: Path) -> None:
    ended = seminar_bot("backup", "backups")
    assert (ended.code, ended.complaint) == (1, "backups is no folder")


# ------------------------------------------------------------------ export


def test_an_export_never_replaces_a_file(seminar_bot: Run, seminar: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.db").write_text("a day's work")
    ended = seminar_bot("export", "mine.db")
    assert (ended.code, ended.complaint) == (1, "mine.db is there already; give another name")
    assert (tmp_path / "mine.db").read_text() == "a day's work"


def test_an_export_of_no_database_makes_none(seminar_bot: Run, tmp_path: Path) -> None:
    ended = seminar_bot("export", "copy.db")
    assert ended.code == 2
    assert ended.complaint == "DATABASE_URL: seminar.db is no file"
    assert list(tmp_path.iterdir()) == []


def test_an_export_into_no_folder_is_one_line(seminar_bot: Run, seminar: Path) -> None:
    ended = seminar_bot("export", "no/copy.db")
    assert (ended.code, ended.complaint) == (1, "no/copy.db cannot be written: No such file or directory")


def test_an_older_version_on_postgresql_is_migrated_first(
    seminar_bot: Run, postgresql_url: str, tmp_path: Path
) -> None:
    ended = seminar_bot("export", "copy.db", DATABASE_URL=postgresql_url)
    assert ended.code == 2
    assert ended.complaint.endswith(" is an older version's: run `seminar-bot migrate` first")
    assert list(tmp_path.iterdir()) == []


# ----------------------------------------------------------------- restore


def test_the_bot_runs_on_what_was_restored(seminar_bot: Run, seminar: Path, postgresql_url: str) -> None:
    assert seminar_bot("export", "copy.db").code == 0
    ended = seminar_bot("restore", "copy.db", DATABASE_URL=postgresql_url)
    assert ended.code == 0
    assert ended.out.splitlines() == [
        f"Restored from copy.db: {rows(seminar)} rows.",
        "What waits to be sent cannot be told: ValidationError.",  # its programme is none
    ]
    again = seminar_bot("restore", "copy.db", DATABASE_URL=postgresql_url)
    assert (again.code, again.out) == (1, "")
    assert f"{Database(postgresql_url)} is not empty: nothing was restored" in again.complaint


def test_what_is_only_in_the_log_of_a_bot_that_was_killed_is_restored_too(
    seminar_bot: Run, seminar: Path, tmp_path: Path
) -> None:
    crashed = tmp_path / "crashed.db"
    with closing(sqlite3.connect(seminar, isolation_level=None)) as bot:
        bot.execute("INSERT INTO clubs (name) VALUES ('Altai')")
        for ending in ("", "-wal"):
            shutil.copy(f"{seminar}{ending}", f"{crashed}{ending}")
    assert seminar_bot("restore", crashed, DATABASE_URL="sqlite:///new.db").code == 0
    assert rows(tmp_path / "new.db") == rows(seminar)


def change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(statement)


@pytest.fixture(params=["missing", "empty", "junk", "folder", "another", "newer", "cut", "mangled"])
def wrong(request: pytest.FixtureRequest, seminar: Path, tmp_path: Path) -> Path:
    """A file that is none of ours, or no longer."""
    file = tmp_path / f"{request.param} ?#%.db"
    match request.param:
        case "empty":
            file.touch()
        case "junk":
            file.write_text("Not a database. " * 500)
        case "folder":
            file.mkdir()
        case "another":
            change(file, "CREATE TABLE people (id INTEGER)")
        case "newer":
            shutil.copy(seminar, file)
            change(file, "UPDATE alembic_version SET version_num = '9999'")
        case "cut":
            file.write_bytes(seminar.read_bytes()[:100_000])
        case "mangled":
            file.write_bytes(seminar.read_bytes()[:40_000] + os.urandom(300_000))
    return file


REFUSALS = {
    "missing": "is no file",
    "empty": "is no database of seminar-bot",
    "junk": "cannot be restored: file is not a database",
    "folder": "is no file",
    "another": "is no database of seminar-bot",
    "newer": "is a newer version's (it has 9999): update seminar-bot",
    "cut": "cannot be restored: database disk image is malformed",
    "mangled": "cannot be restored: database disk image is malformed",
}


def test_what_is_no_copy_is_named_and_makes_no_database(
    seminar_bot: Run, wrong: Path, tmp_path: Path
) -> None:
    ended = seminar_bot("restore", wrong, DATABASE_URL="sqlite:///new.db")
    assert (ended.code, ended.out) == (1, "")
    assert ended.complaint == f"{wrong} {REFUSALS[wrong.name.split()[0]]}"
    assert not (tmp_path / "new.db").exists()


def test_backups_are_of_the_machines_time(seminar_bot: Run, seminar: Path, folder: Path) -> None:
    begun = backup_name(Clock().machine_now())
    seminar_bot("backup", folder, REHEARSAL_START="2019-04-30T08:00:00+06:00")
    (file,) = folder.iterdir()
    assert begun <= file.name <= backup_name(Clock().machine_now())


@pytest.mark.parametrize("moment", ["2019-04-30 14:00", "yesterday"])
def test_a_moment_without_an_offset_restores_nothing(
    seminar_bot: Run, seminar: Path, tmp_path: Path, moment: str
) -> None:
    ended = seminar_bot("restore", seminar, "--sent-until", moment, DATABASE_URL="sqlite:///new.db")
    assert (ended.code, ended.out) == (1, "")
    assert ended.complaint.startswith("--sent-until: write a moment with its offset")
    assert not (tmp_path / "new.db").exists()


def test_nothing_has_been_sent_in_the_future(seminar_bot: Run, seminar: Path, tmp_path: Path) -> None:
    moment = "2109-04-30T14:00+06:00"
    ended = seminar_bot("restore", seminar, "--sent-until", moment, DATABASE_URL="sqlite:///new.db")
    assert (ended.code, ended.out) == (1, "")
    assert ended.complaint.startswith(f"--sent-until: {moment} is still to come; ")
    assert not (tmp_path / "new.db").exists()


def test_a_job_that_fails_restores_nothing(seminar_bot: Run, seminar: Path, tmp_path: Path) -> None:
    change(seminar, "UPDATE programmes SET document = '{}'")
    moment = "2019-04-30T14:00+06:00"
    ended = seminar_bot("restore", seminar, "--sent-until", moment, DATABASE_URL="sqlite:///new.db")
    assert (ended.code, ended.out) == (1, "")
    assert ended.complaint.startswith(f"{seminar} was not restored: what was due cannot be planned (")
    assert not (tmp_path / "new.db").exists()
