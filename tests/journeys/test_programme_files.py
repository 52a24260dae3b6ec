"""Organisers send the programme as a file: spoilt ones, a good one, two at once."""

import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from bot.agenda import queries as agenda
from bot.agenda.sample import SAMPLE
from tests.journeys.phone import Phone
from tests.journeys.programmes import (
    asks_for_a_file,
    merge,
    organised,
    put,
    room_of_lunch,
    sends,
    sheet,
    spoilt,
)
from tests.journeys.seminar import Seminar

OUT_OF_DATE = "This was out of date. Here is the new one."
MINUTE = timedelta(minutes=1)
PHONES = {"kk": "aigerim", "ru": "marina", "en": "daniel"}


@pytest.fixture
def phone(request: pytest.FixtureRequest, language: str) -> Phone:
    """Of somebody who speaks this language."""
    found = request.getfixturevalue(PHONES[language])
    assert isinstance(found, Phone)
    return found


WRONG = {
    "en": (
        "5 things to correct",
        "sheet Sessions: the cells N3:N4 are merged",
        "sheet Days, cell B2: day day1: “soon” is not a date. Write it like 2019-04-30.",
        "sheet Rooms, cell B2: there is a formula in the cell",
        "the text “name” is missing in Kazakh",
        "Nothing was imported.",
    ),
    "ru": (
        "5",
        "лист Sessions: ячейки объединены: N3:N4",
        "лист Days, ячейка B2: день day1: «soon» — не дата. Напишите так: 2019-04-30.",
        "лист Rooms, ячейка B2: в ячейке формула",
        "нет текста «name», язык: казахский",
        "Ничего не загружено.",
    ),
    "kk": (
        "5",
        "Sessions парағы: ұяшықтар біріктірілген: N3:N4",
        "Days парағы, B2 ұяшығы: day1 күні: «soon» күн емес. Былай жазыңыз: 2019-04-30.",
        "Rooms парағы, B2 ұяшығы: ұяшықта формула тұр",
        "«name» мәтіні мына тілде жоқ: қазақ тілі",
        "Ештеңе импортталған жоқ.",
    ),
}


@pytest.mark.parametrize("language", WRONG)
async def test_a_spoilt_sheet_is_explained_and_the_next_one_may_follow(
    seminar: Seminar, phone: Phone, language: str
) -> None:
    async with organised(seminar, phone):
        spoils = (
            merge("Sessions", "N3:N4"),
            put("Days", "B2", "soon"),
            put("Rooms", "B2", "=A1"),
            put("Rooms", "C3", None),
            put("Sessions", "F4", "attic"),
        )
        await sends(phone, sheet(*spoils))
        await phone.sees(*WRONG[language])
        await phone.send_file("programme.xlsx", sheet(room_of_lunch))
        await phone.sees(APPLY[language])


APPLY = {"kk": "Өзгертіп, хабарлау", "ru": "Изменить и сообщить", "en": "Apply and tell them"}
APPLIED = {
    "kk": ("Бағдарлама өзгертілді", "залы: Мейрамхана → Фойе", "Өзгерісті қайтару"),
    "ru": ("Программа изменена", "зал: Ресторан → Фойе", "Вернуть как было"),
    "en": ("The programme is changed", "room: Restaurant → Foyer", "Undo"),
}


@pytest.mark.parametrize("language", APPLIED)
async def test_a_good_file_is_looked_at_applied_and_undone(
    seminar: Seminar, phone: Phone, language: str
) -> None:
    async with organised(seminar, phone):
        await sends(phone, sheet(room_of_lunch))
        await phone.sees(APPLIED[language][1], APPLY[language])
        await phone.tap(APPLY[language])
        await phone.sees(*APPLIED[language])
        assert await room(seminar, "d1-lunch") == "foyer"
        await phone.tap(APPLIED[language][2])
        await phone.sees(APPLY[language])
        await phone.tap(APPLY[language])
        await phone.sees(APPLIED[language][0])
        assert await room(seminar, "d1-lunch") == "restaurant"


