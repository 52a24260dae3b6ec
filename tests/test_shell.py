"""The command line: what it says, what it changes, how it ends."""

import asyncio
import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, redirect_stderr
from pathlib import Path

import pytest

from bot.shell import saying
from tests.command import Ended, Run

COMMANDS = [
    *("run", "demo", "migrate", "check", "import", "template", "invite", "announce", "audit", "results"),
    *("plans", "backup", "export", "restore", "guests"),
]
CHECKOUT = Path(__file__).parent.parent
SAMPLE = CHECKOUT / "bot" / "demo" / "programme.yaml"
TOKEN = "123456789:" + "A" * 35
NOBODY = "http://127.0.0.1:1"  # nobody listens there


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """A process of its own, as people start it."""

    def run(*arguments: str | Path, **environment: str) -> Ended:
        command = [sys.executable, "-m", "bot", *map(str, arguments)]
        own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), **environment}
        ended = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, check=False)
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return run


def test_help_names_every_command(process: Run) -> None:
    ended = process("--help")
    commands = ended.out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in commands] == COMMANDS
    assert all(line.endswith(".") and not line.endswith("...") for line in commands)  # none is cut off


def test_a_wrong_setting_is_one_line(process: Run) -> None:
    ended = process("run", PORT="http")
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint.startswith("PORT is wrong: ")


def test_the_bot_does_not_start_without_a_token(process: Run, tmp_path: Path) -> None:
    ended = process("run")
    assert ended.code == 2
    assert ended.complaint.startswith("BOT_TOKEN is missing")
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_cannot_be_opened_is_one_line(process: Run, tmp_path: Path) -> None:
    ended = process("migrate", DATABASE_URL=f"sqlite:///{tmp_path}/no/bot.db")
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint == f"DATABASE_URL: sqlite:///{tmp_path}/no/bot.db: unable to open database file"


async def test_a_port_that_is_taken_is_one_line(process: Run, bot_api: str) -> None:
    webhook = {"WEBHOOK_URL": "http://127.0.0.1", "WEBHOOK_SECRET": "s3cret", "LOG_LEVEL": "ERROR"}
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ended = await asyncio.to_thread(
            process, "run", BOT_TOKEN=TOKEN, TELEGRAM_API_URL=bot_api, PORT=port, **webhook
        )
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint.startswith(f"PORT {port} cannot be used: ")


