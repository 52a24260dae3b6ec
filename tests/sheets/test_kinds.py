"""What people send by mistake, and what they are told in their language."""

import pytest
from openpyxl import Workbook

from bot.agenda.formats import read_programme
from bot.guests.reading import read_guests
from bot.guests.screens.problems import in_words
from bot.i18n.translator import load_translators
from bot.programme.screens.faults import finding_line
from bot.sheets.kinds import Kind, kind_of
from tests.sheets.books import saved, zipped

TRANSLATORS = load_translators()
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
DOCX = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})
XLS = COMPOUND + "Workbook".encode("utf-16-le")
LOCKED = COMPOUND + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, Kind.PICTURE),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Kind.PICTURE),
        (b"\x00\x00\x00\x18ftypheic", Kind.PICTURE),
        (PNG + saved(Workbook()), Kind.PICTURE),  # though an archive may begin with anything
        (b"%PDF-1.7\n", Kind.PDF),
        (b"%PDF-1.7\n" + saved(Workbook()), Kind.PDF),
        (DOCX, Kind.WORD),
        (COMPOUND + "WordDocument".encode("utf-16-le"), Kind.WORD),
        (b"{\\rtf1\\ansi", Kind.WORD),
        (zipped({"ppt/presentation.xml": ""}), Kind.SLIDES),
        (zipped({"programme.xlsx": "", "guests.xlsx": ""}), Kind.ARCHIVE),
        (b"Rar!\x1a\x07\x00", Kind.ARCHIVE),
        (XLS, Kind.OLD_EXCEL),
        (LOCKED, Kind.LOCKED),
        (zipped({"[Content_Types].xml": "", "xl/workbook.bin": ""}), Kind.BINARY_EXCEL),
        (zipped({"mimetype": "", "META-INF/manifest.xml": ""}), Kind.OPEN_DOCUMENT),
        (zipped({"Index/Document.iwa": ""}), Kind.NUMBERS),
        (saved(Workbook()), None),
        (b"PK\x03\x04 cut off", None),
        (COMPOUND, None),
        (b"Name,Club\n", None),
        (b"schema: 1\n", None),
    ],
)
def test_a_kind_is_known_by_the_content(content: bytes, kind: Kind | None) -> None:
    assert kind_of(content) is kind


TOLD = [
    ("en", PNG,
     "This is a picture or a video. Give the programme as YAML, XLSX, schedule.json or schedule.xml.",
     "This is a picture or a video. Send the list as XLSX or CSV."),
    ("en", XLS, "This is a workbook of old Excel (.xls). Open it, and save it as XLSX.",
     "This is a workbook of old Excel (.xls). Open it, and save it as XLSX."),
    ("en", LOCKED, "The file has a password. Save it as XLSX without one.",
     "The file has a password. Save it as XLSX without one."),
    ("ru", DOCX, "Это документ Word. Передайте программу в виде YAML, XLSX, schedule.json или schedule.xml.",
     "Это документ Word. Отправьте список как XLSX или CSV."),
    ("kk", LOCKED, "Файлға құпиясөз қойылған. Оны құпиясөзсіз XLSX түрінде сақтаңыз.",
     "Файлға құпиясөз қойылған. Оны құпиясөзсіз XLSX түрінде сақтаңыз."),
]  # fmt: skip


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.yaml", "list"])
@pytest.mark.parametrize(("language", "content", "programme", "guests"), TOLD)
def test_people_are_told_what_they_sent_whatever_its_name(
    language: str, content: bytes, programme: str, guests: str, name: str
) -> None:
    t = TRANSLATORS[language]
    assert [finding_line(t, found) for found in read_programme(name, content).findings] == [programme]
    assert [in_words(t, found) for found in read_guests(name, content).problems] == [guests]
