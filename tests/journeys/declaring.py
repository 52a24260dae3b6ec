"""People and the Declaration: their phones, and what these say in each language."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select, update

from bot.agenda.formats import Document
from bot.i18n.localised import Localised
from bot.i18n.translator import LANGUAGE_NAMES
from bot.storage.tables import amendments, clubs, people
from tests.journeys.programmes import organised
from tests.journeys.seminar import Seminar, at
from tests.journeys.test_a_day import PHONES
from tests.journeys.two_days import LANGUAGES

CLOSING: Final = at(2, "16:00")
CLUB: Final = "«Өрлеу» <A & B>"
NEW_TEXT: Final = Localised("Біз бейбітшілікті қалаймыз.", "Мы за мир.", "We are for peace.")
WORDS: Final = {  # in Kazakh, in Russian, in English
    "draft": (
        "Бұл әзірге жоба: мәтіні өзгеруі мүмкін.",
        "Это проект: текст ещё может измениться.",
        "This is a draft: its words can still change.",
    ),
    "text": ("Біз, Азиядағы ЮНЕСКО", "Мы, руководители клубов ЮНЕСКО", "We, leads of UNESCO Clubs"),
    "propose": ("Түзету ұсыну", "Предложить поправку", "Propose a change"),
    "write": ("Келесі хабарламаңыз", "Следующее сообщение", "Your next message"),
    "cancel": ("Бас тарту", "Отмена", "Cancel"),
    "kept": (
        "Түзетуіңіз сақталды\nТүзетулеріңіз: {}",
        "Ваша поправка сохранена\nВаши поправки: {}",
        "Your proposal is kept\nYour proposals: {}",
    ),
    "take back": ("Түзетуді қайтарып алу", "Отозвать поправку", "Take this proposal back"),
    "deleted": ("Түзетуіңіз жойылды.", "Ваша поправка удалена.", "Your proposal is deleted."),
    "decided already": ("шешім қабылдады", "приняли решение", "have decided on it already"),
    "my proposals": ("Менің түзетулерім", "Мои поправки", "My proposals"),
    "my proposal": ("Менің түзетуім", "Моя поправка", "My proposal"),
    "all proposals": ("Барлық түзетулер: 1", "Все поправки: 1", "All proposals: 1"),
    "unanswered": (
        "Жауап күтіп тұрған түзетулер: 1",
        "Поправки без ответа: 1",
        "Proposals without an answer: 1",
    ),
    "proposal of": ("Түзету: ", "Поправка: ", "Proposal: "),
    "none yet": ("Шешім: әлі жоқ", "Решение: пока нет", "Decision: none yet"),
    "take": ("Қабылдау", "Принять", "Take"),
    "decline": ("Қабылдамау", "Отклонить", "Decline"),
    "author told": (
        "Сақталды. Авторына хабарланады.",
        "Сохранено. Автор получит сообщение.",
        "Saved. The author is told.",
    ),
    "taken": ("Түзетуіңіз қабылданды", "Ваша поправка принята", "Your proposal is taken"),
    "declined": ("Түзетуіңіз қабылданбады", "Ваша поправка отклонена", "Your proposal is declined"),
    "adopt": ("Декларацияны қабылдау", "Принять Декларацию", "Adopt the Declaration"),
    "sure": ("Декларация қабылдансын ба?", "Принять Декларацию?", "Adopt the Declaration?"),
    "check taken": (
        "Қабылданған түзетулер: 1. Олардың осы мәтінге енгенін тексеріңіз.",
        "Принятые поправки: 1. Проверьте, внесены ли они в этот текст.",
        "Proposals taken: 1. Check that this text has them.",
    ),
    "quiet": ("Қазір тыныш уақыт", "Сейчас тихие часы", "These are quiet hours"),
    "adopt now": ("Қабылдап, хабарлау", "Принять и сообщить всем", "Adopt and tell everybody"),
    "adopted": ("Декларация қабылданды", "Декларация принята", "The Declaration is adopted"),
    "told": (
        "Қабылданды. Барлығына хабарланады.",
        "Принята. Все получат сообщение.",
        "Adopted. Everybody is told.",
    ),
    "in the log": ("Декларация қабылданды", "Декларация принята", "Declaration adopted"),
    "adopted on": (
        "Қабылданған күні: 2019 жылғы 1 мамыр",
        "Дата принятия: 1 мая 2019 года",
        "Adopted: 1 May 2019",
    ),
    "adopted already": ("Декларация қабылданып қойған.", "Она уже принята.", "It is adopted already."),
    "changed": (
        "Осы арада мәтін өзгерді.",
        "Текст тем временем изменился.",
        "The text has changed meanwhile.",
    ),
    "closed": ("енді түзету ұсынылмайды", "поправки больше не принимаются", "no changes can be proposed"),
    "undecided": (
        "Шешім шықпай қалған түзетулеріңіз: 1",
        "Ваши поправки, по которым решения не было: 1",
        "Your proposals on which there was no decision: 1",
    ),
    "no decision": ("шешім болған жоқ", "Решения по ней не было", "There was no decision on it"),
    "commit": ("Мен қосыламын", "Я присоединяюсь", "I commit"),
    "committed": (
        "Қосылған адам саны: {} / 3",
        "Присоединилось человек: {} из 3",
        "People who have committed: {} of 3",
    ),
    "may it be named": ("көрсетуге бола ма?", "Можно ли назвать Ваш клуб", "May your club be named"),
    "name it": ("Клубымыз көрсетілсін", "Назвать наш клуб", "Name our club"),
    "do not name it": ("Клубымыз көрсетілмесін", "Не называть наш клуб", "Without our name"),
    "named": ("клубыңыз тізімде бар", "Ваш клуб назван в списке", "your club is named in the list"),
    "not named": (
        "клубыңыз тізімде жоқ",
        "Ваш клуб в списке не назван",
        "your club is not named in the list",
    ),
    "counted": ("Сіз Декларацияға қосылдыңыз.", "Вы среди присоединившихся.", "You have committed."),
    "uncommit": ("Қосылудан бас тарту", "Отозвать присоединение", "Take back my commitment"),
    "paper": ("PDF файлы", "Файл PDF", "As PDF"),
    "DRAFT": ("ЖОБА", "ПРОЕКТ", "DRAFT"),
    "withdraw": ("Қабылдау шешімін қайтару", "Отменить принятие", "Withdraw the adoption"),
    "yes, a draft": ("Иә, қайтадан жоба болсын", "Да, снова проект", "Yes, a draft again"),
    "a draft again": (
        "Декларация қайтадан жоба күйінде",
        "Декларация снова проект",
        "The Declaration is a draft again",
    ),
    "stays": ("Қосылғандар бар", "Есть присоединившиеся", "Somebody has committed already"),
    "not there": ("Мәтіні әлі дайын емес.", "Её текста пока нет.", "Its text is not there yet."),
    "comes next": ("түзету ұсынуға болады", "предложить поправки", "propose changes"),
    "with the programme": ("бағдарлама файлымен", "с файлом программы", "with the programme file"),
    "nothing to change": ("түзететін ештеңе жоқ", "поправлять нечего", "nothing to change"),
    "too long": ("Мәтін тым ұзын", "Текст слишком длинный", "This is too long"),
    "only text": ("тек мәтін сақталады", "может быть только текст", "Only a text is kept"),
    "out of date": ("Бұл экран ескірген.", "Этот экран устарел.", "This was out of date."),
}


class Somebody:
    """A participant or an organiser, and what they read in their language."""

    def __init__(self, seminar: Seminar, language: str) -> None:
        self._seminar = seminar
        self.phone, self._place = seminar.phones[PHONES[language]], LANGUAGES.index(language)

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place] if name in WORDS else name

    @property
    def language_name(self) -> str:
        return LANGUAGE_NAMES[LANGUAGES[self._place]]

    async def sees(self, *names: str) -> None:
        await self.phone.sees(*(self[name] for name in names))

    async def taps(self, name: str, *then: str) -> str:
        """What it leads to has these words."""
        notice = await self.phone.tap(self[name])
        await self.sees(*then)
        return notice

    async def opens(self, *then: str) -> None:
        so_far = len(self.phone.screens)
        await self.phone.write("/declaration")
        await self.phone.gets(so_far + 1)
        await self.sees(*then)

    async def proposes(self, text: str, count: int = 1) -> None:
        await self.opens("propose")
        await self.taps("propose", "write")
        await self.phone.write(text)
        await self.sees(self["kept"].format(count))

    async def adopts(self) -> None:
        await self.opens("adopt")
        await self.taps("adopt", "sure")
        assert await self.taps("adopt now", "adopted on") == self["told"]
        await self._seminar.calms()


@asynccontextmanager
async def closing(
    seminar: Seminar, language: str, now: datetime = CLOSING
) -> AsyncIterator[tuple[Somebody, Somebody, Somebody]]:
    """A participant who speaks the language, an organiser and another participant, when the seminar ends."""
    some, organiser, other = (Somebody(seminar, one) for one in _beginning_with(language))
    async with organised(seminar, organiser.phone, others=(some.phone, other.phone), now=now):
        yield some, organiser, other


def _beginning_with(language: str) -> list[str]:
    return sorted(LANGUAGES, key=lambda one: one != language)


async def joins_club(seminar: Seminar, somebody: Somebody, name: str, country: str) -> None:
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        new = insert(clubs).values(name=name, country=country).returning(clubs.c.id)
        theirs = people.c.telegram_id == somebody.phone.person.id
        club_id = (await tx.execute(new)).scalar_one()
        await tx.execute(update(people).where(theirs).values(club_id=club_id))


async def kept_amendments(seminar: Seminar) -> list[str]:
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        return list(await tx.scalars(select(amendments.c.text).order_by(amendments.c.id)))


async def brings_a_draft(seminar: Seminar, text: Localised | None) -> None:
    """A new programme file, whose draft of the Declaration is another; None: it has none any more."""
    draft = {"kk": text.kk, "ru": text.ru, "en": text.en} if text else None

    def edit(document: Document) -> Document:
        return Document.model_validate({**document.model_dump(by_alias=True), "declaration": draft})

    await seminar.edits(edit, tell=False)