async def room(seminar: Seminar, session_id: str) -> str:
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        programme = await agenda.load(tx)
    assert programme is not None
    session = programme.session(session_id)
    assert session is not None
    return session.room_id


async def test_an_unchanged_file_says_so(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await sends(daniel, SAMPLE.read_bytes(), "programme.yaml")
        await daniel.sees("Nothing has changed", "programme.yaml")


async def test_the_sheet_that_the_bot_gives_comes_back_unchanged(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await daniel.write("/programme")
        await daniel.sees("Send a file")
        await daniel.tap("Send a file")
        await daniel.tap("The present one as a sheet")
        await daniel.sees("The programme as it is now")
        content = await daniel.file()
        await daniel.send_file("mine.xlsx", content)
        await daniel.sees("Nothing has changed", "mine.xlsx")


async def test_what_the_chat_has_allowed_stops_no_file_and_what_is_new_does(
    seminar: Seminar, daniel: Phone
) -> None:
    async with organised(seminar, daniel):
        await daniel.press("change:d1-training2")
        await daniel.tap("Room")
        await daniel.tap("Hall 3")
        await daniel.sees("⚠ 3. Curriculum: the room Hall 3 is taken")
        await daniel.tap("Apply")
        await daniel.sees("The programme is changed")
        clashing = await present_sheet(daniel)
        await daniel.send_file("mine.xlsx", clashing)
        await daniel.sees("Nothing has changed", "mine.xlsx")
        await sends(daniel, spoilt(clashing, room_of_lunch))
        await daniel.sees("Lunch · room: Restaurant → Foyer", "Apply silently")
        assert "⚠" not in daniel.text
        await sends(daniel, spoilt(clashing, put("Sessions", "F8", "hall4")))
        await daniel.sees("1 thing to correct")


async def present_sheet(phone: Phone) -> bytes:
    await phone.press("programmesheet")
    await phone.sees("The programme as it is now")
    return await phone.file()


async def test_cancelling_changes_nothing(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await sends(daniel, sheet(room_of_lunch))
        await daniel.sees("Apply silently")
        assert await daniel.tap("Cancel") == "Cancelled. The programme stays as it is."
        await daniel.sees("Programme changes", "It has not been changed yet.")
        assert await room(seminar, "d1-lunch") == "restaurant"


async def test_silently_means_that_nobody_hears_of_it(seminar: Seminar, daniel: Phone, marina: Phone) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        await sends(daniel, sheet(room_of_lunch))
        await daniel.sees("Apply silently")
        await daniel.tap("Apply silently")
        await daniel.sees("Nobody is told.")
        await seminar.moves_to(seminar.clock.now() + 5 * MINUTE)
        assert marina.came() == []


async def test_silently_means_that_of_what_is_about_to_be_told_the_newest_is_told(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        await sends(daniel, sheet(room_of_lunch))
        await daniel.sees("Will be told: 2")
        await daniel.tap("Apply and tell them")
        await daniel.sees("The programme is changed")
        await daniel.press("calloff:d1-lunch")
        await daniel.tap("Apply silently")
        await daniel.sees("Nobody is told, but for those whose message about an earlier change", "way: 2")
        await daniel.press("calloff:d1-dinner")
        await daniel.tap("Apply silently")
        await daniel.sees("Nobody is told.")
        await seminar.moves_to(seminar.clock.now() + 2 * MINUTE)
        (told,) = marina.came()
        assert "Отменено: Обед" in told
        assert "Ужин" not in told


async def test_warnings_that_the_screen_does_not_hold_are_in_the_file(
    seminar: Seminar, daniel: Phone
) -> None:
    def at_once(workbook: Workbook) -> None:
        sessions = workbook["Sessions"]
        headers = [cell.value for cell in sessions[1]]
        times = {"d1-coffee1": "10:15", "d1-lunch": "12:05", "d1-dinner": "16:35"}
        for row in sessions.iter_rows(min_row=2):
            if start := times.get(str(row[0].value)):
                row[headers.index("start")].value = start
                row[headers.index("end")].value = f"{start[:2]}:55"

    async with organised(seminar, daniel):
        await sends(daniel, sheet(at_once))
        await daniel.sees("⚠ Coffee break: it runs at the same time as Introduction Session.", "and more: 1")
        assert "as Closing" not in daniel.text
        await daniel.tap("All of it as a file")
        await daniel.sees("changes.txt")
        told = (await daniel.file()).decode()
        assert "Lunch · Tue 30 Apr, 13:00–14:00 → 12:05–12:55" in told
        assert "⚠ Dinner: it runs at the same time as Closing" in told


async def test_undoing_says_what_it_takes_back(seminar: Seminar, daniel: Phone) -> None:
    def without_dinner(workbook: Workbook) -> None:
        sessions = workbook["Sessions"]
        (number,) = (row[0].row for row in sessions.iter_rows() if row[0].value == "d1-dinner")
        sessions.delete_rows(number)

    async with organised(seminar, daniel):
        await sends(daniel, sheet(without_dinner), "shorter.xlsx")
        await daniel.sees("Dinner · no longer in the programme, so it is cancelled")
        await daniel.tap("Apply silently")
        await daniel.tap("Undo")
        await daniel.sees("Dinner · new", "This takes back: Daniel · shorter.xlsx")
        await daniel.tap("Apply")
        await daniel.tap("Undo")
        await daniel.sees("Dinner · no longer in the programme", "This takes back: Daniel · a change undone")


async def test_those_concerned_are_told(seminar: Seminar, daniel: Phone, marina: Phone) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        await sends(daniel, sheet(room_of_lunch))
        await daniel.sees("Will be told: 2")
        await daniel.tap("Apply and tell them")
        await daniel.sees("Within a few minutes a message goes to: 2")
        await seminar.moves_to(seminar.clock.now() + 2 * MINUTE)
        assert "Ресторан → Фойе" in "\n".join(marina.came())


def many_rows(workbook: Workbook) -> None:
    for number in range(10_000):
        workbook["Rooms"].append([f"room{number}", 5, "а", "б", "c"])


def bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 100_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "made", "said"),  # made in its test: the big ones take a while
    [
        ("programme.xlsx", lambda: b"PK\x03\x04 and then nothing", "not a readable XLSX workbook"),
        ("programme.xlsx", lambda: b"old binary sheet", "not a readable XLSX workbook"),
        ("programme.xlsx", bomb, "Unpacked it has more than 20 MB"),
        ("programme.xlsx", lambda: sheet(many_rows), "there are more than 2000 rows"),
        ("programme.xlsx", lambda: b"PK" + b"x" * 10_000_001, "The file has more than 10 MB"),
        ("guests.csv", lambda: "Name;Club".encode("utf-16"), "This is no file of a programme"),
        ("holiday.jpg", lambda: b"\xff\xd8\xff\xe0 a picture", "This is a picture or a video"),
    ],
    ids=["broken", "binary", "bomb", "rows", "big", "list", "picture"],
)
async def test_what_is_no_programme_gets_one_clear_error_in_bounded_memory(
    seminar: Seminar, daniel: Phone, name: str, made: Callable[[], bytes], said: str
) -> None:
    content = made()
    async with organised(seminar, daniel):
        tracemalloc.start()
        try:
            await sends(daniel, content, name)
            await daniel.sees("1 thing to correct", said)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 150_000_000


async def test_many_errors_come_as_a_file_too(seminar: Seminar, daniel: Phone) -> None:
    def spoil(workbook: Workbook) -> None:
        for row in range(2, 14):
            workbook["Sessions"].cell(row, 4).value = "noon"

    async with organised(seminar, daniel):
        await sends(daniel, sheet(spoil))
        await daniel.sees("12 things to correct", "and more: 4")
        (file,) = [screen for screen in daniel.screens if screen["file"]]
        assert file["file"]["name"] == "errors.txt"


async def test_a_text_instead_of_a_file(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await asks_for_a_file(daniel)
        await daniel.write("here it is")
        await daniel.sees("That is no file")
        await daniel.send_file("programme.xlsx", sheet(room_of_lunch))
        await daniel.sees("Lunch · room: Restaurant → Foyer")


# ------------------------------------------------------------------- two at once


async def test_two_organisers_at_once_lose_nothing(seminar: Seminar, daniel: Phone, marina: Phone) -> None:
    """The second one sees the change on top of the first one's, and both are there in the end."""
    async with organised(seminar, daniel, marina):
        await sends(daniel, sheet(room_of_lunch))
        await daniel.sees("Apply silently")
        await marina.press("calloff:d1-dinner")
        await marina.sees("Ужин · отменяется")
        await marina.tap("Изменить и сообщить")
        await marina.sees("Программа изменена")
        assert "Somebody else has changed the programme meanwhile" in await daniel.tap("Apply silently")
        await daniel.sees("Lunch · room: Restaurant → Foyer", "Apply silently")
        assert "Dinner" not in daniel.text
        await daniel.tap("Apply silently")
        await daniel.sees("The programme is changed")
        assert await room(seminar, "d1-lunch") == "foyer"
        await daniel.press("change:d1-dinner")
        await daniel.sees("This session is cancelled.")


async def test_what_one_prepared_in_the_chat_takes_back_nothing_that_another_has_done(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with organised(seminar, daniel, marina):
        await daniel.press("calloff:d1-lunch")
        await daniel.sees("Lunch · is cancelled")
        await marina.press("delay:20")
        await marina.tap("Изменить, не сообщая")
        await marina.sees("Программа изменена")
        said = await daniel.tap("Apply silently")
        assert said == "The programme has changed meanwhile, so nothing is applied. Please begin again."
        await daniel.sees("Programme changes", "Марина")


async def test_a_file_that_another_has_overtaken_says_first_by_whom(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with organised(seminar, daniel, marina):
        await sends(daniel, sheet(room_of_lunch))
        await daniel.sees("Apply silently")
        await marina.press("delay:20")
        await marina.tap("Изменить, не сообщая")
        await marina.sees("Программа изменена")
        await daniel.tap("Apply silently")
        await daniel.sees("Changed meanwhile: Марина · in the chat\n", "Lunch · Tue 30 Apr")


async def test_ones_own_other_change_is_not_blamed_on_somebody_else(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await daniel.press("calloff:d1-lunch")
        lunch = daniel.newest
        await daniel.press("calloff:d1-dinner")
        await daniel.tap("Apply silently")
        await daniel.sees("The programme is changed")
        silently = lunch["buttons"][1][0]["data"]
        said = await daniel.press(silently, lunch["message_id"])
        assert said == "The programme has changed since then. Please look at your change again."


async def test_an_old_undo_undoes_nothing(seminar: Seminar, daniel: Phone, marina: Phone) -> None:
    async with organised(seminar, daniel, marina):
        for phone in (daniel, marina):
            await phone.press("calloff:d1-dinner" if phone is daniel else "calloff:d1-lunch")
            await phone.press(phone.newest["buttons"][0][0]["data"])
        assert await daniel.tap("Undo") == OUT_OF_DATE
        await daniel.sees("Programme changes", "Марина")


# ----------------------------------------------------------------------- forged


async def test_a_participant_presses_an_organisers_buttons(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with organised(seminar, marina, others=(daniel,)):
        await sends(marina, sheet(room_of_lunch))
        await marina.sees("Изменить и сообщить")
        for data in ("programme", "apply:1:tell", "calloff:d1-lunch", "undochange:1", "delay:10"):
            await daniel.press("session:d1-lunch")
            await daniel.sees("13:00–14:00 · Restaurant")
            assert await daniel.press(data) == OUT_OF_DATE, data
            await daniel.sees("Now until 11:30")
            assert await room(seminar, "d1-lunch") == "restaurant"


async def test_another_organisers_proposal_is_not_ones_own(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with organised(seminar, daniel, marina):
        await sends(marina, sheet(room_of_lunch))
        await marina.sees("Изменить и сообщить")
        assert await daniel.press("apply:1:tell") == OUT_OF_DATE
        assert await room(seminar, "d1-lunch") == "restaurant"
