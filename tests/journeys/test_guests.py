"""Guests: a list is sent, put right and taken in; its links and badges let them in; with the wrong turns."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final

import openpyxl
import pypdfium2
import pytest
import zxingcpp

from bot.guests import queries
from bot.guests.reading import read_guests
from bot.guests.rules import Standing
from tests.guests.lists import csv_of, workbook
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar
from tests.journeys.test_a_day import PHONES
from tests.journeys.two_days import LANGUAGES

WORDS: Final = {  # in Kazakh, in Russian, in English
    "empty": ("Тізім әлі бос.", "Список пока пуст.", "Nobody is listed yet."),
    "send": ("Тізім жіберу", "Отправить список", "Send a list"),
    "how": ("XLSX немесе CSV", "XLSX или CSV", "XLSX or CSV"),
    "template": ("Толтыратын үлгі", "Шаблон для заполнения", "A template to fill in"),
    "no file": ("Бұл файл емес", "Это не файл", "That is no file"),
    "wrong": ("Қате саны: 2", "Ошибок: 2", "2 things to correct"),
    "elvish": (
        "Жол: 2, Language: Танылмаған мән: «elvish». Мыналардың бірін жазыңыз: Қазақша, Русский, English.",
        "Строка 2, Language: Неизвестное значение: «elvish». Напишите одно из: Қазақша, Русский, English.",
        "Row 2, Language: “elvish” is not known here. Write one of: Қазақша, Русский, English.",
    ),
    "nameless": (
        "Жол: 3, Name: Аты-жөні жоқ. Оны жазыңыз немесе жолды тазалаңыз.",
        "Строка 3, Name: Нет имени. Напишите его или очистите строку.",
        "Row 3, Name: The name is missing. Write it, or clear the row.",
    ),
    "new": ("Жаңа: 3", "Новые: 3", "New: 3"),
    "a lead": ("Клуб жетекшісі: 1", "Руководитель клуба: 1", "Club lead: 1"),
    "take": ("Тізімге енгізу", "Внести в список", "Take them in"),
    "taken": ("Тізім енгізілді", "Список загружен", "The list is taken in"),
    "nothing": ("Енгізетін ештеңе жоқ", "Вносить нечего", "There is nothing to take in"),
    "links": ("Сілтемелер тізімі", "Ссылки таблицей", "Links as a sheet"),
    "badges": ("Басып шығаратын бейдждер", "Бейджи для печати", "Badges to print"),
    "come": ("Ботқа кіргендер: 1", "Уже в боте: 1", "Have come to the bot: 1"),
    "find": ("Тізімнен іздеу", "Найти в списке", "Find a guest"),
    "new link": ("Жаңа сілтеме", "Новая ссылка", "New link"),
    "yes, a link": ("Иә, жаңа сілтеме жасау", "Да, сделать новую ссылку", "Yes, make a new link"),
    "strike off": ("Тізімнен өшіру", "Вычеркнуть", "Strike off"),
    "yes, off": ("Иә, тізімнен өшіру", "Да, вычеркнуть", "Yes, strike off"),
    "struck off": ("Тізімнен өшірілді.", "Вычеркнуто из списка.", "Struck off the list."),
    "link ready": ("Жаңа сілтеме дайын.", "Новая ссылка готова.", "The new link is ready."),
    "ends": (
        "Бұрынғы сілтеме мен бейдж енді жұмыс істемейді.",
        "Прежние ссылка и бейдж перестанут действовать.",
        "The link and the badge that they have open nothing any more.",
    ),
    "not here": ("Ботта: әлі жоқ", "В боте: ещё нет", "Has come to the bot: not yet"),
    "is here": ("Ботта: бар", "В боте: да", "Has come to the bot: yes"),
    "cancel": ("Бас тарту", "Отмена", "Cancel"),
    "cancelled": (
        "Бас тартылды. Ештеңе енгізілген жоқ.",
        "Отменено. Ничего не внесено.",
        "Cancelled. Nothing was taken in.",
    ),
    "by no old button": (
        "Бұл батырма енді ештеңе енгізбейді",
        "Эта кнопка больше ничего не вносит",
        "Nothing is taken in by this button any more",
    ),
    "out of date": (
        "Бұл экран ескірген. Міне, жаңасы.",
        "Этот экран устарел. Вот новый.",
        "This was out of date. Here is the new one.",
    ),
    "becomes lead": (
        "Рөл: қатысушы → клуб жетекшісі",
        "Роль: участник → руководитель клуба",
        "Role: participant → club lead",
    ),
    "as a file": ("Толығымен файл түрінде", "Всё целиком файлом", "All of it as a file"),
    "greeted": (
        "Тілді таңдаңыз",
        "Выберите язык",
        "Choose your language",
    ),
    "accepted": (
        "Шақыруыңыз қабылданды.\nРөліңіз: клуб жетекшісі\nКлубыңыз: «Жас қыран»",
        "Ваше приглашение принято.\nВаша роль: руководитель клуба\nВаш клуб: «Жас қыран»",
        "Your invitation is accepted.\nYour role: club lead\nYour club: «Жас қыран»",
    ),
}
HEADER: Final = ("Name", "Club", "Country", "Language", "Role")
LEAD: Final = "Ұлпан Әбен"
FORGED: Final = (
    *("guests", "guestlist", "guestlinks", "badges", "guest:1", "findguest", "guestchanges:1"),
    *("newlink:1:1:yes", "strike:1:1:yes"),
)


def guests_who_speak(language: str) -> bytes:
    return workbook(
        [
            HEADER,
            (LEAD, "«Жас қыран»", "Қазақстан", language, "club lead"),
            ("Борис", "«Жас қыран»", "", "", ""),
            ("Ли На", "", "", "русский", "гость"),
        ]
    )


class Organiser:
    """An organiser's phone, and what it says in their language."""

    def __init__(self, seminar: Seminar, language: str) -> None:
        self.phone, self._place = seminar.phones[PHONES[language]], LANGUAGES.index(language)

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    async def comes(self) -> None:
        await self.phone.comes_in()

    async def sends(self, name: str, content: bytes) -> None:
        await self.phone.write("/guests")
        await self.phone.sees(self["send"])
        await self.phone.tap(self["send"])
        await self.phone.sees(self["how"])
        await self.phone.send_file(name, content)

    async def takes_in(self, content: bytes) -> None:
        await self.sends("guests.xlsx", content)
        await self.phone.sees(self["take"])
        await self.phone.tap(self["take"])
        await self.phone.sees(self["taken"])

    async def links(self) -> Mapping[str, str]:
        """The codes in the links of the sheet, by name."""
        await self.phone.tap(self["links"])
        await self.phone.sees("links.xlsx")
        sheet = openpyxl.load_workbook(BytesIO(await self.phone.file())).worksheets[0]
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        return {str(row[0]): str(row[4]) for row in rows}


