"""The program dies or is stopped when it hurts most, or has much to say: nothing is lost, nobody waits."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from bot.delivery.outbox import LEASE
from bot.demo.stage import Person
from bot.reminders.queries import REMINDER
from bot.storage.tables import outbox, people, seats
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.phone import Phone
from tests.journeys.program import environment, program
from tests.journeys.seminar import Seminar, at, seminar_with

OPENING = "In 10 minutes: Opening"
REMINDED = at(1, "09:20")


@pytest.fixture
async def on_each_database(database_url: str) -> AsyncIterator[Seminar]:
    """On SQLite and on PostgreSQL; nine o'clock, and Daniel has come in."""
    async with seminar_with([AIGERIM, MARINA, DANIEL], database_url, at(1, "09:00")) as seminar:
        async with seminar.open():
            await seminar.phones[DANIEL.id].comes_in()
        yield seminar


async def planned(seminar: Seminar) -> Sequence[tuple[str, int]]:
    """What became of the reminders that were to come: state, and how often that was in doubt."""
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        reminders = select(outbox.c.state, outbox.c.ambiguous).where(outbox.c.kind == REMINDER)
        rows = await tx.execute(reminders.order_by(outbox.c.id))
        return [(row.state, row.ambiguous) for row in rows]


async def seats_taken(seminar: Seminar) -> int:
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        return await tx.scalar(select(func.count()).select_from(seats)) or 0


def reminders(phone: Phone) -> int:
    return sum(OPENING in screen["text"] for screen in phone.screens)


# --------------------------------------------------------------------- kill -9


@pytest.mark.parametrize("arrives", [False, True])
async def test_a_reminder_in_flight_when_the_power_goes_comes_once_more_at_most(
    on_each_database: Seminar, tmp_path: Path, arrives: bool
) -> None:
    seminar, daniel = on_each_database, on_each_database.phones[DANIEL.id]
    seminar.clock.jump_to(REMINDED)
    sent = len(await seminar.calls("sendMessage"))
    await seminar.faults(plan=[{"answer": "silence", "method": "sendMessage", "arrives": arrives}])
    async with program(tmp_path, "run", **environment(seminar)) as bot:
        await seminar.asked("sendMessage", sent + 1)
        await bot.kill()
    seminar.clock.rest(LEASE)
    async with seminar.open():
        await seminar.settles()
        assert reminders(daniel) == (2 if arrives else 1)
        assert await planned(seminar) == [("sent", 1)]


async def test_a_seat_is_taken_once_though_the_power_goes_before_the_answer(
    on_each_database: Seminar, tmp_path: Path
) -> None:
    seminar, daniel = on_each_database, on_each_database.phones[DANIEL.id]
    async with seminar.open():
        await daniel.press("session:d1-training2")
        await daniel.sees("Take a seat")
    edited = len(await seminar.calls("editMessageText"))
    await seminar.faults(plan=[{"answer": "silence", "method": "editMessageText"}])
    async with program(tmp_path, "run", **environment(seminar)) as bot:
        await daniel.touch("Take a seat")
        await seminar.asked("editMessageText", edited + 1)
        await bot.kill()
    seminar.clock.rest(LEASE)
    async with seminar.open():
        await seminar.settles()
        assert await seats_taken(seminar) == 1
        assert await daniel.tap("Take a seat") == "The seat is yours."
        await daniel.sees("1 of 40 seats taken", "You have a seat here.", "Give up my seat")
        assert await seats_taken(seminar) == 1


async def test_a_screen_that_the_power_cut_off_comes_by_itself(
    on_each_database: Seminar, tmp_path: Path
) -> None:
    seminar, daniel = on_each_database, on_each_database.phones[DANIEL.id]
    edited = len(await seminar.calls("editMessageText"))
    await seminar.faults(plan=[{"answer": "silence", "method": "editMessageText"}])
    async with program(tmp_path, "run", **environment(seminar)) as bot:
        await daniel.touch("My schedule")
        await seminar.asked("editMessageText", edited + 1)
        await bot.kill()
    seminar.clock.rest(LEASE)
    async with seminar.open():
        await seminar.settles()
        assert any("You have not chosen anything yet." in screen["text"] for screen in daniel.screens)


