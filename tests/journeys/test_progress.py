"""An organiser follows a club: it falls behind, is in difficulties, and is written to."""

from datetime import timedelta
from io import BytesIO
from typing import Final
from zipfile import ZipFile

import openpyxl
import pytest
from sqlalchemy import select

from bot.followup.rules import Help, Said
from bot.storage.tables import people
from tests.journeys.organising import Speaker as Organising
from tests.journeys.organising import with_owner
from tests.journeys.seminar import Seminar, at
from tests.journeys.two_days import LANGUAGES
from tests.progress.clubs import club_plan, says

EVENING: Final = at(2, "18:00")
WORDS: Final = {  # in Kazakh, in Russian, in English
    "nothing": (
        "Әзірге ешбір клуб жоспар бастаған жоқ.",
        "Пока ни один клуб не начал составлять план.",
        "No club has begun a plan yet.",
    ),
    "one plan": ("Жоспарлар: 1 · жобалар: 0", "Планы: 1 · черновики: 0", "Plans: 1 · drafts: 0"),
    "one late": (
        "Мерзімі өткен қадамдар: 1",
        "Шаги, срок которых истёк: 1",
        "Steps past their day: 1",
    ),
    "a later date": ("• Кейінгі мерзім: 1", "• Другой срок: 1", "• A later date: 1"),
    "late": ("Кешіккендер", "Срок истёк", "Late steps"),
    "due": ("2019 жылғы 3 мамыр · Көпір", "3 мая 2019 года · Көпір", "3 May 2019 · Көпір"),
    "write": ("Клубқа жазу", "Написать клубу", "Write to the club"),
    "to one": ("Алушылар саны: 1", "Получит 1 человек", "To 1 person"),
    "over time": ("Барысы", "По времени", "Over time"),
    "in May": (
        "2019\u202fж. мамыр: орындалғаны 1, жоспарда 2",
        "май 2019\u202fг.: сделано 1, по плану 2",
        "May 2019: done 1, planned 2",
    ),
    "workbook": ("XLSX файлы", "Файл XLSX", "As XLSX"),
    "csv": ("CSV файлдары", "Файлы CSV", "As CSV"),
    "back": ("Артқа", "Назад", "Back"),
    "refresh": ("Жаңарту", "Обновить", "Refresh"),
}


class Organiser:
    """An owner's phone, and what it says here in their language."""

    def __init__(self, seminar: Seminar, owner: Organising, language: str) -> None:
        self.seminar, self.phone = seminar, owner.phone
        self._place = LANGUAGES.index(language)

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    async def writes(self, text: str) -> None:
        so_far = len(self.phone.screens)
        await self.phone.write(text)
        await self.phone.gets(so_far + 1)

    async def sees(self, *names: str) -> None:
        await self.phone.sees(*(self[name] for name in names))

    async def taps(self, name: str) -> None:
        await self.phone.tap(self[name])


async def somebody_plans(seminar: Seminar, organiser: Organiser) -> None:
    """Somebody else on a phone leads a club of two steps, due on 3 and 20 May; the second is done at once."""
    lead = next(phone for phone in seminar.phones.values() if phone is not organiser.phone)
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        person = await tx.scalar(select(people.c.id).where(people.c.telegram_id == lead.person.id))
        first = (EVENING + timedelta(days=2)).date()
        plan = await club_plan(tx, "Көпір", first, first + timedelta(days=17), lead=person)
        await says(tx, plan, 1, Said.DONE, EVENING)


async def named_a_difficulty(seminar: Seminar) -> None:
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        await says(tx, 1, 0, Said.DIFFICULTY, seminar.clock.now(), help=Help.DATE, text="Зал жоқ")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_the_figures_to_a_word_to_the_club(seminar: Seminar, language: str) -> None:
    seminar.clock.jump_to(EVENING)
    async with with_owner(seminar, language) as owner:
        organiser = Organiser(seminar, owner, language)
        await organiser.writes("/plans")
        await organiser.sees("nothing")
        await somebody_plans(seminar, organiser)
        seminar.clock.jump_to(EVENING + timedelta(days=3))
        await named_a_difficulty(seminar)
        await organiser.taps("refresh")
        await organiser.sees("one plan", "one late", "a later date")
        await organiser.taps("late")
        await organiser.sees("due")
        await organiser.phone.tap("Көпір")
        await organiser.phone.sees("“Зал жоқ”")
        await organiser.taps("write")
        await organiser.sees("to one")
        await organiser.writes("Біз көмектесеміз")
        await organiser.phone.sees("Біз көмектесеміз")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_picture_and_files_to_take_along(seminar: Seminar, language: str) -> None:
    seminar.clock.jump_to(EVENING)
    async with with_owner(seminar, language) as owner:
        organiser = Organiser(seminar, owner, language)
        await somebody_plans(seminar, organiser)
        await organiser.writes("/plans")
        await organiser.taps("over time")
        await organiser.phone.sees("plans.png", organiser["in May"])
        assert (await organiser.phone.file()).startswith(b"\x89PNG")
        await organiser.taps("back")
        await organiser.taps("workbook")
        await organiser.phone.sees("plans.xlsx")
        workbook = openpyxl.load_workbook(BytesIO(await organiser.phone.file()))
        assert [sheet.max_row for sheet in workbook.worksheets] == [2, 3, 2]
        await organiser.taps("csv")
        await organiser.phone.sees("plans.zip")
        with ZipFile(BytesIO(await organiser.phone.file())) as archive:
            assert archive.namelist() == ["plans.csv", "steps.csv", "reports.csv"]
