"""What people read when they say how sessions were: in Kazakh, in Russian, in English."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from bot.feedback.rules import COMMENT, RATING, TAG
from bot.storage.tables import answers, ballots
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at
from tests.journeys.test_a_day import PHONES
from tests.journeys.two_days import LANGUAGES

INTRODUCTION, TRAINING = "d1-introduction", "d1-training2"
ASKED: Final = at(1, "11:25")  # how the introduction was
CLOSED: Final = at(2, "00:00") + timedelta(days=8)

WORDS: Final = {
    "introduction": (
        "«Кіріспе сессия» қалай өтті?",
        "Как Вам «Вводная сессия»?",
        "How was “Introduction Session”?",
    ),
    "how": (
        "Атыңыз көрсетілмейді. Бір рет басу жеткілікті.\n1 — нашар, 5 — өте жақсы",
        "Без имени. Достаточно одного нажатия.\n1 — плохо, 5 — отлично",
        "Without your name. One tap is enough.\n1: not good, 5: very good",
    ),
    "discussion": ("«Талқылау» қалай өтті?", "Как Вам «Дискуссия»?", "How was “Discussion”?"),
    "training": (
        "«2. Креативті педагогика» қалай өтті?",
        "Как Вам «2. Креативная педагогика»?",
        "How was “2. Creative pedagogy”?",
    ),
    "saved": ("Сақталды", "Сохранено", "Saved"),
    "four": ("Рақмет! Бағаңыз: 4 / 5", "Спасибо: 4 из 5", "Thank you: 4 of 5"),
    "two": ("Рақмет! Бағаңыз: 2 / 5", "Спасибо: 2 из 5", "Thank you: 2 of 5"),
    "what was good": ("Несі ұнады?", "Что понравилось?", "What was good?"),
    "what was missing": ("Не жетіспеді?", "Чего не хватило?", "What was missing?"),
    "examples": ("☐ Жақсы мысалдар", "☐ Яркие примеры", "☐ Good examples"),
    "with examples": ("✓ Жақсы мысалдар", "✓ Яркие примеры", "✓ Good examples"),
    "more time": ("☐ Көбірек уақыт", "☐ Больше времени", "☐ More time"),
    "comment": ("Керемет <b>өтті</b> & рақмет", "Очень <b>живо</b> & спасибо", "Very <b>lively</b> & thanks"),
    "comment kept": ("Пікіріңіз сақталды", "Комментарий сохранён", "Your comment is kept"),
    "delete": ("Осы пікірді жою", "Удалить комментарий", "Delete this comment"),
    "deleted": ("Пікіріңіз жойылды.", "Комментарий удалён.", "Your comment is deleted."),
    "change": ("Өзгерту", "Изменить", "Change"),
    "so far": ("Қазіргі бағаңыз: 4 / 5", "Сейчас: 4 из 5", "So far: 4 of 5"),
    "done": ("Дайын", "Готово", "Done"),
    "thanks": ("Рақмет!", "Спасибо!", "Thank you!"),
    "rate also": ("Мыналарға да баға беріңіз:", "Оцените также:", "Rate also:"),
    "not now": ("Қазір емес", "Не сейчас", "Not now"),
    "later": ("Жақсы, кейінірек", "Хорошо, в другой раз", "All right, another time"),
    "another": ("Басқасына қатыстым", "У меня была другая сессия", "I was in another one"),
    "which": ("Қайсысына қатыстыңыз?", "Какая из сессий — Ваша?", "Which one were you in?"),
    "first training": ("1. Негізгі құзыреттер", "1. Ключевые компетенции", "1. Key competencies"),
    "absent": ("Қатыспадым", "Меня не было", "Did not attend"),
    "noted": ("Белгіленді: Сіз қатыспадыңыз", "Отмечено: Вас там не было", "Noted: you were not there"),
    "present": ("Мен қатыстым", "Всё же оценить сессию", "I did attend"),
    "today": ("Бүгін қалай өтті?", "Как прошёл день?", "How was it today?"),
    "open discussion": ("☐ Талқылау", "☐ Дискуссия", "☐ Discussion"),
    "no more": ("Енді сұрамау", "Больше не спрашивать", "No more questions"),
    "muted": ("Сұрақтар енді келмейді", "Вопросов больше не будет", "No more questions will come"),
    "list": ("Қалай өтті?", "Как всё прошло?", "How was it?"),
    "nothing yet": ("Әзірге баға беретін ештеңе жоқ.", "Оценивать пока нечего.", "Nothing can be rated yet."),
    "own marks": (
        "– Талқылау\n4 ★ Кіріспе сессия",
        "– Дискуссия\n4 ★ Вводная сессия",
        "– Discussion\n4 ★ Introduction Session",
    ),
    "closed": (
        "Жауап қабылдау аяқталды. Соңғы мерзімі: 9 мамыр, 00:00",
        "Ответы больше не принимаются. Последний срок: 9 мая, 00:00",
        "No answers are taken any more. They were until: 9 May, 00:00",
    ),
    "all closed": ("Барлық жауабыңызға рақмет", "Спасибо за все ответы", "Thank you for all your answers"),
    "own": (
        "Бұл сессияны өзіңіз жүргізесіз",
        "Эту сессию ведёте Вы сами",
        "You lead this session",
    ),
    "cancelled": ("Бұл сессия өтпейді", "Эта сессия не проводится", "This session does not take place"),
    "early": (
        "Басталуы: 30 сәуір, 12:55",
        "Начало: 30 апреля, 12:55",
        "From: 30 April, 12:55",
    ),
    "stale": (
        "Бұл экран ескірген. Міне, жаңасы.",
        "Этот экран устарел. Вот новый.",
        "This was out of date. Here is the new one.",
    ),
    "only text": ("тек мәтін сақталады", "может быть только текст", "Only a text is kept"),
    "rate it": ("Баға беру", "Оценить", "Rate it"),
}


class Rater:
    """Somebody who says how sessions were, and what they read in their language."""

    def __init__(self, seminar: Seminar, language: str) -> None:
        self.seminar, self.phone = seminar, seminar.phones[PHONES[language]]
        self._place = LANGUAGES.index(language)

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    async def taps(self, name: str, *then: str) -> str:
        """Tap the newest button of that name, or with that mark; what it leads to has these words."""
        notice = await self.phone.tap(self[name] if name in WORDS else name)
        await self.sees(*then)
        return notice

    async def sees(self, *names: str) -> None:
        await self.phone.sees(*(self[name] if name in WORDS else name for name in names))

    async def comes_in(self) -> None:
        """In the morning of the first day; and takes a seat in the second training."""
        await self.phone.comes_in()
        await self.phone.press(f"seat:{TRAINING}")


async def given(seminar: Seminar, question: str = RATING) -> Sequence[tuple[str, str]]:
    """What was answered to a question about sessions: of which, and what."""
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        what = answers.c.part if question == TAG else answers.c.answer
        rows = await tx.execute(select(answers.c.subject, what).where(answers.c.question == question))
        return sorted((subject, said) for subject, said in rows)


async def comments(seminar: Seminar) -> Sequence[str]:
    return [text for _, text in await given(seminar, COMMENT)]


async def numbers(seminar: Seminar) -> Sequence[str | None]:
    """What joins people with their answers."""
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        return (await tx.scalars(select(ballots.c.number))).all()


def questions(phone: Phone) -> int:
    """How many questions with a scale stand in a chat."""
    return sum("1 ★" in str(screen["buttons"]) for screen in phone.screens)
