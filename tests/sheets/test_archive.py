"""Workbooks of a few kilobytes that would take gigabytes, and one of megabytes that does not."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook

from bot.sheets.archive import ITEM_LIMIT, KEPT_LIMIT, NODES_LIMIT, WorkbookError
from bot.sheets.workbook import open_workbook
from tests.sheets.books import part, saved, with_parts, with_rows
from tests.sheets.memory import memory_below

WIDE = "<row " + " ".join(f"{letter}=''" for letter in "abcdefghijklmnopqrs") + "/>"  # 20 nodes
HOSTILE: dict[str, Callable[[], bytes]] = {
    "cells in one row": lambda: with_rows(f"<row>{'<c/>' * 4_700_000}</row>"),
    "rows in each other": lambda: with_rows(f"{'<row><c/>' * 200_000}{'</row>' * 200_000}"),
    "empty rows": lambda: with_rows(WIDE * (NODES_LIMIT // 20 + 1)),
    "links": lambda: with_rows("", f"<hyperlinks>{'<hyperlink/>' * KEPT_LIMIT}</hyperlinks>"),
    "formats": lambda: with_parts(
        saved(Workbook()),
        {"xl/styles.xml": part("styleSheet", f"<cellXfs>{'<xf/>' * KEPT_LIMIT}</cellXfs>")},
    ),
    "pieces of one string": lambda: with_parts(
        saved(Workbook()), {"xl/sharedStrings.xml": part("sst", f"<si>{'<t/>' * ITEM_LIMIT}</si>")}
    ),
    "a part of another name": lambda: with_parts(saved(Workbook()), {"x": f"<x>{'<y/>' * KEPT_LIMIT}</x>"}),
}


LONG = "x" * 19_000_000
UNENDING: dict[str, Callable[[], bytes]] = {
    "attribute": lambda: with_rows(f"<row a='{LONG}'/>"),
    "comment": lambda: with_rows(f"<!--{LONG}-->"),
    "instruction": lambda: with_rows(f"<?x {LONG}?>"),
}


def refused_as(content: bytes) -> str:
    with pytest.raises(WorkbookError) as refused:
        open_workbook(content, lambda title: title, most_rows=10)
    return refused.value.code


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_would_fill_the_memory_is_refused_before_anything_is_built(kind: str) -> None:
    content = HOSTILE[kind]()
    with memory_below(10_000_000):
        assert refused_as(content) == "too-many-cells"


@pytest.mark.parametrize("kind", UNENDING)
def test_what_would_be_read_anew_with_each_piece_is_refused_at_its_first_megabyte(kind: str) -> None:
    assert refused_as(UNENDING[kind]()) == "not-xlsx"


def test_a_text_of_megabytes_comes_in_pieces_and_is_read() -> None:
    cell = f"<row><c t='inlineStr'><is><t>{LONG}</t></is></c></row>"
    sheets, _ = open_workbook(with_rows(cell), lambda title: title, most_rows=10)
    assert len(sheets["Sheet"].rows) == 1


def test_two_sheets_in_one_part_are_refused() -> None:
    workbook = Workbook()
    workbook.create_sheet("Again")
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="t" Target="/xl/worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="t" Target="worksheets/../worksheets/sheet1.xml"/></Relationships>'
    )
    assert refused_as(with_parts(saved(workbook), {"xl/_rels/workbook.xml.rels": links})) == "not-xlsx"


def test_a_picture_among_the_parts_does_no_harm() -> None:
    content = with_parts(saved(Workbook()), {"xl/media/image1.png": "\x89PNG\r\n\x1a\n<"})
    assert list(open_workbook(content, lambda title: title, most_rows=10)[0]) == ["Sheet"]


def test_a_real_list_of_ten_thousand_rows_is_read_with_its_links_and_formats() -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Guests")
    for number in range(10_000):
        sheet.append([f"{column} of guest {number}" for column in range(8)])
    links = "".join(f'<hyperlink ref="F{number}" location="a{number}@b.kz"/>' for number in range(1, 10_001))
    content = saved(workbook)
    formats = part("styleSheet", "<cellXfs>" + '<xf numFmtId="0" fontId="0"/>' * 5000 + "</cellXfs>")
    parts = {"xl/styles.xml": formats, "docs/links.xml": part("hyperlinks", links)}
    sheets, _ = open_workbook(with_parts(content, parts), lambda title: title, most_rows=10_000)
    assert len(sheets["Guests"].rows) == 10_000
