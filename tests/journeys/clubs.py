"""Three clubs, the plans that they make in the final session, and what they do with a question."""

import re
from typing import Final, NamedTuple

from bot.clock import secret_code
from bot.demo.stage import Person
from bot.people import invitations
from bot.people.rules import Invitation, Role
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.leading import Lead
from tests.journeys.phone import Phone
from tests.journeys.planning import ClubLead
from tests.journeys.seminar import Seminar


class Deed(NamedTuple):
    """A step of a plan as it is typed; an empty answer is passed over."""

    what: str
    by: str
    occasion: str = ""
    obstacle: str = ""


class Club(NamedTuple):
    name: str
    country: str
    lead: Person
    aim: str
    deeds: tuple[Deed, ...]


DILIGENT: Final = Club(
    "Шаңырақ",
    "Қазақстан",
    AIGERIM,
    "Үш мектептің оқушылары дос болады",
    (
        Deed("Бейбітшілік сабағы", "15 қазан", "Сәрсенбі сайын, оқу залында", "Зал бос болмаса, кітапханада"),
        Deed("Наурыз кеші", "2024 жылғы 1 наурыз", "Мектеп ауласында"),
    ),
)
STRUGGLING: Final = Club(
    "Манас",
    "Кыргызстан",
    MARINA,
    "Дети трёх школ подружатся",
    (
        Deed("Уроки мира в трёх школах", "15 ноября", "По средам, в читальном зале"),
        Deed("Вечер сказок", "11 марта 2024 года"),
        Deed("Книжка игр", "15 октября 2024 года"),
    ),
)
SILENT: Final = Club(
    "Open Window",
    "Germany",
    DANIEL,
    "Pupils of two countries are friends",
    (
        Deed("A video meeting", "20 October", "After lessons", "If the line fails, we write letters"),
        Deed("A booklet of songs", "3 April 2024"),
        Deed("A summer camp", "20 May 2024"),
    ),
)
CLUBS: Final = (DILIGENT, STRUGGLING, SILENT)


async def founded(seminar: Seminar, club: Club) -> Lead:
    """Its lead comes in by the organisers' link, and makes its plan from the first question to the last."""
    assert seminar.bot is not None
    code, invitation = secret_code(), Invitation(Role.CLUB_LEAD, club=club.name, country=club.country)
    async with seminar.bot.services.database.writing() as tx:
        await invitations.invite(tx, invitation, code, seminar.clock.now())
    phone = seminar.phones[club.lead.id]
    await come_by(code, phone)
    await _make_plan(ClubLead(seminar, club.lead.language_code), club)
    return Lead(seminar, club.lead)


async def come_by(code: str, phone: Phone) -> None:
    """Open a link, and choose a language."""
    await phone.start(code)
    await phone.gets(1)
    await phone.comes_in()


def link_on(phone: Phone) -> str:
    """The code of the link that the newest screen shows."""
    found = re.search(r"start=(\S+)", phone.text)
    assert found
    return found[1]


async def _make_plan(lead: ClubLead, club: Club) -> None:
    await lead.writes("/now", "make it")
    await lead.taps(lead["make it"], "which club", "first of four")
    await lead.taps(club.name, "about what")
    await lead.taps(lead["peace"], "what changes")
    await lead.writes(club.aim, "step 1")
    for number, deed in enumerate(club.deeds):
        if number:
            await lead.taps(lead["another"], "later")
        await _write_down(lead, deed)
    await lead.taps(lead["that is all"], "ready")


async def _write_down(lead: ClubLead, deed: Deed) -> None:
    await lead.writes(deed.what, "who")
    await lead.taps(lead["I will"], "by when")
    await lead.writes(deed.by, "when and where")
    await _answer(lead, deed.occasion, "obstacle?")
    await _answer(lead, deed.obstacle, "another")


async def _answer(lead: ClubLead, text: str, then: str) -> None:
    await (lead.writes(text, then) if text else lead.taps(lead["skip"], then))
