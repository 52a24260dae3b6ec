"""Workbooks that claim more than there is in them."""

from openpyxl import Workbook

from bot.sheets.workbook import EMPTY_ROWS, SHEETS, open_workbook
from tests.sheets.books import saved


def test_what_stands_far_below_the_rest_is_not_looked_for() -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    near = EMPTY_ROWS
    far = near + EMPTY_ROWS + 1
    for number in (1, near, far):
        sheet.cell(number, 1, "here")
    sheets, _ = open_workbook(saved(workbook), lambda title: title, most_rows=10)
    assert [row.number for row in sheets[sheet.title].rows] == [1, near]


def test_sheets_that_are_too_many_are_among_those_that_are_not_read() -> None:
    workbook = Workbook()
    for number in range(SHEETS + 5):
        workbook.create_sheet(f"List {number}")
    content = saved(workbook)
    sheets, unread = open_workbook(content, lambda title: title if "List" in title else None, most_rows=10)
    assert list(sheets) == [f"List {number}" for number in range(SHEETS)]
    assert unread == ["Sheet", *(f"List {number}" for number in range(SHEETS, SHEETS + 5))]
