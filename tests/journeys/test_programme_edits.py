"""Organisers change a session, or the rest of the day, without a file."""

from datetime import timedelta

import pytest

from tests.journeys.phone import Phone
from tests.journeys.programmes import organised
from tests.journeys.seminar import Seminar, at

MINUTE = timedelta(minutes=1)
OUT_OF_DATE = "This was out of date. Here is the new one."

WAY = {
    "kk": ("aigerim", "Бір сессияны өзгерту", "30 сәуір", "12:00", "Уақыты", "+10"),
    "ru": ("marina", "Изменить одну сессию", "30 апреля", "12:00", "Время", "+10"),
    "en": ("daniel", "Change one session", "Tuesday, 30", "12:00", "Time", "+10"),
}


@pytest.mark.parametrize("language", WAY)
async def test_a_session_is_moved_in_a_few_taps(
    seminar: Seminar, language: str, request: pytest.FixtureRequest
) -> None:
    name, *way = WAY[language]
    change = "12:00–13:00 → 12:10–13:10"
    phone: Phone = request.getfixturevalue(name)
    async with organised(seminar, phone):
        await phone.write("/programme")
        for label in way:
            await phone.sees(label)
            await phone.tap(label)
        await phone.sees(change)
        await phone.press(phone.newest["buttons"][0][0]["data"])
        await seminar.moves_to(seminar.clock.now() + 2 * MINUTE)
        assert change in "\n".join(phone.came())


async def asks_for_a_time(daniel: Phone) -> None:
    await daniel.press("shift:d1-discussion")
    await daniel.sees("When does it begin?", "for example 12:10")


