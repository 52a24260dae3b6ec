"""Organisers with their phones, and programmes as files: right ones, and spoilt in every way."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook, load_workbook

from bot.agenda.formats.template import template
from bot.agenda.sample import read_sample
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at

Spoil = Callable[[Workbook], None]
MORNING: Final = at(1, "10:05")


@asynccontextmanager
async def organised(
    seminar: Seminar, *organisers: Phone, others: tuple[Phone, ...] = (), now: datetime = MORNING
) -> AsyncIterator[Seminar]:
    """These are organisers, and the opening has just ended."""
    async with seminar.open(organisers=frozenset(phone.person.id for phone in organisers)):
        for phone in (*organisers, *others):
            await phone.comes_in()
        await seminar.moves_to(now)
        for phone in (*organisers, *others):
            phone.came()
        yield seminar


def sheet(*spoils: Spoil) -> bytes:
    """The sample programme as a workbook, spoilt."""
    return spoilt(template(read_sample()), *spoils)


def spoilt(content: bytes, *spoils: Spoil) -> bytes:
    workbook = load_workbook(BytesIO(content))
    for spoil in spoils:
        spoil(workbook)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def put(name: str, cell: str, value: Any) -> Spoil:
    def spoil(workbook: Workbook) -> None:
        workbook[name][cell] = value

    return spoil


def merge(name: str, cells: str) -> Spoil:
    return lambda workbook: workbook[name].merge_cells(cells)


def room_of_lunch(workbook: Workbook) -> None:
    """Lunch moves into the foyer."""
    sessions = workbook["Sessions"]
    headers = [cell.value for cell in sessions[1]]
    for row in sessions.iter_rows(min_row=2):
        if row[0].value == "d1-lunch":
            row[headers.index("room")].value = "foyer"


async def sends(phone: Phone, content: bytes, name: str = "programme.xlsx") -> None:
    """On the way that the buttons show."""
    await asks_for_a_file(phone)
    await phone.send_file(name, content)


async def asks_for_a_file(phone: Phone) -> None:
    so_far = len(phone.screens)
    await phone.write("/programme")
    await phone.gets(so_far + 1)
    await phone.press(phone.newest["buttons"][0][0]["data"])
    await phone.sees("XLSX, YAML")