@pytest.mark.parametrize(
    "terminal",
    [
        {"LANG": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_kazakh_is_no_error_on_any_terminal(process: Run, terminal: dict[str, str]) -> None:
    ended = process("import", "жоқ-әліппе.yaml", **terminal)
    assert ended.code == 1
    assert ended.complaint.endswith(".yaml cannot be read: No such file or directory")


def test_migrating_twice_is_as_good_as_once(seminar_bot: Run, tmp_path: Path) -> None:
    first, again = seminar_bot("migrate"), seminar_bot("migrate")
    assert first[:2] == again[:2] == (0, "sqlite:///seminar.db is at this version.\n")
    assert (tmp_path / "seminar.db").exists()


def test_what_is_written_nobody_else_on_the_machine_reads(process: Run, tmp_path: Path) -> None:
    assert process("migrate").code == process("template", "programme.xlsx").code == 0
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


def test_check_fails_where_one_thing_is_wrong(seminar_bot: Run, tmp_path: Path) -> None:
    ended = seminar_bot("check", PROGRAMME=str(SAMPLE), ORGANISERS="1")
    assert (ended.code, ended.err) == (1, "")
    assert [line.split()[0] for line in ended.out.splitlines()] == ["WRONG", "ok", "ok", "ok", "ok", "ok"]
    assert list(tmp_path.iterdir()) == []


# -------------------------------------------------------------- the programme


def test_a_programme_is_imported_changed_and_left_alone(seminar_bot: Run, tmp_path: Path) -> None:
    first = seminar_bot("import", SAMPLE)
    assert (first.code, first.out) == (0, "Imported as version 1: 24 sessions.\n")
    assert first.err.splitlines()[0] == f"A new database: {tmp_path}/seminar.db"
    assert first.err.splitlines()[1].startswith("warning: line ")

    again = seminar_bot("import", SAMPLE)
    assert (again.code, again.out) == (0, "Nothing has changed.\n")
    assert again.err.splitlines() == first.err.splitlines()[1:]

    changed = tmp_path / "changed.yaml"
    changed.write_text(SAMPLE.read_text("utf-8").replace('end: "09:30"', 'end: "09:15"', 1), "utf-8")
    asked = seminar_bot("import", changed, answer="n\n")
    difference = "session d1-registration (Registration): length: 1 hour → 45 minutes, until 09:15\n"
    assert (asked.code, asked.out) == (1, f"{difference}Apply? Nobody has to be told. [y/N]: ")
    assert asked.err.splitlines()[-1] == "Nothing was imported."

    assert seminar_bot("import", changed).code == 1  # nobody is there to answer

    applied = seminar_bot("import", changed, "--yes")
    imported = "Imported as version 2: 24 sessions.\nNobody is told.\n"
    assert (applied.code, applied.out) == (0, f"{difference}{imported}")


def test_what_changes_is_said_first_then_for_whom_and_then_the_warnings(
    seminar_bot: Run, tmp_path: Path
) -> None:
    rehearsal = {"REHEARSAL_START": "2019-04-30T08:00:00+06:00"}
    warned = seminar_bot("import", SAMPLE, **rehearsal).err.splitlines()[1:]
    with closing(sqlite3.connect(tmp_path / "seminar.db")) as database, database:
        database.execute(
            "INSERT INTO people (id, telegram_id, name, language, joined_at) VALUES (1, 1, 'P', 'en', 0)"
        )
    text = SAMPLE.read_text("utf-8").replace('end: "09:30"', 'end: "09:15"', 1)
    text = text.replace("  - id: d1-dinner\n", "  - id: d1-dinner\n    cancelled: true\n")
    (tmp_path / "changed.yaml").write_text(text, "utf-8")
    with redirect_stderr(sys.stdout):
        lines = seminar_bot("import", "changed.yaml", answer="n\n", **rehearsal).out.splitlines()
    changes, reach, warnings = lines[:2], lines[2], lines[3:-1]
    assert [line.split()[1] for line in changes] == ["d1-dinner", "d1-registration"]
    assert reach == "Not told (without --tell): 1"
    assert [line.split(":")[0] for line in warnings] == ["warning"] * len(warned)
    assert lines[-1].startswith("Apply and tell nobody? [y/N]: ")


def test_what_is_no_programme_makes_no_database(seminar_bot: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "programme.yaml"
    wrong.write_text("event: none", "utf-8")
    assert seminar_bot("import", wrong).err.splitlines()[-1].startswith("Nothing was imported: ")
    assert list(tmp_path.iterdir()) == [wrong]


@pytest.fixture
def to_come() -> str:
    """The sample, at a time when people still can be told of changes."""
    text = SAMPLE.read_text("utf-8").replace("2019-04-30", "2119-04-30").replace("2019-05-01", "2119-05-01")
    return text.replace("+06:00", "+05:00")


def test_whom_a_change_reaches_is_said_before_asking(seminar_bot: Run, tmp_path: Path, to_come: str) -> None:
    file = tmp_path / "programme.yaml"
    file.write_text(to_come, "utf-8")
    assert seminar_bot("import", file).code == 0
    with closing(sqlite3.connect(tmp_path / "seminar.db")) as database, database:
        for number, session in enumerate(["d1-training1", "d1-training1", "d1-training2"], start=1):
            person = (number, number, "P", "en", 0)
            database.execute(
                "INSERT INTO people (id, telegram_id, name, language, joined_at) VALUES (?, ?, ?, ?, ?)",
                person,
            )
            database.execute("INSERT INTO seats VALUES (?, 'training', ?, 0)", (number, session))
    for training in ("d1-training1", "d1-training2"):
        to_come = to_come.replace(f"  - id: {training}\n", f"  - id: {training}\n    cancelled: true\n")
    file.write_text(to_come, "utf-8")
    asked = seminar_bot("import", file, answer="n\n")
    assert asked.out.splitlines()[2:] == [
        "Not told (without --tell): 3",
        "Whose seat is lost: 3",
        "Apply and tell nobody? [y/N]: ",
    ]
    assert "Apply and tell 3 people? [y/N]" in seminar_bot("import", file, "--tell", answer="n\n").out
    told = seminar_bot("import", file, "--tell", "--yes")
    assert told.out.splitlines()[2:] == [
        "Told: 3",
        "Whose seat is lost: 3",
        "Imported as version 2: 24 sessions.",
        "The running bot tells 3 people.",
    ]
    with closing(sqlite3.connect(tmp_path / "seminar.db")) as database, database:
        concerned = database.execute("SELECT person_id, session_id FROM concerns ORDER BY 1").fetchall()
        (deed,) = database.execute("SELECT origin, deed, subject FROM audit ORDER BY id DESC LIMIT 1")
    assert concerned == [(1, "d1-training1"), (2, "d1-training1"), (3, "d1-training2")]
    assert deed == ("shell", "applied", "2")


def test_in_a_rehearsal_a_change_is_of_the_time_when_it_starts(seminar_bot: Run, tmp_path: Path) -> None:
    rehearsal = {"REHEARSAL_START": "2019-04-30T08:00:00+06:00"}
    seminar_bot("import", SAMPLE, **rehearsal)
    with closing(sqlite3.connect(tmp_path / "seminar.db")) as database, database:
        database.execute(
            "INSERT INTO people (id, telegram_id, name, language, joined_at) VALUES (1, 1, 'P', 'en', 0)"
        )
    changed = tmp_path / "changed.yaml"
    changed.write_text(SAMPLE.read_text("utf-8").replace('end: "09:30"', 'end: "09:15"', 1), "utf-8")
    assert "Told: 1" in seminar_bot("import", changed, "--tell", "--yes", **rehearsal).out


def test_the_first_import_tells_nobody(seminar_bot: Run, tmp_path: Path, to_come: str) -> None:
    seminar_bot("migrate")
    with closing(sqlite3.connect(tmp_path / "seminar.db")) as database, database:
        database.execute(
            "INSERT INTO people (id, telegram_id, name, language, joined_at) VALUES (1, 1, 'P', 'en', 0)"
        )
    (tmp_path / "programme.yaml").write_text(to_come, "utf-8")
    assert seminar_bot("import", "programme.yaml", "--tell").code == 0
    with closing(sqlite3.connect(tmp_path / "seminar.db")) as database, database:
        assert database.execute("SELECT * FROM concerns").fetchall() == []


def test_all_that_is_wrong_is_said_at_once(seminar_bot: Run, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    text = (
        SAMPLE.read_text("utf-8").replace("day: day1", "day: day9", 1).replace("room: foyer", "room: roof", 1)
    )
    file.write_text(text, "utf-8")
    ended = seminar_bot("import", file)
    errors = [line for line in ended.err.splitlines() if line.startswith("line ")]
    assert (ended.code, ended.out, len(errors)) == (1, "", 2)
    assert ended.err.splitlines()[-1] == "Nothing was imported: 2 to correct."


def test_a_file_that_is_no_programme_is_named(seminar_bot: Run, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" * 100)
    ended = seminar_bot("import", "photo.jpg")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines()[-1] == "Nothing was imported: 1 to correct."


@pytest.mark.parametrize(
    ("file", "reason"), [("none.yaml", "No such file or directory"), (".", "Is a directory")]
)
def test_a_file_that_cannot_be_read_is_one_line(
    seminar_bot: Run, tmp_path: Path, file: str, reason: str
) -> None:
    ended = seminar_bot("import", file)
    assert (ended.code, ended.complaint) == (1, f"{file} cannot be read: {reason}")
    assert list(tmp_path.iterdir()) == []


def test_the_sheet_that_is_written_can_be_imported(seminar_bot: Run) -> None:
    assert seminar_bot("template", "ours.xlsx").code == 0
    assert seminar_bot("import", "ours.xlsx").out == "Imported as version 1: 24 sessions.\n"


def test_a_sheet_is_never_overwritten(seminar_bot: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.xlsx").write_text("a day's work")
    ended = seminar_bot("template", "ours.xlsx")
    assert (ended.code, ended.complaint) == (1, "ours.xlsx is there already; give another name")
    assert (tmp_path / "ours.xlsx").read_text() == "a day's work"


# ---------------------------------------------------------------- invitations


def test_an_invitation_is_made_without_telegram_too(seminar_bot: Run, tmp_path: Path) -> None:
    ended = seminar_bot("invite", "--role", "organiser", BOT_TOKEN=TOKEN, TELEGRAM_API_URL=NOBODY)
    link, advice = ended.out.splitlines()
    assert (ended.code, ended.complaint) == (0, f"A new database: {tmp_path}/seminar.db")
    assert link.startswith("https://t.me/YOUR_BOT?start=")
    assert advice.startswith("Put your bot's name for YOUR_BOT")


async def test_an_invitation_is_a_link_to_the_bot(process: Run, bot_api: str, tmp_path: Path) -> None:
    ended = await asyncio.to_thread(process, "invite", BOT_TOKEN=TOKEN, TELEGRAM_API_URL=bot_api)
    assert (ended.code, ended.complaint) == (0, f"A new database: {tmp_path}/seminar.db")
    assert re.fullmatch(r"https://t\.me/seminar_bot\?start=[A-Za-z0-9_-]{27}\n", ended.out)


async def test_an_invitation_is_not_made_with_a_wrong_token(
    process: Run, bot_api: str, tmp_path: Path
) -> None:
    ended = await asyncio.to_thread(process, "invite", BOT_TOKEN=TOKEN + "B", TELEGRAM_API_URL=bot_api)
    assert (ended.code, ended.complaint) == (2, f"BOT_TOKEN was not accepted by {bot_api}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--role", "owner"], "--role: owners are named in ORGANISERS"),
        (["--role", "host"], "--role host and --host-of go together"),
        (["--host-of", "trainer2"], "--role host and --host-of go together"),
        (["--country", "Kazakhstan"], "--country is a club's"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(
    seminar_bot: Run, options: list[str], complaint: str
) -> None:
    ended = seminar_bot("invite", *options, BOT_TOKEN=TOKEN, TELEGRAM_API_URL=NOBODY)
    assert ended.code == 1
    assert ended.complaint.startswith(complaint)


# -------------------------------------------------------------------- patience


def test_what_takes_long_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    with saying("Waiting for the database", after=0):
        for thread in threading.enumerate():
            if isinstance(thread, threading.Timer):
                thread.join()
    assert capfd.readouterr().err == "Waiting for the database ...\n"


def test_what_is_quick_is_not_said(capfd: pytest.CaptureFixture[str]) -> None:
    with saying("Waiting for the database", after=3600):
        pass
    assert capfd.readouterr().err == ""
