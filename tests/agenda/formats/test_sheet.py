"""The workbook: written and read back, and every way to spoil it."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.agenda.formats import Document, Finding, read_programme
from bot.agenda.formats.template import template
from bot.programme.english import finding_in_english
from tests.agenda.formats.small import place_of

Change = Callable[[Workbook], object]


def saved(workbook: Workbook) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def sheet(workbook: Workbook, name: str) -> Worksheet:
    found = workbook[name]
    assert isinstance(found, Worksheet)
    return found


def found_in(document: Document, change: Change) -> Sequence[Finding]:
    """What is found after the organiser has changed the template."""
    workbook = openpyxl.load_workbook(BytesIO(template(document)))
    change(workbook)
    reading = read_programme("programme.xlsx", saved(workbook))
    assert (reading.document is None) == any(not finding.warning for finding in reading.findings)
    return reading.findings


def put(name: str, cell: str, value: Any) -> Change:
    def change(workbook: Workbook) -> None:
        sheet(workbook, name)[cell] = value

    return change


def test_the_template_of_the_sample_reads_back_as_the_sample(sample: Document) -> None:
    document, findings = read_programme("programme.xlsx", template(sample))
    assert document == sample
    assert {finding.code for finding in findings} == {"unfilled"}


def test_the_template_is_comfortable(sample: Document) -> None:
    workbook = openpyxl.load_workbook(BytesIO(template(sample)))
    assert workbook.sheetnames == [
        "How to", "Event", "Days", "Rooms", "People", "Choices", "Sessions", "Talks", "Info", "Values",
        "Questions", "Options", "Topics", "Steps", "Follow-up", "Declaration",
    ]  # fmt: skip
    sessions = sheet(workbook, "Sessions")
    assert sessions.freeze_panes == "B2"
    assert sessions["A1"].font.b
    assert (sessions["D2"].value, sessions["D2"].number_format) == (time(8, 30), "hh:mm")
    assert sheet(workbook, "Days")["B2"].value == datetime.fromisoformat("2019-04-30")
    assert sheet(workbook, "Choices")["B2"].value == datetime.fromisoformat("2019-04-30T13:30")
    assert {"Қазақша", "Русский", "English"} <= {row[0] for row in workbook["How to"].values}
    offered = {str(rule.sqref): rule.formula1 for rule in sessions.data_validations.dataValidation}
    assert "plenary" in str(offered["C2:C500"])
    assert all(column.width > 0 for column in sessions.column_dimensions.values())


def test_gaps_to_be_filled_stand_ready(sample: Document) -> None:
    values = sheet(openpyxl.load_workbook(BytesIO(template(sample))), "Values")
    assert [row[:2] for row in values.iter_rows(min_row=2, values_only=True)] == [
        ("wifi", "network"),
        ("wifi", "password"),
        ("transport", "time"),
        ("visa", "deadline"),
    ]


def test_a_filled_gap_is_shown(sample: Document) -> None:
    def fill(workbook: Workbook) -> None:
        for column, text in zip("CDE", ("Сенбі", "Суббота", "Saturday"), strict=True):
            sheet(workbook, "Values")[f"{column}5"] = text

    assert "deadline" not in {finding.parameters["name"] for finding in found_in(sample, fill)}


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("Days", "B2", "2025-04-30"),
        ("Days", "B2", "30.04.2025"),
        ("Days", "B2", date(2025, 4, 30)),
        ("Sessions", "D2", "9:00"),
        ("Sessions", "D2", 0.375),
        ("Sessions", "D2", timedelta(hours=9)),
        ("Choices", "B2", "2025-04-30 10:30"),
        ("Choices", "B2", "30.04.2025 10:30"),
        ("Rooms", "B2", "100"),
        ("Rooms", "B2", 100.0),
        ("Sessions", "I2", " anna ;"),
        ("Sessions", "J2", True),
        ("Sessions", "J2", "TRUE"),
    ],
)
def test_cells_may_be_typed_in_several_ways(small: Document, name: str, cell: str, value: Any) -> None:
    assert found_in(small, put(name, cell, value)) == []


@pytest.mark.parametrize(
    ("name", "cell", "value", "code"),
    [
        ("Days", "B2", "April 30th", "not-a-date"),
        ("Days", "B2", datetime.fromisoformat("2025-04-30T09:00"), "not-a-date"),
        ("Sessions", "D2", "morning", "not-a-time"),
        ("Sessions", "D2", time(9, 0, 30), "not-a-time"),
        ("Sessions", "D2", 9.15, "not-a-time"),
        ("Sessions", "D2", datetime.fromisoformat("2025-04-30T09:00"), "not-a-time"),
        ("Talks", "B2", 9.3, "not-a-time"),
        ("Sessions", "E2", time(8, 0), "end-before-start"),
        ("Sessions", "C2", "plenum", "not-one-of"),
        ("Sessions", "F2", "man", "unknown-room"),
        ("Sessions", "I3", "anna, boris", "unknown-person"),
        ("Sessions", "H4", 31, "over-capacity"),
        ("Sessions", "M2", None, "text-missing"),
        ("Sessions", "M2", "   ", "text-missing"),
        ("Sessions", "L2", "=A1", "formula"),
        ("Sessions", "D2", '=TIME(9,0,0)', "formula"),
        ("Sessions", "A2", "=1", "formula"),
        ("Event", "B4", "+06:00", "wrong-offset"),
        ("Event", "B2", "two words", "not-an-id"),
        ("Event", "A3", "time zone of it", "row-unknown"),
        ("Event", "A3", "id", "row-twice"),
        ("Event", "D10", None, "text-missing"),
        ("Choices", "B2", "soon", "not-a-moment"),
        ("Talks", "A2", "closing", "no-such-row"),
        ("Talks", "E2", None, "text-missing"),
        ("Talks", "B2", time(10, 0), "talk-outside"),
        ("Values", "A2", "wlan", "no-such-row"),
        ("Rooms", "B2", "a hundred", "not-a-number"),
        ("Rooms", "B2", 99.5, "not-a-number"),
        ("Rooms", "A1", "room", "column-unknown"),
        ("Rooms", "B1", "name kk", "column-twice"),
    ],
)  # fmt: skip
def test_an_error_is_found_in_its_cell(small: Document, name: str, cell: str, value: Any, code: str) -> None:
    findings = [finding for finding in found_in(small, put(name, cell, value)) if finding.code == code]
    place = f"sheet {name}, row 1" if code == "column-twice" else f"sheet {name}, cell {cell}"
    assert [place_of(finding) for finding in findings] == [place]


@pytest.mark.parametrize("number_format", ["hh:mm", "[h]:mm", "General"])
@pytest.mark.parametrize(("typed", "said"), [(9.3, "9.3"), (9.15, "9.15"), (9, "9"), (930, "930")])
def test_a_number_is_no_clock_time(small: Document, number_format: str, typed: float, said: str) -> None:
    """In a cell with a time's format, a sheet takes 9.3 for 07:12 of the ninth day."""

    def type_in(workbook: Workbook) -> None:
        cell = sheet(workbook, "Sessions")["D2"]
        cell.value, cell.number_format = typed, number_format

    (finding,) = found_in(small, type_in)
    assert place_of(finding) == "sheet Sessions, cell D2"
    assert finding_in_english(finding).endswith(
        f": “{said}” is not a clock time. Write it like 09:30, with a colon."
    )