async def test_a_time_is_understood_however_it_is_typed(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        for typed in ("12:20", "12.20", "1220", " 12 20 "):
            await asks_for_a_time(daniel)
            await daniel.write(typed)
            await daniel.sees("Discussion · Tue 30 Apr, 12:00–13:00 → 12:20–13:20", "Apply and tell them")


async def test_what_is_no_time_is_said_and_the_question_stays(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await asks_for_a_time(daniel)
        for nonsense in ("soon", "25:10", "12:75", "7"):
            await daniel.write(nonsense)
            await daniel.sees(f"This is no time: {nonsense}", "When does it begin?")
        await daniel.write("23:50")
        await daniel.sees("This cannot be", "It would go on after midnight.")
        await daniel.write("12:20")
        await daniel.sees("12:20–13:20")
        await daniel.tap("Cancel")
        await daniel.sees("It has not been changed yet.")


async def test_it_is_like_that_already(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await asks_for_a_time(daniel)
        await daniel.write("12:00")
        await daniel.sees("It is already like that.")


async def test_a_session_is_put_back_on(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await daniel.press("change:d1-dinner")
        await daniel.tap("Call off")
        await daniel.sees("Dinner · is cancelled", "Will be told: 1")
        await daniel.tap("Apply and tell them")
        await daniel.sees("The programme is changed")
        await daniel.press("changeday:day1:1")
        await daniel.sees("✕ cancelled; can be brought back")
        await daniel.tap("✕ 18:30 Dinner")
        await daniel.sees("This session is cancelled.")
        await daniel.tap("Put it back on")
        await daniel.sees("Dinner · takes place after all")


async def test_another_room_and_a_warning_by_names(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await daniel.press("change:d1-training2")
        await daniel.tap("Room")
        await daniel.sees("Into which room?", "Hall 3")
        await daniel.tap("Hall 3")
        await daniel.sees("2. Creative pedagogy · room: Hall 2 → Hall 3")
        await daniel.sees("⚠ 3. Curriculum: the room Hall 3 is taken from 14:00 to 16:00 by 2. Creative")


async def test_two_sessions_are_swapped(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        await daniel.press("change:d1-lunch")
        await daniel.tap("Swap")
        await daniel.sees("Swap with which session?", "12:00 Discussion")
        await daniel.tap("12:00 Discussion")
        await daniel.sees(
            "Discussion · Tue 30 Apr, 12:00–13:00 → 13:00–14:00", "room: Restaurant → Main Hall"
        )
        await daniel.tap("Apply silently")
        await daniel.sees("The programme is changed")
        await daniel.press("session:d1-lunch")
        await daniel.sees("12:00–13:00 · Main Hall")


async def test_the_rest_of_the_day_runs_late(seminar: Seminar, daniel: Phone, marina: Phone) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        await daniel.write("/programme")
        await daniel.sees("The rest of the day is late")
        await daniel.tap("The rest of the day is late")
        await daniel.write("a while")
        await daniel.sees("This is no number of minutes from 1 to 240: a while")
        await daniel.write("15 min")
        await daniel.sees("changes", "Coffee break · Tue 30 Apr, 11:30–12:00 → 11:45–12:15")
        await daniel.tap("All of it as a file")
        await daniel.sees("changes.txt")
        told = (await daniel.file()).decode()
        assert "Dinner · Tue 30 Apr, 18:30–20:30 → 18:45–20:45" in told
        assert "Introduction Session · length: 1 hour 30 minutes → 1 hour 45 minutes" in told
        await daniel.tap("Apply and tell them")
        await seminar.moves_to(seminar.clock.now() + 2 * MINUTE)
        (told,) = marina.came()
        assert "11:30 → 11:45" in told
        await daniel.press("change:d2-checkin")
        await daniel.sees("09:00–09:30")


async def test_before_the_first_session_of_the_day_people_are_told_at_once(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with organised(seminar, daniel, others=(marina,), now=at(1, "08:25")):
        await daniel.press("calloff:d1-dinner")
        await daniel.sees("Will be told: 2")
        await daniel.tap("Apply and tell them")
        await daniel.sees("Within a few minutes a message goes to: 2")
        await seminar.moves_to(at(1, "08:27"))
        assert "Ужин" in "\n".join(marina.came())


async def test_at_night_the_preview_says_when_people_are_told(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with organised(seminar, daniel, others=(marina,), now=at(1, "21:30")):
        later = "At night only what is near is told; the rest from 08:00 on."
        await daniel.press("calloff:d2-final")
        await daniel.sees("Will be told: 2", later)
        await daniel.tap("Apply and tell them")
        await daniel.sees("The programme is changed", "Will be told: 2", later)
        await seminar.moves_to(at(1, "21:40"))
        assert marina.came() == []
        await seminar.moves_to(at(2, "08:00"))
        assert "отменено" in "\n".join(marina.came()).lower()


async def test_what_has_begun_since_the_preview_is_not_late_any_more(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel, now=at(1, "11:59")):
        await daniel.press("delay:10")
        await daniel.sees("Apply and tell them")
        await seminar.moves_to(at(1, "12:01"))
        assert await daniel.tap("Apply and tell them") == "It has begun already: Discussion"
        await daniel.sees("It has not been changed yet.")


async def test_after_the_last_session_nothing_can_be_late(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel, now=at(1, "21:00")):
        await daniel.press("delay:10")
        await daniel.sees("This cannot be", "Nothing of the programme is left for today.")


FORGED = (
    "change:no-such-session",
    "shift:no-such-session:10",
    "moveroom:d1-lunch:00000000",
    "swap:d1-lunch:00000000",
    "changeday:day9",
    "ends:no-such-session:10",
    "shiftday:d1-lunch:00000000:same",
    "apply:99:tell",
    "apply:x",
    "apply:9999999999999999999999:tell",
    "allchanges:7",
    "undochange:1",
    "calloff:no-such-session",
)


async def test_a_forged_button_leads_home(seminar: Seminar, daniel: Phone) -> None:
    async with organised(seminar, daniel):
        for data in FORGED:
            await daniel.press("change:d1-lunch")
            await daniel.sees("Call off")
            assert await daniel.press(data) == OUT_OF_DATE, data
            await daniel.sees("Programme changes", "It has not been changed yet.")
