"""What people read when they are asked how sure they feel, and how it all was, by language."""

from typing import Final

from tests.journeys.test_a_day import Participant

WORDS: Final = {  # in Kazakh, in Russian, in English
    "how sure": (
        "Алдымен: өзіңізге қаншалықты сенімдісіз?",
        "Для начала: насколько уверенно Вы себя чувствуете?",
        "To begin with: how sure do you feel?",
    ),
    "three questions": (
        "3 сұрақ: әрқайсысына бір рет басу жеткілікті, атыңыз көрсетілмейді.",
        "3 вопроса, по одному нажатию на каждый, без имени.",
        "3 questions, a tap each, without your name.",
    ),
    "begin": ("Бастау", "Начать", "Begin"),
    "explaining": (
        "Жаһандық азаматтық білім берудің не екенін басқаларға түсіндіре алатыныңызға қаншалықты сенімдісіз?",
        "Насколько уверенно Вы можете объяснить другим, что такое воспитание",
        "How sure do you feel about explaining to others what Global Citizenship Education is?",
    ),
    "first of three": (
        "1 / 3 · атыңыз көрсетілмейді\n1 — мүлде сенімді емеспін, 5 — толық сенімдімін",
        "1 из 3 · без имени\n1 — нет уверенности, 5 — полная уверенность",
        "1 of 3 · without your name\n1: not sure at all, 5: very sure",
    ),
    "kept": ("Сақталды, атыңыз көрсетілмейді.", "Ответ сохранён, без имени.", "Kept, without your name."),
    "all three": (
        "Рақмет!\nЖауап берілгені: 3 / 3",
        "Спасибо!\nОтветов: 3 из 3",
        "Thank you!\nAnswered: 3 of 3",
    ),
    "asked again": (
        "Соңында дәл осы сұрақтар қайта қойылады: семинардың не өзгерткені көрінеді.",
        "В конце те же вопросы появятся снова: будет видно, что изменил семинар.",
        "At the end the same is asked again, to see what the seminar has changed.",
    ),
    "how was it": (
        "Жалпы семинар қалай өтті?\n8 сұрақ, 2 минут, атыңыз көрсетілмейді.",
        "Как всё прошло?\n8 вопросов, 2 минуты, без имени.",
        "How was it all?\n8 questions, 2 minutes, without your name.",
    ),
    "once more": (
        "1 / 8 · енді, семинардан кейін",
        "1 из 8 · теперь, после семинара",
        "1 of 8 · now, after the seminar",
    ),
    "as a whole": (
        "Жалпы семинар қалай өтті?",
        "Как прошёл семинар в целом?",
        "How was the seminar as a whole?",
    ),
    "recommend": ("Мұндай семинарды", "Порекомендуете ли Вы", "Would you recommend"),
    "trainings": ("☐ Тренинг-сессиялар", "☐ Тренинг-сессии", "☐ The training sessions"),
    "trainings of use": ("☑ Тренинг-сессиялар", "☑ Тренинг-сессии", "☑ The training sessions"),
    "next": ("Келесі", "Дальше", "Next"),
    "just write": (
        "Жай ғана жазыңыз: келесі хабарламаңыз жауап болады.",
        "Просто напишите: ответом будет следующее сообщение.",
        "Just write: your next message is the answer.",
    ),
    "plan": ("Әр жұмада пікірсайыс", "Дебаты по пятницам", "A debate every Friday"),
    "your answer": (
        "Жауабыңыз: «Әр жұмада пікірсайыс»",
        "Ваш ответ: «Дебаты по пятницам»",
        "Your answer: “A debate every Friday”",
    ),
    "skip": ("Өткізіп жіберу", "Пропустить", "Skip"),
    "through": (
        "Рақмет!\nЖауап берілгені: 7 / 8",
        "Спасибо!\nОтветов: 7 из 8",
        "Thank you!\nAnswered: 7 of 8",
    ),
    "begun": (
        "Жалпы семинар қалай өтті?\nБастап қойдыңыз, әлі жауапсыз сұрақтар бар.",
        "Как всё прошло?\nЧасть ответов уже есть, осталось несколько вопросов.",
        "How was it all?\nYou have begun; a few questions are still open.",
    ),
    "the only reminder": (
        "Бұл сұрақтар бір-ақ рет еске салынады.",
        "Это единственное напоминание.",
        "This is the only reminder.",
    ),
    "go on": ("Жалғастыру", "Продолжить", "Go on"),
    "to the survey": ("Семинар қалай өтті?", "Как прошёл семинар?", "How was the seminar?"),
    "look through": ("Жауаптарымды қарап шығу", "Просмотреть мои ответы", "Look through my answers"),
    "no more": ("Енді сұрамау", "Больше не спрашивать", "No more questions"),
}


class Guest(Participant):
    """Somebody who is asked about the whole."""

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]
