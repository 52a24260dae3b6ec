"""Leads who are asked about their plan in the year after, and what they read, by language."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from bot.demo.stage import Person
from bot.followup import queries as followup
from bot.followup.rules import Ask, Report
from bot.people import queries as people
from bot.plans import queries, writing
from bot.plans.rules import Plan, Step
from bot.storage.tables import plans
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.phone import Phone
from tests.journeys.seminar import ALMATY, Seminar, at
from tests.journeys.two_days import LANGUAGES

WHAT: Final = "Үш мектепте <сабақ>"
AFTERWARDS: Final = at(2, "18:00")
DUE: Final = date(2019, 6, 15)
ASKED: Final = datetime(2019, 6, 12, 10, tzinfo=ALMATY)  # three days before
WORDS: Final = {  # in Kazakh, in Russian, in English
    "done": ("✓ Орындалды", "✓ Выполнено", "✓ Done"),
    "begun": ("Орындалуда", "В работе", "In progress"),
    "trouble": ("Қиындықтар бар", "Есть трудности", "We have difficulties"),
    "later": ("Кейінірек сұраңыз", "Спросить позже", "Ask me later"),
    "thanks for": ("Рақмет! Орындалды: ", "Спасибо! Выполнено: ", "Thank you! Done: "),
    "is done": ("Бұрын орындалған: ", "Уже выполнено: ", "It is done already: "),
    "is begun": ("Орындалуда: ", "В работе: ", "In progress: "),
    "progress": (
        "▓▓▓▓▓░░░░░ Орындалды: 1/2",
        "▓▓▓▓▓░░░░░ Выполнено: 1 из 2",
        "▓▓▓▓▓░░░░░ 1 of 2 steps",
    ),
    "add": ("бірер сөз жазыңыз", "добавьте пару слов", "add a line or a photo"),
    "enough": ("Басқа ештеңе жоқ", "Больше ничего", "Nothing more"),
    "thanks": ("Рақмет!", "Спасибо!", "Thank you!"),
    "kept": ("Рақмет, сақталды", "Спасибо, сохранено", "Thank you, it is kept"),
    "not done": ("Әлі орындалған жоқ", "Ещё не выполнено", "Not done yet"),
    "help": (
        "Ондай болып тұрады. Не көбірек көмектесер еді?",
        "Так бывает. Что помогло бы больше всего?",
        "It happens. What would help most?",
    ),
    "words kept": ("Сөзіңіз сақталды.", "Ваши слова сохранены.", "Your words are kept."),
    "later date": ("Кейінгі мерзім", "Другой срок", "A later date"),
    "by when": ("Қай күнге дейін?", "К какому дню?", "By when?"),
    "smaller": ("Шағын қадам", "Шаг поменьше", "A smaller step"),
    "hand over": ("Басқа жетекшіге беру", "Передать соруководителю", "Hand over to a co-lead"),
    "handed over": ("Қадам берілді: ", "Шаг передан: ", "Handed over: "),
    "yours": (
        "Жоспардың бір қадамы енді Сізде",
        "Один из шагов плана теперь Ваш",
        "A step of your plan is now yours",
    ),
    "by": ("Берген: ", "От кого: ", "Handed over by: "),
    "no co-lead": ("басқа жетекші жоқ", "Пока нет соруководителя", "You have no co-lead yet"),
    "invite": ("Тағы жетекші шақыру", "Пригласить соруководителя", "Invite a co-lead"),
    "organisers": ("Ұйымдастырушылардан сұрау", "Спросить организаторов", "Ask the organisers"),
    "goes to them": (
        "Келесі хабарламаңыз осы қадаммен",
        "Следующее сообщение уйдёт им",
        "Your next message goes to them, with this step",
    ),
    "without words": ("Сөзсіз жіберу", "Отправить без слов", "Send without words"),
    "passed on": ("Ұйымдастырушыларға жіберілді", "Передано организаторам", "Passed on to the organisers"),
    "about": ("Жоспарымыздың қадамы туралы: ", "О шаге нашего плана: ", "About a step of our plan: "),
    "when": ("Қашан қайта сұрайын?", "Когда спросить снова?", "When shall I ask again?"),
    "tomorrow": ("Ертең: 13 мау.", "Завтра: 13 июн.", "Tomorrow: 13 Jun"),
    "in a week": ("1 аптадан кейін: 19 мау.", "Через неделю: 19 июн.", "In a week: 19 Jun"),
    "again on": ("Қайта сұрайтын күнім: ", "Снова спрошу: ", "I will ask again on: "),
    "another day": ("Басқа күн таңдау", "Выбрать другой день", "Choose another day"),
    "kept as": ("Жауап ретінде сақталды. Қадам: ", "Сохранено как ответ. Шаг: ", "Kept as an answer about: "),
    "kept of plan": (
        "Жоспарыңыз туралы жауап ретінде сақталды",
        "Сохранено как ответ о Вашем плане",
        "Kept as an answer about your plan",
    ),
    "something else": ("Бұл басқа нәрсе туралы", "Это было о другом", "It was something else"),
    "not needed": (
        "Қазір жауап күтіліп тұрған жоқ",
        "Сейчас ответ не требуется",
        "No answer is needed right now",
    ),
    "send": ("Ұйымдастырушыларға жіберу", "Передать организаторам", "Send to the organisers"),
    "which": ("Бұл қай қадам туралы?", "О каком это шаге?", "Which step is it about?"),
    "reworded": ("Енді ол мынадай: ", "Теперь он такой: ", "Now it is: "),
    "gone": ("жоспарыңызда енді жоқ", "больше нет в Вашем плане", "no longer in your plan"),
    "out of date": ("Бұл экран ескірген.", "Этот экран устарел.", "This was out of date."),
    "what to stop": ("Нені тоқтатайын?", "Что остановить?", "What shall I stop?"),
    "questions": ("Жоспар туралы сұрақтар", "Вопросы о нашем плане", "Questions about our plan"),
    "no more": (
        "Жоспар туралы сұрақтар енді келмейді",
        "Вопросов о плане больше не будет",
        "No more questions about the plan will come",
    ),
    "ask again": ("Қайтадан сұрай беру", "Спрашивать снова", "Ask me again"),
    "come again": (
        "Жоспар туралы сұрақтар қайтадан келеді",
        "Вопросы о плане снова будут приходить",
        "Questions about the plan come again",
    ),
    "all messages": ("Барлық хабарлама", "Все сообщения", "All messages"),
    "nothing comes": (
        "Барлық хабарлама тоқтатылды",
        "Все сообщения остановлены",
        "All messages are stopped",
    ),
    "itself": ("Жоспардың өзі", "Сам план", "The plan itself"),
    "give up?": ("Жоспардан бас тартасыз ба?", "Отказаться от плана?", "Give up the plan?"),
    "yes": ("Иә, бас тарту", "Да, отказаться", "Yes, give the plan up"),
    "write why": ("себебін жазыңыз", "напишите почему", "write why"),
    "given up": ("Жоспарыңыз тоқтатылды", "Ваш план остановлен", "Your plan is given up"),
    "goes on": ("Жоспарыңыз жалғасады", "Ваш план продолжается", "Your plan goes on"),
    "asked no more": ("ештеңе сұралмайды", "больше не спрашивают", "asked about it no more"),
    "take up": ("Қайта жалғастыру", "Вернуться к плану", "Take it up again"),
    "on": ("Ештеңе, жалғастыра беру", "Ничего, продолжаем", "Nothing, go on"),
    "back": ("Артқа", "Назад", "Back"),
    "others": ("Қалған қадамдар", "Остальные шаги", "The other steps"),
}
PEOPLE: Final = dict(zip(LANGUAGES, (AIGERIM, MARINA, DANIEL), strict=True))


class Lead:
    """Somebody who leads a plan, and what they read in their language."""

    def __init__(self, seminar: Seminar, person: Person) -> None:
        self.seminar, self.phone = seminar, seminar.phones[person.id]
        self._place = LANGUAGES.index(person.language_code)

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    async def sees(self, *names: str) -> None:
        await self.phone.sees(*(self[name] if name in WORDS else name for name in names))

    async def taps(self, name: str, *then: str) -> str:
        """Tap the newest button of that name; what it leads to has these words."""
        notice = await self.phone.tap(self[name] if name in WORDS else name)
        await self.sees(*then)
        return notice

    async def writes(self, text: str, *then: str) -> None:
        await self.phone.write(text)
        await self.sees(*then)

    @property
    async def plan(self) -> Plan:
        """Of any state."""
        return await plan_of(self.seminar)

    @property
    async def step(self) -> Step:
        """The first of their plan."""
        return (await self.plan).steps[0]


@asynccontextmanager
async def led(
    seminar: Seminar,
    *leads: Person,
    steps: Sequence[tuple[str, date | None]] = ((WHAT, DUE), ("2", None)),
    **how: Any,
) -> AsyncIterator[Sequence[Lead]]:
    """The bot at work on the evening after the seminar, and one plan that these people lead."""
    async with seminar.open(**how):
        for phone in seminar.phones.values():
            await phone.comes_in()
        seminar.clock.jump_to(AFTERWARDS)
        await _plan(seminar, leads, steps)
        await seminar.settles()
        for phone in seminar.phones.values():
            phone.came()
        yield [Lead(seminar, person) for person in leads]


async def _plan(seminar: Seminar, leads: Sequence[Person], steps: Sequence[tuple[str, date | None]]) -> None:
    now = seminar.clock.now()
    ids = [await _id_of(seminar, lead) for lead in leads]
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        plan_id = await writing.begin(tx, ids[0], now)
        for seconds, person_id in enumerate(ids):
            await writing.lead(tx, plan_id, person_id, now + timedelta(seconds=seconds))
        for what, due_on in steps:
            step_id = await writing.add_step(tx, plan_id, what, now)
            await writing.change_step(tx, step_id or 0, now, due_on=due_on)
        await writing.keep(tx, plan_id, now)


async def _id_of(seminar: Seminar, person: Person) -> int:
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        found = await people.recognise(tx, person.id, frozenset())
    assert found is not None
    return found.id


async def plan_of(seminar: Seminar) -> Plan:
    """The one that there is, of any state."""
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        (plan,) = await queries.load_all(tx, plans.c.id > 0)
    return plan


async def reports(seminar: Seminar) -> Sequence[Report]:
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        ids = (await tx.scalars(select(plans.c.id))).all()
        return await followup.reports_about(tx, ids)


async def said(seminar: Seminar) -> Sequence[tuple[str, str]]:
    """What was reported, and in which words."""
    return [(report.said, report.text) for report in await reports(seminar)]


async def open_asks(seminar: Seminar) -> Sequence[Ask]:
    """Questions that nobody has answered."""
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        asks = await followup.asks_about(tx, (await tx.scalars(select(plans.c.id))).all())
    return [ask for ask in asks if ask.settled_at is None]


def questions(phone: Phone) -> int:
    """How many messages have come since the last look."""
    return len(phone.came())
