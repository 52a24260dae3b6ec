"""Lists of guests as people send them."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.guests.reading import read_guests
from bot.guests.rules import Code, Reading

HOSTS: Final = ("trainer1", "trainer2")
HEADER: Final = ("Name", "Club", "Country", "Language", "Role", "E-mail", "Programme id")
AISULU: Final = (
    "Айсұлу Әбдірахманқызы",
    "«Жас қыран»",
    "Қазақстан",
    "қазақша",
    "клуб жетекшісі",
    "a@b.kz",
    "",
)
BORIS: Final = ("Борис", "Клуб «Мир»", "Россия", "русский", "участник", "", "")
CHO: Final = ("Cho Eun", "", "", "English", "trainer", "", "trainer1")

Rows = Sequence[Sequence[object]]


def workbook(rows: Rows, spoil: Callable[[Worksheet], object] = lambda sheet: None) -> bytes:
    """An XLSX with these rows on its one sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    spoil(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def csv_of(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(map(str, row)) for row in rows).encode(encoding)


def read(rows: Rows) -> Reading:
    """These rows below the usual header, from a workbook."""
    return read_guests("guests.xlsx", workbook([HEADER, *rows]), HOSTS)


def wrong(reading: Reading) -> list[tuple[Code, int, str]]:
    """What is wrong, in which row and column."""
    return [(problem.code, problem.row, problem.column) for problem in reading.problems]
