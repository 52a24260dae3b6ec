"""`seminar-bot results`."""

import asyncio
from pathlib import Path

import openpyxl
import pytest

from bot.feedback.rules import AFTER, BEFORE, Tag
from bot.storage.engine import Database
from bot.storage.migrate import migrate
from tests.command import Ended, Run
from tests.results.answering import NOW, TRAINING, assess, rate, set_up, survey

FILES = ("sessions.csv", "answers.csv", "comments.csv", "survey.csv")


@pytest.fixture
def results(seminar_bot: Run, tmp_path: Path) -> Run:
    """The command, after five people have rated a training, and filled in the survey."""
    asyncio.run(_seminar(tmp_path))

    def run(*arguments: str | Path) -> Ended:
        return seminar_bot("results", *arguments, REHEARSAL_START=NOW.isoformat())

    return run


async def _seminar(folder: Path) -> None:
    database = Database(f"sqlite:///{folder}/seminar.db")
    await migrate(database)
    async with database.writing() as tx:
        await set_up(tx)
        await rate(tx, [5, 5, 4, 3, 1], TRAINING, Tag.PRACTICAL, comment="=cmd &lt;3")
        for _ in range(5):
            await survey(tx, {"recommend": "9", "differently": "Everything"})
            await assess(tx, "lead", {BEFORE: 2, AFTER: 4})
    await database.close()


def test_it_says_what_the_screens_say(results: Run) -> None:
    ended = results()
    assert ended.code == 0
    first = ended.out.partition("Training Session 2")[2].split("\n\n")[0]
    assert "Mean: 3.6 ± 2.1 of 5" in first
    assert "5 ▓▓▓▓▓▓▓▓ 2" in first
    assert "What was good: Practical 5" in first
    assert first.count("• =cmd <3") == 5
    assert "9–10: 5 · 7–8: 0 · 0–6: 0 · NPS: +100" in ended.out
    assert ended.out.count("• Everything") == 5
    assert "Before: 2.0 ± 0.0 · After: 4.0 ± 0.0\nChange: +2.0 ± 0.0 (5 people)" in ended.out
    assert "<b>" not in ended.out


@pytest.mark.parametrize(("language", "mean"), [("kk", "Орташа баға: 3,6"), ("ru", "Средняя оценка: 3,6")])
def test_it_speaks_three_languages(results: Run, language: str, mean: str) -> None:
    assert mean in results("--language", language).out


def test_a_workbook_has_it_all(results: Run, tmp_path: Path) -> None:
    ended = results("--export", tmp_path / "results.xlsx", "--language", "ru")
    assert (ended.code, ended.out) == (0, f"Written: {tmp_path}/results.xlsx\n")
    workbook = openpyxl.load_workbook(tmp_path / "results.xlsx")
    assert workbook.sheetnames == ["Сессии", "Ответы", "Комментарии", "Анкета"]
    assert [cell.value for cell in workbook["Комментарии"]["B"]] == ["Комментарий", *["=cmd <3"] * 5]


def test_a_folder_gets_a_file_for_each_table(results: Run, tmp_path: Path) -> None:
    ended = results("--export", tmp_path / "results")
    assert ended.out.splitlines() == [f"Written: {tmp_path}/results/{name}" for name in FILES]
    assert "'=cmd <3" in (tmp_path / "results" / "comments.csv").read_text("utf-8-sig")


def test_nothing_is_written_over(results: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_text("mine")
    (tmp_path / "mine").write_text("mine")
    for name, complaint in (("mine.xlsx", "is there already"), ("mine", "is no folder")):
        ended = results("--export", tmp_path / name)
        assert ended.code == 1
        assert complaint in ended.complaint
        assert (tmp_path / name).read_text() == "mine"


def test_another_kind_of_file_is_not_taken_for_a_folder(results: Run, tmp_path: Path) -> None:
    ended = results("--export", tmp_path / "results.pdf")
    assert ended.code == 1
    assert "results.pdf: give FILE.xlsx, or a folder for CSV files" in ended.complaint
    assert not (tmp_path / "results.pdf").exists()


def test_before_a_programme_there_is_nothing(seminar_bot: Run) -> None:
    assert seminar_bot("results").complaint == "DATABASE_URL: seminar.db is no file"
    seminar_bot("migrate")
    ended = seminar_bot("results")
    assert ended.code == 1
    assert "There is no programme yet" in ended.complaint


def test_before_an_answer_it_says_so(seminar_bot: Run, tmp_path: Path) -> None:
    async def empty() -> None:
        database = Database(f"sqlite:///{tmp_path}/seminar.db")
        await migrate(database)
        async with database.writing() as tx:
            await set_up(tx)
        await database.close()

    asyncio.run(empty())
    assert seminar_bot("results").out == "Nobody has answered yet.\n"
