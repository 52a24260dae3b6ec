"""What people and organisers do with letters, and what they read, by language."""

from typing import Any, Final

from bot.demo.stage import Person
from tests.journeys.chat import Chat
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.phone import Phone

WORDS: Final = {  # in Kazakh, in Russian, in English
    "not needed": (
        "Қазір жауап күтіліп тұрған жоқ",
        "Сейчас ответ не требуется",
        "No answer is needed right now",
    ),
    "send": ("Ұйымдастырушыларға жіберу", "Передать организаторам", "Send to the organisers"),
    "passed on": ("Ұйымдастырушыларға жіберілді", "Передано организаторам", "Passed on to the organisers"),
    "take it back": ("Хабарламаны қайтарып алу", "Отозвать сообщение", "Take it back"),
    "taken back": ("Хабарлама қайтарып алынды", "Сообщение отозвано", "Taken back"),
    "answer": ("Ұйымдастырушылардың жауабы", "Ответ организаторов", "Answer from the organisers"),
    "to": ("Хабарламаңызға: ", "На Ваше сообщение: ", "To your message: "),
    "reply": ("Ұйымдастырушыларға жауап", "Ответить организаторам", "Reply to the organisers"),
    "write": ("Ұйымдастырушыларға жазу", "Написать организаторам", "Write to the organisers"),
    "letter": ("Хат: ", "Письмо: ", "Letter: "),
    "to answer": ("Жауап беру", "Ответить", "Answer"),
    "answer to": ("Жауап алушы: ", "Кому ответ: ", "Answer to: "),
    "on its way": ("Жауап жіберілді", "Ответ отправлен", "The answer is on its way"),
    "answered": ("Жауап", "Ответ", "Answer"),
    "already": ("Жауап бұрын берілген", "Ответ уже есть", "Already answered"),
    "mine as well": ("Менікін де жіберу", "Отправить и мой ответ", "Send mine as well"),
    "letters": ("Хаттар", "Письма", "Letters"),
    "one waits": ("1 хат жауап күтіп тұр.", "1 письмо ждёт ответа.", "1 letter waits for an answer."),
    "none waits": (
        "Жауап күтіп тұрған хат жоқ.",
        "Писем без ответа нет.",
        "No letter waits for an answer.",
    ),
    "no need": ("Жауап қажет емес", "Ответ не нужен", "No answer needed"),
    "bound": (
        "Ұйымдастырушыларға жазылған хаттар енді осы топқа келеді",
        "Письма организаторам теперь приходят в эту группу",
        "Letters to the organisers now come to this group",
    ),
    "unbound": (
        "Хаттар енді бұл топқа келмейді",
        "Письма больше не приходят в эту группу",
        "Letters no longer come to this group",
    ),
    "here again": (
        "Хаттар Сізге қайтадан осында келеді",
        "Письма снова приходят Вам сюда",
        "Letters come to you here again",
    ),
}
_SPOKEN: Final = {AIGERIM.id: 0, MARINA.id: 1, DANIEL.id: 2}


def say(what: str, person: Person) -> str:
    """As this person reads it."""
    return WORDS[what][_SPOKEN[person.id]]


async def come_in(*phones: Phone) -> None:
    for phone in phones:
        await phone.comes_in()


async def pass_on(phone: Phone, text: str) -> None:
    """Write it out of the blue, and send it on."""
    await phone.write(text)
    await phone.sees(say("not needed", phone.person))
    await send_on(phone)


async def send_on(phone: Phone) -> None:
    """What has just been written out of the blue."""
    await phone.sees(say("send", phone.person))
    await phone.tap(say("send", phone.person))
    await phone.sees(say("passed on", phone.person))


def letter_from(writer: Phone, chat: Chat, reader: Person) -> dict[str, Any]:
    """The newest letter from somebody, as it stands now in a chat."""
    heading = say("letter", reader) + writer.person.first_name
    return next(one for one in reversed(chat.screens) if one["text"].startswith(heading))
