"""The programme changes at the last minute: what each person is told, and what nobody is told any more."""

from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from typing import Any, Final

import pytest

from bot.programme import edits
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at

DISCUSSION: Final = "d1-discussion"  # 12:00 in the Main Hall, for everybody
TRAINING: Final = "d1-training2"  # 14:00 in Hall 2
REMINDER: Final = "In 10 minutes: Discussion\n12:00 · Main Hall"

Moments = Sequence[tuple[str, ...]]  # a clock time, and what comes then
Changes = Mapping[str, tuple[Mapping[str, Any], Moments]]

OLD: Final = "Changed: Discussion\nTime: 12:00–13:00 → "
ELSEWHERE: Final = "Changed: Discussion\nRoom: Main Hall → Hall 3"
CANCELLED: Final = "Cancelled: Discussion\n12:00–13:00 · Main Hall"

BEFORE: Final[Changes] = {  # the reminder has not left; the change is made at 11:45
    "later": (
        {"start": time(12, 10)},
        [("11:50", f"{OLD}12:10–13:00"), ("12:00", "In 10 minutes: Discussion\n12:10 · Main Hall")],
    ),
    "earlier": (
        {"start": time(11, 56)},
        [("11:47", f"{OLD}11:56–13:00", "In 9 minutes: Discussion\n11:56 · Main Hall"), ("11:50",)],
    ),
    "elsewhere": (
        {"room": "hall3"},
        [("11:50", ELSEWHERE, "In 10 minutes: Discussion\n12:00 · Hall 3"), ("11:55",)],
    ),
    "cancelled": ({"cancelled": True}, [("11:50", CANCELLED), ("11:57",)]),
    "too near": ({"start": time(11, 46)}, [("11:45",), ("11:50", f"{OLD}11:46–13:00")]),
}
AFTER: Final[Changes] = {  # it has left; the change is made at 11:51
    "later": (
        {"start": time(12, 10)},
        [("11:55", f"{OLD}12:10–13:00"), ("12:00", "In 10 minutes: Discussion\n12:10 · Main Hall")],
    ),
    "earlier": (
        {"start": time(11, 56)},
        [("11:51", "In 5 minutes: Discussion\n11:56 · Main Hall"), ("11:55", f"{OLD}11:56–13:00")],
    ),
    "longer": ({"end": time(13, 10)}, [("11:51",), ("11:57", f"{OLD}12:00–13:10")]),
    "elsewhere": ({"room": "hall3"}, [("11:51",), ("11:57", ELSEWHERE)]),
    "cancelled": ({"cancelled": True}, [("11:51",), ("11:57", CANCELLED)]),
}
CORRECTED: Final = {
    "later": "Starts later: 12:10\nDiscussion · 12:10–13:00 · Main Hall",
    "earlier": "Starts earlier: 11:56\nDiscussion · 11:56–13:00 · Main Hall",
    "longer": "Ends later: 13:10\nDiscussion · 12:00–13:10 · Main Hall",
    "elsewhere": "Room changed: Hall 3\nDiscussion · 12:00–13:00 · Hall 3",
    "cancelled": "Cancelled: Discussion\nDiscussion · 12:00–13:00",
}


async def hears(seminar: Seminar, phone: Phone, *moments: tuple[str, ...]) -> None:
    """At each moment come these messages, and no others."""
    for wall, *texts in moments:
        await seminar.moves_to(at(1, wall))
        assert phone.came() == texts, wall


# ------------------------------------------------------------- for everybody


@pytest.mark.parametrize("change", BEFORE)
async def test_before_the_reminder(seminar: Seminar, daniel: Phone, change: str) -> None:
    values, moments = BEFORE[change]
    async with seminar.open():
        await daniel.comes_in()
        await seminar.moves_to(at(1, "11:45"))
        await seminar.changes(DISCUSSION, **values)
        await hears(seminar, daniel, *moments)


