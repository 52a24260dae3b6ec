"""A plan is read, taken along, led together and shown to everybody, in each language."""

import re
from typing import Final

import pypdfium2
import pytest
from icalendar import Calendar

from bot.plans import writing
from bot.storage.tables import people
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at
from tests.journeys.test_a_day import PHONES
from tests.journeys.two_days import LANGUAGES

CLUB: Final = "«Өрлеу» <A & B>"
STEP: Final = "Бейбітшілік сабағы"
WORDS: Final = {  # in Kazakh, in Russian, in English
    "ours": (f"Біздің жоспар: {CLUB}", f"Наш план: {CLUB}", f"Our plan: {CLUB}"),
    "next": (f"Келесі қадам: {STEP}", f"Следующий шаг: {STEP}", f"Next: {STEP}"),
    "by": ("Мерзімі: 2019 жылғы 15 маусым", "Срок: 15 июня 2019 года", "By: 15 June 2019"),
    "whole": ("Бүкіл жоспар", "Весь план", "The whole plan"),
    "paper": ("PDF файлы", "Файл PDF", "As PDF"),
    "calendar": ("Күнтізбеге", "В календарь", "To calendar"),
    "leads": ("Жетекшілер", "Кто ведёт", "Co-leads"),
    "invite": ("Тағы жетекші шақыру", "Пригласить соруководителя", "Invite a co-lead"),
    "invitation": ("Жоспарымызды бірге жүргізейік", "Ведите наш план вместе", "Lead our action plan with us"),
    "joined": ("Енді Сіз осы", "Теперь Вы тоже ведёте", "You lead this action plan now."),
    "told": ("Жоспарыңызға жаңа жетекші", "У Вашего плана новый", "Your plan has a new co-lead"),
    "readers": ("Кім оқи алады", "Кому виден", "Who reads it"),
    "show": ("Иә, бәріне ашу", "Да, показать всем", "Yes, show it to everybody"),
    "board": ("Клубтардың жоспарлары", "Планы клубов", "Plans of the clubs"),
    "nothing": ("Әзірге ешбір клуб", "Пока ни один клуб", "No club has shown"),
    "none": ("іс-қимыл жоспарыңыз жоқ", "пока нет плана", "You have no action plan yet"),
}


def beginning_with(language: str) -> list[str]:
    return sorted(LANGUAGES, key=lambda one: one != language)


def say(what: str, language: str) -> str:
    return WORDS[what][LANGUAGES.index(language)]


async def make_plan(seminar: Seminar, lead: Phone) -> None:
    """As if they had answered all questions."""
    assert seminar.bot is not None
    now = seminar.clock.now()
    async with seminar.bot.services.database.writing() as tx:
        theirs = people.select().where(people.c.telegram_id == lead.person.id)
        plan_id = await writing.begin(tx, (await tx.execute(theirs)).one().id, now)
        await writing.set_club(tx, plan_id, CLUB, now)
        await writing.set_aim(tx, plan_id, "Үш мектеп кездеседі", now)
        step_id = await writing.add_step(tx, plan_id, STEP, now)
        assert step_id is not None
        await writing.change_step(tx, step_id, now, due_on=at(1, "12:00").date().replace(month=6, day=15))
        await writing.keep(tx, plan_id, now)


async def invites(phone: Phone, language: str) -> str:
    """The code in a link that they forward."""
    await phone.tap(say("leads", language))
    await phone.sees(say("invite", language))
    await phone.tap(say("invite", language))
    await phone.sees(say("invitation", language), "start=")
    found = re.search(r"start=(\S+)", phone.newest["text"])
    assert found
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_plan_is_led_together_and_shown(seminar: Seminar, language: str) -> None:
    mine, friends, others = beginning_with(language)
    lead, friend, other = (seminar.phones[PHONES[one]] for one in (mine, friends, others))
    async with seminar.open():
        for phone in (lead, friend, other):
            await phone.comes_in()
        await seminar.moves_to(at(2, "18:00"))
        await lead.write("/plan")
        await lead.sees(say("none", mine))
        await make_plan(seminar, lead)
        await lead.write("/plan")
        await lead.sees(say("ours", mine), "░░░░░░░░░░", say("next", mine), say("by", mine))

        await seminar.moves_to(at(2, "18:05"))
        await friend.start(await invites(lead, mine))
        await friend.sees(say("ours", friends), say("next", friends))
        friend.message(say("joined", friends))
        await seminar.settles()
        assert friend.person.first_name in lead.message(say("told", mine))["text"]

        await other.write("/board")
        await other.sees(say("nothing", others))
        await friend.tap(say("readers", friends))
        await friend.sees(say("show", friends))
        await friend.tap(say("show", friends))
        await other.write("/board")
        await other.sees(f"░░░░░ {CLUB}")
        await other.tap(CLUB)
        await other.sees(f"1. {STEP}", say("by", others))
        assert lead.person.first_name not in other.newest["text"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_plan_is_taken_along(seminar: Seminar, language: str) -> None:
    lead = seminar.phones[PHONES[language]]
    async with seminar.open():
        await lead.comes_in()
        await make_plan(seminar, lead)
        await lead.write("/plan")
        await lead.sees(say("ours", language))
        await lead.tap(say("paper", language))
        await lead.sees("plan.pdf")
        document = pypdfium2.PdfDocument(await lead.file())
        text = " ".join(document[0].get_textpage().get_text_range().split())
        document.close()
        assert [said for said in (CLUB, STEP, say("by", language)) if said not in text] == []
        await lead.tap(say("calendar", language))
        await lead.sees("plan.ics")
        (event,) = Calendar.from_ical(await lead.file()).walk("VEVENT")
        assert (event["DTSTART"].to_ical(), event["SUMMARY"]) == (b"20190615", STEP)
