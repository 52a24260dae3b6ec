"""Hosts say of their own sessions that the room is full, or that they start late."""

from datetime import timedelta

from bot.people import invitations
from bot.people.rules import Invitation, Role
from tests.journeys.phone import Phone
from tests.journeys.programmes import organised
from tests.journeys.seminar import Seminar

MINUTE = timedelta(minutes=1)
OUT_OF_DATE = "Этот экран устарел. Вот новый."
OWN, FOREIGN = "d1-training2", "d1-training1"
CODE = "a-code-for-the-trainer"


async def hosts(seminar: Seminar, phone: Phone, host_id: str) -> None:
    """They come with an invitation."""
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        await invitations.invite(tx, Invitation(Role.HOST, host_id), CODE, seminar.clock.now())
    await phone.start(CODE)
    await seminar.calms()


async def test_a_host_says_that_the_room_is_full(
    seminar: Seminar, daniel: Phone, marina: Phone, aigerim: Phone
) -> None:
    async with organised(seminar, daniel, others=(marina, aigerim)):
        await aigerim.press(f"seat:{OWN}")
        await hosts(seminar, marina, "trainer2")
        await marina.write("/host")
        await marina.sees(
            "Сессии, которые Вы ведёте", "2. Креативная педагогика · 30 апр., вт, 14:00–16:00 · Зал 2"
        )
        await marina.tap("2. Креативная педагогика")
        await marina.sees("Занято мест: 1 из 40", "Зал полон")
        daniel.came()
        await marina.tap("Зал полон")
        await marina.sees(
            "2. Креативная педагогика · мест: 40 → 1", "Организаторам сообщат, участникам ничего не придёт."
        )
        await marina.tap("Да, это так")
        await marina.sees("Спасибо, готово\n2. Креативная педагогика · мест: 40 → 1\nОрганизаторам сообщено.")
        await seminar.settles()
        assert "The room is full: 2. Creative pedagogy" in "\n".join(daniel.came())
        await daniel.press(f"session:{OWN}")
        await daniel.sees("1 of 1 seats taken", "Join the waiting list")


async def test_a_host_starts_late_and_those_seated_are_told(
    seminar: Seminar, daniel: Phone, marina: Phone, aigerim: Phone
) -> None:
    async with organised(seminar, daniel, others=(marina, aigerim)):
        await aigerim.press(f"seat:{OWN}")
        await hosts(seminar, marina, "trainer2")
        await marina.press(f"session:{OWN}")
        await marina.tap("Как ведущий")
        await marina.sees("На сколько минут позже")
        aigerim.came()
        daniel.came()
        await marina.tap("+10")
        await marina.sees("Получат сообщение: 2", "Да, это так", "Отмена")
        await marina.tap("Отмена")
        await marina.sees("На сколько минут позже")
        await marina.tap("+15")
        await marina.tap("Да, это так")
        told = "В течение нескольких минут сообщение получат: 2\nОрганизаторам сообщено."
        await marina.sees("Спасибо, готово", "14:00–16:00 → 14:15–16:00", told)
        await seminar.moves_to(seminar.clock.now() + 2 * MINUTE)
        assert "14:15" in "\n".join(aigerim.came())
        news = "\n".join(daniel.came())
        assert "Starts late: 2. Creative pedagogy" in news
        assert "Reported by: Марина" in news
        await daniel.write("/programme")
        await daniel.sees("Марина · by the host of a session")
        await daniel.tap("Undo the last change")
        await daniel.sees("14:15–16:00 → 14:00–16:00")


async def test_a_second_tap_on_the_same_answer_delays_nothing_more(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        await hosts(seminar, marina, "trainer2")
        await marina.press(f"startlate:{OWN}:15")
        for _ in range(2):
            await marina.touch("Да, это так")
        await seminar.settles()
        await marina.sees("14:15–16:00", "На сколько минут позже")


FORBIDDEN = (
    f"startlate:{FOREIGN}:5:1",
    f"roomfull:{FOREIGN}:1",
    f"hosting:{FOREIGN}",
    f"startlate:{OWN}:500:1",
)


async def test_a_host_speaks_for_nobody_else(seminar: Seminar, daniel: Phone, marina: Phone) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        await hosts(seminar, marina, "trainer2")
        for data in FORBIDDEN:
            await marina.press(f"hosting:{OWN}")
            await marina.sees("На сколько минут позже")
            assert await marina.press(data) == OUT_OF_DATE, data
            await marina.sees("Сессии, которые Вы ведёте")
        await daniel.write("/programme")
        await daniel.sees("It has not been changed yet.")


async def test_without_a_seat_taken_the_room_is_not_full(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        await hosts(seminar, marina, "trainer2")
        await marina.press(f"roomfull:{OWN}")
        await marina.sees("Так не получится", "Пока никто не занял места")


async def test_who_hosts_nothing_has_no_such_button(seminar: Seminar, daniel: Phone, marina: Phone) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        await marina.press(f"session:{OWN}")
        assert "Как ведущий" not in marina.labels
        assert await marina.press(f"startlate:{OWN}:5:1") == OUT_OF_DATE
        await marina.sees("Сейчас, до 11:30")