@pytest.mark.parametrize("change", AFTER)
async def test_after_the_reminder(seminar: Seminar, daniel: Phone, change: str) -> None:
    values, moments = AFTER[change]
    async with seminar.open():
        await daniel.comes_in()
        await hears(seminar, daniel, ("11:50", REMINDER), ("11:51",))
        reminder = daniel.newest["message_id"]
        await seminar.changes(DISCUSSION, **values)
        await hears(seminar, daniel, *moments)
        assert text_of(daniel, reminder) == CORRECTED[change]


async def test_moved_to_tomorrow_after_the_reminder(seminar: Seminar, daniel: Phone) -> None:
    moved = f"{OLD}Wed 1 May, 12:00–13:00"
    async with seminar.open():
        await daniel.comes_in()
        await daniel.press("seat:d2-workshop1")
        await hears(seminar, daniel, ("11:50", REMINDER), ("11:51",))
        reminder = daniel.newest["message_id"]
        await seminar.changes(DISCUSSION, day="day2")
        await hears(seminar, daniel, ("11:51:01",), ("11:53", moved), ("12:00",))
        on = "On another day: 1 May, 12:00\nDiscussion · 12:00–13:00 · Main Hall"
        assert text_of(daniel, reminder) == on
        await seminar.moves_to(at(2, "11:49"))
        daniel.came()
        await seminar.moves_to(at(2, "11:50"))
        assert daniel.came() == [REMINDER]


THERE_AND_BACK: Final[Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]] = (
    ({"start": time(12, 10)}, {"start": time(12)}),
    ({"cancelled": True}, {"cancelled": False}),
    ({"end": time(12, 30)}, {"end": time(13)}),
    ({"day": "day2"}, {"day": "day1"}),
)


@pytest.mark.parametrize(("there", "back"), THERE_AND_BACK, ids=str)
async def test_there_and_back_again_is_told_to_nobody(
    seminar: Seminar, daniel: Phone, there: Mapping[str, Any], back: Mapping[str, Any]
) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await hears(seminar, daniel, ("11:50", REMINDER), ("11:51",))
        reminder = daniel.newest["message_id"]
        await seminar.changes(DISCUSSION, **there)
        await hears(seminar, daniel, ("11:51:30",))
        await seminar.changes(DISCUSSION, **back)
        await hears(seminar, daniel, ("11:51:31",), ("11:53",), ("11:58",), ("12:00",))
        assert text_of(daniel, reminder) == "As first planned\nDiscussion · 12:00–13:00 · Main Hall"