# --------------------------------------------------------------------- SIGTERM


async def test_who_is_stopped_finishes_what_is_under_way(on_each_database: Seminar, tmp_path: Path) -> None:
    seminar, daniel = on_each_database, on_each_database.phones[DANIEL.id]
    seminar.clock.jump_to(REMINDED)
    sent = len(await seminar.calls("sendMessage"))
    await seminar.faults(latency=0.5)
    async with program(tmp_path, "run", **environment(seminar)) as bot:
        await seminar.asked("sendMessage", sent + 1)
        await bot.stop()
    await seminar.faults(clear=True)
    async with seminar.open():
        await seminar.settles()
        assert reminders(daniel) == 1
        assert await planned(seminar) == [("sent", 0)]


async def test_started_again_and_again_nobody_is_told_twice(seminar: Seminar, tmp_path: Path) -> None:
    seminar.clock.jump_to(REMINDED)
    told: list[Phone] = []
    for person in (DANIEL, MARINA, AIGERIM):
        phone = seminar.phones[person.id]
        async with program(tmp_path, "run", **environment(seminar)) as bot:
            await phone.comes_in()
            await phone.gets(3)  # their own reminder: what is due was looked for and sent
            await bot.stop()
        told.append(phone)
        assert [len(phone.screens) for phone in told] == [3] * len(told)


async def test_a_new_process_takes_over_from_an_old_one(on_each_database: Seminar, tmp_path: Path) -> None:
    seminar, daniel = on_each_database, on_each_database.phones[DANIEL.id]
    settings = environment(seminar)
    async with program(tmp_path, "run", **settings) as old, program(tmp_path, "run", **settings) as new:
        await asyncio.gather(old.says("at work"), new.says("at work"))
        await daniel.write("/my")
        await daniel.sees("My schedule")
        assert await daniel.press("seat:d1-training2") == "The seat is yours."
        await old.stop()
        await daniel.write("/help")
        await daniel.sees("Your role")
        await new.stop()
    assert len(daniel.screens) == 4
    assert len(await seminar.calls("answerCallbackQuery")) == 2  # his language, and his seat


# ----------------------------------------------------------------- a broadcast


async def test_an_answer_does_not_queue_behind_three_hundred_reminders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.demo.events.BACKLOG", 10_000)  # each phone hears of each new menu
    crowd = [Person(number, f"Guest {number}", acquainted=True) for number in range(2001, 2301)]
    url, slowly = f"sqlite:///{tmp_path}/seminar.db", {"messages_per_second": 10}
    async with seminar_with([DANIEL, *crowd], url, at(1, "09:00")) as seminar, seminar.open(**slowly) as bot:
        daniel, guests = seminar.phones[DANIEL.id], [seminar.phones[person.id] for person in crowd]
        await daniel.comes_in()
        await daniel.press("lead:0")  # he wants no reminders
        joined = {"language": "en", "joined_at": seminar.clock.now()}
        rows = [{"telegram_id": person.id, "name": person.first_name, **joined} for person in crowd]
        async with bot.services.database.writing() as tx:
            await tx.execute(insert(people), rows)
        seminar.clock.jump_to(REMINDED)
        await bot.tick()
        await asyncio.wait(
            [asyncio.ensure_future(guest.gets(1)) for guest in guests], return_when="FIRST_COMPLETED"
        )
        await daniel.press("help")
        await daniel.sees("Your role")
        assert len(await planned(seminar)) == len(guests)
        assert sum(map(reminders, guests)) < len(guests) / 2
        assert all(call["accepted"] for call in await seminar.calls("sendMessage"))
