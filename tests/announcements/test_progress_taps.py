"""Who is shown how an announcement goes turns to another screen, or goes for good."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from bot.announcements import jobs, queries
from bot.announcements.due import PROGRESS
from bot.storage.tables import announcements, outbox, people
from tests.announcements.people import NOW
from tests.people.telegram import OWNER, Phone, message

MESSAGE = 777  # in which it is watched


@pytest.mark.parametrize("way", ["announced", "withdraw:1", "correct:1", "unreached:1"])
async def test_the_message_becomes_another_screen(organiser: Phone, way: str) -> None:
    await sends(organiser)
    for data in ("progress:1", way):
        tap = {"id": "1", "from": organiser.user, "chat_instance": "1", "data": data}
        screen = {**message(organiser.user["id"], "a screen"), "message_id": MESSAGE}
        await organiser._bring({"callback_query": {**tap, "message": screen}})
    database = organiser.services.database
    async with database.writing() as tx:
        watching = await tx.scalar(select(people.c.id).where(people.c.telegram_id == OWNER))
        found = await queries.load(tx, 1)
        assert found is not None
        assert (found.watcher_id, found.watched_message) == (watching, None)
        await tx.execute(update(outbox).where(outbox.c.kind == "announcement").values(state="sent"))
        await jobs.plan(tx, NOW + timedelta(minutes=1), frozenset())
        reports = await tx.scalar(select(func.count()).where(outbox.c.kind == PROGRESS))
    assert reports == 1


async def test_nothing_of_who_watched_stays_when_they_go(organiser: Phone) -> None:
    await sends(organiser)
    await organiser.tap("forget:yes")
    async with organiser.services.database.reading() as tx:
        assert await tx.scalar(select(announcements.c.watcher_id)) is None


async def sends(organiser: Phone) -> None:
    await organiser.tap("wording:1:en")
    await organiser.write("The bus")
    await organiser.tap("preview:1:en")
    await organiser.tap(organiser.buttons["Send now [en]"])
