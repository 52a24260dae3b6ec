"""What a file is by its content, where it is of a kind that nobody can read as a table."""

import zipfile
from collections.abc import Collection
from enum import StrEnum
from io import BytesIO
from typing import Final


class Kind(StrEnum):
    PICTURE = "picture"  # or a video
    PDF = "pdf"
    WORD = "word"
    SLIDES = "slides"
    ARCHIVE = "archive"
    OLD_EXCEL = "old-excel"  # .xls
    BINARY_EXCEL = "binary-excel"  # .xlsb
    OPEN_DOCUMENT = "open-document"  # .ods and its relatives
    NUMBERS = "numbers"  # of Apple
    LOCKED = "locked"  # with a password, whatever is in it


_SHEETS: Final = frozenset({Kind.OLD_EXCEL, Kind.BINARY_EXCEL, Kind.OPEN_DOCUMENT, Kind.NUMBERS})
_STARTS: Final = {
    b"\x89PNG": Kind.PICTURE,
    b"\xff\xd8\xff": Kind.PICTURE,
    b"GIF8": Kind.PICTURE,
    b"RIFF": Kind.PICTURE,
    b"%PDF": Kind.PDF,
    b"{\\rtf": Kind.WORD,
    b"Rar!": Kind.ARCHIVE,
    b"7z\xbc\xaf": Kind.ARCHIVE,
    b"\x1f\x8b": Kind.ARCHIVE,
}
# Microsoft's compound file: all before 2007, and what has a password since (MS-CFB, MS-OFFCRYPTO).
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: Final = {
    "EncryptedPackage": Kind.LOCKED,
    "WordDocument": Kind.WORD,
    "PowerPoint Document": Kind.SLIDES,
    "Workbook": Kind.OLD_EXCEL,
    "Book": Kind.OLD_EXCEL,
}
_ZIPPED: Final = {
    "xl/workbook.bin": Kind.BINARY_EXCEL,
    "word/": Kind.WORD,
    "ppt/": Kind.SLIDES,
    "Index/": Kind.NUMBERS,
    "META-INF/manifest.xml": Kind.OPEN_DOCUMENT,
}


def kind_of(content: bytes) -> Kind | None:
    """None where it may be a workbook or a text."""
    if content.startswith(_COMPOUND):
        return next((kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in content), None)
    if content.startswith(b"PK"):
        return _zipped(content)
    if content[4:8] == b"ftyp":  # HEIC of a phone, MP4
        return Kind.PICTURE
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)


def refusal_of(kind: Kind) -> str:
    """The code for what is to be done about it."""
    if kind is Kind.LOCKED:
        return "locked-file"
    return "other-sheet" if kind in _SHEETS else "other-kind"


def _zipped(content: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    for start, kind in _ZIPPED.items():
        if any(name.startswith(start) for name in names):
            return kind
    return None if _of_a_workbook(names) else Kind.ARCHIVE


def _of_a_workbook(names: Collection[str]) -> bool:
    return "[Content_Types].xml" in names or any(name.startswith("xl/") for name in names)
