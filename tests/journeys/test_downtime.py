"""Six hours without the bot: what is too late stays unsaid, the rest comes in one message."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.announcements import course, queries
from bot.announcements.audience import ANNOUNCEMENT
from bot.announcements.rules import State
from bot.screens.message import TEXT
from bot.storage.tables import outbox
from tests.journeys.conftest import DANIEL, MARINA
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at, seminar_with

NINE, SIX_HOURS = at(1, "09:00"), timedelta(hours=6)
NEWS = ("The bus waits", "Lunch is in hall B", "The film begins at 16:00")


@pytest.fixture
async def seminar(database_url: str) -> AsyncIterator[Seminar]:
    """Three announcements were to go out while the bot was away; it is back."""
    async with seminar_with([DANIEL, MARINA], database_url, NINE) as seminar:
        async with seminar.open():
            for person in (DANIEL, MARINA):
                await seminar.phones[person.id].comes_in()
            await seminar.moves_to(at(1, "09:20"))
            await schedule(seminar)
        seminar.clock.jump_to(NINE + SIX_HOURS)
        async with seminar.open():
            await seminar.settles()
            yield seminar


async def schedule(seminar: Seminar) -> None:
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        for hours, text in enumerate(NEWS, start=1):
            its_id = await queries.draft(tx, None, NINE)
            await queries.set_text(tx, its_id, 1, "en", text)
            send_at = NINE + timedelta(hours=hours)
            assert await queries.move(tx, its_id, {State.DRAFT}, State.SCHEDULED, send_at=send_at)


def news_of(phone: Phone) -> list[str]:
    """Messages with an announcement."""
    return [screen["text"] for screen in phone.screens if any(text in screen["text"] for text in NEWS)]


async def test_each_gets_one_message_in_their_language_and_nothing_of_what_began_meanwhile(
    seminar: Seminar,
) -> None:
    daniel, marina = seminar.phones[DANIEL.id], seminar.phones[MARINA.id]
    together = "\n\n".join(NEWS)
    assert news_of(daniel) == [f"3 delayed announcements\n\n{together}"]
    assert news_of(marina) == [f"3 объявления с опозданием\n\n{together}"]
    assert await merged(seminar) == Counter({False: 2, True: 4})
    assert sum("In 10 minutes" in screen["text"] for screen in daniel.screens) == 1  # to the opening, before
    message, button = daniel.button("Reply to the organisers")
    await daniel.press(button["data"], message["message_id"])
    await daniel.sees("Write")
    assert news_of(daniel)


async def merged(seminar: Seminar) -> Counter[bool]:
    """How many announcements came in the message of another one."""
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        came_with = outbox.c.came_with != outbox.c.id
        sent = outbox.c.kind == ANNOUNCEMENT, outbox.c.state == "sent"
        return Counter(await tx.scalars(select(came_with).where(*sent)))


async def test_a_correction_and_a_withdrawal_change_what_is_said_of_one(seminar: Seminar) -> None:
    daniel = seminar.phones[DANIEL.id]
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        await queries.set_text(tx, 2, 2, "en", "Lunch is in hall C")
        assert await course.correct(tx, 2, seminar.clock.now())
    await seminar.settles()
    assert news_of(daniel) == [f"3 delayed announcements\n\n{NEWS[0]}\n\nLunch is in hall C\n\n{NEWS[2]}"]
    await withdraw(seminar, 1)
    assert news_of(daniel) == [f"2 delayed announcements\n\nLunch is in hall C\n\n{NEWS[2]}"]
    await withdraw(seminar, 3)
    await withdraw(seminar, 2)
    assert news_of(daniel) == []
    assert "hall C" not in daniel.shown


async def test_a_correction_too_long_for_the_message_is_cut_and_another_can_still_be_withdrawn(
    seminar: Seminar,
) -> None:
    daniel = seminar.phones[DANIEL.id]
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        await queries.set_text(tx, 2, 2, "en", "<b>Lunch &amp; film</b> " + "<i>hall</i> " * (TEXT // 5 - 4))
        assert await course.correct(tx, 2, seminar.clock.now())
    await seminar.settles()
    [all_three] = news_of(daniel)
    assert all_three.startswith(f"3 delayed announcements\n\n{NEWS[0]}\n\nLunch & film hall")
    assert all_three.endswith(f"hall…\n\n{NEWS[2]}")
    assert TEXT - len("hall ") <= len(all_three) <= TEXT
    await withdraw(seminar, 1)
    [two] = news_of(daniel)
    assert two.startswith("2 delayed announcements\n\nLunch & film hall")
    assert NEWS[0] not in daniel.shown


async def withdraw(seminar: Seminar, its_id: int) -> None:
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        assert await course.withdraw(tx, its_id, seminar.clock.now())
    await seminar.settles()