def test_a_missing_group_of_texts_points_at_its_first_cell(small: Document) -> None:
    def empty(workbook: Workbook) -> None:
        for cell in ("M2", "N2", "O2"):
            sheet(workbook, "Sessions")[cell] = None

    (finding,) = found_in(small, empty)
    assert (finding.code, place_of(finding)) == ("missing", "sheet Sessions, cell M2")


def test_a_formula_is_the_only_complaint_about_its_cell(small: Document) -> None:
    assert len(found_in(small, put("Sessions", "D2", "=1/3"))) == 1


def test_an_error_value_is_named(small: Document) -> None:
    (finding,) = found_in(small, put("Sessions", "M2", "#REF!"))
    assert (
        finding_in_english(finding) == "sheet Sessions, cell M2: the cell says #REF!. Write the value itself."
    )


def test_a_text_that_looks_like_a_formula_survives(small: Document) -> None:
    title = small.sessions[0].title.model_copy(update={"en": "=SUM(A1)", "ru": "#REF!", "kk": "-1"})
    session = small.sessions[0].model_copy(update={"title": title})
    document = small.model_copy(update={"sessions": [session, *small.sessions[1:]]})
    assert read_programme("x.xlsx", template(document)).document == document


MERGED = "sheet {}: the cells {} are merged. Split them, and write the value into each row."


