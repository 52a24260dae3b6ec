"""Two organisers correct an announcement at once: nobody lets count what they have not looked at."""

from sqlalchemy import select

from bot.storage.tables import announcement_texts
from tests.announcements.people import KK, sent
from tests.people.telegram import Phone


async def test_who_comes_second_is_told_and_shown_what_is_there_now(organiser: Phone, other: Phone) -> None:
    its_id = await sent(organiser.services.database, to={KK}, answered_by=set())
    await corrects(organiser, its_id, "At seven")
    yes = organiser.buttons["Yes, correct it [en]"]
    await corrects(other, its_id, "At eight")
    await organiser.tap(yes)
    assert organiser.notice == "The text has changed meanwhile. Look at what it is now. [en]"
    assert "At eight" in organiser.text
    assert await versions(organiser, its_id) == {1, 2}
    await organiser.tap(organiser.buttons["Yes, correct it [en]"])
    assert organiser.notice == ""
    assert "At eight" in organiser.text


async def test_who_was_overtaken_is_told_and_who_taps_twice_is_told_something_else(
    organiser: Phone, other: Phone
) -> None:
    its_id = await sent(organiser.services.database, to={KK}, answered_by=set())
    await corrects(organiser, its_id, "At seven")
    overtaken = organiser.buttons["Yes, correct it [en]"]
    await corrects(other, its_id, "At eight")
    yes = other.buttons["Yes, correct it [en]"]
    await other.tap(yes)
    await other.tap(yes)
    assert other.notice == "That has been done already. [en]"
    await organiser.tap(overtaken)
    assert organiser.notice == "The text has changed meanwhile. Look at what it is now. [en]"
    assert "At eight" in organiser.text


async def corrects(phone: Phone, its_id: int, text: str) -> None:
    """Up to the look at it."""
    await phone.tap(f"correct:{its_id}:en")
    await phone.write(text)
    assert text in phone.text


async def versions(phone: Phone, its_id: int) -> set[int]:
    """Of its texts, the one that is being written too."""
    its = select(announcement_texts.c.version).where(announcement_texts.c.announcement_id == its_id)
    async with phone.services.database.reading() as tx:
        return set(await tx.scalars(its))
