"""What an organiser reads once an announcement goes out: in Kazakh, in Russian, in English."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import insert

from bot.demo.stage import Person
from bot.storage.tables import people
from tests.journeys.seminar import Seminar
from tests.journeys.two_days import LANGUAGES
from tests.journeys.writing import Organiser

WORDS: Final = {
    "goes out": ("Жіберілуде: 0 / 3", "Отправляется: 0 из 3", "Sending: 0 of 3"),
    "all got it": ("Жетті: 3 / 3", "Доставлено: 3 из 3", "Sent to 3 of 3"),
    "two got it": ("Жетті: 2 / 3", "Доставлено: 2 из 3", "Sent to 2 of 3"),
    "one stopped": ("жеткені: 0 / 3", "доставлено: 0 из 3", "Stopped: 0 of 3"),
    "by language": (
        "Қазақша\N{NO-BREAK SPACE}1/1 · Русский\N{NO-BREAK SPACE}1/1 · English\N{NO-BREAK SPACE}1/1",
        "Қазақша\N{NO-BREAK SPACE}1/1 · Русский\N{NO-BREAK SPACE}1/1 · English\N{NO-BREAK SPACE}1/1",
        "Қазақша\N{NO-BREAK SPACE}1/1 · Русский\N{NO-BREAK SPACE}1/1 · English\N{NO-BREAK SPACE}1/1",
    ),
    "done already": ("Бұл жасалып қойған.", "Это уже сделано.", "That has been done already."),
    "who": ("Кімге жетпеді", "Кому не доставлено", "Who did not get it"),
    "everybody": ("Барлығына жетті.", "Доставлено всем.", "Everybody got it."),
    "blocked": ("бот бұғатталған", "бот заблокирован", "blocked the bot"),
    "deleted": ("аккаунт жойылған", "аккаунт удалён", "account deleted"),
    "back": ("Артқа", "Назад", "Back"),
    "list": ("Хабарландырулар", "Объявления", "Announcements"),
    "later": ("Белгілі уақытта…", "В назначенное время…", "At a time…"),
    "when": ("Қашан жіберілсін?", "Когда отправить?", "When is it to go out?"),
    "unreadable": ("Бұл уақытқа ұқсамайды.", "Не похоже на время.", "This could not be read as a time."),
    "past": ("Бұл уақыт өтіп кетті.", "Это время уже прошло.", "This time is over."),
    "scheduled": (
        "Жіберілетін уақыты: 30 сәуір, 08:00",
        "Будет отправлено: 30 апреля, 08:00",
        "To be sent: 30 April, 08:00",
    ),
    "sooner": (
        "Жіберілетін уақыты: 30 сәуір, 07:10",
        "Будет отправлено: 30 апреля, 07:10",
        "To be sent: 30 April, 07:10",
    ),
    "another time": ("Басқа уақыт", "Другое время", "Another time"),
    "in ten minutes": ("10 минуттан кейін: 07:10", "Через 10 минут: 07:10", "In 10 minutes: 07:10"),
    "not": ("Жібермеу", "Не отправлять", "Do not send it"),
    "draft again": (
        "Ол жіберілмейді, қайтадан жоба болып сақталды.",
        "Отправлено не будет.",
        "It will not be sent.",
    ),
    "now instead": ("Қазір жіберілсін бе?", "Отправить сейчас?", "Send it now?"),
    "yes, now": ("Иә, қазір жіберу", "Да, отправить сейчас", "Yes, send it now"),
    "pause": ("Кідірту", "Пауза", "Pause"),
    "paused": ("Кідіртілген: ", "Приостановлено: ", "Paused: "),
    "resume": ("Жалғастыру", "Продолжить", "Resume"),
    "stop": ("Тоқтату", "Остановить", "Stop"),
    "for good": ("Біржола тоқтатылсын ба?", "Остановить насовсем?", "Stop it for good?"),
    "yes, stop": ("Иә, тоқтату", "Да, остановить", "Yes, stop it"),
    "stopped": ("Тоқтатылды, ", "Остановлено, ", "Stopped: "),
    "correct": ("Мәтінді түзету", "Исправить текст", "Correct the text"),
    "which text": ("Мәтінді қай тілде", "На каком языке", "In which language"),
    "whole text": (
        "Жаңа мәтінді толық жазыңыз.",
        "Напишите новый текст целиком.",
        "Write the whole new text.",
    ),
    "new text": ("Автобус 19:00-де кетеді", "Автобус уходит в 19:00", "The bus leaves at 19:00"),
    "right": ("Осылай дұрыс па?", "Так правильно?", "Is it right like this?"),
    "yes, correct": ("Иә, түзету", "Да, исправить", "Yes, correct it"),
    "corrected": ("Түзетілді: 3 / 3", "Исправлено: 3 из 3", "Corrected: 3 of 3"),
    "drop": ("Түзетуден бас тарту", "Отменить исправление", "Drop the correction"),
    "as it was": ("Мәтін бұрынғыдай қалды.", "Текст остался прежним.", "The text stays as it was."),
    "text only": (
        "Тек мәтінді түзетуге болады",
        "Исправить можно только текст",
        "Only the text can be corrected",
    ),
    "too long": ("Мәтін тым ұзын", "Текст слишком длинный", "The text is too long"),
    "withdraw": ("Қайтарып алу", "Отозвать", "Withdraw"),
    "really": (
        "Бұл хабарландыру қайтарып алынсын ба?",
        "Отозвать это объявление?",
        "Withdraw this announcement?",
    ),
    "yes, withdraw": ("Иә, қайтарып алу", "Да, отозвать", "Yes, withdraw it"),
    "withdrawn": ("Қайтарып алынды: 3 / 3", "Отозвано: 3 из 3", "Withdrawn: 3 of 3"),
    "none withdrawn": ("Қайтарып алынды: 0 / 3", "Отозвано: 0 из 3", "Withdrawn: 0 of 3"),
    "too old": (
        "Telegram енді жоюға рұқсат бермейді: 3",
        "Telegram больше не даёт удалить: 3",
        "Telegram no longer lets us delete: 3",
    ),
}


class Sender:
    """An organiser whose announcement is written, and what they read from there on."""

    def __init__(self, organiser: Organiser, language: str) -> None:
        self.organiser, self.phone = organiser, organiser.phone
        self.text = organiser["text"]
        self._place = LANGUAGES.index(language)

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    async def looks_at_it(self) -> None:
        """From nothing to the button that sends it."""
        await self.organiser.begins()
        await self.organiser.writes()
        await self.organiser.goes_on("done")
        await self.phone.sees(self.organiser["look first"])
        await self.phone.tap(self.organiser.own_language)
        await self.phone.sees(self.organiser["send"])

    async def sends(self) -> None:
        await self.looks_at_it()
        await self.organiser.goes_on("send")

    async def begins_to_correct(self) -> None:
        """Up to the question for the new text in the own language."""
        await self.phone.tap(self["correct"])
        asked = self.phone.message(self["which text"])
        await self.phone.press(f"correct:1:{self.phone.person.language_code}", asked["message_id"])

    async def taps(self, name: str, *then: str) -> str:
        """Tap the newest button of that name; what it leads to has these words."""
        notice = await self.phone.tap(self[name])
        await self.phone.sees(*(self[words] for words in then))
        return notice


def got(seminar: Seminar, text: str) -> list[int]:
    """How often each of the three has it in their chat, as an announcement or as a look at one."""
    return [
        sum(text in message["text"] and is_announcement(message) for message in phone.screens)
        for phone in seminar.phones.values()
    ]


def is_announcement(message: Mapping[str, Any]) -> bool:
    """It has the one button by which people reply."""
    return [button["data"].partition(":")[0] for row in message["buttons"] for button in row] == ["write"]


async def crowd(seminar: Seminar, persons: list[Person]) -> None:
    """People who are in it, and who want no reminders."""
    assert seminar.bot is not None
    rows = [
        {"telegram_id": one.id, "name": one.first_name, "language": one.language_code or "en"}
        for one in persons
    ]
    facts = {"joined_at": seminar.clock.now(), "reminder_lead": 0}
    async with seminar.bot.services.database.writing() as tx:
        await tx.execute(insert(people), [{**row, **facts} for row in rows])