@pytest.mark.parametrize(
    ("name", "cells"), [("Days", "C2:E2"), ("Sessions", "B2:B4"), ("Talks", "A2:A3"), ("Info", "B2:D2")]
)
def test_merged_cells_are_refused(small: Document, name: str, cells: str) -> None:
    """And those under the first one are not missed as well."""
    (finding,) = found_in(small, lambda workbook: sheet(workbook, name).merge_cells(cells))
    assert finding_in_english(finding) == MERGED.format(name, cells)


def test_merged_cells_hide_no_other_error(small: Document) -> None:
    def spoil(workbook: Workbook) -> None:
        sheet(workbook, "Days").merge_cells("C2:E2")
        sheet(workbook, "Sessions").merge_cells("B2:B3")
        put("Sessions", "B2", "day3")(workbook)
        put("Sessions", "D4", "noon")(workbook)
        put("Sessions", "E3", "noon")(workbook)

    assert [(finding.code, place_of(finding)) for finding in found_in(small, spoil)] == [
        ("merged", "sheet Days"),
        ("merged", "sheet Sessions"),
        ("unknown-day", "sheet Sessions, cell B2"),
        ("not-a-time", "sheet Sessions, cell E3"),
        ("not-a-time", "sheet Sessions, cell D4"),
    ]


def test_merged_headers_are_told_with_the_columns_they_hide(small: Document) -> None:
    findings = found_in(small, lambda workbook: sheet(workbook, "Days").merge_cells("C1:D1"))
    assert [finding.code for finding in findings] == ["merged", "column-missing"]


def test_what_a_merged_cell_still_holds_beneath_is_not_read(small: Document) -> None:
    """LibreOffice can keep it."""
    merged = b'<mergeCells count="1"><mergeCell ref="C2:E3"/></mergeCells><pageMargins'
    content = rewritten(
        template(small), "xl/worksheets/sheet3.xml", lambda data: data.replace(b"<pageMargins", merged)
    )
    assert only_finding(content) == "merged"


def test_a_column_that_is_needed_is_missed(small: Document) -> None:
    findings = found_in(small, lambda workbook: sheet(workbook, "Rooms").delete_cols(2))
    assert [(finding.code, finding.parameters["column"]) for finding in findings] == [
        ("column-missing", "capacity")
    ]


def test_headers_may_differ_in_case_and_order(small: Document) -> None:
    def rearranged(workbook: Workbook) -> None:
        rooms = sheet(workbook, "Rooms")
        rows = [list(row) for row in rooms.iter_rows(values_only=True)]
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(reversed(row), start=1):
                rooms.cell(number, column).value = value.upper() if number == 1 else value  # type: ignore[union-attr]
        workbook["Sessions"].title = "SESSIONS "

    assert found_in(small, rearranged) == []


