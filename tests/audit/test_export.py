"""The file of deeds is safe to open, whatever stands in it."""

import csv
from io import StringIO

import pytest

from bot.audit.export import as_csv


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("value", ["=1+1", "+7 700", "-1", "@SUM(A1)", "\tx", "\r=x"])
def test_what_a_spreadsheet_would_calculate_becomes_a_text(value: str) -> None:
    assert as_csv([[value]]).decode("utf-8-sig").strip('"\r\n').startswith("'")


def test_everything_else_comes_back_as_it_was() -> None:
    rows = [["Қашан", "Who"], ['say "no"', "two\nlines"], ["a,b;c", "1-2"]]
    assert read(as_csv(rows)) == rows


def test_excel_knows_it_is_unicode() -> None:
    assert as_csv([["Ә"]]).startswith(b"\xef\xbb\xbf")
