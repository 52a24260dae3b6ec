"""Tables as files: numbers stay numbers, and nobody's words become a formula."""

import csv
import zipfile
from io import BytesIO, StringIO

import openpyxl
import pytest

from bot.sheets.writing import Table, as_archive, as_csv, as_workbook

FORMULAS = ["=1+1", "+7 700", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://example.org")']
TABLE = Table("marks", "Бағалар", ["Сұрақ", "How many"], [("say “no”\nor yes, ә", 7), ("mean", -0.25)])


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_a_text(text: str) -> None:
    table = Table("t", "T", ["Comment"], [(text,)])
    assert read(as_csv(table.lines)) == [["Comment"], [f"'{text}"]]
    (cell,) = openpyxl.load_workbook(BytesIO(as_workbook([table])))["T"][2]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_number_is_a_number() -> None:
    assert read(as_csv(TABLE.lines))[1:] == [["say “no”\nor yes, ә", "7"], ["mean", "-0.25"]]
    sheet = openpyxl.load_workbook(BytesIO(as_workbook([TABLE])))["Бағалар"]
    assert [[cell.value for cell in row] for row in sheet] == [TABLE.header, *map(list, TABLE.rows)]


def test_what_no_workbook_can_hold_is_left_out() -> None:
    table = Table("t", "T", ["Comment"], [("a\x00b\x1bc",)])
    assert openpyxl.load_workbook(BytesIO(as_workbook([table])))["T"]["A2"].value == "abc"


def test_an_archive_has_a_file_for_each_that_excel_knows_as_unicode() -> None:
    tables = [TABLE, TABLE._replace(name="other")]
    with zipfile.ZipFile(BytesIO(as_archive(tables))) as archive:
        assert archive.namelist() == ["marks.csv", "other.csv"]
        assert archive.read("marks.csv") == as_csv(TABLE.lines)
    assert as_csv(TABLE.lines).startswith(b"\xef\xbb\xbf")
    assert as_archive(tables) == as_archive(tables)
