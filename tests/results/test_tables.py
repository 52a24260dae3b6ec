"""What organisers take along: everything they may see, and nothing that they may not."""

from collections.abc import AsyncIterator, Mapping
from io import BytesIO

import openpyxl
import pytest

from bot.agenda.sample import read_sample
from bot.feedback.rules import AFTER, BEFORE, Tag
from bot.i18n.translator import load_translators
from bot.results import queries
from bot.results.screens.tables import tables
from bot.sheets.writing import Table, as_workbook
from bot.storage.engine import Database, Transaction
from tests.results.answering import NOW, OTHER, TRAINING, assess, rate, set_up, survey

PROGRAMME = read_sample().to_programme(1)
TITLE = {
    "kk": "2-тренинг-сессия: креативті педагогика",
    "ru": "Тренинг-сессия 2: креативная педагогика",
    "en": "Training Session 2: creative pedagogy",
}


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Transaction]:
    async with database.writing() as tx:
        await set_up(tx)
        yield tx


async def made(tx: Transaction, language: str = "en") -> Mapping[str, Table]:
    report = await queries.report(tx, PROGRAMME, NOW)
    return {table.name: table for table in tables(load_translators()[language], PROGRAMME, report)}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_session_is_in_three_tables(tx: Transaction, language: str) -> None:
    await rate(tx, [5, 5, 4, 3, 1], TRAINING, Tag.PRACTICAL, comment="Жақсы &amp; <b>=1</b>")
    found = await made(tx, language)
    title, practical = TITLE[language], {"kk": "Практикалық", "ru": "Практично", "en": "Practical"}[language]
    assert [title, "2019-04-30 14:00", 5, 5, 3.6, 2.08, 5] in found["sessions"].rows
    said = [row[2:] for row in found["answers"].rows if row[0] == title]
    assert said == [(1, 1), (2, 0), (3, 1), (4, 1), (5, 2), (practical, 5)]
    assert found["comments"].rows == [(title, "Жақсы & =1")] * 5


async def test_of_four_people_there_is_their_number_alone(tx: Transaction) -> None:
    await rate(tx, [5, 5, 4, 3], OTHER, Tag.PRACTICAL, comment="A secret")
    await survey(tx, {"overall": "1", "differently": "A secret"})
    await assess(tx, "lead", {BEFORE: 1, AFTER: 5})
    found = await made(tx)
    (row,) = (row for row in found["sessions"].rows if str(row[0]).startswith("Training Session 1"))
    assert row[2:] == [4, 4, "", "", 0]
    assert (found["answers"].rows, found["comments"].rows, found["survey"].rows) == ([], [], [])


async def test_the_survey_and_the_assessment_are_one_table(tx: Transaction) -> None:
    for number in range(5):
        await survey(tx, {"useful": ["people"], "differently": f"Thing {number}"})
        await assess(tx, "lead", {BEFORE: 2, AFTER: 4})
    rows = (await made(tx))["survey"].rows
    useful, lead = (
        "What was of use to you?",
        "How sure do you feel about leading a lesson or a club meeting on it?",
    )
    assert ("Closing survey", useful, "The people I met", 5) in rows
    assert ("Closing survey", useful, "The workshops", 0) in rows
    assert ("Before", lead, "2", 5) in rows
    assert ("After", lead, "4", 5) in rows
    texts = {row[2] for row in rows if row[1] == "What will you do differently at your club?"}
    assert texts == {f"Thing {number}" for number in range(5)}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_workbook_has_four_sheets_in_the_reader_s_language(tx: Transaction, language: str) -> None:
    workbook = openpyxl.load_workbook(BytesIO(as_workbook((await made(tx, language)).values())))
    assert (
        workbook.sheetnames
        == {
            "kk": ["Сессиялар", "Жауаптар", "Пікірлер", "Сауалнама"],
            "ru": ["Сессии", "Ответы", "Комментарии", "Анкета"],
            "en": ["Sessions", "Answers", "Comments", "Survey"],
        }[language]
    )
