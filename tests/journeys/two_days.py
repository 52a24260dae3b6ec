"""What people read on the two days, by language, and when what comes by itself."""

from typing import Final

LANGUAGES: Final = ("kk", "ru", "en")

WORDS: Final = {  # what people read: in Kazakh, in Russian, in English
    "which language": ("Тілді таңдаңыз", "Выберите язык", "Choose your language"),
    "language": ("Қазақша", "Русский", "English"),
    "welcome": ("Қош келдіңіз, Айгерім!", "Добро пожаловать, Марина!", "Welcome, Daniel!"),
    "what is kept": (
        "Сіз туралы сақталатыны: атыңыз, тіліңіз, осындағы таңдауларыңыз бен жауаптарыңыз.",
        "Что хранится о Вас: имя, язык, Ваш выбор и ответы в этом чате.",
        "What is kept about you: your name, your language, what you choose and answer here.",
    ),
    "how to delete it": (
        "Қарау немесе жою үшін: /settings",
        "Посмотреть или удалить: /settings",
        "To see it or to delete it: /settings",
    ),
    "before it begins": (
        "Семинар 90 минуттан кейін басталады\n30 сәуір, сейсенбі, 08:30\nТіркеу · Фойе",
        "Семинар начнётся через 90 минут\n30 апреля, вторник, 08:30\nРегистрация · Фойе",
        "The seminar begins in 90 minutes\nTuesday, 30 April, 08:30\nRegistration · Foyer",
    ),
    "first day": ("📅 30 сәу.", "📅 30 апр.", "📅 30 Apr"),
    "training": ("2. Креативті педагогика", "2. Креативная педагогика", "2. Creative pedagogy"),
    "whole title": (
        "2-тренинг-сессия: креативті педагогика",
        "Тренинг-сессия 2: креативная педагогика",
        "Training Session 2: creative pedagogy",
    ),
    "take a seat": ("Орын алу", "Занять место", "Take a seat"),
    "it is yours": ("Орын Сіздікі.", "Место за Вами.", "The seat is yours."),
    "seats taken": ("Алынған орын: 1 / 40", "Занято мест: 1 из 40", "1 of 40 seats taken"),
    "add to calendar": ("Күнтізбеге қосу", "Добавить в календарь", "Add to calendar"),
    "my schedule": ("Менің кестем", "Моё расписание", "My schedule"),
    "my training": (
        "30 сәу., сс, 14:00  ✓ 2. Креативті педагогика · 2-зал",
        "30 апр., вт, 14:00  ✓ 2. Креативная педагогика · Зал 2",
        "Tue 30 Apr, 14:00  ✓ 2. Creative pedagogy · Hall 2",
    ),
    "all to calendar": ("Бәрін күнтізбеге қосу", "Всё в мой календарь", "All to my calendar"),
    "during a session": (
        "Қазір, аяқталуы: 11:30\nКіріспе сессия · Үлкен зал",
        "Сейчас, до 11:30\nВводная сессия · Большой зал",
        "Now until 11:30\nIntroduction Session · Main Hall",
    ),
    "the break after it": (
        "Келесі: 11:30, 75 минуттан кейін\nКофе-үзіліс · Фойе",
        "Далее в 11:30, через 75 минут\nКофе-пауза · Фойе",
        "Next at 11:30, in 75 minutes\nCoffee break · Foyer",
    ),
    "during the own training": (
        "Қазір, аяқталуы: 16:00\n✓ 2. Креативті педагогика · 2-зал\nҚазір тағы 3 сессия өтіп жатыр",
        "Сейчас, до 16:00\n✓ 2. Креативная педагогика · Зал 2\nСейчас идут ещё 3 сессии",
        "Now until 16:00\n✓ 2. Creative pedagogy · Hall 2\nAlso now: 3 more sessions",
    ),
    "between the days": (
        "Келесі: 1 мамыр, сәрсенбі, 09:00\nТаңғы тіркелу · Фойе",
        "Далее: 1 мая, среда, 09:00\nРегистрация · Фойе",
        "Next: Wednesday, 1 May, 09:00\nCheck-in · Foyer",
    ),
    "time to choose": (
        "Практикум таңдау: уақыт аз қалды\nТаңдаудың соңғы мерзімі: 1 мамыр, 09:15",
        "Выбор практикума: осталось мало времени\nВыбрать можно до 1 мая, 09:15",
        "Choice of workshop: not much time left\nOpen until: 1 May, 09:15",
    ),
    "workshop": ("2. Серіктестік және жастар", "2. Партнёрство и молодёжь", "2. Partners and youth"),
    "it is over": ("Семинар аяқталды", "Семинар завершён", "The seminar is over"),
}

