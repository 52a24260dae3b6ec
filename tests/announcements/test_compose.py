"""What an organiser taps and sends, one update after another."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from bot.announcements import course, queries
from bot.announcements.rules import Announcement, Dimension, State
from bot.announcements.screens.audience import OFFERS
from bot.audit.queries import entries
from bot.audit.rules import Deed
from bot.storage.tables import clubs, outbox, people
from tests.announcements.people import KK, NOW, RU, sent, those
from tests.people.telegram import Phone, message


async def the_draft(organiser: Phone) -> Announcement:
    async with organiser.services.database.reading() as tx:
        found = await queries.load(tx, 1)
    assert found is not None
    return found


OFFERED = [dimension for dimension in Dimension if dimension is not Dimension.UNANSWERED]


@pytest.mark.parametrize("dimension", OFFERED)
async def test_whatever_is_offered_can_be_added_and_taken_away(
    organiser: Phone, dimension: Dimension
) -> None:
    await organiser.tap(f"audience:1:{dimension}")
    offered = [data for label, data in organiser.buttons.items() if label.startswith("☐")]
    assert offered
    for data in offered:
        await organiser.tap(data)
        (criterion,) = (await the_draft(organiser)).audience.criteria
        assert criterion.dimension is dimension
        assert [label for label in organiser.buttons if label.startswith("☑")]
        await organiser.tap("audience:1")
        assert "Everyone [en]" in organiser.buttons
        await organiser.tap(data)
        assert (await the_draft(organiser)).audience.criteria == set()


async def test_many_clubs_are_leafed_through(organiser: Phone) -> None:
    async with organiser.services.database.writing() as tx:
        for number in range(500, 520):
            await tx.execute(insert(clubs).values(id=number, name=f"Club {number}"))
            theirs = {"telegram_id": number, "name": "P", "club_id": number, "joined_at": NOW}
            await tx.execute(insert(people).values(language="kk", **theirs))
    await organiser.tap("audience:1:club")
    assert len([data for data in organiser.buttons.values() if data.startswith("whom:")]) == OFFERS
    await organiser.tap(organiser.buttons["More › [en]"])
    await organiser.tap(organiser.buttons["☐ Club 510"])
    assert "☑ Club 510" in organiser.buttons  # still the same page
    assert "‹ Earlier [en]" in organiser.buttons
    await organiser.tap("audience:1")
    assert "Club [en]: Club 510" in organiser.text


async def test_an_earlier_announcement_that_was_not_answered(organiser: Phone) -> None:
    await organiser.tap("audience:1:unanswered")
    assert "There is nothing to choose from yet. [en]" in organiser.text
    await sent(organiser.services.database, to={KK, RU}, answered_by={RU})
    await organiser.tap("audience:1:unanswered")
    await organiser.tap(organiser.buttons["☐ Bring passports"])
    assert f"To {1} person [en]" in organiser.text
    await organiser.tap("audience:1")
    assert "Has not answered [en]: Bring passports" in organiser.text


@pytest.mark.parametrize("kind", ["sticker", "video", "voice"])
async def test_what_is_neither_text_nor_photo_nor_document_is_not_taken(organiser: Phone, kind: str) -> None:
    await organiser.tap("wording:1:ru")
    await organiser.write("Автобус")
    before = await the_draft(organiser)
    await organiser._bring({"message": _sent(organiser, kind)})
    assert "This cannot become an announcement [en]" in organiser.text
    assert await the_draft(organiser) == before
    await organiser.write("The bus")
    assert (await the_draft(organiser)).texts == {"ru": "Автобус", "en": "The bus"}


def _sent(organiser: Phone, kind: str) -> dict[str, Any]:
    file = {"file_id": "f", "file_unique_id": "f", "duration": 1, "width": 1, "height": 1}
    its = {**file, "type": "regular", "is_animated": False, "is_video": False}
    sent = {**message(organiser.user["id"], ""), "from": organiser.user, kind: its}
    del sent["text"]
    return sent if kind == "sticker" else {**sent, "caption": "Not alone"}


async def test_one_language_after_another_is_asked_for(organiser: Phone) -> None:
    await organiser.tap("wording:1")
    assert "Text: English [en]" in organiser.text
    await organiser.write("The bus")
    assert "Text: Қазақша [en]" in organiser.text
    await organiser.write("Автобус (kk)")
    assert "Text: Русский [en]" in organiser.text
    await organiser.tap("wording:1:en")
    await organiser.write("The bus at 18:00")
    assert "Text: Русский [en]" in organiser.text
    await organiser.write("Автобус (ru)")
    texts = (await the_draft(organiser)).texts
    assert texts == {"kk": "Автобус (kk)", "ru": "Автобус (ru)", "en": "The bus at 18:00"}
    await organiser.tap("omit:1:kk")
    assert "Text: Қазақша [en]" in organiser.text
    assert (await the_draft(organiser)).texts.keys() == {"ru", "en"}


async def test_each_text_is_looked_at_before_it_can_be_sent(organiser: Phone) -> None:
    for language, text in (("en", "The bus"), ("ru", "Автобус")):
        await organiser.tap(f"wording:1:{language}")
        await organiser.write(text)
    await organiser.tap("preview:1:en")
    assert "✓ English" in organiser.buttons
    assert "Send now [en]" not in organiser.buttons
    still_to_be_seen = organiser.buttons["Қазақша"]  # who reads the text in Russian
    await organiser.tap(still_to_be_seen)
    assert {"✓ Қазақша", "✓ Русский", "✓ English", "Send now [en]"} <= organiser.buttons.keys()
    await organiser.tap("wording:1:en")
    await organiser.write("The bus at 18:00")
    await organiser.tap(still_to_be_seen)
    assert "Send now [en]" not in organiser.buttons


async def test_who_writes_sees_for_whom(organiser: Phone) -> None:
    await organiser.tap("whom:1:role:club_lead")
    await organiser.tap("wording:1")
    assert "To 1 person [en] · Role [en]: club leads [en]" in organiser.text


async def test_what_is_withdrawn_cannot_be_corrected(organiser: Phone) -> None:
    its_id = await sent(organiser.services.database, to={KK}, answered_by=set())
    async with organiser.services.database.writing() as tx:
        await tx.execute(update(outbox).values(message_id=1))
        await course.withdraw(tx, its_id, NOW)
    await organiser.tap(f"correct:{its_id}")
    assert f"correct:{its_id}:en" not in organiser.buttons.values()
    assert f"unreached:{its_id}" in organiser.buttons.values()


async def test_what_the_command_line_scheduled_becomes_the_draft_of_who_calls_it_off(
    organiser: Phone,
) -> None:
    database = organiser.services.database
    async with database.writing() as tx:
        its_id = await queries.draft(tx, None, NOW)
        await queries.set_audience(tx, its_id, those("club:1"))
        await queries.set_text(tx, its_id, 1, "en", "From the shell")
        later = NOW + timedelta(days=3650)
        await queries.move(tx, its_id, {State.DRAFT}, State.SCHEDULED, send_at=later)
    await organiser.tap(f"unschedule:{its_id}")
    assert "To 1 person" in organiser.text
    await organiser.write("/announce")
    assert "From the shell" in organiser.text
    async with database.reading() as tx:
        (newest,) = await entries(tx, limit=1)
    assert (newest.deed, newest.subject) == (Deed.UNSCHEDULED, str(its_id))


async def test_an_older_draft_is_not_hidden_behind_a_newer_one(organiser: Phone) -> None:
    await organiser.tap("wording:1:en")
    await organiser.write("The older one")
    async with organiser.services.database.writing() as tx:
        older = await queries.load(tx, 1)
        assert older is not None
        newer = await queries.draft(tx, older.author_id, NOW)
        await queries.set_text(tx, newer, 1, "en", "The newer one")
    await organiser.write("/announce")
    assert "The newer one" in organiser.text
    await organiser.tap(organiser.buttons["✎ The older one"])
    assert "The older one" in organiser.text
    assert "✎ The newer one" in organiser.buttons


async def test_the_audit_names_clubs(organiser: Phone) -> None:
    await organiser.tap("whom:1:club:1")
    await organiser.tap("wording:1:en")
    await organiser.write("The bus")
    await organiser.tap("preview:1:en")
    await organiser.tap(organiser.buttons["Send now [en]"])
    async with organiser.services.database.reading() as tx:
        (newest,) = await entries(tx, limit=1)
    assert newest.details == "club:Almaty: 1"
