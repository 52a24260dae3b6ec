"""People who go, for a while or for good, and people who want less of the bot, or to know what it keeps."""

import json

from tests.journeys.conftest import DANIEL, MARINA
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at

TRAINING = "d1-training2"


async def requests(seminar: Seminar, phone: Phone) -> int:
    """How often the bot has tried to write to somebody."""
    return sum(call["chat"] == phone.person.id for call in await seminar.calls("sendMessage"))


# ------------------------------------------------------------- for a while


async def test_who_blocks_the_bot_keeps_their_seat_and_is_reminded_once_back(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await marina.comes_in()
        await daniel.press(f"seat:{TRAINING}")
        await daniel.block()
        await seminar.calms()
        before = await requests(seminar, daniel)
        await seminar.moves_to(at(1, "09:20"))
        await seminar.moves_to(at(1, "11:50"))
        assert await requests(seminar, daniel) == before
        await seminar.moves_to(at(1, "12:05"))  # nothing is due
        await marina.press(f"session:{TRAINING}")
        await marina.sees("Занято мест: 1 из 40")

        await daniel.unblock()
        await seminar.calms()
        assert daniel.came() == []
        await seminar.moves_to(at(1, "13:50"))
        await daniel.sees("In 10 minutes: 2. Creative pedagogy\n14:00 · Hall 2")
        await daniel.write("/my")
        await daniel.sees("✓ 2. Creative pedagogy · Hall 2")


async def test_who_is_no_more_on_telegram_is_tried_once(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await marina.comes_in()
        await seminar.faults(deactivate=[DANIEL.id])
        before = await requests(seminar, daniel)
        await seminar.moves_to(at(1, "09:20"))
        await seminar.moves_to(at(1, "09:50"))
        await seminar.moves_to(at(1, "11:50"))
        assert await requests(seminar, daniel) == before + 1
        assert len(marina.came()) == 3


# --------------------------------------------------------------- what is kept


async def test_my_data_are_what_i_did_and_nobody_elses(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with seminar.open():
        await marina.comes_in()
        await marina.press("seat:d1-training1")
        await daniel.comes_in()
        await daniel.press(f"seat:{TRAINING}")
        await daniel.press("lead:15")
        await daniel.press("mute:plan")
        await daniel.write("/settings")
        await daniel.sees("Reminders: 15 minutes before", "Messages switched off: Action plan questions")
        await daniel.tap("My data as a file")
        await daniel.sees("my-data.json", "Everything that is kept about you. Times are in UTC.")
        content = (await daniel.file()).decode()
        kept = json.loads(content)
        (profile,) = kept["people"]
        facts = ("telegram_id", "name", "username", "language", "reminder_lead")
        assert [profile[fact] for fact in facts] == [DANIEL.id, "Daniel", "daniel", "en", 15]
        assert [seat["session_id"] for seat in kept["seats"]] == [TRAINING]
        assert [mute["kind"] for mute in kept["mutes"]] == ["plan"]
        assert not any(trace in content for trace in (MARINA.first_name, str(MARINA.id), "d1-training1"))


async def test_who_deletes_everything_is_a_stranger_and_their_seat_goes_to_the_next(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with seminar.open():
        await seminar.changes(TRAINING, capacity=1)
        await daniel.comes_in()
        await daniel.press(f"seat:{TRAINING}")
        await marina.comes_in()
        await marina.press(f"session:{TRAINING}")
        await marina.sees("Занято мест: 1 из 1")
        await marina.tap("Встать в лист ожидания")
        await daniel.write("/settings")
        await daniel.sees("Delete my data")
        await deletes_everything(daniel)

        await marina.sees("Для Вас освободилось место: 2. Креативная педагогика")
        assert await marina.tap("Да, занять место") == "Место за Вами."
        daniel.came()
        await seminar.moves_to(at(1, "09:20"))
        assert daniel.came() == []
        await daniel.press("session:d1-lunch")
        await daniel.sees("Choose your language")
        await daniel.tap("English")
        await seminar.settles()
        await daniel.sees("In 10 minutes: Opening")
        await daniel.write("/my")
        await daniel.sees("You have not chosen anything yet.")


async def deletes_everything(phone: Phone) -> None:
    await phone.tap("Delete my data")
    await phone.sees("Delete everything about you?", "Your seats become free for others.")
    await phone.tap("Yes, delete everything")
    await phone.sees("Everything about you is deleted", "Seats that are free again: 1", "Profile: 1")
    assert phone.labels == []


# ---------------------------------------------------------------- less of it


async def test_the_time_where_i_am(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await daniel.write("/settings")
        await daniel.sees("Time zone: Almaty, UTC+06:00")
        await daniel.tap("Time zone")
        await daniel.sees("Your choice: Almaty, UTC+06:00", "✓ Almaty")
        assert await daniel.tap("Seoul") == "Saved"
        await daniel.sees("Time zone: Seoul, UTC+09:00")
        await seminar.moves_to(at(1, "09:20"))
        await daniel.sees("In 10 minutes: Opening\n09:30 · Main Hall\nWhere you are: 12:30")
        await daniel.tap("Details")
        await daniel.sees("Tue 30 Apr, 09:30–10:00 · Main Hall", "Where you are: Tue 30 Apr, 12:30")

        await daniel.press("zones")
        await daniel.write("Катманду")
        await daniel.sees("Time zone: Kathmandu, UTC+05:45")


async def test_messages_i_do_not_want(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await daniel.write("/settings")
        await daniel.sees("Messages: all kinds")
        await daniel.tap("Messages")
        await daniel.sees("☑ Session reminders", "☑ comes · ☐ does not come")
        assert await daniel.tap("☑ Session reminders") == "Saved"
        await daniel.sees("☐ Session reminders")
        daniel.came()
        await seminar.moves_to(at(1, "09:20"))
        assert daniel.came() == []
        assert await daniel.tap("☐ Session reminders") == "Saved"
        await daniel.sees("☑ Session reminders")
        await seminar.moves_to(at(1, "09:50"))
        assert daniel.came() == ["In 10 minutes: Introduction Session\n10:00 · Main Hall"]
