"""Organisers move a session to another day or time, or let it end otherwise; and choosing closes with it."""

import pytest
from openpyxl import Workbook

from tests.journeys.phone import Phone
from tests.journeys.programmes import organised, sends, sheet
from tests.journeys.seminar import Seminar, at

PAST = "At that time it would have begun already."
TAKEN_BACK = "Taken back, it would lie in the past. Choose another time for it instead."

OTHER_DAY = {
    "kk": ("aigerim", "1 мам", "Жаңа күні: ", "Сол уақытта, 18:30", "18:30–20:30 → "),
    "ru": ("marina", "1 мая", "Новый день: ", "В то же время, 18:30", "18:30–20:30 → "),
    "en": ("daniel", "1 May", "New day: Wednesday", "Same time, 18:30", "18:30–20:30 → "),
}


@pytest.mark.parametrize("language", OTHER_DAY)
async def test_a_session_moves_to_another_day_at_the_same_time(
    seminar: Seminar, language: str, request: pytest.FixtureRequest
) -> None:
    name, day, asked, same, moved = OTHER_DAY[language]
    phone: Phone = request.getfixturevalue(name)
    async with organised(seminar, phone):
        await phone.press("shift:d1-dinner")
        await phone.tap(day)
        await phone.sees(asked)
        await phone.tap(same)
        await phone.sees(moved, "⚠")


async def test_on_another_day_a_session_begins_when_it_is_typed(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await daniel.press("shift:d1-dinner")
        await daniel.tap("1 May")
        await daniel.write("in the evening")
        await daniel.sees("This is no time: in the evening", "New day: Wednesday")
        await daniel.write("17:45")
        await daniel.sees("Dinner · Tue 30 Apr, 18:30–20:30 → Wed 1 May, 17:45–19:45")


async def test_what_is_brought_forward_to_today_does_not_land_in_the_past(
    seminar: Seminar, daniel: Phone
) -> None:
    async with organised(seminar, daniel, now=at(1, "12:30")):
        await daniel.press("shift:d2-workshop1")
        await daniel.tap("30 Apr")
        await daniel.sees("New day: Tuesday", "for example 09:30")
        assert "Same time" not in daniel.shown
        await daniel.write("10:00")
        await daniel.sees("This cannot be", PAST)
        assert "Apply" not in daniel.shown
        await daniel.press("shift:d2-workshop1")
        await daniel.tap("30 Apr")
        await daniel.write("17:30")
        await daniel.sees("Wed 1 May, 09:30–11:00 → Tue 30 Apr, 17:30–19:00")


async def test_a_preview_is_not_applied_after_its_new_time_has_passed(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        await daniel.press("shift:d1-dinner")
        await daniel.write("10:30")
        await daniel.sees("18:30–20:30 → 10:30–12:30")
        await seminar.moves_to(at(1, "13:30"))
        marina.came()
        await daniel.tap("Apply and tell them")
        await daniel.sees("This cannot be", "Dinner", PAST)
        await daniel.tap("Back")
        await daniel.sees("Dinner", "18:30–20:30")
        await seminar.moves_to(at(1, "13:35"))
        assert marina.came() == []


async def test_what_would_go_back_into_the_past_is_not_taken_back(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await daniel.press("shift:d1-lunch")
        await daniel.write("17:00")
        await daniel.sees("13:00–14:00 → 17:00–18:00")
        await daniel.tap("Apply silently")
        await daniel.tap("Undo")
        await daniel.sees("17:00–18:00 → 13:00–14:00", "This takes back")
        await seminar.moves_to(at(1, "14:30"))
        await daniel.tap("Apply")
        await daniel.sees("This cannot be", "Lunch", TAKEN_BACK)
        await daniel.press("programme")
        await daniel.tap("Undo the last change")
        await daniel.sees("This cannot be", "Lunch", TAKEN_BACK)
        assert "Apply" not in daniel.shown


async def test_what_runs_does_not_end_in_the_past(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel, now=at(1, "13:40")):
        await daniel.press("ends:d1-lunch")
        await daniel.write("13:10")
        await daniel.sees("This cannot be", "Lunch", "It would be over already.")
        await daniel.press("ends:d1-lunch")
        await daniel.write("13:40")
        await daniel.sees("Lunch · length: 1 hour → 40 minutes, until 13:40", "Apply")


async def test_a_file_may_say_what_was_and_is_warned_of(seminar: Seminar, daniel: Phone) -> None:
    def lunch_earlier(workbook: Workbook) -> None:
        sessions = workbook["Sessions"]
        headers = [cell.value for cell in sessions[1]]
        (lunch,) = (row for row in sessions.iter_rows() if row[0].value == "d1-lunch")
        lunch[headers.index("start")].value, lunch[headers.index("end")].value = "12:30", "13:00"

    async with organised(seminar, daniel, now=at(1, "16:00")):
        await sends(daniel, sheet(lunch_earlier))
        await daniel.sees("⚠ Lunch: it lies in the past. If it was not so, correct its time.")
        await seminar.moves_to(at(1, "16:10"))
        await daniel.tap("Apply")
        await daniel.sees("The programme is changed")


async def test_a_day_that_is_over_is_not_offered(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel, now=at(2, "08:00")):
        await daniel.press("shift:d2-final")
        await daniel.sees("When does it begin?")
        assert "30 Apr" not in daniel.shown


async def test_choosing_that_closes_with_a_move_is_said_before(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel, now=at(1, "13:10")):
        await daniel.press("shift:d1-training1")
        await daniel.write("13:20")
        await daniel.sees("⚠ Choice of training session: choosing closes earlier", "Have not chosen yet: 1")
        await seminar.moves_to(at(1, "13:20"))
        await daniel.press("shift:d1-training1")
        await daniel.write("13:20")
        await daniel.sees("choosing is over at once", "Have not chosen yet: 1")


async def test_a_session_ends_later_or_earlier(seminar: Seminar, daniel: Phone, marina: Phone) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        await daniel.press("change:d1-lunch")
        await daniel.tap("Length")
        await daniel.sees("When does it end?", "for example 14:10")
        await daniel.tap("−15")
        await daniel.sees("Lunch · length: 1 hour → 45 minutes, until 13:45")
        await daniel.press("ends:d1-lunch")
        await daniel.write("half past one")
        await daniel.sees("This is no time: half past one", "When does it end?")
        await daniel.write("12.30")
        await daniel.sees("This cannot be")
        await daniel.press("ends:d1-lunch")
        await daniel.write("13:30")
        await daniel.sees("Lunch · length: 1 hour → 30 minutes, until 13:30", "Will be told: 2")
        await daniel.tap("Apply and tell them")
        await seminar.moves_to(at(1, "10:07"))
        assert "13:00–14:00 → 13:00–13:30" in "\n".join(marina.came())