# When what comes by itself; nothing for registration, breaks, meals and evenings.
FIRST_DAY: Final = (
    ("08:20", "", "", ""),
    (
        "09:20",
        "10 минуттан кейін: Ашылуы\n09:30 · Үлкен зал",
        "Через 10 минут: Открытие\n09:30 · Большой зал",
        "In 10 minutes: Opening\n09:30 · Main Hall",
    ),
    (
        "09:53",
        "7 минуттан кейін: Кіріспе сессия\n10:00 · Үлкен зал",
        "Через 7 минут: Вводная сессия\n10:00 · Большой зал",
        "In 7 minutes: Introduction Session\n10:00 · Main Hall",
    ),
    ("11:20", "", "", ""),
    (
        "11:50",
        "10 минуттан кейін: Талқылау\n12:00 · Үлкен зал",
        "Через 10 минут: Дискуссия\n12:00 · Большой зал",
        "In 10 minutes: Discussion\n12:00 · Main Hall",
    ),
    ("12:50", "", "", ""),
    (
        "13:50",
        "10 минуттан кейін: 2. Креативті педагогика\n14:00 · 2-зал",
        "Через 10 минут: 2. Креативная педагогика\n14:00 · Зал 2",
        "In 10 minutes: 2. Creative pedagogy\n14:00 · Hall 2",
    ),
    ("15:50", "", "", ""),
    (
        "16:20",
        "10 минуттан кейін: Күн қорытындысы\n16:30 · Үлкен зал",
        "Через 10 минут: Итоги дня\n16:30 · Большой зал",
        "In 10 minutes: Closing Session\n16:30 · Main Hall",
    ),
    ("18:20", "", "", ""),
)
SECOND_DAY: Final = (
    ("08:50", "", "", ""),
    (
        "09:20",
        "10 минуттан кейін: 2. Серіктестік және жастар\n09:30 · 4-зал",
        "Через 10 минут: 2. Партнёрство и молодёжь\n09:30 · Зал 4",
        "In 10 minutes: 2. Partners and youth\n09:30 · Hall 4",
    ),
    ("10:50", "", "", ""),
    (
        "11:20",
        "10 минуттан кейін: Сөзден іске\n11:30 · Үлкен зал",
        "Через 10 минут: От слов к делу\n11:30 · Большой зал",
        "In 10 minutes: Words into action\n11:30 · Main Hall",
    ),
    ("12:50", "", "", ""),
    (
        "13:50",
        "10 минуттан кейін: Жоспарларды таныстыру\n14:00 · Үлкен зал",
        "Через 10 минут: Представление планов\n14:00 · Большой зал",
        "In 10 minutes: Action plans\n14:00 · Main Hall",
    ),
    (
        "15:20",
        "10 минуттан кейін: Декларация\n15:30 · Үлкен зал",
        "Через 10 минут: Декларация\n15:30 · Большой зал",
        "In 10 minutes: Declaration\n15:30 · Main Hall",
    ),
    (
        "16:05",
        "10 минуттан кейін: Жабылуы\n16:15 · Үлкен зал",
        "Через 10 минут: Закрытие\n16:15 · Большой зал",
        "In 10 minutes: Closing\n16:15 · Main Hall",
    ),
    ("18:50", "", "", ""),
)
