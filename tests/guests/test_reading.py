"""Lists as they come: in any language, order and encoding; and all that is wrong with one, at once."""

import tracemalloc
import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from bot.guests.reading import read_guests
from bot.guests.rules import BYTES, LENGTH, ROWS, Code, Column, Guest
from bot.people.rules import Role
from tests.guests.lists import AISULU, BORIS, CHO, HEADER, HOSTS, csv_of, read, workbook, wrong

LISTED = [
    Guest(AISULU[0], "«Жас қыран»", "Қазақстан", "kk", Role.CLUB_LEAD, "a@b.kz"),
    Guest("Борис", "Клуб «Мир»", "Россия", "ru", Role.PARTICIPANT),
    Guest("Cho Eun", "", "", "en", Role.HOST, host_id="trainer1"),
]


# -------------------------------------------------------------- all is well


def test_a_workbook_is_read_row_by_row() -> None:
    reading = read([AISULU, BORIS, CHO])
    assert reading == (LISTED, [], [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_says_the_same_in_every_encoding(delimiter: str, encoding: str) -> None:
    content = csv_of([HEADER, AISULU, BORIS, CHO], delimiter, encoding)
    assert read_guests("guests.csv", content, HOSTS) == (LISTED, [], [])


def test_what_excel_writes_on_a_russian_machine_is_read() -> None:
    content = csv_of([("Имя", "Язык"), ("Борис", "Русский")], ";", "cp1251")
    assert read_guests("Список.csv", content).guests == [Guest("Борис", language="ru")]


@given(
    st.lists(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяё", min_size=1, max_size=20), min_size=1, unique=True),
    st.sampled_from(["cp1251", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
)
def test_a_cyrillic_list_of_any_length_says_the_same_in_every_encoding(
    names: list[str], encoding: str
) -> None:
    content = csv_of([("Имя", "Клуб"), *((name, "Клуб «Мир»") for name in names)], ";", encoding)
    assert read_guests("Список.csv", content) == ([Guest(name, "Клуб «Мир»") for name in names], [], [])


@pytest.mark.parametrize(
    "header",
    [
        ("Роль", "ФИО", "Эл. почта", "Страна", "Клуб"),
        ("РӨЛІ", "Аты-жөні", "Эл. пошта", "Елі", "ЮНЕСКО клубы"),
        ("role ", "  full  NAME*", "e_mail", "country:", "UNESCO club"),
    ],
)
def test_columns_stand_in_any_order_and_language(header: tuple[str, ...]) -> None:
    reading = read_guests(
        "a.xlsx", workbook([header, ("Организатор", "Ұлпан", "U@Б.қаз", "Қазақстан", "Қыран")])
    )
    assert reading.guests == [Guest("Ұлпан", "Қыран", "Қазақстан", None, Role.ORGANISER, "U@Б.қаз")]
    assert wrong(reading) == []


def test_columns_that_say_nothing_to_the_bot_are_named() -> None:
    reading = read_guests("a.csv", "№,Name,Phone\n1,Ұлпан,+7701".encode())
    assert reading == ([Guest("Ұлпан")], [], ["№", "Phone"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Name,Klub,Role\nҰлпан,Қыран,boss", Code.ROLE),
        ("Nmae,Klub,Role\nҰлпан,Қыран,", Code.NO_NAMES),
        ("Name,Full name,Klub\nҰлпан,,Қыран", Code.COLUMN_TWICE),
    ],
)
def test_columns_that_are_not_read_are_named_beside_what_is_wrong_too(content: str, code: Code) -> None:
    reading = read_guests("a.csv", content.encode())
    assert [problem.code for problem in reading.problems] == [code]
    assert "Klub" in reading.ignored


def test_columns_that_are_not_there_are_told_from_empty_cells() -> None:
    full, short, empty = read_guests("a.csv", b"Name,E-mail,Club\nA,a@b.kz,C\nB,b@b.kz\nD,d@b.kz,").guests
    rest = (Column.COUNTRY, Column.LANGUAGE, Column.ROLE, Column.HOST)
    assert (full.unsaid, short.unsaid, empty.unsaid) == (rest, (Column.CLUB, *rest), rest)
    (guest,) = read([("A",)]).guests  # a workbook does not keep empty cells
    assert guest.unsaid == ()
    (bare,) = read_guests("a.xlsx", workbook([("Name",), ("A",)])).guests
    assert bare.unsaid == (Column.CLUB, *rest[:-1], Column.EMAIL, Column.HOST)


def test_a_list_that_names_its_delimiter_for_excel_is_read() -> None:
    content = "\ufeffsep=;\r\nАты-жөні;Клуб\r\nҰлпан;Қыран, Алматы".encode()
    assert read_guests("a.csv", content).guests == [Guest("Ұлпан", "Қыран, Алматы")]


def test_a_list_below_empty_rows_and_beside_other_sheets_is_found() -> None:
    def spoil(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("0", 0).append(["Read me"])

    book = workbook([(), HEADER, (), AISULU], spoil)
    assert read_guests("a.xlsx", book, HOSTS).guests == LISTED[:1]


def test_of_a_list_on_several_sheets_no_sheet_is_passed_over() -> None:
    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        second = sheet.parent.create_sheet("Алматы")
        second.append(["Аты-жөні"])
        second.append(["Ұлпан"])

    (problem,) = read_guests("a.xlsx", workbook([HEADER, AISULU], add)).problems
    assert (problem.code, problem.about) == (Code.LISTS, {"sheets": "Sheet, Алматы"})


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_title_may_stand_above_the_names_of_the_columns(name: str) -> None:
    rows = [
        ("Қатысушылар",),
        ("30.04.2019", "Алматы"),
        ("№", "Аты-жөні", "Клуб"),
        (1, "Ұлпан", "Қыран"),
        (2, ""),
    ]
    content = workbook(rows) if name == "a.xlsx" else csv_of(rows, ";")
    reading = read_guests(name, content)
    assert reading.guests == [Guest("Ұлпан", "Қыран")]
    assert reading.ignored == ["№"]


def test_a_text_in_quotes_may_have_several_lines() -> None:
    content = 'Name,Club\r\n"Ұлпан\nӘбен","Қыран, Алматы"\r\nБорис,Мир\x0b'.encode()
    assert read_guests("a.csv", content).guests == [
        Guest("Ұлпан Әбен", "Қыран, Алматы"),
        Guest("Борис", "Мир"),
    ]


def test_spaces_and_invisible_signs_do_not_count() -> None:
    reading = read([("\ufeff Ұлпан \u200b\xa0 Әбен\n", "", "", " KK ", "\tgUeSt ", " ", None)])
    assert reading.guests == [Guest("Ұлпан Әбен", language="kk")]


def test_the_country_of_a_club_is_said_once() -> None:
    reading = read([("A", "Club", "", "", "", "", ""), ("B", "CLUB", "Italy", "", "", "", "")])
    assert [guest.country for guest in reading.guests] == ["Italy", "Italy"]


def test_numbers_and_dates_in_cells_are_texts() -> None:
    assert read([("A", 12.0), ("B", 2019), ("C", date(2019, 4, 30))]).guests == [
        Guest("A", "12"),
        Guest("B", "2019"),
        Guest("C", "2019-04-30"),
    ]


# ------------------------------------------------------------ what is wrong


def test_all_that_is_wrong_is_said_at_once_with_its_row_and_column() -> None:
    reading = read(
        [
            ("", "Club", "", "", "", "", ""),
            ("Boss", "", "", "elvish", "boss", "boss@nowhere", ""),
            ("Cho", "", "", "", "host", "", ""),
            ("Cho E", "", "", "", "host", "", "trainer9"),
            ("Boris", "", "Russia", "", "", "", "trainer1"),
            ("L" * (LENGTH + 1), "", "", "", "", "", ""),
            ("?йс?лу", "", "", "", "", "", ""),
        ]
    )
    assert wrong(reading) == [
        (Code.NAME_MISSING, 2, "Name"),
        (Code.LANGUAGE, 3, "Language"),
        (Code.ROLE, 3, "Role"),
        (Code.EMAIL, 3, "E-mail"),
        (Code.HOST_MISSING, 4, "Programme id"),
        (Code.HOST_UNKNOWN, 5, "Programme id"),
        (Code.COUNTRY_ALONE, 6, "Club"),
        (Code.HOST_UNWANTED, 6, "Programme id"),
        (Code.TOO_LONG, 7, "Name"),
        (Code.LETTERS_LOST, 8, "Name"),
    ]


def test_a_date_or_a_number_is_no_name() -> None:
    reading = read([("A",), (date(2019, 4, 30),), (12.0,), ("+7 (701)",)])
    assert wrong(reading) == [(Code.NO_LETTERS, row, "Name") for row in (3, 4, 5)]
    assert reading.problems[0].about == {"value": "2019-04-30"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("broken", ['B{0}"Мир\nC{0}Қыран', '"B{0}Мир\nC{0}Қыран\n"D"{0}Қыран', '"B" A{0}Мир'])
def test_a_quote_that_is_not_closed_is_named_and_is_nobody(delimiter: str, broken: str) -> None:
    content = f"Name{delimiter}Club\n\nA{delimiter}Мир\n{broken.format(delimiter)}\n"
    reading = read_guests("a.csv", content.encode())
    assert wrong(reading) == [(Code.QUOTE, 4, "")]


@pytest.mark.parametrize("address", ["a@b", "a b@c.kz", "@b.kz", "a@b.kz, c@d.kz", "a@@b.kz", "почта"])
def test_what_is_no_address_is_said(address: str) -> None:
    assert wrong(read([("Ұлпан", "", "", "", "", address, "")])) == [(Code.EMAIL, 2, "E-mail")]


def test_without_a_programme_any_host_is_believed() -> None:
    assert read_guests("a.xlsx", workbook([HEADER, CHO])).guests == LISTED[2:]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("Ұлпан", "Қыран"), ("ұлпан ", "қыран"), True),
        (("Ұлпан", "Қыран"), ("Ұлпан", "Сұңқар"), False),
        (("A", "C", "", "", "", "a@b.kz"), ("B", "D", "", "", "", "A@B.kz"), True),
        (("A", "C", "", "", "", "a@b.kz"), ("A", "C", "", "", "", "b@b.kz"), False),
        (("A", "C", "", "", "", "a@b.kz"), ("A", "C"), True),
        (("A", "C"), ("A", "C", "", "", "", "a@b.kz"), True),
        (("й".encode().decode(), "C"), ("и\u0306", "C"), True),
    ],
)
def test_who_is_there_twice_is_said(first: tuple[str, ...], second: tuple[str, ...], *, same: bool) -> None:
    reading = read([first, second])
    assert wrong(reading) == ([(Code.TWICE, 3, "Name")] if same else [])
    assert [problem.about["row"] for problem in reading.problems] == (["2"] if same else [])


def test_a_club_is_of_one_country() -> None:
    reading = read([("A", "Club", "Italy"), ("B", "club", "Spain")])
    assert wrong(reading) == [(Code.COUNTRY_OTHER, 3, "Country")]
    assert reading.problems[0].about["country"] == "Italy"


def test_formulas_errors_and_merged_cells_are_told_and_nothing_more_of_them() -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["A2"] = '="Ұл"&"пан"'
        sheet["D3"] = "#N/A"
        sheet.merge_cells("A4:A5")

    rows = [("x",), ("B", "", "", "x"), ("C",), ("", "Club")]
    reading = read_guests("a.xlsx", workbook([HEADER, *rows], spoil))
    assert wrong(reading) == [
        (Code.MERGED, 0, ""),
        (Code.FORMULA, 2, "Name"),
        (Code.CELL_ERROR, 3, "Language"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", Code.EMPTY),
        ("a.csv", b" \r\n\x00", Code.EMPTY),
        ("a.xlsx", workbook([]), Code.EMPTY),
        ("a.xlsx", b"no workbook", Code.NOT_XLSX),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), Code.NOT_XLSX),
        ("a.csv", b"PK\x03\x04 cut off", Code.NOT_XLSX),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" * 50, Code.OTHER_KIND),
        ("a.csv", bytes(range(256)) * 3, Code.NO_TABLE),
        ("a.csv", b"Who,Where\r\nA,B", Code.NO_NAMES),
        ("a.csv", b"Name,Full name\r\nA,B", Code.COLUMN_TWICE),
        ("a.csv", b"Name,Club\r\n,\r\n", Code.NOBODY),
        ("a.csv", b"Name\r\n" + b"A\r\n" * (ROWS + 1), Code.TOO_MANY),
        ("a.csv", b"Name\r\n" + b'"' + b"A" * 200_000, Code.QUOTE),
        ("a.csv", b'"Name\r\nA', Code.NO_TABLE),
        ("a.csv", b"Name\r\n" + b"A" * BYTES, Code.TOO_BIG),
    ],
)
def test_a_file_that_is_no_list_is_named(name: str, content: bytes, code: Code) -> None:
    reading = read_guests(name, content)
    assert reading.guests == []
    assert [problem.code for problem in reading.problems] == [code]


def test_a_zip_bomb_is_not_unpacked() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(30_000_000))
    assert [problem.code for problem in read_guests("a.xlsx", packed.getvalue()).problems] == [Code.UNPACKED]


def test_the_memory_that_endless_rows_take_is_bounded() -> None:
    row = '<row><c t="inlineStr"><is><t>A</t></is></c></row>'
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    packed = BytesIO(workbook([HEADER]))
    with zipfile.ZipFile(packed) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = f"{start}{row * 12_000}</sheetData></worksheet>".encode()
    with zipfile.ZipFile(packed := BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    tracemalloc.start()
    reading = read_guests("a.xlsx", packed.getvalue())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in reading.problems] == [Code.TOO_MANY]
    assert peak < 15_000_000


def test_ten_thousand_rows_are_read_and_one_more_is_too_many() -> None:
    rows = [(f"Guest {number}", "Club") for number in range(ROWS)]
    assert len(read_guests("a.xlsx", workbook([("Name", "Club"), *rows])).guests) == ROWS
    more = read_guests("a.xlsx", workbook([("Name", "Club"), *rows, ("One more", "")]))
    assert [problem.code for problem in more.problems] == [Code.TOO_MANY]


def test_ten_thousand_people_of_one_name_are_compared_at_once() -> None:
    rows = [("A", f"{number}@b.kz") for number in range(ROWS)]
    assert len(read_guests("a.csv", csv_of([("Name", "E-mail"), *rows])).guests) == ROWS


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "", "a.txt"]))
def test_no_bytes_are_a_crash(content: bytes, name: str) -> None:
    assert read_guests(name, content).problems or read_guests(name, content).guests


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=7), max_size=8), st.sampled_from(",;\t"))
def test_no_csv_is_a_crash_and_everybody_on_it_has_a_name(rows: list[list[str]], delimiter: str) -> None:
    content = "\n".join(delimiter.join(row) for row in [HEADER, *rows]).encode("utf-8", "replace")
    reading = read_guests("a.csv", content, HOSTS)
    assert reading.problems or all(guest.name for guest in reading.guests)
    assert len({guest.key for guest in reading.guests}) == len(reading.guests) or reading.problems
