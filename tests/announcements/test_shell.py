"""`seminar-bot announce`: what it refuses, what it hands to the bot."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.agenda import queries as agenda
from bot.agenda.sample import read_sample
from bot.storage.engine import Database
from bot.storage.migrate import migrate
from tests.announcements.people import NOW, set_up_people
from tests.command import Run

AT_HALF_PAST_SEVEN = {"REHEARSAL_START": "2019-04-30T07:30:00+06:00"}


@pytest.fixture
def announce(seminar_bot: Run, tmp_path: Path) -> Run:
    """The command, in a seminar with people."""
    asyncio.run(_seminar(f"sqlite:///{tmp_path}/seminar.db"))

    def run(*arguments: str, **how: Any) -> Any:
        return seminar_bot("announce", *arguments, **{**AT_HALF_PAST_SEVEN, **how})

    return run


async def _seminar(url: str) -> None:
    database = Database(url)
    await migrate(database)
    async with database.writing() as tx:
        await agenda.store_programme(tx, read_sample(), source="sample", now=NOW)
        await set_up_people(tx)
    await database.close()


def stored(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "seminar.db")) as connection:
        return connection.execute(statement).fetchall()


NAMES = {
    "all": "nobody is called so; write one of: everyone, role:..., session:..., ",
    "role": "there is no such role; there are: participant, club_lead, host, organiser",
    "role:owner": "there is no such role; there are: participant, club_lead, host, organiser",
    "club:Nobody": "there is no such club; there are: Almaty, Astana, Seoul",
    "plan:9": "there is no such plan; there are: 1, 3",
    "session:d9": "there is no such session; there are: d1-registration, ",
    "unchosen:x": "there is no such choice; there are: training, workshop",
    "unanswered:1": "there is no such announcement that was sent; there are: none",
    "choice:training": "this reaches nobody.",
}
WRONG = [
    ((), "There is no text: give at least one of --kk, --ru, --en"),
    (("--kk", "  "), "There is no text: give at least one of --kk, --ru, --en"),
    (("--kk", "ә" * 4097), "--kk is too long: it has 4097 characters, at most 4096 fit"),
    (("--to", "role:host", "--en", "Bus"), "--to everyone goes with no other --to"),
    (
        ("--en", "Bus", "--at", "tomorrow"),
        '--at tomorrow: write it like "2019-04-30 14:00", in the time of Asia/Almaty',
    ),
    (
        ("--en", "Bus", "--at", "2019-04-30 07:30"),
        "--at 2019-04-30 07:30: that is over; in Asia/Almaty it is 2019-04-30 07:30",
    ),
]


@pytest.mark.parametrize("name", NAMES)
def test_an_audience_that_is_not_there(announce: Run, tmp_path: Path, name: str) -> None:
    ended = announce("--to", name, "--en", "Bus", "--yes", "--detach")
    assert ended.code == 1
    assert ended.complaint.startswith(f"--to {name}: {NAMES[name]}")
    assert stored(tmp_path, "SELECT * FROM announcements") == []


@pytest.mark.parametrize(("arguments", "complaint"), WRONG)
def test_what_is_wrong_is_one_line(
    announce: Run, tmp_path: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    ended = announce("--to", "everyone", *arguments, "--yes", "--detach")
    assert (ended.code, ended.complaint) == (1, complaint)
    assert stored(tmp_path, "SELECT * FROM announcements") == []


def test_it_says_whom_it_reaches_and_asks(announce: Run, tmp_path: Path) -> None:
    ended = announce("--to", "everyone", "--ru", "Автобус", answer="n\n")
    assert ended.code == 1
    assert "Reaches 6: en 1, kk 2, ru 3. Not reached (blocked the bot: 1, want no announcements" in ended.out
    assert "No text in kk: they get the one in ru." in ended.out
    assert ended.complaint == "Nothing was sent."
    assert stored(tmp_path, "SELECT * FROM announcements") == []


def test_nobody_is_there_to_answer(announce: Run) -> None:
    assert announce("--to", "everyone", "--ru", "Автобус").complaint == "Nothing was sent."


def test_it_hands_the_announcement_to_the_bot_as_plain_text(announce: Run, tmp_path: Path) -> None:
    ended = announce(
        *("--to", "club:Almaty", "--to", "club:Seoul", "--kk", "<b>5 < 6</b>", "--en", " Bus "),
        *("--yes", "--detach"),
    )
    assert (ended.code, ended.err) == (0, "")
    ((state, audience, send_at),) = stored(tmp_path, "SELECT state, audience, send_at FROM announcements")
    assert (state, json.loads(audience)) == ("scheduled", {"club": ["1", "3"]})
    assert send_at is None  # at once, by the bot's own time
    texts = stored(tmp_path, "SELECT language, text FROM announcement_texts ORDER BY language")
    assert texts == [("en", "Bus"), ("kk", "&lt;b&gt;5 &lt; 6&lt;/b&gt;")]
    deeds = stored(tmp_path, "SELECT deed, origin, subject, details FROM audit")
    assert deeds == [("announced", "shell", "1", "club:Almaty, club:Seoul: 2")]


def test_at_a_time_is_the_seminars(announce: Run, tmp_path: Path) -> None:
    ended = announce("--to", "everyone", "--en", "Bus", "--at", "2019-04-30 14:00", "--detach", answer="y\n")
    assert ended.code == 0
    assert "The bot sends it at 2019-04-30 14:00, in the seminar's time zone.\n" in ended.out
    assert ended.out.endswith("where that is past it, it goes out at once.\n")
    ((send_at,),) = stored(tmp_path, "SELECT send_at FROM announcements")
    assert (send_at - NOW.timestamp() * 1000) / 3_600_000 == 6.5
    assert stored(tmp_path, "SELECT deed, details FROM audit") == [("scheduled", "everyone: 6")]


def test_before_there_is_a_programme(seminar_bot: Run) -> None:
    announce = "announce", "--to", "everyone", "--en", "x", "--yes"
    assert seminar_bot(*announce).complaint == "DATABASE_URL: seminar.db is no file"
    seminar_bot("migrate")
    assert seminar_bot(*announce).complaint == "There is no programme yet: seminar-bot import FILE"
