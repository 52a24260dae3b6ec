"""The list of guests from the command line: taken in, left alone, written out."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from bot.__main__ import main
from tests import databases
from tests.conftest import TOKEN
from tests.guests.lists import csv_of, workbook
from tests.guests.test_badges import codes

SAMPLE = Path(__file__).parents[2] / "bot" / "demo" / "programme.yaml"
NOBODY = "http://127.0.0.1:1"  # nobody listens there
TAKEN_IN = "Taken in. Invitations: seminar-bot guests links FILE.xlsx, seminar-bot guests badges FILE.pdf"
LIST = [("Name", "Club", "Phone"), ("Ұлпан", "Мир", "1"), ("Борис", "Қыран", "2")]


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def guests(seminar_bot: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`seminar-bot ...` where the bot has run before."""
    databases.migrate(tmp_path / "seminar.db")
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    return seminar_bot


def test_a_list_is_taken_in_changed_and_left_alone(guests: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(csv_of(LIST, ";", "utf-16"))
    declined = guests("guests", "import", "list.csv", answer="n\n")
    assert declined.code == 1
    assert declined.out == "New: 2. Changed: 0. As before: 0.\nTake it in? [y/N]: "
    assert declined.err == "Not read: Phone\nNobody was taken in.\n"

    taken = guests("guests", "import", "list.csv", "--yes")
    assert (taken.code, taken.out.splitlines()[0]) == (0, "New: 2. Changed: 0. As before: 0.")
    assert taken.out.splitlines()[1] == TAKEN_IN

    assert guests("guests", "import", "list.csv").out == "Nothing has changed.\n"


class Meanwhile:
    """A keyboard at which somebody always says yes, after something else has happened."""

    def __init__(self, happens: Callable[[], object]) -> None:
        self._happens = happens

    def readline(self) -> str:
        self._happens()
        return "y\n"


def test_what_is_taken_in_is_what_was_shown(
    guests: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_bytes(csv_of(LIST))
    (tmp_path / "part.csv").write_bytes(csv_of(LIST[:2]))
    monkeypatch.setattr(sys, "argv", ["seminar-bot", "guests", "import", "list.csv"])
    other = [sys.executable, "-m", "bot", "guests", "import", "part.csv", "--yes"]
    monkeypatch.setattr(sys, "stdin", Meanwhile(lambda: subprocess.run(other, check=True)))
    with pytest.raises(SystemExit):
        main()
    assert capsys.readouterr().out.splitlines()[:4] == [
        "New: 2. Changed: 0. As before: 0.",
        "Take it in? [y/N]: Meanwhile somebody has changed the list of guests.",
        "New: 1. Changed: 0. As before: 1.",
        f"Take it in? [y/N]: {TAKEN_IN}",
    ]


def test_what_is_wrong_is_said_without_a_token_and_what_is_right_asks_for_one_first(
    guests: Run, tmp_path: Path
) -> None:
    (tmp_path / "wrong.csv").write_bytes(csv_of([("Name", "Role"), ("A", "boss")]))
    ended = guests("guests", "import", "wrong.csv", BOT_TOKEN="")
    assert ended.err.startswith("Row 2, Role: “boss” is not known here.")
    (tmp_path / "list.csv").write_bytes(csv_of(LIST))
    for command in (("import", "list.csv"), ("links", "links.xlsx"), ("badges", "badges.pdf")):
        ended = guests("guests", *command, BOT_TOKEN="")
        assert (ended.code, ended.out) == (2, ""), command
        assert "BOT_TOKEN is missing" in ended.err.splitlines()[-1]


def test_whoever_will_organise_is_counted_and_whoever_may_be_another_is_named(
    guests: Run, tmp_path: Path
) -> None:
    head = ("Name", "Club", "Role", "E-mail")
    (tmp_path / "list.csv").write_bytes(csv_of([head, ("A", "C", "organiser", "a@b.kz")]))
    assert guests("guests", "import", "list.csv", "--yes").out.startswith(
        "New: 1. Changed: 0. As before: 0. New organisers: 1.\n"
    )
    (tmp_path / "list.csv").write_bytes(
        csv_of([head, ("A", "C", "organiser", "a@c.kz"), ("A", "D", "organiser", "a@d.kz")])
    )
    assert guests("guests", "import", "list.csv", answer="n\n").out.splitlines()[:3] == [
        "A · E-mail: a@b.kz → a@c.kz",
        "New: 1. Changed: 1. As before: 0. New organisers: 1.",
        "The same guests with another e-mail: A.",
    ]
    (tmp_path / "list.csv").write_bytes(csv_of([head, ("A", "D", "organiser", "")]))
    assert guests("guests", "import", "list.csv", answer="n\n").out.splitlines()[:2] == [
        "New: 1. Changed: 0. As before: 0. New organisers: 1.",
        "New, with the name of somebody listed: A.",
    ]


def test_a_list_with_fewer_columns_clears_nothing_and_what_another_clears_is_named(
    guests: Run, tmp_path: Path
) -> None:
    head = ("Name", "Club", "Country", "Language", "Role", "E-mail")
    rows = [
        ("Ұлпан", "Қыран", "Қазақстан", "kk", "club lead", "u@b.kz"),
        ("Борис", "Қыран", "", "ru", "", ""),
    ]
    (tmp_path / "all.csv").write_bytes(csv_of([head, *rows]))
    guests("guests", "import", "all.csv", "--yes")
    (tmp_path / "few.csv").write_bytes(csv_of([("Name", "E-mail"), ("Ұлпан", "u@b.kz"), ("Борис",)]))
    assert guests("guests", "import", "few.csv", "--yes").out == "Nothing has changed.\n"
    (tmp_path / "short.csv").write_bytes(csv_of([head, ("Ұлпан", "Қыран", "Қазақстан", "ru")]))
    assert guests("guests", "import", "short.csv", answer="n\n").out.splitlines()[:2] == [
        "Ұлпан · Language: Қазақша → Русский",
        "New: 0. Changed: 1. As before: 0.",
    ]
    (tmp_path / "empty.csv").write_bytes(csv_of([head, ("Ұлпан", "", "", "", "", "u@b.kz")]))
    cleared = "Club: Қыран → —; Country: Қазақстан → —; Language: Қазақша → —; Role: club lead → participant"
    assert guests("guests", "import", "empty.csv", answer="n\n").out.splitlines()[0] == f"Ұлпан · {cleared}"


def test_all_that_is_wrong_is_said_at_once(guests: Run, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(workbook([("Name", "Role"), ("A", "boss"), ("", "guest")]))
    ended = guests("guests", "import", "list.xlsx", "--yes")
    assert (ended.code, ended.out) == (1, "")
    first, second, last = ended.err.splitlines()
    assert first.startswith("Row 2, Role: “boss” is not known here.")
    assert second == "Row 3, Name: The name is missing. Write it, or clear the row."
    assert last == "Nobody was taken in: 2 to correct."


def test_a_host_is_one_of_the_programme(guests: Run, tmp_path: Path) -> None:
    rows = [("Name", "Role", "Programme id"), ("A", "trainer", "trainer9")]
    (tmp_path / "list.xlsx").write_bytes(workbook(rows))
    assert guests("import", str(SAMPLE)).code == 0
    ended = guests("guests", "import", "list.xlsx", "--yes")
    assert ended.err.startswith(
        "Row 2, Programme id: Nobody in the programme has the id “trainer9”. One of: host,"
    )


def test_a_file_that_is_not_there_is_one_line(guests: Run) -> None:
    ended = guests("guests", "import", "none.csv")
    assert (ended.code, ended.err) == (1, "none.csv cannot be read: No such file or directory\n")


async def test_links_and_badges_open_the_same_doors(guests: Run, tmp_path: Path, bot_api: str) -> None:
    (tmp_path / "list.csv").write_bytes(csv_of(LIST))
    await asyncio.to_thread(guests, "import", str(SAMPLE))
    await asyncio.to_thread(guests, "guests", "import", "list.csv", "--yes")
    for paper in (("links", "links.xlsx"), ("badges", "badges.pdf")):
        ended = await asyncio.to_thread(guests, "guests", *paper, TELEGRAM_API_URL=bot_api)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out == f"Written: {paper[1]}, 2 guests. Each invitation lets in one guest.\n"
    sheet = openpyxl.load_workbook(BytesIO((tmp_path / "links.xlsx").read_bytes())).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Борис", "Ұлпан"]
    links = [str(row[4].value) for row in sheet.iter_rows(min_row=2)]
    assert all(link.startswith("https://t.me/seminar_bot?start=") for link in links)
    assert codes((tmp_path / "badges.pdf").read_bytes()) == sorted(links)


class Screen(StringIO):
    """An error output at which somebody looks."""

    def isatty(self) -> bool:
        return True


async def test_whoever_looks_on_sees_how_the_drawing_goes_on(
    guests: Run, tmp_path: Path, bot_api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.csv").write_bytes(csv_of(LIST))
    await asyncio.to_thread(guests, "import", str(SAMPLE))
    await asyncio.to_thread(guests, "guests", "import", "list.csv", "--yes")
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    ended = await asyncio.to_thread(guests, "guests", "badges", "badges.pdf", TELEGRAM_API_URL=bot_api)
    assert (ended.code, ended.out.splitlines()[-1][:7]) == (0, "Written")
    assert "Drawing" in screen.getvalue()
    assert "100%" in screen.getvalue()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["links", "links.pdf"], "links.pdf must end in .xlsx"),
        (["badges", "badges.xlsx"], "badges.xlsx must end in .pdf"),
        (["links", "links.xlsx"], "Telegram did not say the bot's name, which is in every link:"),
    ],
)
def test_what_cannot_be_written_is_one_line(guests: Run, arguments: list[str], complaint: str) -> None:
    ended = guests("guests", *arguments, TELEGRAM_API_URL=NOBODY)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(complaint)


async def test_nobody_listed_and_no_programme_are_said(guests: Run, tmp_path: Path, bot_api: str) -> None:
    ended = await asyncio.to_thread(guests, "guests", "links", "links.xlsx", TELEGRAM_API_URL=bot_api)
    assert ended.err == "Nobody is on the list: seminar-bot guests import FILE\n"
    (tmp_path / "list.csv").write_bytes(csv_of(LIST))
    await asyncio.to_thread(guests, "guests", "import", "list.csv", "--yes")
    ended = await asyncio.to_thread(guests, "guests", "badges", "badges.pdf", TELEGRAM_API_URL=bot_api)
    assert ended.err == "A badge names the seminar: seminar-bot import FILE\n"
    assert not (tmp_path / "badges.pdf").exists()
