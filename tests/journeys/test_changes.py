"""The programme changes at the last minute: what each person is told, and what nobody is told any more."""

from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from bot.agenda.sample import SAMPLE
from tests.journeys.phone import Phone
from tests.journeys.program import environment, program
from tests.journeys.seminar import Seminar, at

DISCUSSION: Final = "d1-discussion"  # 12:00 in the Main Hall, for everybody
TRAINING: Final = "d1-training2"  # 14:00 in Hall 2, for those who have a seat
REMINDER: Final = "In 10 minutes: Discussion\n12:00 · Main Hall"

Moments = Sequence[tuple[str, ...]]  # a clock time, and what comes then
Changes = Mapping[str, tuple[Mapping[str, Any], Moments]]

BEFORE: Final[Changes] = {  # the reminder has not left; the change is made at 11:45
    "later": (
        {"start": time(12, 10)},
        [("11:50",), ("12:00", "In 10 minutes: Discussion\n12:10 · Main Hall")],
    ),
    "earlier": (
        {"start": time(11, 56)},
        [("11:47", "In 9 minutes: Discussion\n11:56 · Main Hall"), ("11:50",)],
    ),
    "elsewhere": ({"room": "hall3"}, [("11:50", "In 10 minutes: Discussion\n12:00 · Hall 3"), ("11:55",)]),
    "cancelled": ({"cancelled": True}, [("11:50",), ("11:57",)]),
    "too near": ({"start": time(11, 46)}, [("11:45",), ("11:50",)]),
}
AFTER: Final[Changes] = {  # it has left; the change is made at 11:50
    "later": (
        {"start": time(12, 10)},
        [("11:55",), ("12:00", "In 10 minutes: Discussion\n12:10 · Main Hall")],
    ),
    "earlier": (
        {"start": time(11, 56)},
        [("11:50", "In 6 minutes: Discussion\n11:56 · Main Hall"), ("11:55",)],
    ),
    "elsewhere": ({"room": "hall3"}, [("11:50",), ("11:57",)]),
    "cancelled": ({"cancelled": True}, [("11:50",), ("11:57",)]),
}
DETAILS: Final = {
    "later": "Tue 30 Apr, 12:10–13:00 · Main Hall",
    "earlier": "Tue 30 Apr, 11:56–13:00 · Main Hall",
    "elsewhere": "Tue 30 Apr, 12:00–13:00 · Hall 3",
    "cancelled": "This session is cancelled.",
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
        await hears(seminar, daniel, ("11:50", REMINDER))
        await seminar.changes(DISCUSSION, **values)
        await hears(seminar, daniel, *moments)
        await daniel.tap("Details")
        await daniel.sees("Discussion: global citizenship", DETAILS[change])


async def test_there_and_back_again_is_told_once(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await hears(seminar, daniel, ("11:50", REMINDER))
        await seminar.changes(DISCUSSION, start=time(12, 10))
        await hears(seminar, daniel, ("11:51",))
        await seminar.changes(DISCUSSION, start=time(12))
        await hears(seminar, daniel, ("11:52",), ("11:58",), ("12:00",))


async def test_a_reminder_that_has_to_wait_names_the_new_room(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open() as bot:
        await daniel.comes_in()
        await seminar.moves_to(at(1, "11:45"))
        sent = len(await seminar.calls("sendMessage"))
        busy = {"answer": "429", "method": "sendMessage", "retry_after": 600}
        await seminar.faults(plan=[busy])
        seminar.clock.jump_to(at(1, "11:50"))
        await bot.tick()
        await seminar.asked("sendMessage", sent + 1)
        await seminar.changes(DISCUSSION, room="hall3")
        seminar.clock.rest(timedelta(seconds=600))
        await hears(seminar, daniel, ("11:53", "In 7 minutes: Discussion\n12:00 · Hall 3"))


async def test_a_break_that_the_programme_wants_people_reminded_of(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await seminar.changes("d1-coffee1", reminder=True)
        await hears(seminar, daniel, ("11:20", "In 10 minutes: Coffee break\n11:30 · Foyer"))


# -------------------------------------------------------- for those with a seat


async def test_only_those_concerned_hear_of_the_new_room(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open():
        await marina.comes_in()
        await daniel.comes_in()
        await marina.press(f"seat:{TRAINING}")
        await daniel.press("seat:d1-training1")
        await seminar.moves_to(at(1, "13:45"))
        await seminar.changes(TRAINING, room="foyer")
        await seminar.moves_to(at(1, "13:50"))
        await marina.sees("Через 10 минут: 2. Креативная педагогика\n14:00 · Фойе")
        await daniel.sees("In 10 minutes: 1. Key competencies\n14:00 · Hall 1")


async def test_whose_training_is_cancelled_is_asked_to_choose_again(seminar: Seminar, marina: Phone) -> None:
    async with seminar.open():
        await marina.comes_in()
        await marina.press(f"seat:{TRAINING}")
        await seminar.changes(TRAINING, cancelled=True)
        await seminar.moves_to(at(1, "12:30"))
        await marina.sees("Выбор тренинг-сессии: осталось мало времени", "1. Ключевые компетенции")
        assert "2. Креативная педагогика" not in marina.labels
        await marina.tap("1. Ключевые компетенции")
        await marina.sees("Занять место")
        assert await marina.tap("Занять место") == "Место за Вами."
        await seminar.moves_to(at(1, "13:50"))
        await marina.sees("Через 10 минут: 1. Ключевые компетенции\n14:00 · Зал 1")


# ------------------------------------------------------------------ languages


async def test_a_text_is_taken_in_all_three_languages_or_not_at_all(
    seminar: Seminar, aigerim: Phone, marina: Phone, tmp_path: Path
) -> None:
    description = {"ru": "Чай, кофе и баурсаки.", "en": "Tea, coffee and baursaks."}
    async with seminar.open():
        await aigerim.comes_in()
        await marina.comes_in()
        assert "the text “description” is missing in Kazakh" in await imported(
            seminar, tmp_path, description, code=1
        )
        await aigerim.press("session:d1-coffee2")
        await aigerim.sees("Кофе-үзіліс", "16:00–16:30")
        assert "baursaks" not in aigerim.text
        await imported(seminar, tmp_path, {**description, "kk": "Шай, кофе және бауырсақ."}, code=0)
        await aigerim.press("session:d1-coffee2")
        await aigerim.sees("Шай, кофе және бауырсақ.")
        await marina.press("session:d1-coffee2")
        await marina.sees("Чай, кофе и баурсаки.")


async def imported(seminar: Seminar, folder: Path, description: Any, code: int) -> str:
    """The organisers describe a break; what the command line says."""
    document = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    (coffee,) = (session for session in document["sessions"] if session["id"] == "d1-coffee2")
    coffee["description"] = description
    file = folder / "programme.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    async with program(folder, "import", str(file), "--yes", **environment(seminar)) as importing:
        ended = await importing.ended()
    assert ended.code == code, ended
    return ended.out + ended.err
