"""What a club lead reads who makes a plan, by language, and what they write."""

from typing import Final

from sqlalchemy import insert, select, update

from bot.plans import queries
from bot.plans.rules import Plan
from bot.storage.tables import clubs, people, roles
from tests.journeys.test_a_day import Participant

WORDS: Final = {  # in Kazakh, in Russian, in English
    "make it": ("Іс-қимыл жоспарын құру", "Составить план действий", "Make our action plan"),
    "which club": ("Жоспар қай клубтікі?", "Какого клуба этот план?", "Which club is the plan of?"),
    "first of four": (
        "Сұрақ: 1/4, кейін қадамдар",
        "Вопрос 1 из 4, потом шаги",
        "Question 1 of 4, then the steps",
    ),
    "about what": ("Жоспарыңыз не туралы?", "О чём Ваш план?", "What is your plan about?"),
    "peace": ("Бейбітшілік рухында тәрбие", "Воспитание в духе мира", "Peace education"),
    "what changes": ("Не өзгереді?", "Что изменится?", "What will be different?"),
    "aim": (
        "Үш мектептің оқушылары дос болады",
        "Ученики трёх школ подружатся",
        "Pupils of three schools are friends",
    ),
    "step 1": ("Қадам 1: не істейсіз?", "Шаг 1: что Вы сделаете?", "Step 1: what will you do?"),
    "step 2": ("Қадам 2: не істейсіз?", "Шаг 2: что Вы сделаете?", "Step 2: what will you do?"),
    "lesson": ("Бейбітшілік сабағы", "Урок мира", "A lesson on peace"),
    "who": ("Мұны кім істейді?", "Кто это сделает?", "Who will do it?"),
    "I will": ("Мен", "Я", "I will"),
    "by when": ("Қай күнге дейін?", "К какому дню?", "By when?"),
    "typed day": ("маусымның 15-іне дейін", "к 15 июня", "by the 15th of June"),
    "no such day": (
        "Күнтізбеде мұндай күн жоқ.",
        "Такого дня в календаре нет.",
        "There is no such day in the calendar.",
    ),
    "which day": ("Қай күнді айтып тұрсыз?", "Какой день Вы имеете в виду?", "Which day do you mean?"),
    "7 May": ("2019 жылғы 7 мамыр", "7 мая 2019 года", "7 May 2019"),
    "5 July": ("2019 жылғы 5 шілде", "5 июля 2019 года", "5 July 2019"),
    "when and where": (
        "Мұны қашан және қайда істейсіз?",
        "Когда и где Вы это сделаете?",
        "When and where will you do it?",
    ),
    "occasion": (
        "Сәрсенбі сайын, оқу залында",
        "По средам, в читальном зале",
        "On Wednesdays, in the reading room",
    ),
    "obstacle?": (
        "Не кедергі болуы мүмкін, сонда не істейсіз?",
        "Что может помешать, и что тогда?",
        "What could get in the way, and what then?",
    ),
    "skip": ("Бұл сұрақты өткізіп жіберу", "Пропустить этот вопрос", "Skip this question"),
    "later": ("Сақтап, кейін аяқтау", "Сохранить, закончить позже", "Save and finish later"),
    "saved": (
        "Жоспарыңыз жоба күйінде сақталды",
        "Ваш план сохранён как черновик",
        "Your plan is saved as a draft",
    ),
    "no answer": (
        "Қазір жауап күтіліп тұрған жоқ",
        "Сейчас ответ не требуется",
        "No answer is needed right now",
    ),
    "written down": ("Қадам 1 жазылды", "Шаг 1 записан", "Step 1 is written down"),
    "due": ("Мерзімі: 2019 жылғы 15 маусым", "Срок: 15 июня 2019 года", "By: 15 June 2019"),
    "another": ("Тағы бір қадам", "Ещё один шаг", "Another step"),
    "that is all": ("Осымен бітті", "Это всё", "That is all"),
    "ready": ("Жоспарыңыз дайын", "Ваш план готов", "Your plan is ready"),
    "too long": (
        "Артығы: 1 таңба, ең көбі: 300.",
        "на 1 знак: не больше 300.",
        "Too long by 1 character: at most 300 fit.",
    ),
    "in words": ("Сіз жібергеніңіз: фото.", "Пришло: фото.", "You have sent: a photo."),
    "action": ("Осыны іске айналдыру", "Превратить в дело", "Make this an action"),
    "from the training": ("2-тренинг-сессия", "Тренинг-сессия 2", "Training Session 2"),
    "keep it": ("Осы күйінде қалдыру", "Оставить как есть", "Keep it as it is"),
}
CLUB: Final = "Шаңырақ"


class ClubLead(Participant):
    """Somebody whom the organisers' list knows as the lead of a club."""

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    async def comes_in(self) -> None:
        assert self.seminar.bot is not None
        await self.phone.comes_in()
        async with self.seminar.bot.services.database.writing() as tx:
            theirs = people.c.telegram_id == self.phone.person.id
            person_id = await tx.scalar(select(people.c.id).where(theirs))
            await tx.execute(insert(roles).values(person_id=person_id, role="club_lead", subject=""))
            await tx.execute(insert(clubs).values(id=1, name=CLUB, country="Қазақстан"))
            await tx.execute(update(people).where(theirs).values(club_id=1))

    async def writes(self, text: str, *seen: str) -> None:
        """Write something, and see these texts, named as here, in the next message."""
        so_far = len(self.phone.screens)
        await self.phone.write(text)
        await self.phone.gets(so_far + 1)
        await self.sees(*seen)

    async def taps(self, label: str, *seen: str) -> None:
        await self.phone.tap(label)
        await self.sees(*seen)

    async def sees(self, *names: str) -> None:
        await self.phone.sees(*(self[name] for name in names))

    async def plan(self) -> Plan:
        """As it is in the database."""
        assert self.seminar.bot is not None
        async with self.seminar.bot.services.database.reading() as tx:
            (plan,) = await queries.load_all(tx)
        return plan
