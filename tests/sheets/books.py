"""Workbooks with parts that no program writes."""

import zipfile
from io import BytesIO
from typing import Final

from openpyxl import Workbook

SHEET: Final = "xl/worksheets/sheet1.xml"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(workbook: Workbook) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def zipped(parts: dict[str, str]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_parts(content: bytes, parts: dict[str, str]) -> bytes:
    """The workbook with these parts instead of its own."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return file.getvalue()


def with_rows(rows: str, behind: str = "") -> bytes:
    """A workbook whose one sheet has this XML as its rows, and this behind them."""
    inside = f"<sheetData>{rows}</sheetData>{behind}"
    return with_parts(saved(Workbook()), {SHEET: part("worksheet", inside)})


def part(root: str, inside: str) -> str:
    return f'<{root} xmlns="{_NAMESPACE}">{inside}</{root}>'
