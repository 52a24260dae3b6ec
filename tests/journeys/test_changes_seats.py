"""A session that one has a seat in changes: who hears of it, and where there is another seat."""

from typing import Final

from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at

TRAINING: Final = "d1-training2"  # 14:00 in Hall 2


async def test_only_those_concerned_hear_of_the_new_room(
    seminar: Seminar, aigerim: Phone, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open():
        for phone in (aigerim, marina, daniel):
            await phone.comes_in()
        await marina.press(f"seat:{TRAINING}")
        await daniel.press("seat:d1-training1")
        await seminar.moves_to(at(1, "13:31"))
        for phone in (aigerim, marina, daniel):
            phone.came()
        await seminar.changes(TRAINING, room="foyer")
        await seminar.moves_to(at(1, "13:35"))
        assert marina.came() == ["Изменение: 2. Креативная педагогика\nМесто проведения: Зал 2 → Фойе"]
        assert [*aigerim.came(), *daniel.came()] == []
        await seminar.moves_to(at(1, "13:50"))
        await marina.sees("Через 10 минут: 2. Креативная педагогика\n14:00 · Фойе")
        await daniel.sees("In 10 minutes: 1. Key competencies\n14:00 · Hall 1")


async def test_whose_training_is_cancelled_takes_a_free_seat_with_one_tap(
    seminar: Seminar, marina: Phone
) -> None:
    async with seminar.open():
        await marina.comes_in()
        await marina.press(f"seat:{TRAINING}")
        await seminar.changes(TRAINING, cancelled=True)
        await seminar.moves_to(at(1, "09:05"))
        await marina.sees(
            "Отменено: 2. Креативная педагогика\n14:00–16:00 · Зал 2\n"
            "Свободные места, занять можно одним нажатием:\n"
            "1. Ключевые компетенции · Зал 1 · осталось 40 мест"
        )
        assert marina.labels == [
            "1. Ключевые компетенции",
            "3. Учебная программа",
            "4. Культурное разнообразие",
        ]
        assert await marina.tap("1. Ключевые компетенции") == "Место за Вами."
        await marina.sees("Тренинг-сессия 1", "Занято мест: 1 из 40")
        assert any(screen["text"].startswith("Отменено: 2. Креативная") for screen in marina.screens[:-1])
        await seminar.moves_to(at(1, "13:50"))
        await marina.sees("Через 10 минут: 1. Ключевые компетенции\n14:00 · Зал 1")


async def test_whose_training_is_cancelled_is_asked_to_choose_again(seminar: Seminar, marina: Phone) -> None:
    async with seminar.open():
        await marina.comes_in()
        await marina.press(f"seat:{TRAINING}")
        await seminar.changes(TRAINING, cancelled=True)
        await seminar.moves_to(at(1, "12:00"))
        await seminar.moves_to(at(1, "12:30"))
        await marina.sees("Выбор тренинг-сессии: осталось мало времени", "1. Ключевые компетенции")
        assert "2. Креативная педагогика" not in marina.labels


async def test_who_has_no_time_left_to_choose_reads_whom_to_ask(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await daniel.press(f"seat:{TRAINING}")
        await seminar.moves_to(at(1, "13:31"))
        await seminar.changes(TRAINING, cancelled=True)
        await seminar.moves_to(at(1, "13:33"))
        assert daniel.text == (
            "Cancelled: 2. Creative pedagogy\n14:00–16:00 · Hall 2\n"
            "Choosing is over. To get a seat, please ask at the registration desk."
        )
