"""An organiser writes an announcement on a phone, in each language, up to the button that sends it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import pytest

from tests.journeys.seminar import Seminar
from tests.journeys.test_a_day import PHONES
from tests.journeys.two_days import LANGUAGES

WORDS: Final = {  # what an organiser reads: in Kazakh, in Russian, in English
    "to whom": (
        "Хабарландыруды кім алады?\nБарлығы\n\nАлушылар саны: 3\nҚазақша 1 · Русский 1 · English 1",
        "Кто получит объявление?\nВсе\n\nПолучат 3 человека\nҚазақша 1 · Русский 1 · English 1",
        "Who will get the announcement?\nEveryone\n\nTo 3 people\nҚазақша 1 · Русский 1 · English 1",
    ),
    "by language": ("Тіл", "Язык", "By language"),
    "which language": (
        "Қай тілде оқитын адамдар?",
        "На каком языке читают?",
        "People who read in which language?",
    ),
    "two of them": ("Алушылар саны: 2", "Получат 2 человека", "To 2 people"),
    "back": ("Артқа", "Назад", "Back"),
    "chosen": ("Тіл: Қазақша, Русский", "Язык: Қазақша, Русский", "Language: Қазақша, Русский"),
    "everyone": ("Барлығы", "Все", "Everyone"),
    "further": ("Әрі қарай: мәтін", "Далее: текст", "Next: the text"),
    "own text": ("Мәтін: Қазақша", "Текст: Русский", "Text: English"),
    "next text": ("Мәтін: Русский", "Текст: Қазақша", "Text: Қазақша"),
    "kept": ("Қазақша: Автобус", "Русский: Автобус", "English: The bus"),
    "text": ("Автобус 18:00-де кетеді", "Автобус уходит в 18:00", "The bus leaves at 18:00"),
    "done": ("Дайын: қарап шығу", "Готово: посмотреть", "Done: look at it"),
    "to all": ("Алушылар саны: 3", "Получат 3 человека", "To 3 people"),
    "look first": ("Алдымен қалай жететінін", "Посмотрите, как оно придёт", "Look at it as it will arrive"),
    "instead": (
        "Русский: мәтін жоқ, орнына: Қазақша\nEnglish: мәтін жоқ, орнына: Қазақша",
        "Қазақша: текста нет, вместо него: Русский\nEnglish: текста нет, вместо него: Русский",
        "Қазақша: no text; instead of it: English\nРусский: no text; instead of it: English",
    ),
    "reply": ("Ұйымдастырушыларға жауап", "Ответить организаторам", "Reply to the organisers"),
    "send": ("Қазір жіберу", "Отправить сейчас", "Send now"),
    "later": ("Белгілі уақытта…", "В назначенное время…", "At a time…"),
    "cancel": ("Бас тарту", "Отмена", "Cancel"),
    "sure": ("Жобаны жою керек пе?", "Удалить черновик?", "Throw the draft away?"),
    "yes": ("Иә, жою", "Да, удалить", "Yes, throw it away"),
    "gone": ("Жоба жойылды", "Черновик удалён", "The draft is thrown away"),
    "draft": (
        "Сізде хабарландыру жобасы бар",
        "У Вас есть черновик объявления",
        "You have a draft of an announcement",
    ),
    "continue": ("Жалғастыру", "Продолжить", "Continue"),
    "too long": ("Мәтін тым ұзын", "Текст слишком длинный", "The text is too long"),
    "limit": ("4096 таңба", "4096 знаков", "4096 characters"),
    "nobody": ("Оны ешкім алмайды.", "Его никто не получит.", "Nobody would get it."),
}
OWN: Final = ("Қазақша", "Русский", "English")


class Organiser:
    """Who writes, on which phone, and what it says in their language."""

    def __init__(self, seminar: Seminar, language: str) -> None:
        self.phone = seminar.phones[PHONES[language]]
        self._place = LANGUAGES.index(language)

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    @property
    def own_language(self) -> str:
        return OWN[self._place]

    async def begins(self) -> None:
        await self.phone.write("/announce")
        await self.phone.sees(self["to whom"])

    async def goes_on(self, *ways: str) -> None:
        """Tap these, one after another, by their names here."""
        for way in ways:
            await self.phone.tap(self[way])

    async def writes(self) -> None:
        """From the audience to a text in the own language."""
        await self.goes_on("further")
        await self.phone.sees(self["own text"])
        await self.phone.write(self["text"])
        await self.phone.sees(self["next text"], self["kept"])


@asynccontextmanager
async def with_organiser(seminar: Seminar, language: str) -> AsyncIterator[Organiser]:
    """The bot at work, everybody in it, and one of them an organiser."""
    organiser = Organiser(seminar, language)
    async with seminar.open(organisers=frozenset({PHONES[language]})):
        for phone in seminar.phones.values():
            await phone.comes_in()
        yield organiser


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_the_audience_to_the_preview(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        await organiser.begins()
        await for_two_languages_and_back_to_everyone(organiser)
        await organiser.writes()
        await a_look_before_it_can_be_sent(organiser)


async def for_two_languages_and_back_to_everyone(organiser: Organiser) -> None:
    phone = organiser.phone
    await organiser.goes_on("by language")
    await phone.sees(organiser["which language"])
    await phone.tap("☐ Қазақша")
    await phone.tap("☐ Русский")
    await phone.sees("☑ Қазақша", "☑ Русский", organiser["two of them"])
    await organiser.goes_on("back")
    await phone.sees(organiser["chosen"])
    await organiser.goes_on("everyone")
    await phone.sees(organiser["to whom"])


async def a_look_before_it_can_be_sent(organiser: Organiser) -> None:
    phone = organiser.phone
    await organiser.goes_on("done")
    await phone.sees(organiser["to all"], organiser["look first"], organiser["instead"])
    assert organiser["send"] not in phone.labels
    assert organiser["later"] not in phone.labels
    phone.came()
    await phone.tap("Русский")
    await phone.sees(organiser["send"], organiser["later"])
    arrived, preview = phone.came()
    assert arrived == organiser["text"]
    assert organiser["to all"] in preview
    assert organiser["look first"] not in preview


@pytest.mark.parametrize("language", LANGUAGES)
async def test_cancelled_at_each_step(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        phone = organiser.phone
        await organiser.begins()
        await organiser.goes_on("cancel")
        await phone.sees(organiser["gone"])
        for last in ((), ("done",)):
            await organiser.begins()
            await organiser.writes()
            await organiser.goes_on(*last, "cancel")
            await phone.sees(organiser["sure"], organiser["text"])
            await organiser.goes_on("back", "cancel", "yes")
            await phone.sees(organiser["gone"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_draft_is_found_again_after_a_restart(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        await organiser.begins()
        await organiser.writes()
    async with seminar.open(organisers=frozenset({PHONES[language]})):
        phone = organiser.phone
        await phone.write("/announce")
        await phone.sees(organiser["draft"], organiser["text"])
        await organiser.goes_on("continue")
        await phone.sees(organiser["look first"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_awaited_is_still_awaited_after_a_restart(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        await organiser.begins()
        await organiser.goes_on("further")
    async with seminar.open(organisers=frozenset({PHONES[language]})):
        await organiser.phone.write(organiser["text"])
        await organiser.phone.sees(organiser["next text"], organiser["kept"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_empty_audience_leads_nowhere(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        phone = organiser.phone
        await organiser.begins()
        await phone.press("whom:1:role:club_lead")
        await organiser.goes_on("back")
        await phone.sees(organiser["nobody"])
        assert organiser["further"] not in phone.labels
        await phone.press("wording:1")
        await phone.write(organiser["text"])
        await phone.sees(organiser["kept"])
        assert organiser["nobody"] in await phone.press("preview:1")
        await phone.sees(organiser["nobody"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_text_that_an_app_has_cut_is_not_taken(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        phone = organiser.phone
        await organiser.begins()
        await organiser.goes_on("further")
        long = "ә " * 5000
        await phone.write(long)
        await phone.sees(organiser["too long"], organiser["limit"])
        await phone.write(organiser["text"])
        await phone.sees(organiser["kept"])