def code_of(link: str) -> str:
    address, _, code = link.partition("?start=")
    assert address == "https://t.me/seminar_demo_bot"
    return code


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_a_template_to_a_guest_who_is_greeted(seminar: Seminar, language: str) -> None:
    organiser = Organiser(seminar, language)
    guest = seminar.phones[(MARINA if language != "ru" else DANIEL).id]
    async with seminar.open(organisers=frozenset({PHONES[language]}), access="invite"):
        await organiser.comes()
        await a_template_that_can_be_read(organiser)
        await what_is_wrong_is_said_and_put_right(organiser, language)
        links = await organiser.links()
        assert set(links) == {LEAD, "Борис", "Ли На"}
        await a_guest_comes(organiser, guest, code_of(links[LEAD]))
        await the_badges_say_the_same(organiser, links)
        await nothing_changes_the_second_time(organiser, language)


async def a_template_that_can_be_read(organiser: Organiser) -> None:
    phone = organiser.phone
    await phone.write("/guests")
    await phone.sees(organiser["empty"])
    await phone.tap(organiser["send"])
    await phone.sees(organiser["template"])
    await phone.tap(organiser["template"])
    await phone.sees("guests.xlsx")
    content = await phone.file()
    reading = read_guests("guests.xlsx", content, ["host"])
    assert (len(reading.guests), reading.problems, reading.ignored) == (2, [], [])
    await phone.send_file("guests.xlsx", content)
    await phone.sees(organiser["take"])


