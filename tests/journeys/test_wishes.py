"""People who want it otherwise: later, earlier or never, in another language; and who look for something."""

import pytest

from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at
from tests.journeys.two_days import LANGUAGES

# A word of one language, typed by people of the others.
SEARCHES = (
    ("aigerim", "curricul", "Іздеу нәтижесі: curricul", "3. Оқу бағдарламасы · 3-зал"),
    ("marina", "жастар", "Найдено: жастар", "2. Партнёрство и молодёжь · Зал 4"),
    ("daniel", "дискусс", "Found: дискусс", "Discussion · Main Hall"),
)
VAIN_SEARCHES = (
    ("aigerim", "Ештеңе табылмады: qqqqqq\nСөздің басын ғана жазып көріңіз", "Қайта іздеу"),
    ("marina", "Ничего не найдено: qqqqqq\nПопробуйте начало слова", "Искать ещё"),
    ("daniel", "Nothing found: qqqqqq\nTry the beginning of a word", "Search again"),
)
PAGES = (
    ("aigerim", "Не білгіңіз келеді?", "Ұйымдастырушылар бұл бетті жақында толықтырады."),
    ("marina", "Что Вы хотите узнать?", "Организаторы скоро дополнят эту страницу."),
    ("daniel", "What would you like to know?", "The organisers will complete this page soon."),
)
UNFILLED = ("wifi", "transport", "visa")


@pytest.fixture
def phone(request: pytest.FixtureRequest, person: str) -> Phone:
    """The phone of the person that the test is about."""
    found: Phone = request.getfixturevalue(person)
    return found


# ------------------------------------------------------------------- reminders


async def test_half_an_hour_before_or_five_minutes_or_never(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await reminded(daniel, "30 min", "Your choice: 30 minutes before")
        await seminar.moves_to(at(1, "09:00"))
        await daniel.sees("In 30 minutes: Opening", "09:30 · Main Hall")

        await reminded(daniel, "Off", "Your choice: off")
        await seminar.moves_to(at(1, "09:50"))
        assert daniel.came() == []

        await reminded(daniel, "5 min", "Your choice: 5 minutes before")
        await seminar.moves_to(at(1, "11:54"))
        assert daniel.came() == []
        await seminar.moves_to(at(1, "11:55"))
        await daniel.sees("In 5 minutes: Discussion", "12:00 · Main Hall")


async def reminded(phone: Phone, label: str, choice: str) -> None:
    await phone.write("/settings")
    await phone.sees("Delete my data")
    await phone.tap("Reminders")
    await phone.sees("How long before a session?")
    assert await phone.tap(label) == "Saved"
    await phone.sees(choice, f"✓ {label}")
    phone.came()


async def test_a_reminder_speaks_the_language_chosen_last(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await seminar.moves_to(at(1, "09:20"))
        await daniel.sees("In 10 minutes: Opening", "Details")
        await daniel.write("/settings")
        await daniel.sees("Language: English")
        await daniel.tap("Language")
        await daniel.sees("The bot speaks the language you choose.", "✓ English")
        assert await daniel.tap("Қазақша") == "Сақталды"
        await daniel.sees("Тіл: Қазақша")
        await seminar.moves_to(at(1, "09:50"))
        await daniel.sees("10 минуттан кейін: Кіріспе сессия", "10:00 · Үлкен зал", "Толығырақ")
        assert {"command": "my", "description": "Менің кестем"} in daniel.menu


async def test_who_has_not_chosen_hears_once_before_it_is_too_late(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await marina.comes_in()
        await marina.press("seat:d1-training2")
        await seminar.moves_to(at(1, "12:20"))
        assert [daniel.came(), marina.came()] == [[], []]

        await seminar.moves_to(at(1, "12:30"))
        await daniel.sees("Choice of training session: not much time left", "Open until: 30 April, 13:30")
        await daniel.sees(
            "1. Key competencies · Hall 1 · 40 seats left", "2. Creative pedagogy · Hall 2 · 39"
        )
        await seminar.moves_to(at(1, "13:20"))
        assert [len(daniel.came()), len(marina.came())] == [1, 0]

        await daniel.tap("3. Curriculum")
        await daniel.sees("Training Session 3")
        assert await daniel.tap("Take a seat") == "The seat is yours."
        await seminar.moves_to(at(1, "13:50"))
        await daniel.sees("In 10 minutes: 3. Curriculum", "14:00 · Hall 3")
        await marina.sees("Через 10 минут: 2. Креативная педагогика", "14:00 · Зал 2")


# --------------------------------------------------------------------- looking


@pytest.mark.parametrize(("person", "word", "heading", "line"), SEARCHES, ids=LANGUAGES)
async def test_the_beginning_of_a_word_in_any_language_finds(
    seminar: Seminar, phone: Phone, word: str, heading: str, line: str
) -> None:
    async with seminar.open():
        await phone.comes_in()
        await phone.write(f"/find {word}")
        await phone.sees(heading, line)


@pytest.mark.parametrize(("person", "help_on", "again"), VAIN_SEARCHES, ids=LANGUAGES)
async def test_nothing_found_helps_on(seminar: Seminar, phone: Phone, help_on: str, again: str) -> None:
    async with seminar.open():
        await phone.comes_in()
        await phone.write("/find qqqqqq")
        await phone.sees(help_on, again)
        await phone.tap(again)
        await seminar.calms()
        await phone.write("pedagogy")
        await phone.sees("pedagogy", "2. ", "14:00")


@pytest.mark.parametrize(("person", "question", "promise"), PAGES, ids=LANGUAGES)
async def test_what_the_organisers_still_owe_is_never_shown_raw(
    seminar: Seminar, phone: Phone, question: str, promise: str
) -> None:
    async with seminar.open():
        await phone.comes_in()
        await phone.write("/info")
        await phone.sees(question, "Wi-Fi")
        pages = [button["data"] for (button,) in phone.newest["buttons"] if ":" in button["data"]]
        assert len(pages) == 7
        for page in pages:
            await phone.press(page)
            await seminar.calms()
            assert "{" not in phone.text
            assert (promise in phone.text) is (page.partition(":")[2] in UNFILLED), phone.text
