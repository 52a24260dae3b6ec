"""Plans to take along: as files, and on the command line."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from bot.agenda import queries as agenda
from bot.agenda.sample import read_sample
from bot.followup.rules import Help, Said
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import load_translators
from bot.progress import queries
from bot.progress.screens.tables import tables
from bot.sheets.writing import Table, as_csv
from bot.storage.engine import Database, Transaction
from bot.storage.migrate import migrate
from tests.command import Ended, Run
from tests.progress.clubs import NOW, TODAY, club_plan, says

PROGRAMME = read_sample().to_programme(1)
SHEETS = {
    "kk": ["Жоспарлар", "Қадамдар", "Есептер"],
    "ru": ["Планы", "Шаги", "Отчёты"],
    "en": ["Plans", "Steps", "Reports"],
}


async def _fill(tx: Transaction) -> None:
    plan = await club_plan(tx, "=cmd|' /C calc'!A0", TODAY, TODAY.replace(day=1))
    await says(tx, plan, 0, Said.DIFFICULTY, help=Help.SMALLER, text="+1 <b>room</b>")
    await says(tx, plan, 0, Said.DONE)


async def made(tx: Transaction, language: str) -> Mapping[str, Table]:
    told = await queries.told(tx)
    return {table.name: table for table in tables(load_translators()[language], PROGRAMME, told)}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_moments_are_the_seminar_s_and_nothing_is_a_formula(database: Database, language: str) -> None:
    async with database.writing() as tx:
        await _fill(tx)
        found = await made(tx, language)
    assert [table.title for table in found.values()] == SHEETS[language]
    assert [row[7:9] for row in found["plans"].rows] == [[2, 1]]
    assert [row[3] for row in found["reports"].rows] == ["2019-06-21 02:00"] * 2
    assert b"'=cmd" in as_csv(found["steps"].lines)
    assert b"'+1 room" in as_csv(found["reports"].lines)
    assert all(len(row) == len(table.header) for table in found.values() for row in table.rows)


# ------------------------------------------------------------------ the command line


@pytest.fixture
def plans(seminar_bot: Run) -> Run:
    """`seminar-bot plans`, three weeks after the steps were due."""

    def run(*arguments: str | Path) -> Ended:
        return seminar_bot("plans", *arguments, REHEARSAL_START=NOW.isoformat())

    return run


def seminar(folder: Path, *, filled: bool) -> None:
    async def store() -> None:
        database = Database(f"sqlite:///{folder}/seminar.db")
        await migrate(database)
        async with database.writing() as tx:
            await agenda.store_programme(tx, read_sample(), source="test", now=NOW)
            if filled:
                await _fill(tx)
        await database.close()

    asyncio.run(store())


def test_it_says_what_the_screens_say(plans: Run, tmp_path: Path) -> None:
    seminar(tmp_path, filled=True)
    said = plans().out
    for line in (
        *("Plans: 1 · drafts: 0", "▓▓▓▓▓░░░░░ 1 of 2 steps", "Steps past their day: 1"),
        *("• A smaller step: 1", "Plans by topic", "June 2019: done 1, planned 2", "“+1 room”"),
    ):
        assert line in said
    assert "<b>" not in said


@pytest.mark.parametrize(
    ("language", "line"), [("kk", "Жоспарлар: 1 · жобалар: 0"), ("ru", "Планы: 1 · черновики: 0")]
)
def test_it_speaks_three_languages(plans: Run, tmp_path: Path, language: str, line: str) -> None:
    seminar(tmp_path, filled=True)
    assert line in plans("--language", language).out


def test_a_workbook_or_a_folder_has_it_all(plans: Run, tmp_path: Path) -> None:
    seminar(tmp_path, filled=True)
    assert plans("--export", tmp_path / "plans.xlsx").out == f"Written: {tmp_path}/plans.xlsx\n"
    workbook = openpyxl.load_workbook(tmp_path / "plans.xlsx")
    assert workbook.sheetnames == SHEETS["en"]
    assert {cell.data_type for row in workbook["Plans"] for cell in row if cell.value} <= {"s", "n"}
    assert plans("--export", tmp_path / "csv").code == 0
    assert {file.name for file in (tmp_path / "csv").iterdir()} == {"plans.csv", "steps.csv", "reports.csv"}


def test_before_a_plan_and_before_a_programme(seminar_bot: Run, plans: Run, tmp_path: Path) -> None:
    assert plans().complaint == "DATABASE_URL: seminar.db is no file"
    seminar_bot("migrate")
    assert "There is no programme yet" in plans().complaint
    (tmp_path / "seminar.db").unlink()
    seminar(tmp_path, filled=False)
    assert "No club has begun a plan yet." in plans().out