async def what_is_wrong_is_said_and_put_right(organiser: Organiser, language: str) -> None:
    phone = organiser.phone
    await organiser.sends("guests.csv", csv_of([HEADER, ("A", "", "", "elvish", ""), ("", "B", "", "", "")]))
    await phone.sees("\n".join(organiser[line] for line in ("wrong", "elvish", "nameless")))
    await phone.write("...")
    await phone.sees(organiser["no file"])
    await phone.send_file("guests.xlsx", guests_who_speak(language))
    await phone.sees(organiser["new"], organiser["a lead"])
    await phone.tap(organiser["take"])
    await phone.sees(organiser["taken"])


async def a_guest_comes(organiser: Organiser, guest: Phone, code: str) -> None:
    """Greeted in the language of the list, not of the phone."""
    await guest.start(code)
    await guest.sees(organiser["greeted"], organiser["accepted"])
    await guest.press(guest.newest["buttons"][0][0]["data"])
    await guest.gets(2)
    await organiser.phone.write("/guests")
    await organiser.phone.sees(organiser["come"])
    await organiser.phone.tap(organiser["find"])
    await organiser.phone.write("ӘБЕН ұлп")
    await organiser.phone.sees(LEAD, "«Жас қыран», Қазақстан", organiser["is here"], code)


async def the_badges_say_the_same(organiser: Organiser, links: Mapping[str, str]) -> None:
    await organiser.phone.tap(organiser["badges"])
    await organiser.phone.sees("badges.pdf")
    document = pypdfium2.PdfDocument(await organiser.phone.file())
    page = document[0].render(scale=3).to_pil()
    assert {code.text for code in zxingcpp.read_barcodes(page)} == set(links.values())
    document.close()


async def nothing_changes_the_second_time(organiser: Organiser, language: str) -> None:
    await organiser.sends("guests.xlsx", guests_who_speak(language))
    await organiser.phone.sees(organiser["nothing"])
    assert organiser["take"] not in organiser.phone.labels


# ----------------------------------------------------------------- wrong turns