def test_a_misspelt_sheet_is_noticed(small: Document) -> None:
    def rename(workbook: Workbook) -> None:
        workbook["Sessions"].title = "Session"

    (finding,) = found_in(small, rename)
    assert (finding.code, place_of(finding)) == ("sheet-unknown", "sheet Session")


@pytest.mark.parametrize("name", ["Event", "Days", "Rooms", "Sessions", "Info"])
def test_a_missing_sheet_is_all_that_is_said_of_it(small: Document, name: str) -> None:
    """Not that its rows are missed by other sheets, like Talks and Values."""

    def rename(workbook: Workbook) -> None:
        workbook[name].title = "Our own"

    (finding,) = found_in(small, rename)
    assert (finding.code, place_of(finding)) == ("sheet-missing", f"sheet {name}")
    assert f": there is no sheet “{name}”. " in finding_in_english(finding)


def test_sheets_for_notes_and_empty_rows_are_welcome(small: Document) -> None:
    def note(workbook: Workbook) -> None:
        workbook.create_sheet("Notes").append(["Call the caterer"])
        sheet(workbook, "Rooms").insert_rows(3)

    assert found_in(small, note) == []


def test_ten_thousand_rows_are_too_many(small: Document) -> None:
    def fill(workbook: Workbook) -> None:
        for number in range(10_000):
            sheet(workbook, "Rooms").append([f"room{number}", 5, "а", "б", "c"])

    (finding,) = found_in(small, fill)
    assert finding_in_english(finding) == (
        "sheet Rooms: there are more than 2000 rows. Delete the rows that are not the programme."
    )


def test_a_cell_at_the_end_of_the_world_does_no_harm(small: Document) -> None:
    def far_away(workbook: Workbook) -> None:
        cell = sheet(workbook, "Rooms").cell(1_048_576, 16_384)
        assert isinstance(cell, Cell)
        cell.font = Font(bold=True)

    assert found_in(small, far_away) == []


def archive(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def rewritten(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of its archive changed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == part else data)
    return file.getvalue()


def only_finding(content: bytes, name: str = "programme.xlsx") -> str:
    document, findings = read_programme(name, content)
    assert document is None
    (finding,) = findings
    return finding.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 and then nothing", "not-xlsx"),
        (b"old binary sheet", "not-xlsx"),
        (archive(xl__hello=b"world"), "not-xlsx"),
        (archive(xl__workbook=b"<workbook/>"), "not-xlsx"),
        (archive(xl__bomb=b"0" * 21_000_000), "zip-too-big"),
        (archive(**{f"xl/{number}": b"" for number in range(1001)}), "zip-too-big"),
        (b"PK" + b"x" * 10_000_000, "file-too-big"),
    ],
)
def test_what_is_no_workbook_gets_one_clear_error(content: bytes, code: str) -> None:
    assert only_finding(content) == code


def test_a_workbook_with_an_entity_bomb_is_refused(small: Document) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert only_finding(rewritten(template(small), "xl/worksheets/sheet2.xml", lambda _: bomb)) == "not-xlsx"


def test_a_workbook_that_lies_about_its_size_is_refused(small: Document) -> None:
    """The archive's directory says a few bytes where megabytes are."""
    content = bytearray(
        rewritten(template(small), "xl/worksheets/sheet2.xml", lambda data: data + b" " * 9_000_000)
    )
    with zipfile.ZipFile(BytesIO(content)) as opened:
        size = opened.getinfo("xl/worksheets/sheet2.xml").file_size
    lie = bytes(content).replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert only_finding(lie) == "not-xlsx"


def test_a_broken_part_is_refused(small: Document) -> None:
    assert (
        only_finding(rewritten(template(small), "xl/worksheets/sheet3.xml", lambda data: data[:200]))
        == "not-xlsx"
    )
    assert only_finding(rewritten(template(small), "xl/workbook.xml", lambda _: b"<")) == "not-xlsx"
