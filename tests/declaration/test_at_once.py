"""An author deletes their data while an organiser decides, on PostgreSQL."""

import asyncio

from sqlalchemy import func, select

from bot.context import Services
from bot.declaration import amendments as proposed
from bot.storage.tables import amendments, people
from tests.people.telegram import OWNER, MakePhone, Phone
from tests.plans.test_at_once import as_far_as_they_can, server  # noqa: F401 -- its database


async def test_an_author_goes_while_somebody_decides(
    services: Services, member: Phone, phone_of: MakePhone
) -> None:
    organiser = phone_of(OWNER, name="Emma")
    await organiser.write("/start")
    await organiser.tap("language:en")
    async with services.database.writing() as tx:
        its_id = await proposed.propose(tx, 1, "Peace", services.clock.now())
    async with services.database.writing() as tx:
        await proposed.locked(tx, its_id)
        goes, decides = member.tap("forget:yes"), organiser.tap(f"decide:{its_id}:taken")
        tasks = await as_far_as_they_can(services, goes, decides)
    await asyncio.gather(*tasks)
    async with services.database.reading() as tx:
        for table, left in ((amendments, 0), (people, 1)):
            assert await tx.scalar(select(func.count()).select_from(table)) == left
