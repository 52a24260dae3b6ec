"""An organiser's phone at the home screen, and what it says in their language."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from bot.clock import secret_code
from bot.people import invitations
from bot.people.rules import Invitation, Role
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar
from tests.journeys.test_a_day import PHONES
from tests.journeys.two_days import LANGUAGES

WORDS: Final = {  # in Kazakh, in Russian, in English
    "alone": (
        "Тіркелгендер: 1 · хабарлама жетеді: 1 · жетпейді: 0",
        "Зарегистрировано: 1 · на связи: 1 · недоступны: 0",
        "Registered: 1 · reachable: 1 · not reachable: 0",
    ),
    "one has left": (
        "Тіркелгендер: 3 · хабарлама жетеді: 2 · жетпейді: 1",
        "Зарегистрировано: 3 · на связи: 2 · недоступны: 1",
        "Registered: 3 · reachable: 2 · not reachable: 1",
    ),
    "healthy": ("✓ Бот қалыпты", "✓ Бот работает исправно", "✓ The bot is healthy"),
    "seats": (
        "2. Креативті педагогика: 1 / 40",
        "2. Креативная педагогика: 1 из 40",
        "2. Creative pedagogy: 1 of 40",
    ),
    "next": (
        "Келесі еске салу: Ашылуы, басталуы: 30 сәуір, 09:30 · 2 адам",
        "Следующее напоминание: Открытие, начало: 30 апреля, 09:30 · 2 человека",
        "Next reminders: Opening, start: 30 April, 09:30 · 2 people",
    ),
    "nothing failed": (
        "Бүгін жетпеген хабарлама жоқ",
        "Недоставленных сообщений сегодня нет",
        "Messages that failed today: none",
    ),
    "one failed": (
        "Бүгін жетпеген хабарламалар: 1 (аккаунт жойылған: 1)",
        "Сегодня не дошло сообщений: 1 (аккаунт удалён: 1)",
        "Messages that failed today: 1 (account deleted: 1)",
    ),
    "what failed": ("Жетпеген хабарламалар", "Что не дошло", "What failed"),
    "account deleted": (
        ": аккаунт жойылған · 1 хабарлама",
        ": аккаунт удалён · 1 сообщение",
        ": account deleted · 1 message",
    ),
    "refresh": ("Жаңарту", "Обновить", "Refresh"),
    "roles": ("Рөлдер", "Роли", "Roles"),
    "log": ("Журнал", "Журнал", "Log"),
    "back": ("Артқа", "Назад", "Back"),
    "make organiser": ("Рөл беру: ұйымдастырушы", "Дать: организатор", "Make organiser"),
    "take organiser": ("Рөлін алу: ұйымдастырушы", "Снять: организатор", "Take: organiser"),
    "make host": ("Рөл беру: жүргізуші…", "Дать: ведущий…", "Make trainer or host…"),
    "take host": ("Рөлін алу: 1-тренер", "Снять: Тренер 1", "Take: Trainer 1"),
    "trainer": ("1-тренер", "Тренер 1", "Trainer 1"),
    "yes, give": ("Иә, рөл беру", "Да, дать роль", "Yes, make organiser"),
    "yes, take": ("Иә, рөлін алу", "Да, снять роль", "Yes, take the role"),
    "given": ("Рөл берілді.", "Роль выдана.", "The role is given."),
    "taken": ("Рөлі алынды.", "Роль снята.", "The role is taken away."),
    "news: organiser": (
        "Сізге жаңа рөл берілді: ұйымдастырушы",
        "У Вас новая роль: организатор",
        "You have a new role: organiser",
    ),
    "no longer organiser": (
        "Сіз енді ұйымдастырушы емессіз",
        "У Вас больше нет роли: организатор",
        "You no longer have a role: organiser",
    ),
    "news: host": (
        "Сізге жаңа рөл берілді: тренер немесе жүргізуші (1-тренер)",
        "У Вас новая роль: тренер или ведущий (Тренер 1)",
        "You have a new role: trainer or room host (Trainer 1)",
    ),
    "own sessions": ("Сіз жүргізетін сессиялар", "Сессии, которые Вы ведёте", "Your sessions as a host"),
    "own training": ("1. Негізгі құзыреттер", "1. Ключевые компетенции", "1. Key competencies"),
    "for organisers": ("Ұйымдастырушы мәзірі", "Для организаторов", "For organisers"),
    "nobody left": (
        "Бірде-бір ұйымдастырушы қалмайды.",
        "Не останется ни одного организатора.",
        "There would be no organiser left.",
    ),
    "not found": (
        "Мұндай есімі бар адам табылмады.",
        "Никого с таким именем нет.",
        "Nobody here has such a name.",
    ),
    "out of date": ("Бұл экран ескірген.", "Этот экран устарел.", "This was out of date."),
    "command of others": (
        "Бұл команда ұйымдастырушыларға арналған",
        "Эта команда — для организаторов",
        "This command is for organisers",
    ),
    "log: given": ("рөл берілді", "роль выдана", "role given"),
    "log: taken": ("рөлі алынды", "роль снята", "role taken away"),
}


class Speaker:
    """Somebody's phone, and what it says in their language."""

    def __init__(self, seminar: Seminar, language: str) -> None:
        self.phone, self._place = seminar.phones[PHONES[language]], LANGUAGES.index(language)

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    @property
    def name(self) -> str:
        return self.phone.person.first_name

    async def sees(self, *names: str) -> None:
        await self.phone.sees(*(self[name] for name in names))

    async def taps(self, name: str) -> str:
        return await self.phone.tap(self[name])

    async def finds(self, person: "Speaker") -> None:
        """The card of somebody, by the way that organisers go."""
        await self.writes("/roles")
        await self.writes(person.name)
        await self.sees("make host")
        assert self.phone.text.startswith(person.name)

    async def makes_organiser(self, person: "Speaker") -> None:
        await self.finds(person)
        await self.taps("make organiser")
        await self.taps("yes, give")
        await self.sees("take organiser")

    async def writes(self, text: str) -> None:
        """And gets an answer."""
        so_far = len(self.phone.screens)
        await self.phone.write(text)
        await self.phone.gets(so_far + 1)


def others(seminar: Seminar, language: str) -> list[Speaker]:
    return [Speaker(seminar, other) for other in LANGUAGES if other != language]


@asynccontextmanager
async def with_owner(seminar: Seminar, language: str) -> AsyncIterator[Speaker]:
    """The bot at work, for everybody; who speaks this language owns it."""
    async with seminar.open(organisers=frozenset({PHONES[language]})):
        for phone in seminar.phones.values():
            await phone.comes_in()
        yield Speaker(seminar, language)


@asynccontextmanager
async def without_owner(seminar: Seminar, language: str) -> AsyncIterator[Speaker]:
    """Who speaks this language organises by an invitation, and nobody else does."""
    async with seminar.open() as bot:
        code = secret_code()
        async with bot.services.database.writing() as tx:
            await invitations.invite(tx, Invitation(Role.ORGANISER), code, seminar.clock.now())
        organiser = Speaker(seminar, language)
        await organiser.phone.start(code)
        await organiser.phone.gets(1)
        for phone in seminar.phones.values():
            await phone.comes_in()
        yield organiser


def commands(phone: Phone) -> set[str]:
    return {line["command"] for line in phone.menu}