async def test_silently_only_the_reminder_is_corrected(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await hears(seminar, daniel, ("11:50", REMINDER), ("11:51",))
        reminder = daniel.newest["message_id"]
        await seminar.edits(lambda document: edits.set_room(document, DISCUSSION, "hall3"), tell=False)
        await hears(seminar, daniel, ("11:51:01",), ("11:53",), ("11:57",))
        assert text_of(daniel, reminder) == CORRECTED["elsewhere"]


def text_of(phone: Phone, message_id: int) -> str:
    """What a message reads now."""
    (text,) = (screen["text"] for screen in phone.screens if screen["message_id"] == message_id)
    return str(text)


async def test_three_edits_make_one_message(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await seminar.moves_to(at(1, "09:31"))
        daniel.came()
        await seminar.changes(DISCUSSION, start=time(12, 10))
        await hears(seminar, daniel, ("09:31:40",))
        await seminar.changes("d1-lunch", room="foyer")
        await hears(seminar, daniel, ("09:32:20",))
        await seminar.changes("d1-closing", cancelled=True)
        told = (
            "The programme has changed\n"
            "Closing Session · cancelled\n"
            "Discussion: 12:00–13:00 → 12:10–13:00\n"
            "Lunch: Restaurant → Foyer"
        )
        await hears(seminar, daniel, ("09:33:19",), ("09:33:20", told), ("09:45",))


async def test_two_organisers_who_edit_one_session_make_one_message(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await seminar.moves_to(at(1, "09:31"))
        daniel.came()
        await seminar.changes(DISCUSSION, start=time(12, 10))
        await hears(seminar, daniel, ("09:31:40",))
        await seminar.changes(DISCUSSION, room="hall3")
        told = f"{OLD}12:10–13:00\nRoom: Main Hall → Hall 3"
        await hears(seminar, daniel, ("09:32:39",), ("09:32:40", told), ("09:45",))


async def test_who_goes_on_editing_lets_nobody_wait_for_ever(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await seminar.moves_to(at(1, "09:31"))
        daniel.came()
        for second, end in enumerate(range(1, 6)):
            await seminar.changes(DISCUSSION, end=time(13, end))
            await hears(seminar, daniel, (f"09:{31 + (second + 1) * 35 // 60}:{(second + 1) * 35 % 60:02}",))
        await hears(seminar, daniel, ("09:34", f"{OLD}12:00–13:05"), ("09:40",))


async def test_what_changes_in_the_evening_is_told_in_the_morning(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await daniel.press("seat:d2-workshop1")
        await seminar.moves_to(at(1, "22:00"))
        daniel.came()
        await seminar.changes("d2-final", room="hall3")
        await hears(seminar, daniel, ("22:05",))
        await seminar.moves_to(at(2, "07:59"))
        assert daniel.came() == []
        await seminar.moves_to(at(2, "08:00"))
        assert daniel.came() == ["Changed: Words into action\nRoom: Main Hall → Hall 3"]


async def test_what_is_early_in_the_morning_is_told_before_it(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await daniel.press("seat:d2-workshop1")
        await seminar.moves_to(at(1, "22:00"))
        daniel.came()
        await seminar.changes("d2-checkin", start=time(10), end=time(10, 30))
        await seminar.moves_to(at(2, "06:59"))
        assert daniel.came() == []
        await seminar.moves_to(at(2, "07:00"))
        assert daniel.came() == ["Changed: Check-in\nTime: 09:00–09:30 → 10:00–10:30"]


async def test_the_rest_of_the_day_is_late(seminar: Seminar, marina: Phone, aigerim: Phone) -> None:
    now = at(1, "15:30")
    async with seminar.open():
        await marina.comes_in()
        await aigerim.comes_in()
        await marina.press(f"seat:{TRAINING}")
        await seminar.moves_to(now)
        for phone in (marina, aigerim):
            phone.came()
        await seminar.edits(lambda document: edits.delay_rest(document, now, 15))
        await seminar.moves_to(at(1, "15:32"))
        (told,) = marina.came()
        assert told.split("\n") == [
            "Программа изменилась",
            "2. Креативная педагогика: 14:00–16:00 → 14:00–16:15",
            "Кофе-пауза: 16:00 → 16:15",
            "Итоги дня: 16:30 → 16:45",
            "Ужин: 18:30 → 18:45",
        ]
        (told,) = aigerim.came()
        assert told.split("\n") == [
            "Бағдарлама өзгерді",
            "Кофе-үзіліс: 16:00 → 16:15",
            "Күн қорытындысы: 16:30 → 16:45",
            "Кешкі ас: 18:30 → 18:45",
        ]


async def test_a_reminder_that_has_to_wait_names_the_new_room(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open() as bot:
        await daniel.comes_in()
        await seminar.moves_to(at(1, "11:45"))
        busy = {"answer": "429", "method": "sendMessage", "retry_after": 600}
        await seminar.faults(plan=[busy])
        seminar.clock.jump_to(at(1, "11:50"))
        await bot.tick()
        await seminar.holds_back(daniel.person)
        await seminar.changes(DISCUSSION, room="hall3")
        seminar.clock.rest(timedelta(seconds=600))
        await hears(seminar, daniel, ("11:53", "In 7 minutes: Discussion\n12:00 · Hall 3", ELSEWHERE))


async def test_a_break_that_the_programme_wants_people_reminded_of(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await seminar.changes("d1-coffee1", reminder=True)
        await hears(seminar, daniel, ("11:20", "In 10 minutes: Coffee break\n11:30 · Foyer"))
