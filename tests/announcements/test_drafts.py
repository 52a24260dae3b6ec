"""What an organiser wrote and did not send: thrown away, or called off by somebody else."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.announcements import queries
from bot.announcements.due import TAKEN_BACK
from bot.announcements.jobs import MESSAGES
from bot.announcements.rules import Announcement, State
from bot.clock import RehearsalClock
from bot.context import Telling
from bot.people.queries import recognise_all
from bot.screens import Screen
from bot.storage.engine import Database
from bot.storage.tables import announcement_texts, announcements, outbox
from tests.announcements.people import NOW
from tests.people.telegram import OWNER, Phone

MINUTE = timedelta(minutes=1)


async def writes(organiser: Phone) -> None:
    await organiser.tap("whom:1:language:kk")
    await organiser.tap("wording:1:en")
    await organiser.write("The bus")
    await organiser.tap("preview:1:en")


async def schedules(organiser: Phone) -> str:
    """For tomorrow; the button that would send it now."""
    await writes(organiser)
    return await sets_it_for_tomorrow(organiser)


async def sets_it_for_tomorrow(organiser: Phone) -> str:
    await organiser.tap(next(data for data in organiser.buttons.values() if data.startswith("later:")))
    await organiser.tap(next(data for label, data in organiser.buttons.items() if "Tomorrow" in label))
    return next(data for data in organiser.buttons.values() if data.startswith("send:"))


def a_moment_passes(organiser: Phone) -> None:
    clock = organiser.services.clock
    assert isinstance(clock, RehearsalClock)
    clock.jump_to(clock.now() + timedelta(seconds=1))


async def the_one(organiser: Phone) -> Announcement:
    async with organiser.services.database.reading() as tx:
        found = await queries.load(tx, 1)
    assert found
    return found


# ------------------------------------------------------------------ thrown away


@pytest.mark.parametrize("way", ["discard:1:yes", "forget:yes"])
async def test_nothing_but_its_number_stays_of_a_draft(organiser: Phone, way: str) -> None:
    await writes(organiser)
    await organiser.tap("wording:1:en")
    await organiser.send_file("The plan")
    await organiser.tap(way)
    async with organiser.services.database.reading() as tx:
        assert (await tx.scalars(select(announcement_texts.c.text))).all() == []
        (row,) = (await tx.execute(select(announcements))).all()
    assert (row.id, row.state, row.author_id, row.audience) == (1, "cancelled", None, {})
    assert (row.file_id, row.file_kind) == (None, None)


async def test_what_others_wrote_or_is_to_go_out_stays_when_somebody_goes(
    organiser: Phone, other: Phone
) -> None:
    await schedules(organiser)
    await other.write("/announce")
    await other.tap("wording:2:en")
    await other.write("Another one")
    await organiser.tap("forget:yes")
    async with organiser.services.database.reading() as tx:
        kept = {row.id: row.state for row in await tx.execute(select(announcements))}
        texts = set(await tx.scalars(select(announcement_texts.c.text)))
    assert kept == {1: "scheduled", 2: "draft"}
    assert texts == {"The bus", "Another one"}


# ------------------------------------------------------------------- called off


async def news(organiser: Phone) -> list[tuple[int, Screen]]:
    """What is planned to tell authors: to whom, and in which words."""
    services = organiser.services
    async with services.database.reading() as tx:
        rows = (await tx.execute(select(outbox).where(outbox.c.kind == TAKEN_BACK))).all()
        told = []
        for row in rows:
            person = (await recognise_all(tx, [row.person_id], frozenset()))[row.person_id]
            t, programme = services.translators["en"], services.programme
            assert programme
            telling = Telling(tx, services.clock.now(), person, t, programme, row.subject)
            screen = await MESSAGES[TAKEN_BACK](telling)
            told += [(person.telegram_id, screen)] if isinstance(screen, Screen) else []
    return told


async def test_the_author_is_told_by_whom_it_is_not(organiser: Phone, other: Phone) -> None:
    await schedules(organiser)
    await other.tap("unschedule:1")
    ((whom, screen),) = await news(organiser)
    assert whom == OWNER
    assert "Another organiser has taken your announcement back" in screen.text
    assert "The bus" in screen.text
    await organiser.tap(screen.rows[0][0].data)
    assert "Look at it as it will arrive" in organiser.text


async def test_who_takes_it_back_themselves_is_told_nothing(organiser: Phone) -> None:
    await schedules(organiser)
    await organiser.tap("unschedule:1")
    assert await news(organiser) == []


async def test_nothing_is_told_of_what_is_scheduled_again(organiser: Phone, other: Phone) -> None:
    await schedules(organiser)
    await other.tap("unschedule:1")
    await schedules(organiser)
    assert await news(organiser) == []


@pytest.mark.parametrize("sure", ["", ":now"])
async def test_an_old_button_does_not_send_what_was_taken_back(
    organiser: Phone, other: Phone, sure: str
) -> None:
    at_once = await schedules(organiser)
    await other.tap("unschedule:1")
    await organiser.tap(at_once + sure)
    assert (await the_one(organiser)).state is State.DRAFT
    assert "Look at it as it will arrive" in organiser.text


@pytest.mark.parametrize("verb", ["send:", "later:"])
@pytest.mark.parametrize("by_whom", ["themselves", "another"])
async def test_a_button_from_before_it_was_scheduled_does_nothing_to_what_was_taken_back(
    organiser: Phone, other: Phone, by_whom: str, verb: str
) -> None:
    await writes(organiser)
    before = next(data for data in organiser.buttons.values() if data.startswith(verb))
    await sets_it_for_tomorrow(organiser)
    a_moment_passes(organiser)
    await {"themselves": organiser, "another": other}[by_whom].tap("unschedule:1")
    await organiser.tap(before)
    assert (await the_one(organiser)).state is State.DRAFT
    assert "Look at it as it will arrive" in organiser.text


async def test_an_old_time_does_not_schedule_what_was_taken_back(organiser: Phone, other: Phone) -> None:
    await schedules(organiser)
    await organiser.tap(next(data for data in organiser.buttons.values() if data.startswith("later:")))
    times = [data for data in organiser.buttons.values() if data.startswith("later:")]
    await other.tap("unschedule:1")
    await organiser.tap(times[0])
    assert (await the_one(organiser)).state is State.DRAFT


async def test_the_list_leads_back_to_where_it_was_opened(organiser: Phone) -> None:
    await organiser.tap("announced")
    assert organiser.buttons["Back [en]"] == "announce"


async def test_announcements_stand_in_the_order_of_when_they_go_out(database: Database) -> None:
    times = [(1, 0, 90), (2, 20, 20), (3, 30, 45), (4, 40, 40)]  # made and sent, in minutes
    rows = [
        {
            "id": number,
            "created_at": NOW + made * MINUTE,
            "send_at": NOW + sent * MINUTE if sent > made else None,
        }
        for number, made, sent in times
    ]
    async with database.writing() as tx:
        await tx.execute(insert(announcements).values(state=State.SENT, audience={}), rows)
        assert [one.id for one in await queries.history(tx, 9)] == [1, 3, 4, 2]
