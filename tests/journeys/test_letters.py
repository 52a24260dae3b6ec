"""People write to the organisers and are answered, each in their own language."""

from typing import Any, Final

import pytest

from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar

ORGANISER: Final = {"organisers": frozenset({DANIEL.id})}

WORDS: Final = {  # what people read: in Kazakh, in Russian, in English
    "not needed": (
        "Қазір жауап күтіліп тұрған жоқ",
        "Сейчас ответ не требуется",
        "No answer is needed right now",
    ),
    "send": ("Ұйымдастырушыларға жіберу", "Передать организаторам", "Send to the organisers"),
    "passed on": ("Ұйымдастырушыларға жіберілді", "Передано организаторам", "Passed on to the organisers"),
    "take it back": ("Қайтарып алу", "Отозвать сообщение", "Take it back"),
    "taken back": ("Қайтарып алынды", "Сообщение отозвано", "Taken back"),
    "answer": ("Ұйымдастырушылардың жауабы", "Ответ организаторов", "Answer from the organisers"),
    "to": ("Хабарламаңызға: ", "На Ваше сообщение: ", "To your message: "),
    "reply": ("Ұйымдастырушыларға жауап", "Ответить организаторам", "Reply to the organisers"),
    "write": ("Ұйымдастырушыларға жазу", "Написать организаторам", "Write to the organisers"),
}
SPOKEN: Final = {AIGERIM.id: 0, MARINA.id: 1, DANIEL.id: 2}


def says(phone: Phone, what: str) -> str:
    return WORDS[what][SPOKEN[phone.person.id]]


async def come_in(*phones: Phone) -> None:
    for phone in phones:
        await phone.comes_in()


async def pass_on(phone: Phone, text: str) -> None:
    """Write it out of the blue, and send it on."""
    await phone.write(text)
    await phone.sees(says(phone, "not needed"), says(phone, "send"))
    await phone.tap(says(phone, "send"))
    await phone.sees(says(phone, "passed on"))


def message(phone: Phone, beginning: str) -> dict[str, Any]:
    """The newest message that begins so."""
    return next(one for one in reversed(phone.screens) if one["text"].startswith(beginning))


@pytest.mark.parametrize("writer", [AIGERIM, MARINA, DANIEL], ids=lambda person: person.language_code)
async def test_a_text_that_nobody_asked_for_is_passed_on_and_answered(seminar: Seminar, writer: Any) -> None:
    organiser = AIGERIM if writer is DANIEL else DANIEL
    phone, desk = seminar.phones[writer.id], seminar.phones[organiser.id]
    async with seminar.open(organisers=frozenset({organiser.id})):
        await come_in(phone, desk)
        await pass_on(phone, "18:00 <Almaty>?")
        await seminar.calms()
        letter = message(desk, "Хат: " if organiser is AIGERIM else "Letter: ")
        assert letter["text"].splitlines()[0].endswith(f": {writer.first_name}")
        assert letter["text"].endswith("18:00 <Almaty>?")
        await desk.press(letter["buttons"][0][0]["data"], letter["message_id"])
        await desk.write("19:00!")
        await phone.sees(says(phone, "answer"), says(phone, "to") + "18:00 <Almaty>?", "19:00!")
        await seminar.calms()
        assert message(desk, letter["text"])["text"].endswith(f"({organiser.first_name}): 19:00!")
        await phone.tap(says(phone, "reply"))
        await phone.sees(says(phone, "write"))
        await phone.write("OK")
        await phone.sees(says(phone, "passed on"))
        await seminar.calms()
        assert desk.text.endswith("OK")