async def standing(seminar: Seminar) -> Standing:
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        return await queries.standing(tx)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_a_list_changes_is_shown_by_name_and_all_of_it_as_a_file(
    seminar: Seminar, language: str
) -> None:
    organiser = Organiser(seminar, language)
    phone = organiser.phone
    async with seminar.open(organisers=frozenset({PHONES[language]})):
        await organiser.comes()
        await organiser.takes_in(workbook([("Name", "Club"), *((f"A{n}", "C") for n in range(6))]))
        roles = csv_of([("Name", "Role"), *((f"A{n}", "lead") for n in range(6))])
        await organiser.sends("guests.csv", roles)
        await phone.sees(f"A3 · {organiser['becomes lead']}", organiser["as a file"])
        assert "A4" not in phone.newest["text"]
        await phone.tap(organiser["as a file"])
        await phone.sees("changes.txt")
        lines = (await phone.file()).decode("utf-8-sig").splitlines()
        assert lines == [f"A{n} · {organiser['becomes lead']}" for n in range(6)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_cancelled_list_is_not_taken_in_by_its_old_button(seminar: Seminar, language: str) -> None:
    organiser = Organiser(seminar, language)
    phone = organiser.phone
    async with seminar.open(organisers=frozenset({PHONES[language]})):
        await organiser.comes()
        await organiser.sends("guests.xlsx", guests_who_speak(language))
        await phone.sees(organiser["take"])
        (take,) = [row[0]["data"] for row in phone.newest["buttons"] if row[0]["text"] == organiser["take"]]
        assert await phone.tap(organiser["cancel"]) == organiser["cancelled"]
        await phone.sees(organiser["empty"])
        assert await phone.press(take) == organiser["out of date"]
        await phone.sees(organiser["by no old button"])
        assert await standing(seminar) == Standing(0, 0)


async def test_a_button_takes_in_the_list_above_it_alone(seminar: Seminar) -> None:
    organiser = Organiser(seminar, "en")
    phone = organiser.phone
    async with seminar.open(organisers=frozenset({DANIEL.id})):
        await organiser.comes()
        await organiser.sends("first.csv", b"Name\nA")
        await phone.sees("first.csv", "Take them in")
        take = phone.newest["buttons"][0][0]["data"]
        await phone.send_file("second.csv", b"Name\nB\nC")
        await phone.sees("second.csv", "New: 2")
        assert await phone.press(take) == organiser["out of date"]
        assert await standing(seminar) == Standing(0, 0)


async def test_a_list_that_is_sent_twice_is_taken_in_once_and_that_is_said(seminar: Seminar) -> None:
    organiser = Organiser(seminar, "en")
    phone = organiser.phone
    async with seminar.open(organisers=frozenset({DANIEL.id})):
        await organiser.comes()
        await organiser.sends("guests.csv", b"Name\nA")
        await phone.sees("Take them in")
        take = phone.newest["buttons"][0][0]["data"]
        await organiser.takes_in(workbook([("Name",), ("A",)]))
        assert await phone.press(take) == organiser["out of date"]
        await phone.sees("This list is taken in already")
        assert await standing(seminar) == Standing(1, 0)


async def test_while_nobody_is_listed_a_list_may_be_sent_at_once(seminar: Seminar) -> None:
    organiser = Organiser(seminar, "en")
    async with seminar.open(organisers=frozenset({DANIEL.id})):
        await organiser.comes()
        await organiser.phone.write("/guests")
        await organiser.phone.sees(organiser["empty"])
        await organiser.phone.send_file("guests.csv", b"Name\nA")
        await organiser.phone.sees("New: 1", "Take them in")


async def test_two_organisers_who_take_in_one_list_list_everybody_once(seminar: Seminar) -> None:
    first, second = Organiser(seminar, "kk"), Organiser(seminar, "en")
    async with seminar.open(organisers=frozenset({AIGERIM.id, DANIEL.id})):
        for organiser in (first, second):
            await organiser.comes()
            await organiser.sends("guests.xlsx", guests_who_speak("kk"))
            await organiser.phone.sees(organiser["take"])
        await first.phone.touch(first["take"])
        await second.phone.touch(second["take"])
        await first.phone.sees(first["taken"])
        await second.phone.sees(second["taken"])
        assert await standing(seminar) == Standing(3, 0)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guest_gets_a_new_link_and_is_struck_off(seminar: Seminar, language: str) -> None:
    organiser = Organiser(seminar, language)
    phone = organiser.phone
    async with seminar.open(organisers=frozenset({PHONES[language]})):
        await organiser.comes()
        await organiser.takes_in(guests_who_speak(language))
        old = code_of((await organiser.links())[LEAD])
        await phone.write("/guests")
        await phone.sees(organiser["find"])
        await phone.tap(organiser["find"])
        await phone.write(LEAD)
        await phone.sees(LEAD, old)
        await phone.tap(organiser["new link"])
        await phone.sees(organiser["ends"])
        (yes,) = [
            row[0]["data"] for row in phone.newest["buttons"] if row[0]["text"] == organiser["yes, a link"]
        ]
        assert await phone.tap(organiser["yes, a link"]) == organiser["link ready"]
        await phone.sees(LEAD, organiser["not here"])
        assert old not in phone.newest["text"]
        assert await phone.press(yes) == organiser["out of date"]
        await phone.tap(organiser["find"])
        await phone.write(LEAD)
        await phone.sees(LEAD, organiser["not here"])
        await phone.tap(organiser["strike off"])
        assert await phone.tap(organiser["yes, off"]) == organiser["struck off"]
        assert await standing(seminar) == Standing(2, 0)


async def test_a_badge_that_a_colleague_scans_is_still_its_guests(seminar: Seminar) -> None:
    organiser, marina, aigerim = (
        Organiser(seminar, "en"),
        seminar.phones[MARINA.id],
        seminar.phones[AIGERIM.id],
    )
    async with seminar.open(organisers=frozenset({DANIEL.id}), access="invite"):
        await organiser.comes()
        await organiser.takes_in(guests_who_speak("kk"))
        codes = {name: code_of(link) for name, link in (await organiser.links()).items()}
        await marina.start(codes["Ли На"])
        await marina.gets(1)
        await marina.start(codes[LEAD])
        await marina.sees("Это приглашение другого человека и остаётся за ним. Ваше уже принято.")
        await aigerim.start(codes[LEAD])
        await aigerim.sees(WORDS["accepted"][0])


async def test_a_participant_with_an_organisers_button_is_told_nothing(seminar: Seminar) -> None:
    organiser, marina = Organiser(seminar, "en"), seminar.phones[MARINA.id]
    async with seminar.open(organisers=frozenset({DANIEL.id})):
        await organiser.comes()
        await organiser.takes_in(guests_who_speak("kk"))
        await marina.comes_in()
        for data in FORGED:
            assert await marina.press(data) == WORDS["out of date"][1], data
        await marina.write("/guests")
        await seminar.calms()
        assert not any(LEAD in screen["text"] or screen["file"] for screen in marina.screens)
        assert await standing(seminar) == Standing(3, 0)


async def test_a_participant_takes_in_no_list(seminar: Seminar) -> None:
    organiser, marina = Organiser(seminar, "en"), seminar.phones[MARINA.id]
    async with seminar.open(organisers=frozenset({DANIEL.id})):
        await organiser.comes()
        await organiser.sends("guests.xlsx", guests_who_speak("kk"))
        await organiser.phone.sees("Take them in")
        await marina.comes_in()
        assert await marina.press(organiser.phone.newest["buttons"][0][0]["data"]) == WORDS["out of date"][1]
        assert await standing(seminar) == Standing(0, 0)


async def test_only_what_became_of_a_long_list_stays_in_the_chat(seminar: Seminar) -> None:
    organiser = Organiser(seminar, "en")
    async with seminar.open(organisers=frozenset({DANIEL.id})):
        await organiser.comes()
        many = [(f"{number} {'A' * 150}",) for number in range(2000)]
        await organiser.sends("guests.csv", csv_of([("Name",), *many]))
        await organiser.phone.sees("New: 2000")
        assert not [screen for screen in organiser.phone.screens if "Reading the list" in screen["text"]]


async def test_more_than_a_screen_can_say_is_in_a_file(seminar: Seminar) -> None:
    organiser = Organiser(seminar, "en")
    async with seminar.open(organisers=frozenset({DANIEL.id})):
        await organiser.comes()
        await organiser.sends(
            "guests.csv", csv_of([("Name", "Role"), *(("A", f"boss{n}") for n in range(300))])
        )
        await organiser.phone.sees("599 things to correct", "Row 2, Role: “boss0”", "errors.txt")
        lines = (await organiser.phone.file()).decode("utf-8-sig").splitlines()
        assert len(lines) == 599
        assert lines[-1].startswith("Row 301, Name: “A” is in row 2 already.")
