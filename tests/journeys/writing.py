"""An organiser who writes an announcement on a phone, and what it says in each language."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

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
        "Хабарламаны қай тілде алатын адамдар?",
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
    "sure": ("Жоба жойылсын ба?", "Удалить черновик?", "Throw the draft away?"),
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
    "whole?": ("Бұл мәтіннің бәрі ме?", "Это весь текст?", "Is this the whole text?"),
    "whole": ("Иә, бәрі осы", "Да, это всё", "Yes, that is all of it"),
    "with photo": ("Фотосы бар", "С фото", "With a photo"),
    "with document": ("Құжаты бар", "С документом", "With a document"),
    "remove photo": ("Фотоны алып тастау", "Убрать фото", "Remove the photo"),
    "edit": ("Өзгерту", "Изменить", "Edit"),
    "remove text": ("Бұл мәтінді алып тастау", "Убрать этот текст", "Remove this text"),
    "caption limit": ("1024 таңбадан аспауы керек", "не больше 1024 знаков", "1024 characters at most"),
    "no announcement": (
        "Бұл хабарландыруға келмейді",
        "Это не подойдёт для объявления",
        "This cannot become an announcement",
    ),
    "out of date": ("Бұл экран ескірген.", "Этот экран устарел.", "This was out of date."),
    "now": ("Семинар 90 минуттан", "Семинар начнётся через", "The seminar begins in"),
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
